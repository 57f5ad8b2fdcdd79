from pathlib import Path

import pytest

from eval.errors import EvalError
from eval.measures.registry import PUBLIC_MEASURES
from eval.public.sets import PUBLIC_SETS, PublicEntry, choose_entries

DATA = Path(__file__).resolve().parents[3] / "../shared/data"
COUNTS = {
    # Paragraphs, questions, questions with something relevant.
    "udhr": (120, 360, 360),
    "xquad_en": (240, 1190, 1190),
    "cmrc2018_trial": (256, 1000, 1000),  # two of 1,002 have no words
    "ntrex": (2000, 8000, 8000),
    "mtragun_govt": (1565, 157, 105),
    "nomiracl_en": (4901, 500, 250),
}


def test_every_name_is_used_once_and_every_leading_measure_is_measured() -> None:
    names = [entry.name for entry in PUBLIC_SETS]

    assert len(set(names)) == len(names)
    assert {entry.leading for entry in PUBLIC_SETS} <= {one.name for one in PUBLIC_MEASURES}


def test_sets_are_chosen_by_name_in_the_order_of_the_table() -> None:
    chosen = choose_entries(["xquad_en", "udhr"])

    assert [entry.name for entry in chosen] == ["udhr", "xquad_en"]
    assert choose_entries([]) == list(PUBLIC_SETS)


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(EvalError, match=r"There is no set xquad\. Choose from: udhr, xquad_en, "):
        choose_entries(["xquad"])


@pytest.mark.skipif(not DATA.is_dir(), reason=f"no public sets in {DATA}")
@pytest.mark.parametrize("entry", choose_entries([*COUNTS]), ids=lambda entry: entry.name)
def test_the_real_files_hold_what_is_known_of_them(entry: PublicEntry) -> None:
    read = entry.read(*entry.paths(DATA))

    judged = [question for question in read.questions if question.gains]
    assert (len(read.paragraphs), len(read.questions), len(judged)) == COUNTS[entry.name]

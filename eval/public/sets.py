"""PUBLIC_SETS: the table of public sets that `python -m eval public` runs, cheap ones first.

A new one is a line here, and a reader where its format is new.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from eval.errors import EvalError
from eval.public.question_set import PublicSet
from eval.public.readers.aligned_lines import read_aligned_lines
from eval.public.readers.articles import read_articles
from eval.public.readers.collected import read_collected
from eval.public.readers.passages_qrels import read_passages_qrels
from eval.public.readers.squad import read_squad
from eval.public.retrieval import History

_MANY = 1500
"""Of the largest sets: the 95 % interval of a recall of .95 is then .011 to either side."""


class Role(StrEnum):
    """What a set is used for.

    Weights and rules were chosen with the first kind in view (squad1_dev shares paragraphs with
    squad2_dev), never with the second.
    """

    TUNING = "tuning"
    REPORT = "report"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicEntry:
    """One set and how it is run.

    Attributes:
        name: Unique; what `--set` takes.
        role: Whether weights were chosen on it.
        places: What to read, below the folder of the data.
        read: Reads those places, all of them present.
        leading: Name of the measure that the set is judged by at a glance.
        history: Whether earlier turns are given.
        by_kind: Report each kind of its questions apart, as `name/kind`, and not all together.
        separation: Ask unanswerable questions too, and report how well the score of the best hit
            tells them from answerable ones.
        most: Ask at most so many questions, spread evenly; None asks all.
    """

    name: str
    role: Role
    places: tuple[str, ...]
    read: Callable[..., PublicSet]
    leading: str
    history: History = History.WITH
    by_kind: bool = False
    separation: bool = False
    most: int | None = None

    def paths(self, data: Path) -> list[Path]:
        """Its places below a folder."""
        return [data / place for place in self.places]


def _squad(name: str, role: Role, *places: str, most: int | None = None) -> PublicEntry:
    return PublicEntry(
        name=name, role=role, places=places, read=read_squad, leading="recall_at_1", most=most
    )


def _mtragun(name: str, history: History) -> PublicEntry:
    return PublicEntry(
        name=name,
        role=Role.TUNING,
        places=("mtragun_govt",),
        read=read_passages_qrels,
        leading="recall_at_5",
        history=history,
    )


PUBLIC_SETS: tuple[PublicEntry, ...] = (
    PublicEntry(
        name="udhr",
        role=Role.REPORT,
        places=("udhr",),
        read=read_articles,
        leading="success_at_1",
    ),
    _squad("xquad_en", Role.TUNING, "xquad_en/xquad.en.json"),
    _squad("cmrc2018_trial", Role.TUNING, "cmrc2018_trial/cmrc2018_trial.squad.json"),
    PublicEntry(
        name="ntrex",
        role=Role.TUNING,
        places=("ntrex",),
        read=read_aligned_lines,
        leading="success_at_1",
        by_kind=True,
    ),
    _mtragun("mtragun_govt", History.WITH),
    _mtragun("mtragun_govt_alone", History.WITHOUT),
    _squad("cmrc2018_dev", Role.REPORT, "cmrc2018_dev/cmrc2018_dev.squad.json", most=_MANY),
    _squad("squad2_dev", Role.TUNING, "squad2_dev/dev-v2.0-minus-xquad.json"),
    _squad("drcd_dev", Role.REPORT, "drcd_dev/DRCD_dev.json", most=_MANY),
    _squad("policyqa", Role.REPORT, "policyqa/dev.json", "policyqa/test.json", most=_MANY),
    _squad("squad1_dev", Role.TUNING, "squad1_dev/dev-v1.1-minus-xquad.json", most=_MANY),
    PublicEntry(
        name="nomiracl_en",
        role=Role.REPORT,
        places=("nomiracl_en/nomiracl_test_en.jsonl",),
        read=read_collected,
        leading="success_at_1",
        separation=True,
    ),
)


def choose_entries(
    names: Sequence[str], entries: Sequence[PublicEntry] = PUBLIC_SETS
) -> list[PublicEntry]:
    """The entries of these names in the order of the table; all of them when none is named.

    Raises:
        EvalError: There is no entry of a name.
    """
    known = [entry.name for entry in entries]
    for name in names:
        if name not in known:
            raise EvalError(f"There is no set {name}.", fix=f"Choose from: {', '.join(known)}.")
    return [entry for entry in entries if not names or entry.name in names]


def read_set(form: str, path: Path) -> PublicSet:
    """Read any set in one of the two common formats: `squad`, a file; `passages`, a folder."""
    return read_squad(path) if form == "squad" else read_passages_qrels(path)

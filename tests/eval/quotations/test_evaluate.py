import json
from datetime import date
from pathlib import Path

import pytest

from eval.errors import DataSetError, EvalError
from eval.quotations.evaluate import QuotationsOptions, choose, quotations
from eval.quotations.sets import QUOTING_SETS
from tests.eval.test_commands import open_model

PARAGRAPHS = {
    "Tax": "The land tax is due on 1 July 2016. It is paid at the office.",
    "Park": "The park has 66 residents. They come from 14 countries.",
}


def options(folder: Path, *names: str, limit: int | None = None) -> QuotationsOptions:
    return QuotationsOptions(
        settings_file=None,
        output=folder / "out",
        data=folder / "data",
        names=names,
        limit_questions=limit,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    asked = {
        "Tax": [("t1", "When is the land tax due?", "1 July 2016")],
        "Park": [("p1", "How many residents has the park?", "66")],
    }
    articles = [
        {
            "title": title,
            "paragraphs": [
                {
                    "context": text,
                    "qas": [
                        {
                            "id": id_,
                            "question": question,
                            "answers": [{"answer_start": text.index(words), "text": words}],
                        }
                        for id_, question, words in asked[title]
                    ],
                }
            ],
        }
        for title, text in PARAGRAPHS.items()
    ]
    file = tmp_path / "data/xquad_en/xquad.en.json"
    file.parent.mkdir(parents=True)
    file.write_text(json.dumps({"data": articles}), encoding="utf-8")
    lines = [
        {
            "query_id": f"q{number}",
            "question": "When is the land tax due?",
            "answerable": number % 2 == 0,
            "passages": [
                {"docid": f"d{number}", "text": PARAGRAPHS["Tax" if number % 2 == 0 else "Park"]}
            ],
        }
        for number in range(10)
    ]
    file = tmp_path / "data/nomiracl_en/nomiracl_test_en.jsonl"
    file.parent.mkdir(parents=True)
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return tmp_path


def test_every_measure_is_reported_by_set(folder: Path) -> None:
    outcome = quotations(options(folder), today=date(2026, 11, 22), open_model=open_model)

    report = json.loads((folder / "out/quotations.json").read_text(encoding="utf-8"))
    values = {
        group["name"]: {score["measure"]: score["estimate"]["value"] for score in group["scores"]}
        for group in report["groups"]
    }
    assert values["xquad_en"]["any_right"] == 1.0
    assert values["xquad_en"]["valid"] == 1.0
    assert values["nomiracl_en"]["first_right"] is None
    assert values["nomiracl_en"]["answered_though_nothing"] is not None
    assert any("cmrc2018_trial: there is no" in line for line in outcome.lines)
    assert any("precision at answer rate" in line for line in outcome.lines)


def test_an_article_is_asked_about_again_without_it(tmp_path: Path) -> None:
    entry = next(one for one in QUOTING_SETS if one.name == "squad2_reported")
    article = {
        "title": "Prime_number",
        "paragraphs": [
            {
                "context": "Two is prime.",
                "qas": [
                    {
                        "id": "x",
                        "question": "What is prime?",
                        "answers": [{"answer_start": 0, "text": "Two"}],
                    }
                ],
            }
        ],
    }
    other = {"title": "Rhine", "paragraphs": [{"context": "The Rhine is a river.", "qas": []}]}
    file = tmp_path / "squad.json"
    file.write_text(json.dumps({"data": [article, other]}), encoding="utf-8")

    whole, without = entry.read(entry.name, file).questions

    assert (whole.answerable, whole.answers, whole.admitted) == (True, ("Two",), frozenset())
    assert (without.answerable, without.answers) == (False, ())
    assert without.admitted == {"00001"}


def test_the_halves_of_a_set_share_no_question(folder: Path) -> None:
    read = {
        entry.name: entry.read(entry.name, folder / "data" / entry.place)
        for entry in QUOTING_SETS
        if entry.name.startswith("nomiracl")
    }

    ids = [{one.id for one in asked.questions} for asked in read.values()]
    assert ids[0].isdisjoint(ids[1])
    assert len(ids[0] | ids[1]) == 10


def test_a_limit_spreads_over_the_set(folder: Path) -> None:
    quotations(
        options(folder, "nomiracl_en", limit=2), today=date(2026, 11, 22), open_model=open_model
    )

    report = json.loads((folder / "out/quotations.json").read_text(encoding="utf-8"))
    assert [row["id"] for row in report["rows"]] == ["nomiracl_en/q2", "nomiracl_en/q7"]


def test_what_was_fitted_to_is_not_reported_unless_it_is_named() -> None:
    assert "squad2_watched" not in {entry.name for entry in choose([])}
    assert [entry.name for entry in choose(["squad2_watched"])] == ["squad2_watched"]
    with pytest.raises(EvalError, match="There is no set squad9"):
        choose(["squad9"])


def test_a_folder_without_any_set_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataSetError, match="None of the 5 sets"):
        quotations(options(tmp_path), today=date(2026, 11, 22), open_model=open_model)

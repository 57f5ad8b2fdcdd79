import json
from pathlib import Path
from typing import Any

import pytest

from eval.errors import DataSetError
from eval.training.training_set import REPORTED_ARTICLES, WATCHED_ARTICLES, read_training_set
from tests.eval.reader.lesson_files import write_lessons

TEXT = "The Normans came from France. They came in 911."


def asked(id_: str, question: str, *answers: tuple[int, str]) -> dict[str, Any]:
    found = [{"answer_start": start, "text": words} for start, words in answers]
    return {"id": id_, "question": question, "answers": found, "is_impossible": not answers}


def write(folder: Path, place: str, *articles: tuple[str, str, list[dict[str, Any]]]) -> None:
    file = folder / place
    file.parent.mkdir(parents=True, exist_ok=True)
    data = [
        {"title": title, "paragraphs": [{"context": text, "qas": questions}]}
        for title, text, questions in articles
    ]
    file.write_text(json.dumps({"data": data}), encoding="utf-8")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    where = asked("a", "Where from?", (22, "France"))
    kept = next(iter(sorted(REPORTED_ARTICLES)))
    watched = next(iter(sorted(WATCHED_ARTICLES)))
    write(
        tmp_path,
        "squad1_dev/dev-v1.1-minus-xquad.json",
        ("Sea_Kings", TEXT, [where, asked("b", " ")]),
        (kept, TEXT, [asked("c", "Where from?", (22, "France"))]),
        (watched, TEXT, [asked("d", "Where from?", (22, "France"))]),
    )
    write(
        tmp_path,
        "squad2_dev/dev-v2.0-minus-xquad.json",
        ("Sea_Kings", TEXT, [where, asked("e", "Who won?"), asked("f", "When?", (3, "911"))]),
    )
    zh = [
        (
            f"标题{one}",
            f"第{one}条。答案是北京。",
            [asked(f"z{one}", "在哪？", (7, "北京"))],
        )
        for one in range(3)
    ]
    write(tmp_path, "cmrc2018_dev/cmrc2018_dev.squad.json", *zh)
    write(tmp_path, "drcd_dev/DRCD_dev.json")
    for name in ("dev", "test"):
        write(
            tmp_path,
            f"policyqa/{name}.json",
            ("shop.com", "We keep data.", [asked(name, "What is kept?", (8, "data"))]),
        )
    write_lessons(tmp_path, news=0)
    write_news(tmp_path)
    return tmp_path


def write_news(folder: Path) -> None:
    news = {
        "src.eng": "Police in the old town arrested 45 young men on Sunday night.",
        "ref.rus": "Полиция старого города задержала 45 молодых мужчин в воскресенье вечером.",
        "ref.bel": "Міліцыя старога горада затрымала 45 маладых мужчын у нядзелю вечарам.",
        "ref.zho-CN": "周日晚上老城警察逮捕了45名年轻男子。",
    }
    (folder / "ntrex").mkdir(exist_ok=True)
    for name, line in news.items():
        (folder / "ntrex" / f"newstest2019-{name}.txt").write_text(f"{line}\n", encoding="utf-8")
    (folder / "ntrex" / "DOCUMENT_IDS.tsv").write_text("bbc.1\n", encoding="utf-8")


def test_a_question_is_asked_once_with_its_answers_in_place(data: Path) -> None:
    training_set = read_training_set(data)

    texts = {question.text for question in training_set.questions if question.origin == "public"}
    assert texts == {"Where from?", "Who won?", "When?", "在哪？", "What is kept?"}
    assert sum(question.text == "Where from?" for question in training_set.questions) == 1
    for question in (one for one in training_set.questions if one.origin == "public"):
        passage = training_set.passages[question.passage]
        answers = {passage.text[start:end] for start, end in question.answers}
        assert answers <= {"France", "911", "北京", "data"}
        assert bool(answers) == (question.text != "Who won?")


def test_the_articles_for_reporting_are_in_nothing(data: Path) -> None:
    titles = {passage.title for passage in read_training_set(data).passages}

    assert titles.isdisjoint(title.replace("_", " ") for title in REPORTED_ARTICLES)
    assert "Sea Kings" in titles


def test_the_watched_are_not_trained_on(data: Path) -> None:
    training_set = read_training_set(data)

    watched = {training_set.passages[one.passage].title for one in training_set.watched}
    trained = {training_set.passages[one.passage].title for one in training_set.questions}
    assert watched
    assert watched.isdisjoint(trained)


def test_no_article_is_both_reported_and_watched() -> None:
    assert REPORTED_ARTICLES.isdisjoint(WATCHED_ARTICLES)


def test_policies_are_asked_half_of_the_time_and_not_mined(data: Path) -> None:
    training_set = read_training_set(data)

    shares = {one.text: (one.share, one.mined) for one in training_set.questions}
    assert shares["What is kept?"] == (0.5, False)
    assert shares["When?"] == (1.0, True)
    assert shares["Who won?"] == (1.0, False)


def test_a_set_that_is_absent_or_broken_is_named(data: Path) -> None:
    (data / "drcd_dev/DRCD_dev.json").write_text("{}", encoding="utf-8")
    with pytest.raises(DataSetError, match=r"DRCD_dev\.json is not in SQuAD format"):
        read_training_set(data)

    (data / "drcd_dev/DRCD_dev.json").unlink()
    with pytest.raises(DataSetError, match=r"DRCD_dev\.json cannot be read"):
        read_training_set(data)


def test_the_last_round_reads_the_lessons_and_part_of_the_public_sets(data: Path) -> None:
    training_set = read_training_set(data, last_round=True)

    origins = [question.origin for question in training_set.questions]
    assert origins.count("lesson") == 16 * 2 * 3
    assert "made" not in origins
    assert origins.count("public") < 5

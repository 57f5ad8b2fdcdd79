"""QUOTING_SETS: the public questions that are put to the whole assistant, with their answers."""

import json
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from eval.public.question_set import PublicSet
from eval.public.readers.collected import read_collected
from eval.public.readers.squad import read_squad
from eval.public.sets import Role
from eval.quotations.lessons import read_lesson_questions
from eval.quotations.quoting_set import QuotingQuestion, QuotingSet
from eval.training.training_set import REPORTED_ARTICLES, WATCHED_ARTICLES


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotingEntry:
    """A set and how it is read.

    Attributes:
        name: Unique; what `--set` takes.
        place: A file or folder below that of the sets.
        read: Reads it, under that name.
        role: Whether the choice and the confidence were fitted to it.
    """

    name: str
    place: str
    read: Callable[[str, Path], QuotingSet]
    role: Role


def _read_squad(name: str, file: Path) -> QuotingSet:
    pool = read_squad(file)
    return QuotingSet(name=name, pool=pool, questions=list(_asked(pool, file)))


def _read_articles(
    titles: Set[str], name: str, file: Path, *, impossible: bool = False
) -> QuotingSet:
    """Questions of some articles, among all of them; and again without their article.

    With `impossible` also those that their paragraph seems to answer and does not.
    """
    pool = read_squad(file)
    article = {paragraph.id: paragraph.title for paragraph in pool.paragraphs}
    questions = []
    for question in _asked(pool, file):
        title = article[question.paragraph] if question.paragraph is not None else None
        if title not in titles:
            continue
        others = frozenset(id_ for id_, other in article.items() if other != title)
        without = QuotingQuestion(
            id=f"{question.id}/removed",
            text=question.text,
            answers=(),
            answerable=False,
            admitted=others,
        )
        questions += [question, without]
    if impossible:
        questions += _impossible(titles, file)
    return QuotingSet(name=name, pool=pool, questions=questions)


def _impossible(titles: Set[str], file: Path) -> Iterator[QuotingQuestion]:
    for article in json.loads(file.read_bytes())["data"]:
        for paragraph in article["paragraphs"] if article["title"] in titles else ():
            for asked in paragraph["qas"]:
                if asked["is_impossible"]:
                    yield QuotingQuestion(
                        id=asked["id"], text=asked["question"].strip(), answers=(), answerable=False
                    )


def _asked(pool: PublicSet, file: Path) -> Iterator[QuotingQuestion]:
    answers = _answers(file)
    for question in pool.questions:
        if question.gains and question.text:
            (paragraph,) = question.gains
            yield QuotingQuestion(
                id=question.id,
                text=question.text,
                answers=answers[question.id],
                answerable=True,
                paragraph=paragraph,
            )


def _answers(file: Path) -> dict[str, tuple[str, ...]]:
    return {
        asked["id"]: tuple(dict.fromkeys(answer["text"] for answer in asked["answers"]))
        for article in json.loads(file.read_bytes())["data"]
        for paragraph in article["paragraphs"]
        for asked in paragraph["qas"]
        if asked.get("answers")
    }


def _read_nomiracl(fifths: Set[int], name: str, file: Path) -> QuotingSet:
    """Each question of some fifths of the set, over the ten passages collected for it."""
    pool = read_collected(file)
    questions = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines()):
        record = json.loads(line)
        if number % 5 in fifths:
            questions.append(
                QuotingQuestion(
                    id=record["query_id"],
                    text=record["question"],
                    answers=(),
                    answerable=record["answerable"],
                    admitted=frozenset(passage["docid"] for passage in record["passages"]),
                    judged=False,
                )
            )
    return QuotingSet(name=name, pool=pool, questions=questions)


_SQUAD2 = "squad2_dev/dev-v2.0-minus-xquad.json"
_LESSONS = "lessons"
_NOMIRACL = "nomiracl_en/nomiracl_test_en.jsonl"

QUOTING_SETS: tuple[QuotingEntry, ...] = (
    QuotingEntry(
        name="xquad_en", place="xquad_en/xquad.en.json", read=_read_squad, role=Role.REPORT
    ),
    QuotingEntry(
        name="cmrc2018_trial",
        place="cmrc2018_trial/cmrc2018_trial.squad.json",
        read=_read_squad,
        role=Role.REPORT,
    ),
    QuotingEntry(
        name="squad2_reported",
        place=_SQUAD2,
        read=partial(_read_articles, REPORTED_ARTICLES),
        role=Role.REPORT,
    ),
    QuotingEntry(
        name="nomiracl_en",
        place=_NOMIRACL,
        read=partial(_read_nomiracl, {2, 3, 4}),
        role=Role.REPORT,
    ),
    QuotingEntry(
        name="lessons_held_out",
        place=_LESSONS,
        read=partial(read_lesson_questions, "held_out"),
        role=Role.REPORT,
    ),
    QuotingEntry(
        name="lessons_dev",
        place=_LESSONS,
        read=partial(read_lesson_questions, "dev"),
        role=Role.TUNING,
    ),
    QuotingEntry(
        name="squad2_watched",
        place=_SQUAD2,
        read=partial(_read_articles, WATCHED_ARTICLES, impossible=True),
        role=Role.TUNING,
    ),
    QuotingEntry(
        name="nomiracl_en_tuning",
        place=_NOMIRACL,
        read=partial(_read_nomiracl, {0, 1}),
        role=Role.TUNING,
    ),
)

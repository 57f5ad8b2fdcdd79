"""What the reader is trained on: public sets, and which of their articles are kept from it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from eval.errors import DataSetError
from eval.reader.lessons import read_lessons
from eval.training.lesson_questions import lesson_questions
from eval.training.made_questions import made_questions
from index.training.training_set import TrainingPassage, TrainingQuestion, TrainingSet

REPORTED_ARTICLES = frozenset(
    {
        "Civil_disobedience",
        "French_and_Indian_War",
        "Intergovernmental_Panel_on_Climate_Change",
        "Prime_number",
        "Steam_engine",
    }
)
"""Every seventh article of SQuAD 2.0 dev by name: never trained on, for the report alone."""

WATCHED_ARTICLES = frozenset({"Packet_switching", "Normans"})
"""Never trained on either; the choice of sentences and the confidence are fitted to them."""
_WATCHED_EVERY = 40
_POLICY_SHARE = 0.5
_KEPT_IN_MIND = 0.35
_SEED = 20261201

_PLACES = {
    "en": ("squad1_dev/dev-v1.1-minus-xquad.json", "squad2_dev/dev-v2.0-minus-xquad.json"),
    "zh": ("cmrc2018_dev/cmrc2018_dev.squad.json", "drcd_dev/DRCD_dev.json"),
    "policy": ("policyqa/dev.json", "policyqa/test.json"),
}


def read_training_set(data: Path, *, last_round: bool = False) -> TrainingSet:
    """Read all that the reader is trained on.

    Args:
        data: The folder of the public sets.
        last_round: Read what the last round needs: the lessons, and enough of the public sets
            for what they taught not to be forgotten.

    Raises:
        DataSetError: A file is absent or not in SQuAD format.
    """
    passages: dict[TrainingPassage, int] = {}
    questions: list[TrainingQuestion] = []
    watched: list[TrainingQuestion] = []
    seen: set[str] = set()
    random = np.random.default_rng(_SEED)
    for group, places in _PLACES.items():
        for number, (title, context, asked) in enumerate(_paragraphs(data, places)):
            if title in REPORTED_ARTICLES or (last_round and random.random() >= _KEPT_IN_MIND):
                continue
            passage = TrainingPassage(group=group, title=title.replace("_", " "), text=context)
            row = passages.setdefault(passage, len(passages))
            is_watched = title in WATCHED_ARTICLES or (
                group == "zh" and number % _WATCHED_EVERY == 0
            )
            for one in asked:
                if one["id"] in seen or not one["question"].strip():
                    continue
                seen.add(one["id"])
                (watched if is_watched else questions).append(_question(one, context, row, group))
    made, more = ([], []) if last_round else made_questions(data, first_passage=len(passages))
    lessons, asked_of_lessons = lesson_questions(
        read_lessons(data).train, first_passage=len(passages) + len(made)
    )
    return TrainingSet(
        passages=(*passages, *made, *lessons),
        questions=(*questions, *more, *asked_of_lessons),
        watched=tuple(watched),
    )


def _question(record: dict[str, Any], context: str, row: int, group: str) -> TrainingQuestion:
    impossible = record.get("is_impossible", False)
    places = [_place(answer, context) for answer in ([] if impossible else record["answers"])]
    answers = tuple(dict.fromkeys(place for place in places if place is not None))
    return TrainingQuestion(
        text=record["question"].strip(),
        passage=row,
        answers=answers,
        share=_POLICY_SHARE if group == "policy" else 1.0 if answers or impossible else 0.0,
        mined=group != "policy" and bool(answers),
    )


def _place(answer: dict[str, Any], context: str) -> tuple[int, int] | None:
    """Where an answer stands; some offsets of the sets are wrong."""
    start, words = int(answer["answer_start"]), str(answer["text"])
    if context[start : start + len(words)] != words:
        start = context.find(words)
    return (start, start + len(words)) if words and start >= 0 else None


def _paragraphs(
    data: Path, places: tuple[str, ...]
) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    for place in places:
        try:
            articles = json.loads((data / place).read_bytes())["data"]
            for article in articles:
                for paragraph in article["paragraphs"]:
                    yield str(article.get("title", "")), paragraph["context"], paragraph["qas"]
        except OSError as error:
            raise DataSetError(
                f"{data / place} cannot be read: {error}.",
                fix="Name the folder of the public sets.",
            ) from error
        except (ValueError, KeyError, TypeError) as error:
            raise DataSetError(
                f"{data / place} is not in SQuAD format: {error!r}.", fix="Fetch it again."
            ) from error

"""Lessons: questions in four languages over texts in four languages, half of them near ones.

A near question asks for what its document does not say, and comes close to what it does. A group
is one question in each language about one text that exists in each, line by line; so every
question can be asked of every language.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.document import Language
from eval.errors import DataSetError

LANGUAGES = tuple(Language)
_NEWS = {
    Language.ENGLISH: "newstest2019-src.eng.txt",
    Language.RUSSIAN: "newstest2019-ref.rus.txt",
    Language.BELARUSIAN: "newstest2019-ref.bel.txt",
    Language.CHINESE: "newstest2019-ref.zho-CN.txt",
}
_HELD_OUT = {"news": 12}
_DEV = {"news": 6}
_HELD_OUT_OF_A_FAMILY = 3
_DEV_OF_A_FAMILY = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonText:
    """A text in four languages.

    Attributes:
        name: Of the document.
        family: "news", or the kind of authority's text it is.
        lines: By language, equally many; a news document has no line that is its title.
    """

    name: str
    family: str
    lines: Mapping[Language, Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonGroup:
    """One question in four languages.

    Attributes:
        text: What it is asked of.
        first: Row of the first line that answers or comes nearest.
        last: Row of the last such line.
        near: In which way it is a near question; None where the text answers it.
        questions: By language.
        answers: By language, the answering words; empty for a near question.
    """

    text: LessonText
    first: int
    last: int
    near: str | None
    questions: Mapping[Language, str]
    answers: Mapping[Language, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lessons:
    """Groups, kept apart by document.

    Attributes:
        train: The reader is trained on them.
        dev: What is chosen is chosen on them.
        held_out: They report, and nothing is chosen on them.
    """

    train: Sequence[LessonGroup]
    dev: Sequence[LessonGroup]
    held_out: Sequence[LessonGroup]


def read_lessons(data: Path) -> Lessons:
    """Read the lessons.

    Args:
        data: The folder of the public sets; `lessons` and `ntrex` lie in it.

    Raises:
        DataSetError: A file is absent or not as it should be.
    """
    try:
        texts, places = _texts(data)
        groups = [_group(record, texts, places) for record in _records(data / "lessons" / "groups")]
    except OSError as error:
        raise DataSetError(
            f"{data / 'lessons'} cannot be read: {error}.", fix="Name the folder of the sets."
        ) from error
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise DataSetError(
            f"{data / 'lessons'} is not as it should be: {error!r}.", fix="Fetch it again."
        ) from error
    part = _parts({one.text.name: one.text.family for one in groups})
    by_part: dict[str, list[LessonGroup]] = {"train": [], "dev": [], "held_out": []}
    for one in groups:
        by_part[part[one.text.name]].append(one)
    return Lessons(train=by_part["train"], dev=by_part["dev"], held_out=by_part["held_out"])


def _parts(families: Mapping[str, str]) -> dict[str, str]:
    """Which part a document belongs to: by the digest of its name, so many of each family."""
    parts = {}
    for family in set(families.values()):
        names = sorted(
            (name for name, of in families.items() if of == family),
            key=lambda name: hashlib.sha256(name.encode()).digest(),
        )
        held_out = _HELD_OUT.get(family, _HELD_OUT_OF_A_FAMILY)
        dev = held_out + _DEV.get(family, _DEV_OF_A_FAMILY)
        for number, name in enumerate(names):
            parts[name] = "held_out" if number < held_out else "dev" if number < dev else "train"
    return parts


def _texts(data: Path) -> tuple[dict[str, LessonText], dict[str, int]]:
    """Texts by name, and the row of each news document's first line."""
    files = {of: _lines(data / "ntrex" / name) for of, name in _NEWS.items()}
    documents = [one.strip() for one in _lines(data / "ntrex" / "DOCUMENT_IDS.tsv")]
    texts: dict[str, LessonText] = {}
    places: dict[str, int] = {}
    for name in dict.fromkeys(documents):
        first = places[name] = documents.index(name)
        end = len(documents) - documents[::-1].index(name)
        lines: dict[Language, Sequence[str]] = {of: files[of][first:end] for of in LANGUAGES}
        texts[name] = LessonText(name=name, family="news", lines=lines)
    for record in _records(data / "lessons" / "texts"):
        name = record["document"]
        lines = {of: record["lines"][of] for of in LANGUAGES}
        texts[name] = LessonText(name=name, family=name.rsplit("-", 1)[0], lines=lines)
        places[name] = 0
    return texts, places


def _group(
    record: Mapping[str, Any], texts: Mapping[str, LessonText], places: Mapping[str, int]
) -> LessonGroup:
    text, shift = texts[record["document"]], places[record["document"]]
    first, last = (row - shift for row in record["lines"])
    answers = record["answer"] or {}
    for language, words in answers.items():
        if words not in "\n".join(text.lines[language][first : last + 1]):
            raise ValueError(f"{record['id']}: the answer is not in its lines")
    return LessonGroup(
        text=text,
        first=first,
        last=last,
        near=record["near"],
        questions=record["question"],
        answers=answers,
    )


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").removesuffix("\n").split("\n")


def _records(folder: Path) -> Iterator[dict[str, Any]]:
    files = sorted(folder.glob("*.jsonl"))
    if not files:
        raise FileNotFoundError(f"no file in {folder}")
    for file in files:
        for line in _lines(file):
            if line.strip():
                yield json.loads(line)

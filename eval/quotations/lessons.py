"""The lessons as a set for the whole assistant: their documents as one pool, in four languages."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from corpus.document import Language
from eval.public.question_set import Paragraph, PublicSet
from eval.quotations.quoting_set import QuotingQuestion, QuotingSet
from eval.reader.lessons import LANGUAGES, LessonGroup, LessonText, read_lessons


def read_lesson_questions(part: Literal["dev", "held_out"], name: str, folder: Path) -> QuotingSet:
    """Every question of a part in two languages over documents in the same, and once across them.

    The documents of both parts are the pool: no question of the reader's training is about them.

    Args:
        part: Of the lessons.
        name: Of the set.
        folder: Of the lessons; `ntrex` lies beside it.

    Raises:
        DataSetError: A file is absent or not as it should be.
    """
    lessons = read_lessons(folder.parent)
    groups = {"dev": lessons.dev, "held_out": lessons.held_out}[part]
    texts = {one.text.name: one.text for one in (*lessons.dev, *lessons.held_out)}
    pool = PublicSet(
        name=name,
        paragraphs=tuple(_paragraph(text, of) for text in texts.values() for of in LANGUAGES),
        questions=(),
        remarks=(),
    )
    return QuotingSet(name=name, pool=pool, questions=list(_questions(groups, list(texts))))


def _paragraph(text: LessonText, language: Language) -> Paragraph:
    lines = text.lines[language]
    return Paragraph(
        id=_id(text.name, language), title=lines[0], text="\n".join(lines), language=language
    )


def _id(name: str, language: Language) -> str:
    return f"{name}/{language}"


def _questions(groups: Sequence[LessonGroup], names: Sequence[str]) -> Iterator[QuotingQuestion]:
    for number, group in enumerate(groups):
        first, second, *_ = LANGUAGES[number % 4 :] + LANGUAGES
        for asked, text in ((first, first), (second, second), (first, second)):
            yield _question(number, group, asked, text, names)


def _question(
    number: int, group: LessonGroup, asked: Language, text: Language, names: Sequence[str]
) -> QuotingQuestion:
    return QuotingQuestion(
        id=f"{group.text.name}/{number}/{asked}-{text}",
        text=group.questions[asked],
        answers=() if group.near else (group.answers[text],),
        answerable=group.near is None,
        paragraph=_id(group.text.name, text),
        admitted=frozenset(_id(name, text) for name in names),
    )

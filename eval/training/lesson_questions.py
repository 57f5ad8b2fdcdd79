"""The lessons as a training set: stretches of each text, and each question on each language."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Language
from corpus.split import measure
from eval.reader.lessons import LANGUAGES, LessonGroup, LessonText
from index.training.training_set import TrainingPassage, TrainingQuestion

_STRETCH_CHARACTERS = 1000
_SHARE_IN_ANOTHER_LANGUAGE = 0.35


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stretch:
    """Lines of a text.

    Attributes:
        row: Of its passage in the training set.
        first: Row of its first line.
        last: Row of its last line.
        starts: Where each of its lines starts in the passage.
        text: Of the passage.
    """

    row: int
    first: int
    last: int
    starts: Sequence[int]
    text: str


def lesson_questions(
    groups: Sequence[LessonGroup], *, first_passage: int
) -> tuple[list[TrainingPassage], list[TrainingQuestion]]:
    """Stretches of the groups' texts, and every question on the best stretch of each language.

    Args:
        groups: Of lessons.
        first_passage: Row of the first of these passages in the training set.
    """
    passages: list[TrainingPassage] = []
    stretches: dict[tuple[str, Language], list[_Stretch]] = {}
    for text in {one.text.name: one.text for one in groups}.values():
        for language in LANGUAGES:
            made = _stretches(text, language, first_passage + len(passages))
            stretches[text.name, language] = made
            title = text.lines[language][0]
            group = f"lessons {language}"
            passages += [
                TrainingPassage(group=group, title=title, text=stretch.text) for stretch in made
            ]
    questions = [
        _question(group, asked, language, stretches[group.text.name, language])
        for group in groups
        for asked in LANGUAGES
        for language in LANGUAGES
    ]
    return passages, questions


def _question(
    group: LessonGroup, asked: Language, language: Language, stretches: Sequence[_Stretch]
) -> TrainingQuestion:
    first = table_head(group.text.lines[language], group.first)
    stretch = max(stretches, key=lambda one: _room(one, group, first))
    first = max(first, stretch.first)
    start = stretch.starts[first - stretch.first]
    end = stretch.starts[group.last - stretch.first] + len(group.text.lines[language][group.last])
    answers = []
    if group.near is None:
        found = stretch.text.index(
            group.answers[language], stretch.starts[group.first - stretch.first]
        )
        answers = [(found, found + len(group.answers[language]))]
    return TrainingQuestion(
        text=group.questions[asked],
        passage=stretch.row,
        answers=tuple(answers),
        share=1.0 if asked == language else _SHARE_IN_ANOTHER_LANGUAGE,
        mined=group.near is None,
        around=(start, end),
        origin="lesson",
    )


def _room(stretch: _Stretch, group: LessonGroup, head: int) -> tuple[bool, bool, int]:
    """How well a group's lines lie in a stretch: whole, with their head, far from both ends."""
    whole = stretch.first <= group.first and group.last <= stretch.last
    with_head = stretch.first <= head
    return whole, with_head, min(head - stretch.first, stretch.last - group.last)


def table_head(lines: Sequence[str], row: int) -> int:
    """Row of the line that heads the table in which a line stands; the line itself in none."""
    while row and " | " in lines[row] and " | " in lines[row - 1]:
        row -= 1
    return row


def _stretches(text: LessonText, language: Language, first_row: int) -> list[_Stretch]:
    lines = text.lines[language]
    stretches: list[_Stretch] = []
    first = 0
    while True:
        last = first
        size = measure(lines[first])
        while last + 1 < len(lines) and size + measure(lines[last + 1]) <= _STRETCH_CHARACTERS:
            last += 1
            size += measure(lines[last])
        starts = [0]
        for line in lines[first:last]:
            starts.append(starts[-1] + len(line) + 1)
        stretches.append(
            _Stretch(
                row=first_row + len(stretches),
                first=first,
                last=last,
                starts=starts,
                text="\n".join(lines[first : last + 1]),
            )
        )
        if last + 1 >= len(lines):
            return stretches
        first = max(first + 1, table_head(lines, (first + last + 1) // 2))

"""What a reader says of the lessons: each question, put to the lines it is about."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Document, Language
from corpus.passage import Passage
from eval.reader.lessons import LANGUAGES, LessonGroup
from index.reader.reading import Reader, ReaderOutput

_LINES_AROUND = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonReading:
    """One question in one language, read with a stretch of the text in one language.

    Attributes:
        group: What was asked.
        asked: Language of the question.
        text: Language of the text.
        answers: Log-odds that the stretch answers.
        touches: Whether the best words overlap the right ones; None for a near question.
    """

    group: LessonGroup
    asked: Language
    text: Language
    answers: float
    touches: bool | None

    @property
    def near(self) -> bool:
        """Whether the text does not answer."""
        return self.group.near is not None


def read_groups(
    groups: Sequence[LessonGroup],
    reader: Reader,
    *,
    progress: Callable[[int, int], None],
) -> list[LessonReading]:
    """Put every question in every language to the text in every language.

    Args:
        groups: What to ask.
        reader: Who reads.
        progress: Called with (done, total).
    """
    readings: list[LessonReading] = []
    for group in groups:
        readings += _read(group, reader)
        progress(len(readings), len(groups) * len(LANGUAGES) ** 2)
    return readings


def _read(group: LessonGroup, reader: Reader) -> Iterator[LessonReading]:
    stretches = {language: _stretch(group, language) for language in LANGUAGES}
    for asked in LANGUAGES:
        passages = [passage for passage, _ in stretches.values()]
        outputs = reader.read(group.questions[asked], passages)
        for (text, (_, right)), output in zip(stretches.items(), outputs, strict=True):
            yield LessonReading(
                group=group,
                asked=asked,
                text=text,
                answers=output.answers,
                touches=None if right is None else _touches(output, right),
            )


def _touches(output: ReaderOutput, right: tuple[int, int]) -> bool:
    best = output.best(output.passage.start, output.passage.end)
    return best is not None and best.start < right[1] and right[0] < best.end


def _stretch(group: LessonGroup, language: Language) -> tuple[Passage, tuple[int, int] | None]:
    """The lines around the group's, and where the answering words stand in their document."""
    lines = group.text.lines[language]
    first = max(0, group.first - _LINES_AROUND)
    text = "\n".join(lines[first : group.last + 1 + _LINES_AROUND])
    document = Document(
        id=group.text.name,
        title=lines[0],
        source=group.text.name,
        language=language,
        published=None,
        text=text,
    )
    passage = Passage.cut(document, start=0, end=len(text))
    if group.near is not None:
        return passage, None
    before = sum(len(line) + 1 for line in lines[first : group.first])
    start = text.index(group.answers[language], before)
    return passage, (start, start + len(group.answers[language]))

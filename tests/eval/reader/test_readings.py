from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from corpus.passage import Passage
from eval.reader.figures import figure_lines, near_refused
from eval.reader.lessons import LANGUAGES, LessonGroup, read_lessons
from eval.reader.readings import read_groups
from index.reader.reading import ReaderOutput
from tests.eval.reader.lesson_files import write_lessons


class KnowingReader:
    """Says that a passage answers what asks "how many" or for a room, with the last number."""

    def read(self, question: str, passages: Sequence[Passage]) -> list[ReaderOutput]:
        return [self._read(question, passage) for passage in passages]

    def _read(self, question: str, passage: Passage) -> ReaderOutput:
        answered = "How many" in question or "Room of" in question
        start = passage.text.index("303" if "303" in passage.text else "40 people")
        places = np.array([[start, start + 2]], dtype=np.int32)
        sure = np.ones(1, dtype=np.float32)
        return ReaderOutput(
            passage=passage,
            places=places,
            first=sure,
            last=sure,
            none=0.0,
            about=1.0,
            answers=1.0 if answered else -1.0,
        )


@pytest.fixture
def groups(tmp_path: Path) -> Sequence[LessonGroup]:
    write_lessons(tmp_path)
    return read_lessons(tmp_path).held_out


def test_every_question_is_put_to_every_language(groups: Sequence[LessonGroup]) -> None:
    seen: list[int] = []

    readings = read_groups(
        groups, KnowingReader(), progress=lambda done, total: seen.append(total - done)
    )

    assert len(readings) == len(groups) * len(LANGUAGES) ** 2
    assert seen[-1] == 0
    assert {one.touches for one in readings if not one.near} == {True}
    assert {one.touches for one in readings if one.near} == {None}


def test_who_always_knows_separates_perfectly(groups: Sequence[LessonGroup]) -> None:
    readings = read_groups(groups, KnowingReader(), progress=lambda *_: None)

    lines = figure_lines(readings)

    same = next(line for line in lines if line.startswith("same language"))
    assert same.split()[2:4] == [str(len(groups) * 4), "1.000"]
    assert any(line.split()[:3] == ["near", "by", "attribute"] for line in lines)
    assert any(line.split()[:3] == ["be", "on", "zh"] for line in lines)


def test_near_questions_are_refused_by_the_limit_that_keeps_nine_in_ten() -> None:
    answered = [float(score) for score in range(11)]

    assert near_refused(answered, [0.5, 0.9, 1.5, 9.0]).value == 0.5
    assert near_refused([], [1.0]).value is None

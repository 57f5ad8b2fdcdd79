import json
from pathlib import Path

import pytest

from corpus.document import Language
from eval.errors import DataSetError
from eval.reader.lessons import read_lessons
from tests.eval.reader.lesson_files import write_lessons


def test_documents_are_kept_apart_and_every_family_is_in_each_part(tmp_path: Path) -> None:
    write_lessons(tmp_path)

    lessons = read_lessons(tmp_path)

    parts = [lessons.train, lessons.dev, lessons.held_out]
    names = [{group.text.name for group in part} for part in parts]
    assert sum(map(len, names)) == len(set.union(*names)) == 28
    for part in parts:
        assert {group.text.family for group in part} == {"news", "contacts"}


def test_lines_are_counted_from_the_document_s_first(tmp_path: Path) -> None:
    write_lessons(tmp_path)

    lessons = read_lessons(tmp_path)

    for group in (*lessons.train, *lessons.dev, *lessons.held_out):
        [line] = group.text.lines[Language.BELARUSIAN][group.first : group.last + 1]
        assert line.startswith("be ")
        assert ("40 people" in line) if group.text.family == "news" else ("303" in line)
        assert bool(group.answers) == (group.near is None)


def test_an_answer_that_is_not_in_its_lines_is_refused(tmp_path: Path) -> None:
    write_lessons(tmp_path)
    file = tmp_path / "lessons" / "groups" / "some.jsonl"
    first, *others = file.read_text(encoding="utf-8").splitlines()
    record = json.loads(first)
    record["answer"]["zh"] = "41"
    file.write_text("\n".join([json.dumps(record), *others]), encoding="utf-8")

    with pytest.raises(DataSetError, match=r"paper\.0-1: the answer is not in its lines"):
        read_lessons(tmp_path)


def test_absent_lessons_are_told(tmp_path: Path) -> None:
    with pytest.raises(DataSetError, match="lessons cannot be read"):
        read_lessons(tmp_path)

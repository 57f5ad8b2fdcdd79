import json
from pathlib import Path

import pytest

from eval.errors import DataSetError
from eval.public.question_set import Paragraph, PublicQuestion
from eval.public.readers.collected import read_collected


def line(
    id_: str, *passages: tuple[str, str], answerable: bool = True, **more: object
) -> dict[str, object]:
    records = [{"docid": docid, "text": text} for docid, text in passages]
    record = {"query_id": id_, "question": f"{id_}?", "answerable": answerable, "lang": "en"}
    return {**record, "passages": records, **more}


def write(folder: Path, *lines: object) -> Path:
    file = folder / "set.jsonl"
    file.write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
    return file


def test_the_passages_of_all_questions_are_one_pool(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        line("a", ("1#0", "One."), ("2#0", "Two.")),
        line("b", ("2#0", "Two."), ("3#0", "Three."), answerable=False),
    )

    read = read_collected(file)

    assert read.paragraphs == (
        Paragraph(id="1#0", title="", text="One."),
        Paragraph(id="2#0", title="", text="Two."),
        Paragraph(id="3#0", title="", text="Three."),
    )
    assert read.questions == (
        PublicQuestion(
            id="a", kind="answerable", text="a?", history=(), gains={"1#0": 1.0, "2#0": 1.0}
        ),
        PublicQuestion(id="b", kind="unanswerable", text="b?", history=(), gains={}),
    )
    assert read.remarks == ("1 passages that were collected for another question too",)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([], "is empty"),
        ([line("a", ("1", "One.")), line("a", ("1", "One."))], "the id a twice"),
        ([line("a", ("1", "One.")), line("b", ("1", "Two."))], "two texts 1"),
        ([line("a")], "line 1: passages"),
        ([line("a", ("1", "One."), answerable="yes")], "line 1: answerable"),  # type: ignore[arg-type]  # that is what is tested
    ],
)
def test_a_damaged_file_is_refused_with_its_place(
    tmp_path: Path, lines: list[object], words: str
) -> None:
    with pytest.raises(DataSetError, match=words):
        read_collected(write(tmp_path, *lines))

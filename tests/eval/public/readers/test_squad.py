import json
from pathlib import Path

import pytest

from eval.errors import DataSetError
from eval.public.question_set import Paragraph, PublicQuestion, PublicSet
from eval.public.readers.squad import read_squad


def write(folder: Path, *articles: object) -> Path:
    file = folder / "set.json"
    file.write_text(json.dumps({"version": "1", "data": articles}), encoding="utf-8")
    return file


def question(id: str, **more: object) -> dict[str, object]:  # noqa: A002 - the format's key
    answers = [{"text": "x", "answer_start": 999}]
    return {"id": id, "question": f"Question {id}?", "answers": answers, **more}


def paragraph(context: str, *questions: dict[str, object]) -> dict[str, object]:
    return {"context": context, "qas": list(questions)}


def asked(id: str, kind: str, gains: dict[str, float]) -> PublicQuestion:  # noqa: A002 - as above
    return PublicQuestion(id=id, kind=kind, text=f"Question {id}?", history=(), gains=gains)


def test_a_question_points_to_the_paragraph_it_stands_under(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        {"title": "First", "paragraphs": [paragraph("One.", question("a")), paragraph("Two.")]},
        {"paragraphs": [paragraph("Three.", question("b"), question("c", is_impossible=True))]},
    )

    assert read_squad(file) == PublicSet(
        name="set",
        paragraphs=(
            Paragraph(id="00000", title="First", text="One."),
            Paragraph(id="00001", title="First", text="Two."),
            Paragraph(id="00002", title="", text="Three."),
        ),
        questions=(
            asked("a", "answerable", {"00000": 1.0}),
            asked("b", "answerable", {"00002": 1.0}),
            asked("c", "impossible", {}),
        ),
        remarks=(),
    )


def test_several_files_are_one_set(tmp_path: Path) -> None:
    for part, id_ in (("dev", "a"), ("test", "b")):
        (tmp_path / part).mkdir()
        file = write(tmp_path / part, {"paragraphs": [paragraph("One.", question(id_))]})
        file.rename(tmp_path / f"{part}.json")

    read = read_squad(tmp_path / "dev.json", tmp_path / "test.json")

    assert read.name == "dev + test"
    assert [one.id for one in read.questions] == ["a", "b"]
    assert read.remarks == ("1 paragraphs that repeat another one",)


def test_a_repeated_paragraph_is_kept_once_and_counted(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        {
            "paragraphs": [
                paragraph("One.", question("a")),
                paragraph("Two."),
                paragraph("One.", question("b")),
            ]
        },
    )

    read = read_squad(file)

    assert [one.id for one in read.paragraphs] == ["00000", "00001"]
    assert [one.gains for one in read.questions] == [{"00000": 1.0}, {"00000": 1.0}]
    assert read.remarks == ("1 paragraphs that repeat another one",)


def test_a_question_without_words_is_left_out_and_counted(tmp_path: Path) -> None:
    file = write(
        tmp_path, {"paragraphs": [paragraph("One.", question("a"), {"id": "b", "question": " "})]}
    )

    read = read_squad(file)

    assert [one.id for one in read.questions] == ["a"]
    assert read.remarks == ("1 questions without words",)


def test_a_repeated_question_id_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path, {"paragraphs": [paragraph("One.", question("a"), question("a"))]})

    with pytest.raises(DataSetError, match="2 questions a"):
        read_squad(file)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[]", "the file"),
        ('{"data": []}', "data"),
        ('{"data": [{"paragraphs": [{"context": "", "qas": []}]}]}', "data.0.paragraphs.0.context"),
        ('{"data": [{"paragraphs": [{"context": "x"}]}]}', "data.0.paragraphs.0.qas"),
        ("{", "Invalid JSON"),
    ],
)
def test_another_format_is_refused_with_the_key(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "set.json"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(DataSetError) as caught:
        read_squad(file)

    assert "set.json is not in SQuAD format" in caught.value.message
    assert words in caught.value.message


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataSetError, match=r"absent\.json cannot be read"):
        read_squad(tmp_path / "absent.json")

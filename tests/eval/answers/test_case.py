import json
from pathlib import Path

import pytest

from assistant.answer import Turn
from corpus.document import Language
from eval.answers.case import Case, CaseKind, CorpusName, Expected, Split, TurnKind, read_cases
from eval.errors import CaseError
from tests.eval.records import make_case

RECORD = {
    "id": "seeds-ru-001",
    "corpus": "seeds",
    "language": "ru",
    "kind": "follow_up",
    "split": "tune",
    "question": "А комбайнов?",
    "history": [{"question": "Сколько тракторов?", "answer": "6,000 tractors"}],
    "expected": [{"document": "news.txt", "words": ["3,000", "harvesters"]}],
}


def write(folder: Path, *records: object, name: str = "cases.jsonl") -> Path:
    file = folder / name
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file


def test_a_case_is_read_field_by_field(tmp_path: Path) -> None:
    cases = read_cases([write(tmp_path, RECORD)])

    assert cases == [
        Case(
            id="seeds-ru-001",
            corpus=CorpusName.SEEDS,
            language=Language.RUSSIAN,
            kind=CaseKind.FOLLOW_UP,
            split=Split.TUNE,
            question="А комбайнов?",
            history=(Turn(question="Сколько тракторов?", answer="6,000 tractors"),),
            expected=(Expected(document="news.txt", words=("3,000", "harvesters")),),
        )
    ]


@pytest.mark.parametrize(
    ("kind", "turns", "conversation"),
    [
        (CaseKind.ANSWERABLE, 0, TurnKind.ALONE),
        (CaseKind.NONSENSE, 0, TurnKind.ALONE),
        (CaseKind.FOLLOW_UP, 1, TurnKind.FOLLOW_UP),
        (CaseKind.FOLLOW_UP, 2, TurnKind.FOLLOW_UP),
        (CaseKind.ANSWERABLE, 2, TurnKind.TOPIC_CHANGE),
        (CaseKind.UNANSWERABLE_NEAR, 1, TurnKind.UNANSWERABLE),
        (CaseKind.NONSENSE, 1, TurnKind.UNANSWERABLE),
    ],
)
def test_only_an_answerable_case_tells_a_follow_up_from_a_change_of_topic(
    kind: CaseKind, turns: int, conversation: TurnKind
) -> None:
    turn = Turn(question="What is due?", answer="The tax.")

    assert make_case(kind, history=[turn] * turns).conversation is conversation


def test_words_are_read_as_nfc(tmp_path: Path) -> None:
    record = RECORD | {"expected": [{"document": "news.txt", "words": ["Cafe\u0301"]}]}

    [case] = read_cases([write(tmp_path, record)])

    assert case.expected[0].words == ("Caf\u00e9",)


def test_a_line_separator_inside_a_question_does_not_end_the_line(tmp_path: Path) -> None:
    record = RECORD | {"question": "А\u2028комбайнов?"}

    [case] = read_cases([write(tmp_path, record)])

    assert case.question == "А\u2028комбайнов?"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "hard"}, "kind"),
        ({"colour": "red"}, "colour"),
        ({"id": ""}, "id"),
        ({"question": 7}, "question"),
        ({"expected": [{"document": "a.txt", "words": []}]}, "expected.0.words"),
        ({"expected": [{"document": "a.txt", "words": [" "]}]}, "blank"),
        ({"expected": []}, "needs an expected quotation"),
        ({"history": []}, "needs history"),
        ({"kind": "nonsense"}, "must expect none"),
        ({"kind": "ambiguous", "expected": []}, "needs an expected quotation"),
        ({"kind": "ambiguous", "history": []}, "needs 2 readings and no history"),
    ],
)
def test_a_faulty_case_is_refused_with_file_line_and_fault(
    tmp_path: Path, change: dict[str, object], words: str
) -> None:
    file = write(tmp_path, RECORD, RECORD | {"id": "other"} | change)

    with pytest.raises(CaseError) as caught:
        read_cases([file])

    assert f"{file}, line 2: " in caught.value.message
    assert words in caught.value.message


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    record = {key: value for key, value in RECORD.items() if key != "split"}

    with pytest.raises(CaseError, match="line 1: split: Field required"):
        read_cases([write(tmp_path, record)])


def test_a_line_that_is_not_json_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_text("{]\n", encoding="utf-8")

    with pytest.raises(CaseError, match="line 1: the line: Invalid JSON"):
        read_cases([file])


def test_an_id_that_another_file_has_is_refused_with_both_places(tmp_path: Path) -> None:
    first = write(tmp_path, RECORD, name="a.jsonl")
    second = write(tmp_path, RECORD, name="b.jsonl")

    with pytest.raises(CaseError) as caught:
        read_cases([first, second])

    assert f"{second}, line 1" in caught.value.message
    assert f"taken by {first}, line 1" in caught.value.message


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"absent\.jsonl"):
        read_cases([tmp_path / "absent.jsonl"])


def test_an_empty_file_holds_no_cases(tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.touch()

    assert read_cases([file]) == []

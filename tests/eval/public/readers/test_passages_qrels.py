import json
from pathlib import Path

import pytest

from assistant.answer import Turn
from eval.errors import DataSetError
from eval.public.question_set import Paragraph, PublicQuestion, PublicSet
from eval.public.readers.passages_qrels import read_passages_qrels

PASSAGES = [
    {"_id": "p1", "title": "Tax", "text": "Pay by July.", "url": "https://example.org"},
    {"_id": "p2", "text": "Pay at the office."},
]
QRELS = "query-id\tcorpus-id\tscore\nc<::>2\tp1\t2\nc<::>2\tp2\t1\nd<::>1\tp2\t0\n"
TASKS: list[dict[str, object]] = [
    {
        "task_id": "c<::>2",
        "input": [
            {"speaker": "user", "text": "What is due?"},
            {"speaker": "agent", "text": "The tax."},
            {"speaker": "user", "text": "When?"},
        ],
        "answerability": ["ANSWERABLE"],
    },
    {
        "task_id": "d<::>1",
        "input": [{"speaker": "user", "text": "Who?"}],
        "answerability": ["UNANSWERABLE"],
    },
]


def write(
    folder: Path,
    *,
    passages: list[dict[str, str]] = PASSAGES,
    qrels: str = QRELS,
    tasks: list[dict[str, object]] = TASKS,
) -> Path:
    for name, records in (("passages", passages), ("tasks", tasks)):
        lines = "".join(json.dumps(record) + "\n" for record in records)
        (folder / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    (folder / "qrels.tsv").write_text(qrels, encoding="utf-8")
    return folder


def test_passages_judgements_and_conversations_are_brought_together(tmp_path: Path) -> None:
    assert read_passages_qrels(write(tmp_path)) == PublicSet(
        name=tmp_path.name,
        paragraphs=(
            Paragraph(id="p1", title="Tax", text="Pay by July."),
            Paragraph(id="p2", title="", text="Pay at the office."),
        ),
        questions=(
            PublicQuestion(
                id="c<::>2",
                kind="answerable",
                text="When?",
                history=(Turn(question="What is due?", answer="The tax."),),
                gains={"p1": 2.0, "p2": 1.0},
            ),
            PublicQuestion(id="d<::>1", kind="unanswerable", text="Who?", history=(), gains={}),
        ),
        remarks=(),
    )


def test_a_judged_query_without_a_task_is_kept_without_words_and_counted(tmp_path: Path) -> None:
    read = read_passages_qrels(write(tmp_path, tasks=TASKS[1:]))

    assert read.questions[1] == PublicQuestion(
        id="c<::>2", kind="task missing", text=None, history=(), gains={"p1": 2.0, "p2": 1.0}
    )
    assert read.remarks == ("1 judged queries without a task",)


def test_without_judgements_nothing_is_relevant(tmp_path: Path) -> None:
    read = read_passages_qrels(write(tmp_path, qrels="query-id\tcorpus-id\tscore\n"))

    assert [question.gains for question in read.questions] == [{}, {}]


@pytest.mark.parametrize(
    ("qrels", "words"),
    [
        ("c\tp1\t1\n", "does not start with"),
        (QRELS + "c\tp9\t1\n", "line 5: no passage p9"),
        (QRELS + "c\tp1\n", "line 5: not a judgement"),
        (QRELS + "c\tp1\t-1\n", "line 5: not a judgement"),
    ],
)
def test_faulty_judgements_are_refused_with_their_line(
    tmp_path: Path, qrels: str, words: str
) -> None:
    with pytest.raises(DataSetError, match=words):
        read_passages_qrels(write(tmp_path, qrels=qrels))


@pytest.mark.parametrize(
    ("speakers", "words"),
    [
        (["user", "agent"], "the last turn is not the user's"),
        (["agent", "user"], "do not take turns"),
        (["user", "user", "user"], "do not take turns"),
        (["user", "robot", "user"], "input.1.speaker"),
    ],
)
def test_a_conversation_out_of_order_is_refused(
    tmp_path: Path, speakers: list[str], words: str
) -> None:
    turns = [{"speaker": speaker, "text": "Words."} for speaker in speakers]
    task: dict[str, object] = {"task_id": "t", "input": turns, "answerability": ["ANSWERABLE"]}

    with pytest.raises(DataSetError, match=words):
        read_passages_qrels(write(tmp_path, tasks=[task]))


def test_a_repeated_id_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataSetError, match=r"passages\.jsonl has the id p1 twice"):
        read_passages_qrels(write(tmp_path, passages=[*PASSAGES, PASSAGES[0]]))


def test_a_faulty_passage_is_refused_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(DataSetError, match=r"passages\.jsonl, line 3: text: Field required"):
        read_passages_qrels(write(tmp_path, passages=[*PASSAGES, {"_id": "p3"}]))


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataSetError, match=r"passages\.jsonl cannot be read"):
        read_passages_qrels(tmp_path)

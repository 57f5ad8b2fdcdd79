import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from eval.bench.peers import compare
from eval.bench.peers.compare import PeerCosts, Task, compare_peers, peer_lines, task_of
from eval.bench.peers.peer import PEERS, PROGRAMS, Peer
from eval.bench.peers.picture import draw_peers
from eval.errors import EvalError
from eval.public.readers.squad import read_squad

PROGRAM = """
from pathlib import Path

def build(task):
    (Path(task["folder"]) / "texts").write_text("\\n".join(task["texts"]))
    return 0.5

def open_search(task):
    texts = (Path(task["folder"]) / "texts").read_text().split("\\n")
    return lambda question: max(range(len(texts)), key=lambda row: question in texts[row])
"""


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "words.py").write_text(PROGRAM, encoding="utf-8")
    (tmp_path / "broken.py").write_text("raise OSError('no such engine')", encoding="utf-8")
    drive = (PROGRAMS / "drive.py").read_text(encoding="utf-8")
    (tmp_path / "drive.py").write_text(drive, encoding="utf-8")
    monkeypatch.setattr(compare, "PROGRAMS", tmp_path)
    return tmp_path


def measured(names: Sequence[str], folder: Path) -> list[PeerCosts]:
    task = Task(
        model=folder,
        texts=["a tall house", "a red door"],
        questions=["red", "tall", "blue"],
        right=[1, 0, 1],
    )
    peers = [Peer(name=name, program=name, packages=()) for name in names]
    return compare_peers(task, environments=folder, peers=peers, progress=lambda *_: None)


def test_a_program_builds_and_searches_in_processes_of_its_own(programs: Path) -> None:
    [costs] = measured(["words"], programs)

    assert costs.texts_a_second == 4.0
    assert costs.recall.value == pytest.approx(2 / 3)
    assert costs.first > 0
    assert costs.megabytes > 1
    head, row = peer_lines([costs])
    assert len(head) == len(row)
    assert row[-1] == "0.667"


def test_a_program_that_fails_is_named_with_its_reason(programs: Path) -> None:
    with pytest.raises(EvalError, match=r"broken failed to build: .*no such engine"):
        measured(["broken"], programs)


def test_the_picture_names_every_program(programs: Path) -> None:
    file = programs / "peers.svg"

    draw_peers([*measured(["words"], programs), *measured(["words"], programs)], file)

    assert file.read_text(encoding="utf-8").count("<svg") == 1


def test_each_question_is_asked_of_the_paragraph_it_stands_under(tmp_path: Path) -> None:
    texts = ["The house is red.", "The door is blue."]
    paragraphs = [
        {
            "context": text,
            "qas": [
                {
                    "id": f"{row}",
                    "question": f"Asked {row}?",
                    "is_impossible": False,
                    "answers": [{"text": "red", "answer_start": 0}],
                },
                {"id": f"{row}n", "question": "Who?", "is_impossible": True, "answers": []},
            ],
        }
        for row, text in enumerate(texts)
    ]
    file = tmp_path / "set.json"
    file.write_text(json.dumps({"data": [{"title": "t", "paragraphs": paragraphs}]}))

    task = task_of(read_squad(file), tmp_path, most=10)

    assert task.texts == texts
    assert task.questions == ["Asked 0?", "Asked 1?"]
    assert task.right == [0, 1]


def test_every_program_is_there_and_pinned() -> None:
    for peer in PEERS:
        assert (PROGRAMS / f"{peer.program}.py").is_file()
        assert all("==" in package for package in peer.packages)
    assert not PEERS[0].packages

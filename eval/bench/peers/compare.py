"""`python -m eval peers`: the same texts and questions through each program, in one run."""

import json
import os
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from eval.bench.peers.peer import PEERS, PROGRAMS, Peer, python_of
from eval.errors import EvalError
from eval.measures.uncertainty import Estimate, estimate
from eval.public.question_set import PublicSet

_SEED = 20261201


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerCosts:
    """What a program took.

    Attributes:
        name: For people.
        texts_a_second: Texts indexed a second, its model loaded.
        first: Seconds from the start of the process to its first answer.
        median: Milliseconds of a search.
        percentile_95: Of 100 searches, 95 took at most so many.
        megabytes: Resident memory after all of them.
        recall: How often the right text came first.
    """

    name: str
    texts_a_second: float
    first: float
    median: float
    percentile_95: float
    megabytes: float
    recall: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What each program is given.

    Attributes:
        model: A sentence-transformers folder.
        texts: To index.
        questions: To ask, each once.
        right: Row of the text that answers, by question.
    """

    model: Path
    texts: Sequence[str]
    questions: Sequence[str]
    right: Sequence[int]


def task_of(asked: PublicSet, model: Path, *, most: int) -> Task:
    """A set's paragraphs and questions, at most so many, spread evenly."""
    row = {paragraph.id: number for number, paragraph in enumerate(asked.paragraphs)}
    answered = [one for one in asked.questions if one.text is not None and len(one.gains) == 1]
    step = max(1.0, len(answered) / most)
    some = [answered[int(number * step)] for number in range(min(most, len(answered)))]
    return Task(
        model=model,
        texts=[paragraph.text for paragraph in asked.paragraphs],
        questions=[one.text or "" for one in some],
        right=[row[next(iter(one.gains))] for one in some],
    )


def compare_peers(
    task: Task,
    *,
    environments: Path,
    peers: Sequence[Peer] = PEERS,
    progress: Callable[[str, int, int], None],
) -> list[PeerCosts]:
    """Build and search with each program, one after the other.

    Args:
        task: The same for each.
        environments: Folder of the environments; made where they are missing.
        peers: Whom.
        progress: Called with (stage, done, total).

    Raises:
        EvalError: A program failed.
    """
    costs = []
    for number, peer in enumerate(peers):
        progress("programs", number, len(peers))
        costs.append(_measure(peer, python_of(peer, environments), task))
    progress("programs", len(peers), len(peers))
    return costs


def peer_lines(costs: Sequence[PeerCosts]) -> list[list[str]]:
    """Rows of a table, its head first."""
    head = ["", "texts/s", "first answer s", "search ms", "95 % ms", "MB", "recall@1"]
    return [
        head,
        *(
            [
                one.name,
                f"{one.texts_a_second:.1f}",
                f"{one.first:.1f}",
                f"{one.median:.0f}",
                f"{one.percentile_95:.0f}",
                f"{one.megabytes:.0f}",
                f"{one.recall.value or 0:.3f}",
            ]
            for one in costs
        ),
    ]


def _measure(peer: Peer, python: Path, task: Task) -> PeerCosts:
    with TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        index.mkdir()
        file = Path(folder) / "task.json"
        given = {
            "model": str(task.model),
            "folder": str(index),
            "texts": task.texts,
            "questions": task.questions,
        }
        file.write_text(json.dumps(given), encoding="utf-8")
        built = _run(peer, python, "build", file)
        started = time.time()
        searched = _run(peer, python, "search", file)
    hits = zip(searched["first_hits"], task.right, strict=True)
    times = searched["milliseconds"]
    return PeerCosts(
        name=peer.name,
        texts_a_second=len(task.texts) / built["seconds"],
        first=searched["first_answer"] - started,
        median=statistics.median(times),
        percentile_95=statistics.quantiles(times, n=20)[-1],
        megabytes=searched["megabytes"],
        recall=estimate([float(hit == right) for hit, right in hits], undefined=0, seed=_SEED),
    )


def _run(peer: Peer, python: Path, what: str, file: Path) -> dict[str, Any]:
    """What a program printed last."""
    done = subprocess.run(  # noqa: S603 - our own programs
        [python, PROGRAMS / "drive.py", peer.program, what, file],
        env={**os.environ, "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        raise EvalError(
            f"{peer.name} failed to {what}: {reason}.",
            fix="Remove its environment, and run it again.",
        )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found

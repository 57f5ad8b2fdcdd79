"""Runtime: loads graphs into ONNX Runtime and runs them."""

import threading
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import onnxruntime
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state as faults

from index.errors import ModelError
from index.model.embedder import Vectors

_FAULTS = (
    faults.Fail,
    faults.InvalidArgument,
    faults.InvalidGraph,
    faults.InvalidProtobuf,
    faults.NoSuchFile,
    faults.NotImplemented,
    faults.RuntimeException,
)


class LoadedGraph:
    """A graph that can be run from many threads.

    Args:
        session: Of ONNX Runtime.
        turn: To compute on all threads, or nothing to wait for.
    """

    def __init__(
        self, session: onnxruntime.InferenceSession, turn: AbstractContextManager[Any]
    ) -> None:
        self._session = session
        self._turn = turn

    def run(self, inputs: Mapping[str, NDArray[Any]], *outputs: str) -> list[Vectors]:
        """Compute outputs, in their order."""
        with self._turn:
            made: list[Vectors] = self._session.run(outputs, dict(inputs))
        return made


def few_tokens_file(file: Path) -> Path:
    """The graph that is faster for few tokens, beside one that is for many."""
    return file.with_suffix(f".few{file.suffix}")


class Runtime:
    """What the graphs of one model share: threads, and the turn to compute on all of them.

    Where several computed many tokens at once they would take each other's cores and as many times
    the memory.

    Args:
        threads: To compute with.
    """

    def __init__(self, *, threads: int) -> None:
        self._threads = threads
        self._turn = threading.Lock()

    def load(self, file: Path) -> LoadedGraph:
        """Load a graph for many tokens at once; it computes on all threads.

        Raises:
            ModelError: It is not a graph that this ONNX Runtime can run.
        """
        return LoadedGraph(_session(file, self._threads), self._turn)

    def load_for_few(self, file: Path) -> LoadedGraph:
        """Load its twin for few tokens, on one thread: waking others takes longer than they save.

        Raises:
            ModelError: As above.
        """
        return LoadedGraph(_session(few_tokens_file(file), 1), nullcontext())


def _session(file: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # it never gives memory back
    options.log_severity_level = 3
    # A waiting thread must not burn the core that others compute on.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])
    except _FAULTS as error:
        reason = (str(error).splitlines() or [type(error).__name__])[0][:200]
        raise ModelError(
            f"ONNX Runtime cannot load {file.name}: {reason}",
            fix="Install the versions of constraints.txt, and remove the model's cache.",
        ) from error

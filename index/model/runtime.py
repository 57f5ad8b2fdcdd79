"""Runtime: loads graphs into ONNX Runtime and runs them."""

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import onnxruntime
from numpy.typing import NDArray
from onnxruntime.capi import onnxruntime_pybind11_state as faults

from index.errors import ModelError
from index.model.embedder import Vectors

_FAULTS = (faults.Fail, faults.InvalidGraph, faults.InvalidProtobuf, faults.NoSuchFile)
_FEW_TOKENS = 64
"""So many are computed by one thread: waking others takes longer than they save."""


class LoadedGraph:
    """A graph that can be run from many threads.

    Args:
        alone: For few tokens, on one thread; None where they are never few.
        together: For many, on all threads.
        turn: To compute on all threads.
    """

    def __init__(
        self,
        alone: onnxruntime.InferenceSession | None,
        together: onnxruntime.InferenceSession,
        turn: threading.Lock,
    ) -> None:
        self._alone = alone
        self._together = together
        self._turn = turn

    def run(self, inputs: Mapping[str, NDArray[Any]], *outputs: str) -> list[Vectors]:
        """Compute outputs, in their order; `mask` among the inputs says how many tokens it is."""
        made: list[Vectors]
        if self._alone is not None and inputs["mask"].size <= _FEW_TOKENS:
            made = self._alone.run(outputs, dict(inputs))
        else:
            with self._turn:
                made = self._together.run(outputs, dict(inputs))
        return made


def few_tokens_file(file: Path) -> Path:
    """The graph that is faster for few tokens, beside one that is for many."""
    return file.with_suffix(f".few{file.suffix}")


class Runtime:
    """What the graphs of one model share: threads, and the turn to compute on all of them.

    Where several computed at once they would take each other's cores and as many times the memory.

    Args:
        threads: To compute with.
    """

    def __init__(self, *, threads: int) -> None:
        self._threads = threads
        self._turn = threading.Lock()

    def load(self, file: Path, *, for_few: bool = True) -> LoadedGraph:
        """Load a graph whose checksum was verified.

        Args:
            file: The graph.
            for_few: Whether it is often run on few tokens.

        Raises:
            ModelError: It is not a graph that this ONNX Runtime can run.
        """
        try:
            together = _session(file, self._threads)
            alone = _session(few_tokens_file(file), 1) if for_few else None
        except _FAULTS as error:
            reason = (str(error).splitlines() or [type(error).__name__])[0][:200]
            raise ModelError(
                f"ONNX Runtime cannot load {file.name}: {reason}",
                fix="Install the versions of constraints.txt, and remove the model's cache.",
            ) from error
        return LoadedGraph(alone, together, self._turn)


def _session(file: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False  # it never gives memory back
    options.log_severity_level = 3
    # A waiting thread must not burn the core that others compute on.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])

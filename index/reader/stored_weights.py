"""The reader's weights on disk: whole numbers of eight bits with a scale for each row.

A quarter of the size of float32; on XQuAD the answers are the same (docs/adr/0012-reader.md).
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import load_file, save_file

from index.errors import ModelError
from index.model.embedder import Vectors

SOURCE = "source"
"""What is kept beside the weights: SHA-256 (hex) of the embedding model's file."""
_LARGEST = 127
_SCALE = ".scale"
_REINSTALL = "Install the program again, or set `answer.reader` to `off`."


def save_weights(weights: Mapping[str, Vectors], file: Path, *, about: Mapping[str, str]) -> None:
    """Write weights by name; matrices of more than two rows are rounded.

    Args:
        weights: float32.
        file: Is replaced.
        about: Kept beside the weights.
    """
    tensors: dict[str, NDArray[Any]] = {}
    for name, weight in weights.items():
        if weight.ndim == 2 and weight.shape[0] > 2:
            scale = np.abs(weight).max(axis=1, keepdims=True).clip(min=1e-8) / _LARGEST
            tensors[name] = np.round(weight / scale).astype(np.int8)
            tensors[name + _SCALE] = scale.astype(np.float32)
        else:
            tensors[name] = np.ascontiguousarray(weight, dtype=np.float32)
    save_file(tensors, file, metadata=dict(about))


def read_about(file: Path) -> dict[str, str]:
    """What is kept beside the weights.

    Raises:
        ModelError: The file is missing or damaged.
    """
    try:
        with safe_open(file, framework="numpy") as opened:
            return dict(opened.metadata() or {})
    except (OSError, SafetensorError) as error:
        raise _damaged(file, error) from error


def read_weights(file: Path) -> dict[str, Vectors]:
    """Read weights by name, float32.

    Raises:
        ModelError: The file is missing or damaged.
    """
    try:
        raw = load_file(file)
    except (OSError, SafetensorError) as error:
        raise _damaged(file, error) from error
    weights = {
        name: value.astype(np.float32) * raw.get(name + _SCALE, np.float32(1))
        for name, value in raw.items()
        if not name.endswith(_SCALE)
    }
    if not all(np.isfinite(value).all() for value in weights.values()):
        raise _damaged(file, ValueError("a weight is not a number"))
    return weights


def _damaged(file: Path, error: Exception) -> ModelError:
    reason = str(error).splitlines()[0]
    return ModelError(f"The reader's weights {file.name} cannot be read: {reason}.", fix=_REINSTALL)

"""The reader's weights on disk: whole numbers of eight bits with a scale for each row.

A quarter of the size of float32; on XQuAD the answers are the same (docs/adr/0012-reader.md).
This module imports torch: import it inside a function.
"""

from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor

from index.errors import ModelError
from index.reader.network import ReaderNetwork, Shape

_LARGEST = 127
_SCALE = ".scale"
_REINSTALL = "Install the program again, or set `answer.reader` to `off`."


def save_weights(network: ReaderNetwork, file: Path, *, about: Mapping[str, str]) -> None:
    """Write a network.

    Args:
        network: On the processor.
        file: Is replaced.
        about: Kept beside the weights; `fingerprint` is that of the embedding model.
    """
    tensors: dict[str, Tensor] = {}
    for name, weight in network.state_dict().items():
        if weight.ndim == 2 and weight.shape[0] > 2:
            scale = weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / _LARGEST
            tensors[name] = torch.round(weight / scale).to(torch.int8)
            tensors[name + _SCALE] = scale.float()
        else:
            tensors[name] = weight.float()
    save_file(tensors, file, metadata=dict(about))


def read_about(file: Path) -> dict[str, str]:
    """What is kept beside the weights.

    Raises:
        ModelError: The file is missing or damaged.
    """
    try:
        with safe_open(file, framework="pt") as opened:
            return dict(opened.metadata() or {})
    except (OSError, SafetensorError) as error:
        raise _damaged(file, error) from error


def load_weights(file: Path, shape: Shape) -> ReaderNetwork:
    """Read a network, ready to read with.

    Raises:
        ModelError: The file is missing or damaged.
    """
    network = ReaderNetwork(shape)
    try:
        raw = load_file(file)
        network.load_state_dict(
            {
                name: value.float() * raw.get(name + _SCALE, torch.ones(1))
                for name, value in raw.items()
                if not name.endswith(_SCALE)
            }
        )
    except (OSError, SafetensorError, RuntimeError) as error:
        raise _damaged(file, error) from error
    if not all(bool(torch.isfinite(value).all()) for value in network.state_dict().values()):
        raise _damaged(file, ValueError("a weight is not a number"))
    return network.eval().requires_grad_(requires_grad=False)


def _damaged(file: Path, error: Exception) -> ModelError:
    reason = str(error).splitlines()[0]
    return ModelError(f"The reader's weights {file.name} cannot be read: {reason}.", fix=_REINSTALL)

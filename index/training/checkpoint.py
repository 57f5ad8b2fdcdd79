"""Checkpoint: how far training has come, so that it goes on after an interruption.

This module imports torch: import it inside a function.
"""

from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor

from index.training.network import ReaderNetwork


class Checkpoint:
    """A file with weights, averaged weights, the optimizer's moments and the steps done.

    Args:
        file: Replaced whole at each step that is kept.
        hyperparameters: A checkpoint of another hyperparameters is not gone on from.
    """

    def __init__(self, file: Path, *, hyperparameters: str) -> None:
        self._file = file
        self._recipe = hyperparameters

    def keep(
        self,
        done: int,
        network: ReaderNetwork,
        optimizer: torch.optim.AdamW,
        average: Mapping[str, Tensor],
    ) -> None:
        """Write how far it is."""
        tensors = {f"network.{name}": value for name, value in network.state_dict().items()}
        tensors |= {f"average.{name}": value for name, value in average.items()}
        for row, moments in optimizer.state_dict()["state"].items():
            tensors |= {f"moment.{row}.{name}": value for name, value in moments.items()}
        self._file.parent.mkdir(parents=True, exist_ok=True)
        made = self._file.with_name(f".{self._file.name}.part")
        about = {"done": str(done), "hyperparameters": self._recipe}
        whole = {name: value.contiguous() for name, value in tensors.items()}
        save_file(whole, made, metadata=about)
        made.replace(self._file)

    def resume(
        self,
        network: ReaderNetwork,
        optimizer: torch.optim.AdamW,
        average: Mapping[str, Tensor],
    ) -> int:
        """Put everything back as it was; gives the steps that are done, 0 without a checkpoint."""
        if not self._file.is_file():
            return 0
        with safe_open(self._file, framework="pt") as opened:
            about = opened.metadata()
        if about["hyperparameters"] != self._recipe:
            return 0
        tensors = load_file(self._file)
        network.load_state_dict(_under(tensors, "network."))
        for name, value in _under(tensors, "average.").items():
            average[name].copy_(value)
        moments: dict[int, dict[str, Tensor]] = {}
        for name, value in _under(tensors, "moment.").items():
            row, of = name.split(".")
            moments.setdefault(int(row), {})[of] = value
        optimizer.load_state_dict(
            {"state": moments, "param_groups": optimizer.state_dict()["param_groups"]}
        )
        return int(about["done"])


def _under(tensors: Mapping[str, Tensor], prefix: str) -> dict[str, Tensor]:
    return {
        name.removeprefix(prefix): value
        for name, value in tensors.items()
        if name.startswith(prefix)
    }

from pathlib import Path

import pytest
import torch

from index.errors import ModelError
from index.reader.network import ReaderNetwork, Shape
from index.reader.weights import load_weights, read_about, save_weights

SHAPE = Shape(hidden=24, heads=2, inner=48, layers=4, shared=2)


@pytest.fixture
def saved(tmp_path: Path) -> tuple[ReaderNetwork, Path]:
    torch.manual_seed(3)
    network = ReaderNetwork(SHAPE)
    file = tmp_path / "reader.safetensors"
    save_weights(network, file, about={"fingerprint": "abc"})
    return network, file


def test_weights_come_back_within_half_a_step_of_their_row(
    saved: tuple[ReaderNetwork, Path],
) -> None:
    network, file = saved

    again = load_weights(file, SHAPE).state_dict()

    for name, weight in network.state_dict().items():
        step = weight.abs().amax(dim=-1, keepdim=True) / 127
        assert bool((again[name] - weight).abs().le(0.5001 * step + 1e-6).all()), name


def test_what_is_kept_beside_the_weights_is_read(saved: tuple[ReaderNetwork, Path]) -> None:
    assert read_about(saved[1]) == {"fingerprint": "abc"}


def test_a_matrix_takes_a_byte_a_weight(saved: tuple[ReaderNetwork, Path]) -> None:
    network, file = saved
    weights = sum(value.numel() for value in network.state_dict().values())

    assert file.stat().st_size < 2 * weights + 8000


@pytest.mark.parametrize("damage", ["missing", "cut", "other sizes"])
def test_damaged_weights_are_refused_with_what_to_do(
    saved: tuple[ReaderNetwork, Path], damage: str
) -> None:
    file = saved[1]
    shape = SHAPE
    if damage == "missing":
        file.unlink()
    elif damage == "cut":
        file.write_bytes(file.read_bytes()[:-100])
    else:
        shape = Shape(hidden=48, heads=2, inner=48, layers=4, shared=2)

    with pytest.raises(ModelError, match=r"reader\.safetensors cannot be read"):
        load_weights(file, shape)


def test_a_weight_that_is_not_a_number_is_refused(tmp_path: Path) -> None:
    network = ReaderNetwork(SHAPE)
    with torch.no_grad():
        network.span.bias[0] = float("nan")
    save_weights(network, tmp_path / "reader.safetensors", about={})

    with pytest.raises(ModelError, match="not a number"):
        load_weights(tmp_path / "reader.safetensors", SHAPE)

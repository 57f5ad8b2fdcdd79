from pathlib import Path

import numpy as np
import pytest

from index.errors import ModelError
from index.model.embedder import Vectors
from index.reader.stored_weights import read_about, read_weights, save_weights


@pytest.fixture
def saved(tmp_path: Path) -> tuple[dict[str, Vectors], Path]:
    random = np.random.default_rng(3)
    shapes = {"layers.0.inner.weight": (48, 24), "span.weight": (2, 24), "norm.bias": (24,)}
    weights = {name: random.normal(size=shape).astype(np.float32) for name, shape in shapes.items()}
    file = tmp_path / "reader.safetensors"
    save_weights(weights, file, about={"source": "abc"})
    return weights, file


def test_weights_come_back_within_half_a_step_of_their_row(
    saved: tuple[dict[str, Vectors], Path],
) -> None:
    weights, file = saved

    again = read_weights(file)

    assert again.keys() == weights.keys()
    for name, weight in weights.items():
        step = np.abs(weight).max(axis=-1, keepdims=True) / 127
        assert (np.abs(again[name] - weight) <= 0.5001 * step + 1e-6).all(), name


def test_what_is_kept_beside_the_weights_is_read(saved: tuple[dict[str, Vectors], Path]) -> None:
    assert read_about(saved[1]) == {"source": "abc"}


def test_a_matrix_takes_a_byte_a_weight(saved: tuple[dict[str, Vectors], Path]) -> None:
    weights, file = saved
    numbers = sum(value.size for value in weights.values())

    assert file.stat().st_size < 2 * numbers + 1000


@pytest.mark.parametrize("damage", ["missing", "cut"])
def test_damaged_weights_are_refused_with_what_to_do(
    saved: tuple[dict[str, Vectors], Path], damage: str
) -> None:
    file = saved[1]
    if damage == "missing":
        file.unlink()
    else:
        file.write_bytes(file.read_bytes()[:-100])

    for read in (read_weights, read_about):
        with pytest.raises(ModelError, match=r"reader\.safetensors cannot be read"):
            read(file)


def test_a_weight_that_is_not_a_number_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "reader.safetensors"
    save_weights({"span.bias": np.array([np.nan, 1], dtype=np.float32)}, file, about={})

    with pytest.raises(ModelError, match="not a number"):
        read_weights(file)

"""Graphs of small layers, run and compared with the same in NumPy."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from onnx import TensorProto
from scipy.special import erf, softmax

from index.errors import ModelError
from index.model.embedder import Vectors
from index.model.graph import Graph, Layer, Linear, Matrix, Norm
from index.model.packed_weights import Blocks
from index.model.runtime import LoadedGraph, Runtime

HIDDEN, INNER, HEADS = 64, 96, 2
RANDOM = np.random.default_rng(5)


def blocks(rows: int, columns: int) -> Blocks:
    return Blocks(
        weights=RANDOM.integers(0, 16, (rows, columns), dtype=np.uint8),
        scales=RANDOM.uniform(0.005, 0.03, (rows, columns // 32)).astype(np.float32),
    )


def vector(size: int) -> Vectors:
    return RANDOM.normal(0, 0.3, size).astype(np.float32)


def linear(rows: int, columns: int, *, packed: bool) -> Linear:
    matrix = blocks(rows, columns)
    return Linear(weight=matrix if packed else matrix.unpacked(), bias=vector(rows))


def layer(*, packed: bool) -> Layer:
    return Layer(
        attention_in=linear(3 * HIDDEN, HIDDEN, packed=packed),
        attention_out=linear(HIDDEN, HIDDEN, packed=packed),
        attention_norm=Norm(weight=1 + vector(HIDDEN), bias=vector(HIDDEN)),
        inner=linear(INNER, HIDDEN, packed=packed),
        outer=linear(HIDDEN, INNER, packed=packed),
        norm=Norm(weight=1 + vector(HIDDEN), bias=vector(HIDDEN)),
    )


def in_numpy(states: NDArray[Any], mask: NDArray[np.int32], by: Layer) -> NDArray[Any]:
    """One layer of BERT, written down as in the paper."""
    batch, tokens, _ = states.shape
    parts = _linear(states, by.attention_in).reshape(batch, tokens, 3, HEADS, -1)
    query, key, value = parts.transpose(2, 0, 3, 1, 4)
    weights = query @ key.swapaxes(-1, -2) / np.sqrt(HIDDEN / HEADS)
    weights = np.where(mask[:, None, None, :] == 1, weights, -np.inf)
    seen = (softmax(weights, axis=-1) @ value).swapaxes(1, 2).reshape(batch, tokens, HIDDEN)
    states = _norm(states + _linear(seen, by.attention_out), by.attention_norm)
    inner = _linear(states, by.inner)
    thought = inner * (1 + erf(inner / np.sqrt(2))) / 2
    return _norm(states + _linear(thought, by.outer), by.norm)


def _linear(states: NDArray[Any], by: Linear) -> NDArray[Any]:
    return states @ _numbers(by.weight).T + by.bias


def _numbers(matrix: Matrix) -> Vectors:
    return matrix.unpacked() if isinstance(matrix, Blocks) else matrix


def _norm(states: NDArray[Any], by: Norm) -> NDArray[Any]:
    mean = states.mean(axis=-1, keepdims=True)
    spread = np.sqrt(states.var(axis=-1, keepdims=True) + 1e-12)
    normal: NDArray[Any] = (states - mean) / spread * by.weight + by.bias
    return normal


def write(file: Path, by: Layer) -> None:
    graph = Graph(heads=HEADS)
    graph.write(
        file,
        inputs={
            "states": (TensorProto.FLOAT, ["batch", "tokens", HIDDEN]),
            "mask": (TensorProto.INT32, ["batch", "tokens"]),
        },
        outputs={"given": (graph.layer("states", "mask", by), ["batch", "tokens", HIDDEN])},
    )


@pytest.mark.parametrize("packed", [True, False])
def test_a_layer_is_that_of_the_paper_and_its_twin_for_few_tokens_nearly(
    tmp_path: Path, packed: bool
) -> None:
    by = layer(packed=packed)
    write(tmp_path / "layer.onnx", by)
    states = RANDOM.normal(size=(3, 7, HIDDEN)).astype(np.float32)
    mask = np.array([[1] * 7, [1] * 4 + [0] * 3, [1] + [0] * 6], dtype=np.int32)
    runtime = Runtime(threads=2)
    present = mask == 1

    expected = in_numpy(states, mask, by)[present]
    given, nearly = (
        run(loaded, states, mask)[present]
        for loaded in (
            runtime.load(tmp_path / "layer.onnx"),
            runtime.load_for_few(tmp_path / "layer.onnx"),
        )
    )

    np.testing.assert_allclose(given, expected, atol=2e-5)
    np.testing.assert_allclose(nearly, expected, atol=0.15)


def run(graph: LoadedGraph, states: Vectors, mask: NDArray[np.int32]) -> Vectors:
    return graph.run({"states": states, "mask": mask}, "given")[0]


def test_rows_of_a_packed_table_are_looked_up(tmp_path: Path) -> None:
    table = blocks(40, HIDDEN)
    graph = Graph(heads=HEADS)
    graph.write(
        tmp_path / "rows.onnx",
        inputs={"ids": (TensorProto.INT64, ["batch", "tokens"])},
        outputs={"rows": (graph.rows(table, "ids"), ["batch", "tokens", HIDDEN])},
    )
    ids = np.array([[3, 39, 0]])

    rows = Runtime(threads=1).load(tmp_path / "rows.onnx").run({"ids": ids}, "rows")[0]

    np.testing.assert_allclose(rows[0], table.unpacked()[[3, 39, 0]], atol=1e-6)


@pytest.mark.parametrize("damage", ["no graph", "no weights", "an operator that is not known"])
def test_a_graph_that_cannot_be_run_is_refused(tmp_path: Path, damage: str) -> None:
    file = tmp_path / "layer.onnx"
    if damage == "an operator that is not known":
        graph = Graph(heads=HEADS)
        graph.write(
            file,
            inputs={"ids": (TensorProto.FLOAT, ["tokens"])},
            outputs={"made": (graph.runtime_node("MadeUp", ["ids"]), ["tokens"])},
        )
    else:
        write(file, layer(packed=True))
        if damage == "no graph":
            file.write_bytes(b"no graph")
        else:
            (tmp_path / "layer.weights").unlink()

    with pytest.raises(ModelError, match=r"ONNX Runtime cannot load layer\.onnx"):
        Runtime(threads=1).load(file)

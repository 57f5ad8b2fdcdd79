"""Writes the reader as an ONNX graph: layers over question and passage, and its two heads."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from onnx import TensorProto

from index.model.embedder import Vectors
from index.model.graph import Graph, Layer, Linear, Norm

_HEADS, _HIDDEN = 12, 384


def write_reader_graph(weights: Mapping[str, Vectors], file: Path) -> None:
    """Write the graph.

    The graph takes `states` (batch, tokens, hidden) of the lower layers, the question's and then
    the passage's; `sides` (batch, tokens), 0 for the question and 1 for the passage; `mask` (batch,
    tokens). It gives `spans` (batch, tokens, 2), that the answer begins or ends at a token, at the
    first one that there is none; and `verdicts` (batch, 2): about the question, and answers it.

    Args:
        weights: As `index.training.network.ReaderNetwork` names them.
        file: Is replaced.

    Raises:
        KeyError: A weight is missing.
        ValueError: They are of another size than the embedding model.
    """
    if weights["side"].shape != (2, _HIDDEN):
        raise ValueError(f"states of {weights['side'].shape[1]} numbers")
    graph = Graph(heads=_HEADS)
    side = graph.node("Gather", [graph.constant(weights["side"]), "sides"])
    states = graph.node("Add", ["states", side])
    for number in range(sum(name.endswith(".attention_in.bias") for name in weights)):
        states = graph.layer(states, "mask", _layer(weights, f"layers.{number}."))
    first = graph.node("Gather", [states, graph.constant(np.array(0, np.int64))], axis=1)
    thought = graph.node("Gelu", [graph.linear(first, _linear(weights, "verdict_inner"))])
    graph.write(
        file,
        inputs={
            "states": (TensorProto.FLOAT, ["batch", "tokens", _HIDDEN]),
            "sides": (TensorProto.INT64, ["batch", "tokens"]),
            "mask": (TensorProto.INT32, ["batch", "tokens"]),
        },
        outputs={
            "spans": (graph.linear(states, _linear(weights, "span")), ["batch", "tokens", 2]),
            "verdicts": (graph.linear(thought, _linear(weights, "verdict")), ["batch", 2]),
        },
    )


def _layer(weights: Mapping[str, Vectors], of: str) -> Layer:
    return Layer(
        attention_in=_linear(weights, f"{of}attention_in"),
        attention_out=_linear(weights, f"{of}attention_out"),
        attention_norm=_norm(weights, f"{of}attention_norm"),
        inner=_linear(weights, f"{of}inner"),
        outer=_linear(weights, f"{of}outer"),
        norm=_norm(weights, f"{of}norm"),
    )


def _linear(weights: Mapping[str, Vectors], name: str) -> Linear:
    return Linear(weight=weights[f"{name}.weight"], bias=weights[f"{name}.bias"])


def _norm(weights: Mapping[str, Vectors], name: str) -> Norm:
    return Norm(weight=weights[f"{name}.weight"], bias=weights[f"{name}.bias"])

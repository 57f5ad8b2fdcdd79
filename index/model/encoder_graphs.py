"""Writes the packaged encoder as two ONNX graphs, lower and upper layers, and its tokenizer.

The reader stands on the lower layers (index/reader): what they give for a text is computed once for
the vector and for reading. The matrices stay in the 4-bit blocks in which they are packaged.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from onnx import TensorProto

from index.model.embedder import Vectors
from index.model.encoder import LOWER, TOKENIZER, UPPER
from index.model.graph import Graph, Layer, Linear, Norm
from index.model.packed_weights import Blocks, PackedModel
from index.model.tokenizer import write_sentencepiece

_LOWER_LAYERS = 6


def write_encoder_graphs(model: PackedModel, folder: Path) -> None:
    """Write every file of the encoder into an existing, empty folder."""
    hidden, heads, layers = model.shape.hidden, model.shape.heads, model.shape.layers
    mask: tuple[int, Sequence[str | int]] = (TensorProto.INT32, ["batch", "tokens"])
    shape: list[str | int] = ["batch", "tokens", hidden]

    lower = Graph(heads=heads)
    states = _layers(lower, _embeddings(lower, model), model, range(_LOWER_LAYERS))
    lower.write(
        folder / LOWER,
        inputs={"ids": (TensorProto.INT64, ["batch", "tokens"]), "mask": mask},
        outputs={"states": (states, shape)},
    )
    upper = Graph(heads=heads)
    states = _layers(upper, "states", model, range(_LOWER_LAYERS, layers))
    upper.write(
        folder / UPPER,
        inputs={"states": (TensorProto.FLOAT, shape), "mask": mask},
        outputs={"last": (states, shape)},
    )
    write_sentencepiece(model, folder / TOKENIZER)


def _embeddings(graph: Graph, model: PackedModel) -> str:
    words = graph.rows(model.blocks["emb.word"], "ids")
    places = model.tensor("emb.pos").reshape(-1, model.shape.hidden)
    kind = model.tensor("emb.type").reshape(-1)[: model.shape.hidden]
    count = graph.node("Shape", ["ids"], start=1, end=2)
    zero = graph.constant(np.array([0], np.int64))
    first = graph.node("Slice", [graph.constant(places + kind), zero, count, zero])
    return graph.normal(graph.node("Add", [words, first]), _norm(model, "emb.ln"))


def _layers(graph: Graph, states: str, model: PackedModel, numbers: range) -> str:
    for number in numbers:
        states = graph.layer(states, "mask", _layer(model, number))
    return states


def _layer(model: PackedModel, number: int) -> Layer:
    def linear(*parts: str) -> Linear:
        names = [f"l{number}.{part}" for part in parts]
        blocks = [model.blocks[f"{name}.w"] for name in names]
        return Linear(
            weight=Blocks(
                weights=np.concatenate([one.weights for one in blocks]),
                scales=np.concatenate([one.scales for one in blocks]),
            ),
            bias=np.concatenate([model.tensor(f"{name}.b") for name in names]),
        )

    return Layer(
        attention_in=linear("q", "k", "v"),
        attention_out=linear("ao"),
        attention_norm=_norm(model, f"l{number}.aln"),
        inner=linear("fi"),
        outer=linear("fo"),
        norm=_norm(model, f"l{number}.oln"),
    )


def _norm(model: PackedModel, name: str) -> Norm:
    return Norm(weight=_flat(model, f"{name}.w"), bias=_flat(model, f"{name}.b"))


def _flat(model: PackedModel, name: str) -> Vectors:
    return model.tensor(name).reshape(-1)

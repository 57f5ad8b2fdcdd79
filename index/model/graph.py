"""Graph: a BERT encoder (Devlin et al. 2019) written as an ONNX graph, node by node.

The nodes of the domain com.microsoft are ONNX Runtime's own: a product with a matrix that stays in
blocks of few bits, a look-up in one, attention, and others that save passes over memory.
Source: onnxruntime, docs/ContribOperators.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from index.model.embedder import Vectors
from index.model.packed_weights import BLOCK_WEIGHTS, Blocks
from index.model.runtime import few_tokens_file

_RUNTIME = "com.microsoft"
_VERSIONS = {"": 21, _RUNTIME: 1}
_IR_VERSION = 10
_EPSILON = 1e-12
_ACCURACY = "accuracy_level"
_EXACT, _WHOLE_NUMBERS = 0, 4
"""How a packed matrix is multiplied: unpacked to float32, which is faster for many tokens; or with
the states rounded to eight bits, a scale for each block, which is faster for few."""
_MAPPED_FROM_BYTES = 1024
"""Tensors from this size on lie in a file of their own, which is mapped, not read."""

Matrix = Blocks | Vectors


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Linear:
    """A matrix with one row for each output, and what is added."""

    weight: Matrix
    bias: Vectors


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Norm:
    """Scale and shift of a layer normalisation, (hidden,) each."""

    weight: Vectors
    bias: Vectors


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Layer:
    """One layer of an encoder.

    Attributes:
        attention_in: Query, key and value, one below the other.
        attention_out: What attention gives, put together.
        attention_norm: After the first sum.
        inner: Into the feed-forward part.
        outer: Out of it.
        norm: After the second sum.
    """

    attention_in: Linear
    attention_out: Linear
    attention_norm: Norm
    inner: Linear
    outer: Linear
    norm: Norm


class Graph:
    """A graph that grows: each method adds nodes and gives the name of what they compute.

    Args:
        heads: Attention heads of its layers.
    """

    def __init__(self, *, heads: int) -> None:
        self._heads = heads
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def constant(self, value: NDArray[Any]) -> str:
        """A tensor that is stored with the graph."""
        name = f"constant_{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(np.asarray(value, order="C"), name))
        return name

    def node(self, kind: str, inputs: Sequence[str], **attributes: Any) -> str:
        """An operator of ONNX with one output; an empty name leaves an input out."""
        return self._add(kind, inputs, **attributes)[0]

    def runtime_node(self, kind: str, inputs: Sequence[str], **attributes: Any) -> str:
        """An operator of ONNX Runtime with one output."""
        return self._add(kind, inputs, domain=_RUNTIME, **attributes)[0]

    def _add(
        self, kind: str, inputs: Sequence[str], *, outputs: int = 1, **attributes: Any
    ) -> list[str]:
        names = [f"{kind}_{len(self._nodes)}_{number}" for number in range(outputs)]
        self._nodes.append(helper.make_node(kind, inputs, names, **attributes))
        return names

    def rows(self, table: Blocks, numbers: str) -> str:
        """Rows of a table that stays packed."""
        return self.runtime_node(
            "GatherBlockQuantized",
            [self.constant(_paired(table)), numbers, self.constant(table.scales)],
            bits=4,
            block_size=BLOCK_WEIGHTS,
            gather_axis=0,
            quantize_axis=1,
        )

    def linear(self, states: str, by: Linear, *, biased: bool = True) -> str:
        """States times the transposed matrix, and the bias added.

        Args:
            states: (…, columns).
            by: Matrix and bias.
            biased: Whether the bias is added.
        """
        if not isinstance(by.weight, Blocks):
            made = self.node("MatMul", [states, self.constant(by.weight.T)])
            return self.node("Add", [made, self.constant(by.bias)]) if biased else made
        rows, columns = by.weight.shape
        bias = [self.constant(by.bias)] if biased else []
        packed = _paired(by.weight).reshape(rows, -1, BLOCK_WEIGHTS // 2)
        return self.runtime_node(
            "MatMulNBits",
            [states, self.constant(packed), self.constant(by.weight.scales), "", "", *bias],
            N=rows,
            K=columns,
            bits=4,
            block_size=BLOCK_WEIGHTS,
            **{_ACCURACY: _EXACT},
        )

    def normal(self, states: str, by: Norm) -> str:
        """Layer normalisation."""
        inputs = [states, self.constant(by.weight), self.constant(by.bias)]
        return self.node("LayerNormalization", inputs, epsilon=_EPSILON)

    def layer(self, states: str, mask: str, by: Layer) -> str:
        """One layer of the encoder.

        Args:
            states: (batch, tokens, hidden).
            mask: int32 (batch, tokens), 1 where there is a token.
            by: Its weights.
        """
        parts = self._add(
            "Split", [self.linear(states, by.attention_in)], outputs=3, axis=2, num_outputs=3
        )
        seen = self.runtime_node("MultiHeadAttention", [*parts, "", mask], num_heads=self._heads)
        states = self._sum(self.linear(seen, by.attention_out), states, by.attention_norm)
        inner = self.linear(states, by.inner, biased=False)
        thought = self.runtime_node("BiasGelu", [inner, self.constant(by.inner.bias)])
        return self._sum(self.linear(thought, by.outer), states, by.norm)

    def _sum(self, new: str, old: str, by: Norm) -> str:
        inputs = [new, old, self.constant(by.weight), self.constant(by.bias)]
        return self.runtime_node("SkipLayerNormalization", inputs, epsilon=_EPSILON)

    def write(
        self,
        file: Path,
        *,
        inputs: Mapping[str, tuple[int, Sequence[str | int]]],
        outputs: Mapping[str, tuple[str, Sequence[str | int]]],
    ) -> None:
        """Write the graph, its large tensors beside it, and the same graph for few tokens.

        Args:
            file: Is replaced; so is `few_tokens_file` of it.
            inputs: Kind of number (of `onnx.TensorProto`) and shape, by name.
            outputs: What is given under this name, and its shape; float32.
        """
        named = [
            helper.make_node("Identity", [what], [name]) for name, (what, _) in outputs.items()
        ]
        graph = helper.make_graph(
            [*self._nodes, *named],
            file.stem,
            [helper.make_tensor_value_info(name, *of) for name, of in inputs.items()],
            [
                helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)
                for name, (_, shape) in outputs.items()
            ],
            self._constants,
        )
        versions = [helper.make_opsetid(domain, number) for domain, number in _VERSIONS.items()]
        model = helper.make_model(graph, opset_imports=versions, ir_version=_IR_VERSION)
        onnx.save_model(
            model,
            file,
            save_as_external_data=True,
            location=f"{file.stem}.weights",
            size_threshold=_MAPPED_FROM_BYTES,
        )
        # From here on the model refers to the tensors that were written.
        for node in model.graph.node:
            for attribute in node.attribute:
                if attribute.name == _ACCURACY:
                    attribute.i = _WHOLE_NUMBERS
        onnx.save_model(model, few_tokens_file(file))


def _paired(blocks: Blocks) -> NDArray[np.uint8]:
    """Two weights a byte, the first in its low half: uint8 (rows, columns / 2)."""
    pairs = blocks.weights.reshape(len(blocks.scales), -1, 2)
    paired: NDArray[np.uint8] = pairs[..., 0] | np.left_shift(pairs[..., 1], 4, dtype=np.uint8)
    return paired

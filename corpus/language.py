"""Language: which of the four languages a text is written in, detected offline."""

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from corpus.document import Language
from corpus.errors import DocumentError

if TYPE_CHECKING:
    from lingua import LanguageDetector

# A page of text settles the language; more costs time.
_ENOUGH_CHARACTERS = 5_000
# Languages that a document is told apart from, so that it is refused by name and not mislabelled.
# Questions are not: of their few words each neighbour would take some.
_NEIGHBOURS = (
    *("bulgarian", "czech", "dutch", "french", "german", "italian", "japanese", "kazakh"),
    *("korean", "latvian", "lithuanian", "polish", "portuguese", "romanian", "serbian"),
    *("spanish", "turkish", "ukrainian"),
)


def detect_language(text: str) -> Language | None:
    """Detect the language of a question, however short.

    Returns:
        The likeliest of the four; None when no word of any of them is there (digits, Arabic).
    """
    code = _detect_code(text, neighbours=())
    return Language(code) if code else None


def detect_document_language(text: str) -> Language:
    """Detect the language of a document.

    Raises:
        DocumentError: It is none of the four; the message names the language seen, if one is.
    """
    code = _detect_code(text[:_ENOUGH_CHARACTERS], neighbours=_NEIGHBOURS)
    if code in set(Language):
        return Language(code)
    seen = f" (it looks like {code})" if code else ""
    raise DocumentError(
        f"Language not recognised as en, ru, be or zh{seen}.",
        fix="Name its language in the file (`language:` or `<html lang>`), or leave it out.",
    )


def parse_language(name: str | None) -> Language | None:
    """Read a language tag such as `be`, `zh-Hans` or `en_GB`; None unless it is one of the four."""
    primary = (name or "").strip().lower().replace("_", "-").split("-")[0]
    return Language(primary) if primary in set(Language) else None


def _detect_code(text: str, *, neighbours: Iterable[str]) -> str | None:
    detected = _detector(("english", "russian", "belarusian", "chinese", *neighbours))
    language = detected.detect_language_of(text)
    return language.iso_code_639_1.name.lower() if language else None


@cache
def _detector(names: tuple[str, ...]) -> "LanguageDetector":
    from lingua import Language as LinguaLanguage  # 100 MB, made when first used
    from lingua import LanguageDetectorBuilder  # as above

    languages = [LinguaLanguage.from_str(name) for name in names]
    return LanguageDetectorBuilder.from_languages(*languages).build()

"""Language: which of the four languages a text is written in, detected offline."""

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from corpus.document import Language
from corpus.errors import DocumentError

if TYPE_CHECKING:
    from lingua import LanguageDetector

# A page of text settles the language; more costs time.
_ENOUGH_CHARACTERS = 5_000
# Languages that a document is told apart from, so that it is refused by name and not mislabelled.
# Questions are not: of their few words each neighbour would take some.
_OURS = ("english", "russian", "belarusian", "chinese")
_NEIGHBOURS = (
    *("bulgarian", "czech", "dutch", "french", "german", "italian", "japanese", "kazakh"),
    *("korean", "latvian", "lithuanian", "polish", "portuguese", "romanian", "serbian"),
    *("spanish", "turkish", "ukrainian"),
)
_SURE = 0.9
_LIKELY = 0.6
_MANY_LETTERS = 40
_SOME_LETTERS = 12
_WIDE_COUNTS_MORE = 2
_NEAR_EACH_OTHER = {Language.RUSSIAN, Language.BELARUSIAN}
_LETTERS = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_RUSSIAN_ALONE = re.compile("[ищъИЩЪ]")
_BELARUSIAN_ALONE = re.compile("[іўІЎ]")
_WIDE = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
_NAMES = {
    **dict.fromkeys(("eng", "english", "английский", "англійская"), Language.ENGLISH),
    **dict.fromkeys(("rus", "russian", "русский", "руская"), Language.RUSSIAN),
    **dict.fromkeys(("bel", "belarusian", "белорусский", "беларуская"), Language.BELARUSIAN),
    **dict.fromkeys(("zho", "chi", "chinese", "cmn", "中文", "汉语"), Language.CHINESE),
}


def detect_language(text: str) -> Language | None:
    """Detect the language of a question, however short.

    Returns:
        The likeliest of the four; None when no word of any of them is there (digits, Arabic).
    """
    by_letters = _language_by_letters(text)
    if by_letters is not None:
        return by_letters
    code = _detect_code(text)
    return Language(code) if code else None


def detect_document_language(text: str, *, declared: Language | None = None) -> Language:
    """Detect the language of a document.

    The text is believed where it is long and clear enough; what its file declares decides where
    it is not, unless its letters rule that out.

    Args:
        text: The whole of it.
        declared: The language that its file names.

    Raises:
        DocumentError: It is none of the four; the message names the language seen, if one is.
    """
    text = text[:_ENOUGH_CHARACTERS]
    seen = _likeliest(text, neighbours=_NEIGHBOURS)
    if seen is not None and seen.code in set(Language) and _is_sure(seen, text, against=declared):
        return Language(seen.code)
    if declared is not None and _may_be(declared, text):
        return declared
    own = detect_language(text)
    if seen is not None and own is not None and not _is_foreign(seen):
        return own
    raise DocumentError(
        "Language not recognised as en, ru, be or zh"
        f"{f' (it looks like {seen.code})' if seen else ''}.",
        fix="Name its language in the file (`language:` or `<html lang>`), or leave it out.",
    )


def sure_language(text: str) -> Language | None:
    """The language of a line beyond doubt; None in doubt."""
    seen = _likeliest(text, neighbours=())
    return Language(seen.code) if seen is not None and seen.likelihood >= _SURE else None


def parse_language(name: str | None) -> Language | None:
    """Read a language tag or name such as `be`, `zh-Hans`, `en_GB`, `rus` or `Russian`.

    Returns:
        None unless it is one of the four; of several that are named the first.
    """
    primary = next(iter(_LETTERS.findall((name or "").lower())), "")
    code = _NAMES.get(primary, primary)
    return Language(code) if code in set(Language) else None


class _Seen(NamedTuple):
    """A language by its ISO 639-1 code, and how likely it is, 0..1."""

    code: str
    likelihood: float


def _likeliest(text: str, *, neighbours: Iterable[str]) -> _Seen | None:
    detector = _detector((*_OURS, *neighbours))
    best = detector.compute_language_confidence_values(text)[0]
    return _Seen(best.language.iso_code_639_1.name.lower(), best.value) if best.value else None


def _is_sure(seen: _Seen, text: str, *, against: Language | None) -> bool:
    letters = sum(map(str.isalpha, text)) + _WIDE_COUNTS_MORE * len(_WIDE.findall(text))
    if {seen.code, against} == _NEAR_EACH_OTHER:
        return letters >= _MANY_LETTERS and seen.likelihood >= _SURE
    return letters >= _SOME_LETTERS and seen.likelihood >= _LIKELY


def _is_foreign(seen: _Seen) -> bool:
    return seen.code not in set(Language) and seen.likelihood >= _LIKELY


def _may_be(language: Language, text: str) -> bool:
    """Tell whether the letters of a text allow for a language; Latin names stand in any."""
    cyrillic, wide = len(_CYRILLIC.findall(text)), len(_WIDE.findall(text))
    latin = sum(map(str.isalpha, text)) - cyrillic - wide
    if cyrillic > latin and cyrillic > wide:
        return language in (Language.RUSSIAN, Language.BELARUSIAN)
    return latin > wide or language is Language.CHINESE or not wide


def _language_by_letters(text: str) -> Language | None:
    """The language that alone has some of the letters of a Cyrillic text; None in doubt.

    No detector needs to be loaded for it (docs/adr/0023-without-torch.md).
    """
    cyrillic = len(_CYRILLIC.findall(text))
    if 2 * cyrillic <= sum(map(str.isalpha, text)):
        return None
    russian, belarusian = (len(of.findall(text)) for of in (_RUSSIAN_ALONE, _BELARUSIAN_ALONE))
    if bool(russian) is not bool(belarusian):
        return Language.RUSSIAN if russian else Language.BELARUSIAN
    return None


def _detect_code(text: str) -> str | None:
    language = _detector(_OURS, low_accuracy=True).detect_language_of(text)
    if language is None:  # so it is for two letters
        language = _detector(_OURS).detect_language_of(text)
    return language.iso_code_639_1.name.lower() if language else None


@cache
def _detector(names: tuple[str, ...], *, low_accuracy: bool = False) -> "LanguageDetector":
    """The detector: of 100 MB for Cyrillic, or one that is nearly as good for a question, of 10."""
    from lingua import Language as LinguaLanguage  # made when first used
    from lingua import LanguageDetectorBuilder  # as above

    builder = LanguageDetectorBuilder.from_languages(*map(LinguaLanguage.from_str, names))
    return (builder.with_low_accuracy_mode() if low_accuracy else builder).build()

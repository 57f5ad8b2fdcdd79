"""Words of the interface, from `words.toml`, and the language to show them in."""

import re
import tomllib
from datetime import date
from functools import cache
from importlib import resources

from corpus.document import Language

OWN_NAMES = {
    Language.ENGLISH: "English",
    Language.RUSSIAN: "Русский",
    Language.BELARUSIAN: "Беларуская",
    Language.CHINESE: "中文",
}
_PREFERENCE = re.compile(
    r"\s*([A-Za-z]{2,3})(?:-[A-Za-z0-9-]{1,30})?\s*(?:;\s*q=([01](?:\.\d{1,3})?))?"
)
_PREFERENCES_READ = 20
_BY_CODE = {language.value: language for language in Language}


class Words:
    """The words of the interface in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, key: str, **fields: object) -> str:
        """The words of a key, with its fields filled in."""
        words = _table()[key][self.language.value]
        return words.format(**fields) if fields else words

    def day(self, day: date) -> str:
        """A date as people write it."""
        month = self("months").split(" ")[day.month - 1]
        return self("day", day=day.day, month=month, year=day.year)

    def name(self, language: Language) -> str:
        """The name of a language."""
        return self(f"language_{language.value}")


def choose_language(*, chosen: str | None, accepted: str | None) -> Language:
    """Choose the language of a page.

    Args:
        chosen: What the address says (`?ui=be`); anything unknown counts as nothing.
        accepted: The Accept-Language header.
    """
    if chosen in _BY_CODE:
        return _BY_CODE[chosen]
    best, weight = Language.ENGLISH, 0.0
    for preference in (accepted or "")[:1000].split(",")[:_PREFERENCES_READ]:
        found = _PREFERENCE.fullmatch(preference)
        language = _BY_CODE.get(found[1].lower()) if found else None
        if found and language and float(found[2] or 1) > weight:
            best, weight = language, float(found[2] or 1)
    return best


@cache
def _table() -> dict[str, dict[str, str]]:
    return tomllib.loads((resources.files("ui") / "words.toml").read_text(encoding="utf-8"))

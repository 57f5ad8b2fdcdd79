"""Words for people in the four languages, read from `messages.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from assistant.answer import Notice
from assistant.settings import ContactSettings
from corpus.document import Language


class Messages:
    """Makes notices in a language.

    Args:
        contact: Whom to name as the next step.
        question_characters: The longest question, named when one is refused.
    """

    def __init__(self, contact: ContactSettings, *, question_characters: int) -> None:
        self._words = _words()
        self._contact = contact
        self._limit = question_characters

    def notice(self, code: str, language: Language, **fields: str) -> Notice:
        """The notice of a status or remark: its code and its words.

        Args:
            code: Its table in `messages.toml`.
            language: Language of the words.
            fields: What the words of this notice name beyond the contact: the period, a number.
        """
        text = self._words[code][language.value].format(
            name=self._contact.name.text(language),
            address=self._contact.address.text(language),
            phone=self._contact.phone.replace(" ", "\u00a0"),
            hours=self._contact.hours,
            limit=self._limit,
            **fields,
        )
        return Notice(code=code, text=text)


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    """The words of each code, by language."""
    raw = (resources.files("assistant.notices") / "messages.toml").read_text(encoding="utf-8")
    return tomllib.loads(raw)

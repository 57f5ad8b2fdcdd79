"""Telephones: the telephone numbers of a text, whole ones and the short forms of a place.

`phonenumbers` knows the whole ones of every country; `3-25-10` and `call 103` it cannot know.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import phonenumbers

from corpus.years import YEAR

_HOME = "BY"
"""The country whose numbers are written without its code."""
_WHOLE = re.compile(r"\d(?:[\s()/.–-]{0,3}\d){6}")
"""Seven digits: without them the library, which takes its time, has nothing to find."""
_LOCAL = re.compile(r"(?<![\w.,–-])(?<!№ )\d{1,3}(?:[-–]\d\d){2}(?![\w–-]|[.,]\d)")
_CALLED = re.compile(
    r"(?:\b(?:(?:tele)?phones?|tel|call|dial|ring|fax|hotline)\b"
    r"|\b(?:тел(?:\.|ефон(?:\w{0,2}|ами)(?!\w))|факс\w*|(?:по)?звон\w+|номер\w* |набра\w+|набер\w+"
    r"|тэл(?:\.|ефон(?:\w{0,2}|амі)(?!\w))|(?:па)?тэлефанав\w+|(?:па)?звані\w*|нумар\w* )"
    r"|拨|电话|热线|传真)"
    rf"[^\d\n№]{{0,30}}(?<![.,№])(?P<number>(?!{YEAR}(?!\d))(?:\d[ \u00a0-]?){{2,11}}\d)"
    r"(?![\w%]|[.,:/]\d| (?:times|people|человек|раз|чалавек))",
    re.IGNORECASE,
)
_TEXTS_REMEMBERED = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class Telephone:
    """A telephone number.

    Attributes:
        digits: As written, without signs and spaces.
        start: Offset of the first character.
        end: Offset after the last character.
    """

    digits: str
    start: int
    end: int


@lru_cache(maxsize=_TEXTS_REMEMBERED)
def find_telephones(text: str) -> tuple[Telephone, ...]:
    """The telephone numbers of a text, in its order; none lies in another."""
    found: list[Telephone] = []
    for start, end in sorted(_spans(text), key=lambda span: (span[0], -span[1])):
        if not found or start >= found[-1].end:
            digits = re.sub(r"\D", "", text[start:end])
            found.append(Telephone(digits=digits, start=start, end=end))
    return tuple(found)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    if _WHOLE.search(text):
        for whole in phonenumbers.PhoneNumberMatcher(text, _HOME):
            yield whole.start, whole.end
    for local in _LOCAL.finditer(text):
        yield local.span()
    for called in _CALLED.finditer(text):
        yield called.span("number")

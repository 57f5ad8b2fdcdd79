"""Certificate: what shows that words stand in a document, compared again whenever they are shown.

A quotation of ours is compared character by character. One that travelled through a client and
comes back may have changed in typography, and in nothing else: `alike` holds the closed list.
"""

import operator
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote as percent_encode
from urllib.parse import urlencode

from corpus.document import Document

_DOUBLE_QUOTES = "“”„‟«»"
_APOSTROPHES = "\u2018\u2019\u201b\u02bc"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015"
_SPACES = "\u00a0\u2007\u2009\u200a\u202f"
_SOFT_HYPHEN = "\u00ad"
_PLAIN = (
    dict.fromkeys(_DOUBLE_QUOTES, '"')
    | dict.fromkeys(_APOSTROPHES, "'")
    | dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_SPACES, " ")
)
_SIGNS = re.compile(f"[{''.join(_PLAIN)}{_SOFT_HYPHEN}]")


class Fault(StrEnum):
    """Why a certificate does not hold."""

    UNKNOWN_DOCUMENT = "unknown_document"
    EMPTY_QUOTE = "empty_quote"
    OTHER_VERSION = "other_version"
    OUTSIDE_THE_TEXT = "outside_the_text"
    TEXT_DIFFERS = "text_differs"


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """The claim that `quote` is the text `[start:end)` of one version of a document.

    Attributes:
        document_id: The document.
        version: `Document.version`, a hash of all of it.
        start: Offset of the first character.
        end: Offset after the last character.
        quote: The words.
    """

    document_id: str
    version: str
    start: int
    end: int
    quote: str


def source_address(document_id: str, *, version: str, start: int, end: int) -> str:
    """Address, below the service's root, of the page that shows `[start:end)` highlighted.

    It carries the document's version, so that the page can tell when its text has changed since.
    """
    place = urlencode({"start": start, "end": end, "version": version})
    return f"/documents/{percent_encode(document_id)}?{place}#quote"


def find_fault(
    certificate: Certificate,
    stored: Document | None,
    *,
    same: Callable[[str, str], bool] = operator.eq,
) -> Fault | None:
    """Compare a certificate with the stored document.

    Args:
        certificate: The claim.
        stored: The document that has the certificate's document id now; None when none has it.
        same: Whether a quotation is the text at its place. For one that comes back from
            elsewhere: `alike`.

    Returns:
        The first fault; None when the certificate holds.
    """
    if stored is None or stored.id != certificate.document_id:
        return Fault.UNKNOWN_DOCUMENT
    if not certificate.quote.strip():
        return Fault.EMPTY_QUOTE
    if stored.version != certificate.version:
        return Fault.OTHER_VERSION
    if not 0 <= certificate.start < certificate.end <= len(stored.text):
        return Fault.OUTSIDE_THE_TEXT
    if not same(stored.text[certificate.start : certificate.end], certificate.quote):
        return Fault.TEXT_DIFFERS
    return None


def alike(one: str, other: str) -> bool:
    """Tell whether two texts are equal after NFC but for their typography.

    These are the same, and nothing else is:

    - the double quotation marks “ ” „ ‟ « » and the ASCII one;
    - the apostrophes ‘ ’ ‛ ʼ and the ASCII one;
    - the hyphens and dashes U+2010 to U+2015 and the ASCII hyphen, between words;
    - the spaces U+00A0, U+2007, U+2009, U+200A, U+202F and the ASCII one, as in `corpus.clean`;
    - a word with and without soft hyphens.

    Whatever can belong to a figure is compared as it is: quotation marks and apostrophes after a
    digit (inches, feet, thousands), dashes beside one (minus, ranges, `COVID-19`), the minus sign,
    the primes, the low quotation mark ‚ that looks like a comma, and a soft hyphen at a digit.
    """
    return one == other or _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return _SIGNS.sub(_plain_sign, unicodedata.normalize("NFC", text))


def _plain_sign(found: re.Match[str]) -> str:
    sign, text, place = found[0], found.string, found.start()
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if sign == _SOFT_HYPHEN:
        return "" if _is_letter(before) and _is_letter(after) else sign
    if sign in _DASHES and not _between_words(text, place):
        return sign
    if sign not in _SPACES and before.isnumeric():
        return sign
    return _PLAIN[sign]


def _between_words(text: str, place: int) -> bool:
    """Tell whether a dash cannot be a minus: a letter follows, and no figure stands before it."""
    previous, following = _nearest(text, place, step=-1), _nearest(text, place, step=1)
    return _is_letter(following) and not previous.isnumeric()


def _nearest(text: str, place: int, *, step: int) -> str:
    place += step
    while 0 <= place < len(text) and (text[place].isspace() or text[place] == _SOFT_HYPHEN):
        place += step
    return text[place] if 0 <= place < len(text) else ""


def _is_letter(character: str) -> bool:
    """Tell whether it is a letter; `isalpha` takes 五 and Ⅴ, which are figures, and ʼ for one."""
    return character.isalpha() and not character.isnumeric() and character not in _APOSTROPHES

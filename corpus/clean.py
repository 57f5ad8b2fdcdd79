"""Clean: raw text to the one form in which offsets are counted. Runs once, never after."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# NBSP, figure space, thin space and the rest become a plain space: "25 000" is then found by
# whoever types it, and a quotation copied from a page compares equal.
_SPACES = re.compile("[\t \xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile(
    "["
    "\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f"  # control characters
    "\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2"  # soft hyphen, format characters
    "\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # zero width, bidi, BOM
    "\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"  # music, tags, variation selectors
    "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\ufe00-\ufe0f"  # fillers, variation selectors
    "\ud800-\udfff"  # lone surrogates: no encoding can write them
    "\ue000-\uf8ff\U000f0000-\U0010ffff"  # private use: icon fonts
    "\ufdd0-\ufdef\ufffe\uffff"  # noncharacters
    "]+"
)
_BLANK_LINES = re.compile("\n{3,}")


def clean(text: str) -> str:
    r"""Normalise a text: NFC, `\n` line ends, plain single spaces, nothing invisible.

    Spaces at the ends of lines go, and of several blank lines one stays. Cleaning a cleaned text
    changes nothing.
    """
    # Invisible characters go first: one between a letter and its accent would hinder NFC.
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    text = _SPACES.sub(" ", unicodedata.normalize("NFC", text))
    text = "\n".join(line.strip(" ") for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n", text).strip("\n")


def clean_line(text: str) -> str:
    """Clean a text that must be one line, such as a title."""
    return " ".join(clean(text).split())

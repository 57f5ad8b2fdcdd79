"""ParsedFile: what a reader found in one file, before it is cleaned and made a document."""

import re
from dataclasses import dataclass

from corpus.clean import clean_line

HEADING = re.compile(r"^(#{1,6}) +(?=\S)(.*)$", re.MULTILINE)
_LONGEST_TITLE = 120
_SENTENCE_END = re.compile(r"[.!?。！？;；][»”’\"')）]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFile:
    """The text of a file and what its metadata says, in the metadata's own words.

    Attributes:
        text: Headings are lines that start with `# `, list entries with `- ` or a number.
        title: Its title; None when it names none.
        published: Words that hold a date, or None.
        language: A language tag, or None.
        source: The address it names as its own, or None.
    """

    text: str
    title: str | None = None
    published: str | None = None
    language: str | None = None
    source: str | None = None


def first_heading(text: str) -> str | None:
    """The words of the first heading of a text; None when it has none."""
    found = HEADING.search(text)
    return found[2].strip() if found else None


def looks_like_title(line: str) -> bool:
    """Tell whether a line is short and not a sentence."""
    return 0 < len(line) <= _LONGEST_TITLE and not _SENTENCE_END.search(line)


def shorten_title(words: str) -> str:
    """Make a title of a text's first words: one line, cut at a word with `…` when long."""
    line = clean_line(words)
    if len(line) <= _LONGEST_TITLE:
        return line
    cut = line[: _LONGEST_TITLE - 1]
    if " " in cut[_LONGEST_TITLE // 2 :]:
        cut = cut.rsplit(" ", 1)[0]
    return cut.rstrip(" ,;:—–-，；：") + "…"

"""Text reader: plain `.txt` files."""

from itertools import pairwise

from corpus.clean import clean
from corpus.dates import is_dateline
from corpus.decode import decode
from corpus.reading import HEADING, ParsedFile, first_heading, looks_like_title

_FIRST_LINES = 12


def read_text(raw: bytes) -> ParsedFile:
    """Read a plain text.

    Its title is its first heading; else the short line after its dateline, as in news; else its
    first line if that is short and no sentence. The line of the title becomes a heading.

    Raises:
        DocumentError: It is not text.
    """
    text = clean(decode(raw))
    if HEADING.search(text):
        return ParsedFile(text=text, title=first_heading(text))
    lines = text.split("\n")
    place = _find_title(lines)
    if place is None:
        return ParsedFile(text=text)
    title = lines[place].lstrip("# ")
    lines[place] = f"# {title}"
    return ParsedFile(text="\n".join(lines), title=title)


def _find_title(lines: list[str]) -> int | None:
    filled = [place for place, line in enumerate(lines) if line][: _FIRST_LINES + 1]
    for place, following in pairwise(filled):
        if is_dateline(lines[place]):
            if _is_title(lines, following):
                return following
            break
    return filled[0] if filled and _is_title(lines, filled[0]) else None


def _is_title(lines: list[str], place: int) -> bool:
    following = lines[place + 1] if place + 1 < len(lines) else ""
    return (
        looks_like_title(lines[place])
        and any(character.isalpha() for character in lines[place])
        and not following[:1].islower()
        and not is_dateline(lines[place])
    )

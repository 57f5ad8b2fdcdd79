"""Split: a document to passages. The only file that imports langchain_text_splitters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from corpus.document import Document
from corpus.errors import CorpusError, PassageError
from corpus.language_runs import language_at, language_runs
from corpus.passage import Passage
from corpus.reading import HEADING
from corpus.sections import Section, find_sections

_SHORTEST_PASSAGE = 50
# A wide (Chinese) character says about as much as three letters.
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_WIDE_COUNTS = 3
_SENTENCE_END = (
    r"(?<=[.!?…»”\"')])\s+(?=[«“\"'(]?[A-ZА-ЯЁІЎ\d])" r"|(?<=[。！？；])(?![。！？；”’」』）\s])"
)
# From the kindest cut to the last resort: paragraphs, lines, sentences, pauses, words, wide
# characters, any characters.
_SEPARATORS = [
    r"\n\n",
    r"\n",
    _SENTENCE_END,
    r"(?<=[;:])\s+|(?<=[，、：])",
    r"\s+",
    r"(?<=[\u2e80-\u9fff\uff00-\uffef])",
    "",
]
# Where an overlap may begin, kindest first: at a line or sentence, at a word or wide character.
_OVERLAP_STARTS = (
    re.compile(rf"\n+|{_SENTENCE_END}"),
    re.compile(r"\s+|(?<=[\u2e80-\u9fff])(?=[\u2e80-\u9fff])"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Splitting:
    """How documents are split. Lengths are in characters; a wide (Chinese) one counts three.

    Attributes:
        passage_characters: Longest passage, overlap included; from 50.
        overlap_characters: Most that a passage repeats of the one before it in its section;
            from 0 to half of `passage_characters`.

    Raises:
        CorpusError: A value is impossible.
    """

    passage_characters: int
    overlap_characters: int

    def __post_init__(self) -> None:
        if self.passage_characters < _SHORTEST_PASSAGE:
            raise CorpusError(
                f"passage_characters is {self.passage_characters}.",
                fix=f"Set it to {_SHORTEST_PASSAGE} or more.",
            )
        if not 0 <= self.overlap_characters <= self.passage_characters // 2:
            raise CorpusError(
                f"overlap_characters is {self.overlap_characters}.",
                fix=f"Set it to 0..{self.passage_characters // 2}, half of passage_characters.",
            )


def measure(text: str) -> int:
    """Length of a text in characters, wide ones counted three times."""
    if text.isascii():
        return len(text)
    return len(text) + (_WIDE_COUNTS - 1) * len(_WIDE.findall(text))


def split(document: Document, splitting: Splitting) -> list[Passage]:
    """Split a document at its headings, then at paragraphs, lines, sentences and words.

    A passage lies in one section; the first of a section begins with its heading.

    Returns:
        Passages with increasing starts; every character but spaces lies in one at least.

    Raises:
        PassageError: The splitter changed the text; checked for every section.
    """
    return [
        Passage.cut(
            document,
            start=start,
            end=end,
            headings=section.headings,
            language=language_at(document, start, end),
        )
        for section in find_sections(document.text)
        for part in _by_language(document, section)
        for start, end in _cut_section(document, part, splitting)
    ]


def _by_language(document: Document, section: Section) -> Iterator[Section]:
    """The section cut where the language changes; a short stretch stays with the one before."""
    start = section.start
    for run in language_runs(document):
        if not start < run.start < section.end:
            continue
        rest = document.text[run.start : min(run.end, section.end)]
        if measure(rest) >= _SHORTEST_PASSAGE and _has_own_text(document.text[start : run.start]):
            yield replace(section, start=start, end=run.start)
            start = run.start
    yield replace(section, start=start)


def _has_own_text(stretch: str) -> bool:
    return bool(HEADING.sub("", stretch).strip())


def _cut_section(
    document: Document, section: Section, splitting: Splitting
) -> Iterator[tuple[int, int]]:
    text = document.text
    previous: int | None = None
    for start, end in _pieces(document, section, splitting):
        if previous is None:
            yield start, end
        else:
            yield _overlap_start(text, previous, start, splitting.overlap_characters), end
        previous = start


def _pieces(
    document: Document, section: Section, splitting: Splitting
) -> Iterator[tuple[int, int]]:
    """Stretches without overlap and without spaces around them.

    The library finds offsets by searching for the words, which fails where words are repeated;
    so it may not overlap nor strip, and the offsets are sums of lengths.
    """
    from langchain_text_splitters import (  # Splitting must be cheap to import
        RecursiveCharacterTextSplitter,
    )

    text = document.text[section.start : section.end]
    splitter = RecursiveCharacterTextSplitter(
        separators=_SEPARATORS,
        is_separator_regex=True,
        keep_separator="end",
        strip_whitespace=False,
        chunk_size=splitting.passage_characters - splitting.overlap_characters,
        chunk_overlap=0,
        length_function=measure,
    )
    pieces = splitter.split_text(text)
    if "".join(pieces) != text:
        raise PassageError(
            f"The splitter changed the text of {document.id} at {section.start}.",
            fix="Report this as a bug, with the document.",
        )
    offset = section.start
    for piece in pieces:
        words = piece.strip()
        if words:
            start = offset + len(piece) - len(piece.lstrip())
            yield start, start + len(words)
        offset += len(piece)


def _overlap_start(text: str, previous: int, start: int, most: int) -> int:
    """The earliest kind place after `previous` from which to `start` it is at most `most`."""
    earliest = max(previous + 1, start - most)
    for places in _OVERLAP_STARTS:
        for place in places.finditer(text, earliest, start):
            if place.end() < start and measure(text[place.end() : start]) <= most:
                return place.end()
    return start

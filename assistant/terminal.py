"""Terminal: answers and hits as lines for people."""

from collections.abc import Sequence

from assistant.answer import Answer, Citation
from corpus.document import Document
from index.hit import Hit


def answer_lines(answer: Answer) -> list[str]:
    """The answer, its numbered sources and its notices."""
    lines = [answer.text, ""] if answer.text else []
    lines += [_source_line(citation) for citation in answer.citations]
    if answer.citations:
        lines.append("")
    lines += [_printable(notice.text) for notice in answer.notices]
    lines.append(f"({answer.status}, as of {answer.as_of}, index {answer.index_version})")
    return [_printable(line) for line in lines]


def hit_lines(hits: Sequence[Hit]) -> list[str]:
    """Two lines for each hit: where it is, and its text."""
    if not hits:
        return ["Nothing found."]
    lines = []
    for hit in hits:
        passage = hit.passage
        place = f"{_describe(passage.document)} [{passage.start}:{passage.end}]"
        lines += [f"{hit.rank}. {hit.score:.3f} {place}", f"   {' '.join(passage.text.split())}"]
    return [_printable(line) for line in lines]


def _source_line(citation: Citation) -> str:
    place = f"[{citation.start}:{citation.end}]"
    return f"[{citation.number}] {_describe(citation.document)} {place}"


def _describe(document: Document) -> str:
    published = document.published.isoformat() if document.published else "undated"
    return f"{document.title} ({published}, {document.language}), {document.id}"


def _printable(line: str) -> str:
    """Keep what a document says from steering the terminal."""
    return "".join(letter for letter in line if letter.isprintable())

"""Terminal: answers and hits as lines for people."""

from assistant.answer import OTHER_LANGUAGE, READING, Answer, Citation, Findings
from assistant.citations import answer_text
from assistant.extract.period_search import period_text
from assistant.notices.frames import frame_quotations
from corpus.document import Document, Language
from corpus.passage import Passage


def answer_lines(answer: Answer) -> list[str]:
    """The answer, its numbered sources and its notices; or the reason and what comes near."""
    lines = [*_quoted_lines(answer), ""] if answer.citations else []
    lines += [_source_line(citation) for citation in answer.citations]
    if answer.citations:
        lines.append("")
    heading = answer.closest_heading
    lines += [
        f"- {notice.text}" if notice.code == READING else notice.text
        for notice in answer.notices
        if notice is not heading and notice.code != OTHER_LANGUAGE
    ]
    if heading is not None:
        lines += ["", heading.text, *map(_place_line, answer.closest), ""]
    lines.append(f"({answer.status}, as of {answer.as_of}, index {answer.index_version})")
    return [_printable(line) for line in lines]


def findings_lines(findings: Findings) -> list[str]:
    """Two lines for each hit: where it is, and its text; then the period, if any was named."""
    if not findings.hits:
        return ["Nothing found."]
    lines = []
    for hit in findings.hits:
        passage = hit.passage
        place = f"{_describe(passage.document, passage.language)} [{passage.start}:{passage.end}]"
        lines += [f"{hit.rank}. {hit.score:.3f} {place}", f"   {' '.join(passage.text.split())}"]
    if findings.period is not None:
        kept = "only passages" if findings.period.applied else "not only passages"
        lines.append(f"({kept} from or about {period_text(findings.period)})")
    return [_printable(line) for line in lines]


def _quoted_lines(answer: Answer) -> list[str]:
    lines = []
    for framed in frame_quotations(answer):
        lines += [framed.frame] if framed.frame else []
        lines.append(answer_text(framed.citations))
    return lines


def _source_line(citation: Citation) -> str:
    place = f"[{citation.start}:{citation.end}]"
    spoken = f"; {citation.attribution.words}" if citation.attribution else ""
    return f"[{citation.number}] {_describe(citation.document, citation.language)} {place}{spoken}"


def _place_line(passage: Passage) -> str:
    return f"- {_describe(passage.document, passage.language)} [{passage.start}:{passage.end}]"


def _describe(document: Document, language: Language) -> str:
    published = document.published.isoformat() if document.published else "undated"
    return f"{document.title} ({published}, {language}), {document.id}"


def _printable(line: str) -> str:
    """Keep what a document says from steering the terminal."""
    return "".join(letter for letter in line if letter.isprintable())

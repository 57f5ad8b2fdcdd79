"""Terminal: answers and hits as lines for people, and bars for long work."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tqdm import tqdm

from assistant.answer import OTHER_LANGUAGE, READING, Findings
from assistant.answer_json import AnswerRecord, CitationRecord, HitRecord, hit_record
from assistant.citations import answer_text
from assistant.extract.period_search import period_text

Progress = Callable[[str, int, int], None]


def answer_lines(answer: AnswerRecord) -> list[str]:
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
        lines += ["", heading.text, *[f"- {_place(hit)}" for hit in answer.closest], ""]
    lines.append(f"({answer.status}, as of {answer.as_of}, index {answer.index_version})")
    return [_printable(line) for line in lines]


def findings_lines(findings: Findings) -> list[str]:
    """Two lines for each hit: where it is, and its text; then the period, if any was named."""
    if not findings.hits:
        return ["Nothing found."]
    lines = []
    for hit in map(hit_record, findings.hits):
        text = " ".join(hit.text.split())
        lines += [f"{hit.rank}. {hit.score:.3f} {_place(hit)}", f"   {text}"]
    if findings.period is not None:
        kept = "only passages" if findings.period.applied else "not only passages"
        lines.append(f"({kept} from or about {period_text(findings.period)})")
    return [_printable(line) for line in lines]


@contextmanager
def progress_bars() -> Iterator[Progress]:
    """Give a function of (stage, done, total) that shows one bar a stage on standard error.

    A bar tells how many a second, and the time left, by the stage's last word; it shows nothing
    where that is not a terminal.
    """
    bars: dict[str, tqdm[None]] = {}

    def show(stage: str, done: int, total: int) -> None:
        if stage not in bars:
            unit = f" {stage.rsplit(maxsplit=1)[-1]}"
            bars[stage] = tqdm(total=total, desc=stage, unit=unit, disable=None, leave=True)
        bar = bars[stage]
        bar.total = total
        bar.update(done - bar.n)

    try:
        yield show
    finally:
        for bar in bars.values():
            bar.close()


def _quoted_lines(answer: AnswerRecord) -> list[str]:
    lines = []
    for citations in answer.framed:
        question = answer.questions.get(citations[0].number)
        lines += [question] if question else []
        lines += [citations[0].frame] if citations[0].frame else []
        lines.append(answer_text(citations))
    return lines


def _source_line(citation: CitationRecord) -> str:
    spoken = f"; {citation.attribution.text}" if citation.attribution else ""
    return f"[{citation.number}] {_place(citation)}{spoken}"


def _place(place: CitationRecord | HitRecord) -> str:
    published = place.published.isoformat() if place.published else "undated"
    facts = f"{place.title} ({published}, {place.language}), {place.document_id}"
    return f"{facts} [{place.start}:{place.end}]"


def _printable(line: str) -> str:
    """Keep what a document says from steering the terminal."""
    return "".join(letter for letter in line if letter.isprintable())

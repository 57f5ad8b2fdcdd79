"""Report files: the same report as JSON for programs and as a page for people."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.durable import replace_text
from eval.public.report import PublicReport
from eval.reports.page import public_page, report_page
from eval.reports.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFiles:
    """Where a report was written."""

    json: Path
    page: Path


def write_report(
    report: Report, *, records: Sequence[Mapping[str, object]], folder: Path, name: str
) -> ReportFiles:
    """Write `name.json` and `name.html`; each replaces an older one at once.

    Args:
        report: What to write.
        records: One for each case or question, for programs that compare runs.
        folder: Made where it is missing.
        name: Of the files, without an ending.
    """
    record = {"format": 1, **asdict(report), "rows": list(records)}
    return _write(
        folder, name, json.dumps(record, ensure_ascii=False, indent=1), report_page(report)
    )


def write_public_report(
    report: PublicReport, *, records: Sequence[Mapping[str, object]], folder: Path, name: str
) -> ReportFiles:
    """Write a report on public sets; as `write_report`, with one record a line: there are many."""
    head = json.dumps({"format": 1, **asdict(report)}, ensure_ascii=False)
    rows = ",\n  ".join(json.dumps(record, ensure_ascii=False) for record in records)
    return _write(folder, name, f'{head[:-1]},\n "rows": [\n  {rows}\n ]}}', public_page(report))


def _write(folder: Path, name: str, record: str, page: str) -> ReportFiles:
    folder.mkdir(parents=True, exist_ok=True)
    files = ReportFiles(json=folder / f"{name}.json", page=folder / f"{name}.html")
    replace_text(files.json, record + "\n")
    replace_text(files.page, page)
    return files

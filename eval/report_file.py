"""Report files: the same report as JSON for programs and as a page for people."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.durable import replace_text
from eval.page import report_page
from eval.report import Report


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
    folder.mkdir(parents=True, exist_ok=True)
    files = ReportFiles(json=folder / f"{name}.json", page=folder / f"{name}.html")
    record = {"format": 1, **asdict(report), "rows": list(records)}
    replace_text(files.json, json.dumps(record, ensure_ascii=False, indent=1) + "\n")
    replace_text(files.page, report_page(report))
    return files

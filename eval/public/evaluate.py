"""`python -m eval public`: every public set through the real retriever, beside its floors."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.settings import Settings, load_settings
from assistant.terminal import progress_bars
from assistant.wiring import open_embedder
from eval.commands import OpenModel, Outcome
from eval.errors import BaselineError, DataSetError
from eval.provenance import program_digest, settings_digest
from eval.public.report import (
    PublicPart,
    PublicReport,
    public_records,
    public_report,
    set_parts,
)
from eval.public.run import PublicRunner, SetRun
from eval.public.sets import PUBLIC_SETS, PublicEntry, choose_entries
from eval.public.table import part_line, public_lines
from eval.reports.baseline import (
    Baseline,
    ExpectedScore,
    expectations,
    read_baseline,
    write_baseline,
)
from eval.reports.report import Fact
from eval.reports.report_file import write_public_report
from index.model.embedder import Embedder

_TOLERANCE = 0.002
"""Processors round otherwise, and of thousands of near ties several may fall the other way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicOptions:
    """Options of `public`.

    Attributes:
        settings_file: None for the usual one.
        output: Folder for the report and the kept rows.
        data: Folder of the sets.
        names: Which sets; all of them when none is named.
        limit_questions: Ask only so many of each set; None asks all.
        read_period: Keep to the period that a question names, as the product does.
        baseline: File of the floors; None to compare with none.
        new_baseline: File to write these scores to; None to write none.
    """

    settings_file: Path | None
    output: Path
    data: Path
    names: Sequence[str]
    limit_questions: int | None
    read_period: bool
    baseline: Path | None
    new_baseline: Path | None


def public(
    options: PublicOptions,
    *,
    today: date,
    tell: Callable[[str], None],
    entries: Sequence[PublicEntry] = PUBLIC_SETS,
    open_model: OpenModel = open_embedder,
) -> Outcome:
    """Run the sets and write the report.

    Args:
        options: What to run.
        today: Date of the report.
        tell: Called with a line for each finished set.
        entries: The table of sets.
        open_model: Loads the embedding model.
    """
    present, left_out = _present(options, entries)
    _refuse_partial_baseline(options, left_out)
    expected = _expectations(options)
    settings = load_settings(options.settings_file)
    with progress_bars() as progress:
        embedder = open_model(settings, progress=progress)
        runner = PublicRunner(
            data=options.data,
            settings=settings,
            embedder=embedder,
            kept=options.output / "public-rows",
            limit=options.limit_questions,
            read_period=options.read_period,
            progress=progress,
        )
        runs, parts = _run_sets(runner, present, tell)
    report = public_report(
        runs,
        parts,
        facts=_facts(options, settings, embedder, runs, today=today),
        left_out=left_out,
        expectations=expected,
    )
    limit = options.limit_questions
    name = "public" if options.read_period else "public-no-period"
    name += "" if limit is None else f"-{limit}-questions"
    files = write_public_report(
        report, records=public_records(runs), folder=options.output, name=name
    )
    lines = [*public_lines(report), "", f"written: {files.page}, {files.json}"]
    if options.baseline is not None and limit is not None:
        lines.append("not compared with the floors, which speak about all questions")
    if options.new_baseline is not None:
        _write_baseline(options.new_baseline, report, settings, embedder, today)
        lines.append(f"written: {options.new_baseline}")
    return Outcome(lines=lines, passed=report.passed)


def _present(
    options: PublicOptions, entries: Sequence[PublicEntry]
) -> tuple[list[PublicEntry], list[str]]:
    """The sets to run, and those left out, in words."""
    chosen = choose_entries(options.names, entries)
    if not options.data.is_dir():
        raise DataSetError(
            f"There is no folder {options.data} with public sets.", fix="Name it with --data."
        )
    missing = {
        entry.name: path
        for entry in chosen
        for path in reversed(entry.paths(options.data))
        if not path.exists()
    }
    if len(missing) == len(chosen):
        raise DataSetError(
            f"None of the {len(chosen)} sets is in {options.data}: {', '.join(missing)}.",
            fix="Name their folder with --data.",
        )
    present = [entry for entry in chosen if entry.name not in missing]
    return present, [f"{name}: there is no {path}" for name, path in missing.items()]


def _run_sets(
    runner: PublicRunner, entries: Sequence[PublicEntry], tell: Callable[[str], None]
) -> tuple[list[SetRun], list[PublicPart]]:
    runs: list[SetRun] = []
    parts: list[PublicPart] = []
    for entry in entries:
        run = runner.run(entry)
        finished = set_parts(run)
        for part in finished:
            tell(part_line(part) + (", kept from an earlier run" if run.kept else ""))
        runs.append(run)
        parts += finished
    return runs, parts


def _facts(
    options: PublicOptions,
    settings: Settings,
    embedder: Embedder,
    runs: Sequence[SetRun],
    *,
    today: date,
) -> list[Fact]:
    asked = sum(row.milliseconds is not None for run in runs for row in run.rows)
    passages = sum(run.passages for run in runs)
    return [
        Fact(label="date", value=today.isoformat()),
        Fact(label="model", value=f"{embedder.name}, fingerprint {embedder.fingerprint[:12]}"),
        Fact(
            label="settings",
            value=f"digest {settings_digest(settings)}, program {program_digest()}",
        ),
        Fact(label="periods", value="kept to" if options.read_period else "not read"),
        Fact(label="sets", value=f"{len(runs)}, {asked} questions asked, {passages} passages"),
    ]


def _expectations(options: PublicOptions) -> Sequence[ExpectedScore]:
    if options.baseline is None or options.limit_questions is not None:
        return ()
    fix = "Write it with `python -m eval public --write-baseline`, or use --no-baseline."
    return read_baseline(options.baseline, fix=fix).expectations


def _refuse_partial_baseline(options: PublicOptions, left_out: Sequence[str]) -> None:
    if options.new_baseline is None:
        return
    if options.names or options.limit_questions is not None or not options.read_period:
        raise BaselineError(
            "Floors speak about all questions of all sets, searched as the product does.",
            fix="Leave out --set, --limit-questions and --no-period; finished sets are kept.",
        )
    if left_out:
        raise BaselineError(
            f"No floors are written: left out were {'; '.join(left_out)}.",
            fix="Name a folder with all sets with --data.",
        )


def _write_baseline(
    file: Path, report: PublicReport, settings: Settings, embedder: Embedder, today: date
) -> None:
    groups = [part.group for part in report.parts]
    write_baseline(
        file,
        Baseline(
            written=today,
            model=embedder.name,
            settings=settings_digest(settings),
            expectations=tuple(expectations(groups, least=_TOLERANCE)),
        ),
    )

"""`python -m eval quotations`: public questions through the whole assistant."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from assistant.settings import Settings, load_settings
from assistant.terminal import progress_bars
from assistant.wiring import open_embedder
from corpus.split import Splitting
from eval.commands import OpenModel, Outcome
from eval.errors import DataSetError, EvalError
from eval.provenance import program_digest, settings_digest
from eval.public.index import Cut, open_public_version
from eval.public.sets import Role
from eval.quotations.quoting import QuotingRow, run_quoting
from eval.quotations.quoting_set import QuotingSet
from eval.quotations.report import quoting_records, quoting_report
from eval.quotations.sets import QUOTING_SETS, QuotingEntry
from eval.reports.report import Fact
from eval.reports.report_file import write_report
from eval.reports.table import report_lines
from index.model.embedder import Embedder
from index.search.reranker import Reranking
from index.version.opening import IndexVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationsOptions:
    """Options of `quotations`.

    Attributes:
        settings_file: None for the usual one.
        output: Folder for the report and the indexes.
        data: Folder of the public sets.
        names: Which sets; those for reporting when none is named.
        limit_questions: Ask only so many of each set, spread evenly; None asks all.
    """

    settings_file: Path | None
    output: Path
    data: Path
    names: Sequence[str]
    limit_questions: int | None


def quotations(
    options: QuotationsOptions, *, today: date, open_model: OpenModel = open_embedder
) -> Outcome:
    """Run the sets and write the report.

    Args:
        options: What to run.
        today: Date of the report.
        open_model: Loads the embedding model.

    Raises:
        DataSetError: None of the sets is there.
    """
    settings = load_settings(options.settings_file)
    entries = choose(options.names)
    present = [entry for entry in entries if (options.data / entry.place).exists()]
    if not present:
        raise DataSetError(
            f"None of the {len(entries)} sets is in {options.data}.",
            fix="Name their folder with --data.",
        )
    rows: list[QuotingRow] = []
    with progress_bars() as progress:
        embedder = open_model(settings, progress=progress)
        for entry in present:
            asked = spread(entry.read(entry.name, options.data / entry.place), options)
            rows += ask_set(
                asked, settings, embedder, directory=options.output / "public", progress=progress
            )
    facts = [
        Fact(label="date", value=today.isoformat()),
        Fact(label="model", value=f"{embedder.name}, fingerprint {embedder.fingerprint[:12]}"),
        Fact(label="reader", value=settings.answer.reader),
        Fact(
            label="settings",
            value=f"digest {settings_digest(settings)}, program {program_digest()}",
        ),
    ]
    absent = [
        f"{entry.name}: there is no {entry.place}" for entry in entries if entry not in present
    ]
    report = quoting_report(rows, facts=facts, left_out=absent)
    files = write_report(
        report, records=quoting_records(rows), folder=options.output, name="quotations"
    )
    return Outcome(
        lines=[*report_lines(report), "", f"written: {files.page}, {files.json}"],
        passed=True,
    )


def choose(names: Sequence[str]) -> list[QuotingEntry]:
    """The entries of these names; those for reporting when none is named.

    Raises:
        EvalError: There is no entry of a name.
    """
    known = {entry.name: entry for entry in QUOTING_SETS}
    for name in names:
        if name not in known:
            raise EvalError(f"There is no set {name}.", fix=f"Choose from: {', '.join(known)}.")
    if names:
        return [known[name] for name in names]
    return [entry for entry in QUOTING_SETS if entry.role is Role.REPORT]


def spread(asked: QuotingSet, options: QuotationsOptions) -> QuotingSet:
    """At most so many questions, spread evenly over the set."""
    limit = options.limit_questions
    if limit is None or limit >= len(asked.questions):
        return asked
    step = len(asked.questions) / limit
    return replace(asked, questions=[asked.questions[int(row * step)] for row in range(limit)])


def ask_set(
    asked: QuotingSet,
    settings: Settings,
    embedder: Embedder,
    *,
    directory: Path,
    progress: Callable[[str, int, int], None],
) -> list[QuotingRow]:
    """Index the pool of a set, the first time, and put its questions to the assistant."""
    return run_quoting(
        asked,
        open_pool(asked, settings, embedder, directory=directory, progress=progress),
        settings=settings,
        embedder=embedder,
        progress=partial(progress, f"asking {asked.name}"),
    )


def open_pool(
    asked: QuotingSet,
    settings: Settings,
    embedder: Embedder,
    *,
    directory: Path,
    progress: Callable[[str, int, int], None],
) -> IndexVersion:
    """The index of a set's pool, as the product makes it."""
    return open_public_version(
        asked.pool,
        directory=directory,
        embedder=embedder,
        splitting=Splitting(
            passage_characters=settings.documents.passage_characters,
            overlap_characters=settings.documents.overlap_characters,
        ),
        retriever=settings.search.retriever,
        reranking=Reranking(settings.search.reranker),
        cut=Cut.SPLIT,
        progress=progress,
    )

"""Commands: what `python -m eval` does once its options are read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Protocol

from assistant.settings import Settings, load_settings
from assistant.terminal import progress_bars
from assistant.wiring import model_cache, open_embedder
from corpus.split import Splitting
from eval.answers.case import CorpusName, read_cases
from eval.answers.corpora import case_files, corpus_folders, open_corpus
from eval.answers.evaluate import AnswersRun, Selection, answers_report, row_records, run_answers
from eval.bench.processes import measure_processes, process_lines
from eval.bench.search_speed import measure_speeds, speed_lines
from eval.bench.stages import cost_lines, measure_costs
from eval.errors import BaselineError, EvalError
from eval.provenance import settings_digest
from eval.public.index import Cut, open_public_index
from eval.public.question_set import PublicSet
from eval.public.retrieval import History, run_retrieval, sample_questions
from eval.public.retrieval_report import retrieval_records, retrieval_report
from eval.reports.baseline import Baseline, expectations, read_baseline, write_baseline
from eval.reports.report import Fact, Report, baseline_groups
from eval.reports.report_file import write_report
from eval.reports.table import report_lines
from index.model.embedder import Embedder
from index.model.packaged_embedder import PackagedEmbedder
from index.model.packaged_model import packaged_float32
from index.search.reranker import Reranking


class OpenModel(Protocol):
    """Loads the embedding model."""

    def __call__(
        self, settings: Settings, *, progress: Callable[[str, int, int], None] | None = None
    ) -> Embedder:
        """Load the model that the settings name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a command ends with: lines for the terminal, and whether the baseline was met."""

    lines: Sequence[str]
    passed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersOptions:
    """Options of `answers`.

    Attributes:
        settings_file: None for the usual one.
        output: Folder for reports and indexes.
        case_files: The cases.
        selection: Which of them.
        folders: Where the corpora lie.
        baseline: File to compare with; None to compare with nothing.
        new_baseline: File to write these scores to; None to write none.
        show_failures: Whether the report names the cases that went wrong.
    """

    settings_file: Path | None
    output: Path
    case_files: Sequence[Path]
    selection: Selection
    folders: Mapping[CorpusName, Path]
    baseline: Path | None
    new_baseline: Path | None
    show_failures: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class RetrievalOptions:
    """Options of `retrieval`."""

    settings_file: Path | None
    output: Path
    cut: Cut
    history: History
    limit_questions: int | None
    read_period: bool = True


def answers(
    options: AnswersOptions, *, today: date, open_model: OpenModel = open_embedder
) -> Outcome:
    """Run the gold cases and write the report.

    Args:
        options: What to run.
        today: Date of the report.
        open_model: Loads the embedding model.
    """
    _refuse_partial_baseline(options)
    baseline = read_baseline(options.baseline) if options.baseline is not None else None
    settings = load_settings(options.settings_file)
    cases = [case for case in read_cases(options.case_files) if options.selection.admits(case)]
    with progress_bars() as progress:
        embedder = open_model(settings, progress=progress)
        run = run_answers(
            cases,
            settings=settings,
            embedder=embedder,
            folders=options.folders,
            stores=options.output / "corpora",
            progress=progress,
        )
    if not run.rows:
        reasons = "; ".join(run.left_out) or "no case meets the conditions"
        raise EvalError(f"Nothing to run: {reasons}.", fix="Ask for other cases.")
    expected = baseline.expectations if baseline and options.selection.everything else ()
    report = answers_report(
        run, facts=_facts(settings, embedder, today=today), expectations=expected
    )
    records = row_records(run.rows) if options.show_failures else []
    report = report if options.show_failures else replace(report, failures=None)
    files = write_report(report, records=records, folder=options.output, name="answers")
    lines = [*report_lines(report), "", f"written: {files.page}, {files.json}"]
    if options.baseline is not None and not expected:
        lines.append("not compared with the baseline, which speaks about all cases")
    if options.new_baseline is not None:
        _write_baseline(options.new_baseline, run, report, settings, embedder, today)
        lines.append(f"written: {options.new_baseline}")
    return Outcome(lines=lines, passed=report.passed)


def retrieval(
    public_set: PublicSet,
    options: RetrievalOptions,
    *,
    today: date,
    open_model: OpenModel = open_embedder,
) -> Outcome:
    """Run a public set through the retriever and write the report; arguments as of `answers`."""
    settings = load_settings(options.settings_file)
    with progress_bars() as progress:
        embedder = open_model(settings, progress=progress)
        index = open_public_index(
            public_set,
            directory=settings.store.directory / "eval" / "retrieval",
            embedder=embedder,
            splitting=Splitting(
                passage_characters=settings.documents.passage_characters,
                overlap_characters=settings.documents.overlap_characters,
            ),
            retriever=settings.search.retriever,
            reranking=Reranking(settings.search.reranker),
            cut=options.cut,
            progress=progress,
        )
        rows = run_retrieval(
            index,
            sample_questions(public_set, limit=options.limit_questions),
            embedder=embedder,
            limits=settings.limits,
            history=options.history,
            read_period=options.read_period,
            progress=lambda done, total: progress("questions", done, total),
        )
    report = retrieval_report(
        rows,
        public_set=public_set,
        index=index,
        settings=settings,
        embedder=embedder,
        history=options.history,
        today=today,
    )
    files = write_report(
        report,
        records=retrieval_records(rows),
        folder=options.output,
        name=f"retrieval-{public_set.name}-{options.cut}-{options.history}-history",
    )
    return Outcome(
        lines=[*report_lines(report), "", f"written: {files.page}, {files.json}"], passed=True
    )


def _facts(settings: Settings, embedder: Embedder, *, today: date) -> list[Fact]:
    return [
        Fact(label="date", value=today.isoformat()),
        Fact(label="model", value=f"{embedder.name}, fingerprint {embedder.fingerprint[:12]}"),
        Fact(label="settings", value=f"digest {settings_digest(settings)}"),
    ]


def _refuse_partial_baseline(options: AnswersOptions) -> None:
    if options.new_baseline is not None and not options.selection.everything:
        raise BaselineError(
            "A baseline speaks about all cases.", fix="Leave out --split, --corpus and --language."
        )


def _write_baseline(
    file: Path,
    run: AnswersRun,
    report: Report,
    settings: Settings,
    embedder: Embedder,
    today: date,
) -> None:
    if run.left_out:
        raise BaselineError(
            f"No baseline is written: left out were {'; '.join(run.left_out)}.",
            fix="Name the folder with --seeds.",
        )
    write_baseline(
        file,
        Baseline(
            written=today,
            model=embedder.name,
            settings=settings_digest(settings),
            expectations=tuple(expectations(baseline_groups(report.groups))),
        ),
    )


def bench(
    settings_file: Path | None,
    *,
    output: Path,
    sizes: Sequence[int],
    processes: bool,
    open_model: OpenModel = open_embedder,
) -> list[str]:
    """Time each stage over the gold cases of the sample corpus, and searches in larger indexes.

    Args:
        settings_file: None for the usual one.
        output: Folder for indexes.
        sizes: Passages of each synthetic index; none times the stages only.
        processes: Also time whole commands and the service.
        open_model: Loads the embedding model.

    Returns:
        Lines for the terminal.
    """
    settings = load_settings(settings_file)
    store = output / "corpora" / CorpusName.SAMPLE
    cases = [case for case in read_cases(case_files()) if case.corpus is CorpusName.SAMPLE]
    with progress_bars() as progress:
        embedder = open_model(settings, progress=progress)
        folder = corpus_folders(Path())[CorpusName.SAMPLE]
        open_corpus(folder, settings=settings, embedder=embedder, store=store, progress=progress)
        costs = measure_costs(
            cases,
            settings=settings,
            store=store,
            embedder=embedder,
            reference=_reference(settings, embedder),
        )
        speeds = measure_speeds(
            sizes,
            directory=output / "bench",
            retriever=settings.search.retriever,
            limit=settings.search.passages,
            progress=progress,
        )
    lines = [
        *cost_lines(costs),
        f"{len(cases)} questions, one at a time, every second one for the whole answer",
    ]
    if speeds:
        lines += ["", *speed_lines(speeds)]
    if processes:
        longest = settings.limits.question_characters
        questions = [one.question for one in cases if 0 < len(one.question.strip()) <= longest]
        lines += ["", *process_lines(measure_processes(store, questions))]
    return lines


def _reference(settings: Settings, embedder: Embedder) -> Embedder | None:
    """The packaged model in single precision on torch, to measure ours against."""
    if not isinstance(embedder, PackagedEmbedder):
        return None
    from index.model.sentence_embedder import SentenceEmbedder

    return SentenceEmbedder(packaged_float32(model_cache(settings)))

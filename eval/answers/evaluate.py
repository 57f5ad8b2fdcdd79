"""Answers: the gold cases through the assistant, to a report. START HERE."""

import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from assistant.settings import Settings
from corpus.document import Language
from eval.answers.case import Case, CorpusName, Split
from eval.answers.corpora import open_corpus
from eval.answers.matching import check_expectations
from eval.answers.row import Row
from eval.answers.run import run_cases
from eval.measures.registry import ANSWER_MEASURES
from eval.measures.right_quotation import RIGHT_QUOTATION
from eval.provenance import cases_digest
from eval.reports.baseline import ExpectedScore
from eval.reports.comparison import compare
from eval.reports.report import Fact, Report, baseline_groups, failures, group_rows, language_gap
from index.model.embedder import Embedder

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersRun:
    """What came out.

    Attributes:
        rows: One for each case that was run.
        index_versions: By corpus.
        left_out: What was not run, and why.
    """

    rows: tuple[Row, ...]
    index_versions: Mapping[CorpusName, str]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """Conditions on cases; empty means no condition."""

    splits: frozenset[Split] = frozenset()
    corpora: frozenset[CorpusName] = frozenset()
    languages: frozenset[Language] = frozenset()

    @property
    def everything(self) -> bool:
        """Whether there is no condition: only then can a run be compared with the baseline."""
        return not (self.splits or self.corpora or self.languages)

    def admits(self, case: Case) -> bool:
        """Tell whether a case meets every condition."""
        return (
            (not self.splits or case.split in self.splits)
            and (not self.corpora or case.corpus in self.corpora)
            and (not self.languages or case.language in self.languages)
        )


def run_answers(
    cases: Sequence[Case],
    *,
    settings: Settings,
    embedder: Embedder,
    folders: Mapping[CorpusName, Path],
    stores: Path,
    progress: Progress,
) -> AnswersRun:
    """Index each corpus and run its cases. The seeds are left out, and counted, when absent.

    Raises:
        CaseError: A case expects what its corpus does not say.
    """
    rows: list[Row] = []
    versions: dict[CorpusName, str] = {}
    left_out: list[str] = []
    for name, folder in folders.items():
        mine = [case for case in cases if case.corpus is name]
        if not mine:
            continue
        if name is CorpusName.SEEDS and not folder.is_dir():
            left_out.append(f"{len(mine)} cases over the {name}: no folder {folder}")
            continue
        corpus = open_corpus(
            folder,
            settings=settings,
            embedder=embedder,
            store=stores / name,
            progress=_prefixed(progress, name),
        )
        check_expectations(mine, corpus.documents)
        rows += run_cases(
            corpus.assistant,
            mine,
            documents=corpus.documents,
            progress=partial(progress, f"{name}: cases"),
        )
        versions[name] = corpus.assistant.index_version
    return AnswersRun(rows=tuple(rows), index_versions=versions, left_out=tuple(left_out))


def _prefixed(progress: Progress, name: str) -> Progress:
    return lambda stage, done, total: progress(f"{name}: {stage}", done, total)


def answers_report(
    run: AnswersRun,
    *,
    facts: Sequence[Fact],
    expectations: Sequence[ExpectedScore],
) -> Report:
    """Make the report.

    Args:
        run: What came out.
        facts: What it was run with.
        expectations: What to compare with; those over a corpus that was left out are not used.
    """
    groups = group_rows(run.rows)
    gap = language_gap(groups, measure=RIGHT_QUOTATION.name)
    expected = [one for one in expectations if one.group.split("/")[0] in run.index_versions]
    return Report(
        title="Answers to the gold cases",
        facts=(*facts, *_run_facts(run), *([gap] if gap is not None else [])),
        remarks=run.left_out,
        groups=tuple(groups),
        failures=tuple(failures(run.rows)),
        comparisons=tuple(compare(baseline_groups(groups), expected)) if expected else (),
    )


def row_records(rows: Sequence[Row]) -> list[dict[str, object]]:
    """Rows for the JSON report."""
    return [
        asdict(row)
        | {
            "id": row.case.id,
            "failure": row.failure,
            "values": {measure.name: measure.values(row) for measure in ANSWER_MEASURES},
        }
        for row in rows
    ]


def _run_facts(run: AnswersRun) -> list[Fact]:
    times = sorted(row.milliseconds for row in run.rows)
    digest = cases_digest(row.case for row in run.rows)
    facts = [Fact(label="cases", value=f"{len(run.rows)}, digest {digest}")]
    facts += [
        Fact(label=f"index of {name}", value=version)
        for name, version in run.index_versions.items()
    ]
    if times:
        slow = times[min(len(times) - 1, int(0.95 * len(times)))]
        value = f"median {statistics.median(times):.0f} ms, 95th percentile {slow:.0f} ms"
        facts.append(Fact(label="time to answer", value=value))
    return facts

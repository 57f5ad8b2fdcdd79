"""Report: what a run found, ready to be shown as a table, JSON or a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.document import Language
from eval.answers.case import CorpusName
from eval.answers.row import PassageLanguage, Row
from eval.measures.group import OVERALL, Group, group_all
from eval.measures.registry import ANSWER_MEASURES
from eval.reports.comparison import Comparison, Verdict

BY_CORPUS = "corpus"
BY_CORPUS_AND_LANGUAGE = "corpus and language"
BY_LANGUAGE = "language"
BY_LANGUAGE_AND_PASSAGE = "question and passage language"

_CORPORA = {name: place for place, name in enumerate(CorpusName)}
_LANGUAGES = {language: place for place, language in enumerate(Language)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing to know about a run: its date, its model and so on."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A case that went wrong, with what a person needs to see why.

    Attributes:
        id: Of the case.
        labels: Corpus, language, kind, split.
        language: Of the question; None when unknown.
        reason: What is wrong, in words.
        history: Earlier turns as "question / answer".
        question: As asked.
        expected: Right answers as "document: words".
        status: How the question ended.
        found: What was quoted or retrieved, as "document: words".
    """

    id: str
    labels: tuple[str, ...]
    language: Language | None
    reason: str
    history: tuple[str, ...]
    question: str
    expected: tuple[str, ...]
    status: str
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a run found.

    Attributes:
        title: What was run.
        facts: What it was run with.
        remarks: What was left out, and why.
        groups: All units together first, then by each dimension.
        failures: Cases that went wrong, in the order they were run; None where nobody may see them.
        comparisons: Scores beside the baseline; empty when not compared.
    """

    title: str
    facts: tuple[Fact, ...]
    remarks: tuple[str, ...]
    groups: tuple[Group, ...]
    failures: tuple[Failure, ...] | None
    comparisons: tuple[Comparison, ...]

    @property
    def overall(self) -> Group:
        """All units together."""
        return next(group for group in self.groups if group.dimension == OVERALL)

    def by(self, dimension: str) -> list[Group]:
        """The groups of one dimension."""
        return [group for group in self.groups if group.dimension == dimension]

    @property
    def dimensions(self) -> list[str]:
        """The dimensions units were grouped by, in order."""
        names = (group.dimension for group in self.groups if group.dimension != OVERALL)
        return list(dict.fromkeys(names))

    @property
    def passed(self) -> bool:
        """Whether no comparison failed."""
        return all(one.verdict is Verdict.OK for one in self.comparisons)


def group_rows(rows: Sequence[Row]) -> list[Group]:
    """Measure the rows of an answers run by every dimension a reader asks for."""
    return group_all(
        sorted(rows, key=lambda row: (_CORPORA[row.case.corpus], _LANGUAGES[row.case.language])),
        measures=ANSWER_MEASURES,
        dimensions={
            BY_LANGUAGE: lambda row: row.case.language.value,
            "kind": lambda row: row.case.kind.value,
            BY_LANGUAGE_AND_PASSAGE: _language_and_passage,
            "conversation": lambda row: row.case.conversation.value,
            "split": lambda row: row.case.split.value,
            BY_CORPUS: lambda row: row.case.corpus.value,
            BY_CORPUS_AND_LANGUAGE: lambda row: f"{row.case.corpus}/{row.case.language}",
        },
    )


def _language_and_passage(row: Row) -> str:
    passage = row.passage_language
    return passage.value if passage is PassageLanguage.NONE else f"{row.case.language}/{passage}"


def baseline_groups(groups: Sequence[Group]) -> list[Group]:
    """The groups a baseline speaks about: each corpus, and each language in it."""
    return [group for group in groups if group.dimension in (BY_CORPUS, BY_CORPUS_AND_LANGUAGE)]


def language_gap(groups: Sequence[Group], *, measure: str) -> Fact | None:
    """How far the worst language lies below the best; None with fewer than two to compare."""
    values = {
        group.name: score.estimate.value
        for group in groups
        if group.dimension == BY_LANGUAGE
        for score in group.scores
        if score.measure == measure and score.estimate.value is not None
    }
    if len(values) < 2:
        return None
    best, worst = max(values, key=values.__getitem__), min(values, key=values.__getitem__)
    gap = values[best] - values[worst]
    return Fact(label="language gap", value=f"{gap:.3f} in {measure}: {best} best, {worst} worst")


def failures(rows: Sequence[Row]) -> list[Failure]:
    """The rows that went wrong."""
    return [_failure(row, row.failure) for row in rows if row.failure is not None]


def _failure(row: Row, reason: str) -> Failure:
    case = row.case
    return Failure(
        id=case.id,
        labels=(case.corpus.value, case.language.value, case.kind.value, case.split.value),
        language=case.language,
        reason=reason,
        history=tuple(f"{turn.question} / {turn.answer}" for turn in case.history),
        question=case.question,
        expected=tuple(f"{one.document}: {' … '.join(one.words)}" for one in case.expected),
        status=row.status.value,
        found=tuple(f"{one.document_id}: {one.quote}" for one in row.quotations),
    )

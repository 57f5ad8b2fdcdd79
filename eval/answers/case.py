"""Case: a gold question with what a right answer must contain. Cases are reviewed like code."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.answer import Turn
from corpus.document import Language
from eval.errors import CaseError


class CaseKind(StrEnum):
    """What sort of question a case asks."""

    ANSWERABLE = "answerable"
    FOLLOW_UP = "follow_up"
    UNANSWERABLE_NEAR = "unanswerable_near"
    UNANSWERABLE_FAR = "unanswerable_far"
    NONSENSE = "nonsense"
    AMBIGUOUS = "ambiguous"

    @property
    def answerable(self) -> bool:
        """Whether the documents answer it."""
        return self in (CaseKind.ANSWERABLE, CaseKind.FOLLOW_UP)

    @property
    def unanswerable(self) -> bool:
        """Whether the documents do not answer it, however it is understood."""
        return not self.answerable and self is not CaseKind.AMBIGUOUS


_READINGS = 2


class Split(StrEnum):
    """What a case may be used for: choosing settings, or reporting how good they are."""

    TUNE = "tune"
    REPORT = "report"


class TurnKind(StrEnum):
    """How a question stands to the turns before it."""

    ALONE = "alone"
    FOLLOW_UP = "follow-up"
    TOPIC_CHANGE = "topic change"
    UNANSWERABLE = "unanswerable after a turn"


class CorpusName(StrEnum):
    """The documents a case is about.

    Nothing is chosen on the held-out, the civic and the sealed set, they are only reported. The dev
    set is for the opposite: its cases are for choosing and fitting, and nothing about them is
    reported as unseen.
    """

    SAMPLE = "sample"
    SEEDS = "seeds"
    HELD_OUT = "held_out"
    DEV = "dev"
    CIVIC = "civic"
    SEALED = "sealed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """One right answer: a quotation from this document that contains all these words.

    Attributes:
        document: Id of the document.
        words: Exact strings, NFC; all lie in the one sentence that answers.
    """

    document: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A gold question.

    Attributes:
        id: Unique among all cases.
        corpus: The documents it is about.
        language: Language of the question.
        kind: What sort of question it is.
        split: What it may be used for.
        question: As a person would ask it.
        history: Earlier turns, oldest first; not empty in a follow-up.
        expected: Right answers, any one of which is enough; empty when nothing answers. Of an
            ambiguous case the readings, any two of which are enough.
    """

    id: str
    corpus: CorpusName
    language: Language
    kind: CaseKind
    split: Split
    question: str
    history: tuple[Turn, ...]
    expected: tuple[Expected, ...]

    @property
    def conversation(self) -> TurnKind:
        """How it stands to the earlier turns; only an answerable case can be a follow-up."""
        if not self.history:
            return TurnKind.ALONE
        if not self.kind.answerable:
            return TurnKind.UNANSWERABLE
        follows = self.kind is CaseKind.FOLLOW_UP
        return TurnKind.FOLLOW_UP if follows else TurnKind.TOPIC_CHANGE


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class _ExpectedRecord(_Record):
    document: str = Field(min_length=1)
    words: list[str] = Field(min_length=1)


class _TurnRecord(_Record):
    question: str = Field(min_length=1)
    answer: str = Field(min_length=1)


class _CaseRecord(_Record):
    id: str = Field(min_length=1)
    corpus: CorpusName
    language: Language
    kind: CaseKind
    split: Split
    question: str = Field(min_length=1)
    history: list[_TurnRecord]
    expected: list[_ExpectedRecord]


def read_cases(files: Sequence[Path]) -> list[Case]:
    """Read JSON Lines files of cases, in the order given.

    Raises:
        CaseError: A file cannot be read, a line is not a case, an id occurs twice.
    """
    cases: list[Case] = []
    places: dict[str, str] = {}
    for file in files:
        for number, line in enumerate(_lines(file), start=1):
            place = f"{file}, line {number}"
            case = _read_case(line, place=place)
            if case.id in places:
                raise CaseError(
                    f"{place}: the id {case.id} is taken by {places[case.id]}.",
                    fix="Give the case an id of its own.",
                )
            places[case.id] = place
            cases.append(case)
    return cases


def _lines(file: Path) -> list[str]:
    """Split at line feeds only: a JSON string may hold other line separators."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"{file} cannot be read: {error}.", fix="Restore the file.") from error
    return text.removesuffix("\n").split("\n") if text else []


def _read_case(line: str, *, place: str) -> Case:
    try:
        record = _CaseRecord.model_validate_json(line)
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        key = ".".join(str(part) for part in fault["loc"]) or "the line"
        raise CaseError(f"{place}: {key}: {fault['msg']}.", fix=_FIX) from error
    case = _case(record)
    _check_kind(case, place=place)
    return case


_FIX = "Correct the case."


def _case(record: _CaseRecord) -> Case:
    return Case(
        id=record.id,
        corpus=record.corpus,
        language=record.language,
        kind=record.kind,
        split=record.split,
        question=_nfc(record.question),
        history=tuple(
            Turn(question=_nfc(turn.question), answer=_nfc(turn.answer)) for turn in record.history
        ),
        expected=tuple(
            Expected(document=expected.document, words=tuple(_nfc(word) for word in expected.words))
            for expected in record.expected
        ),
    )


def _check_kind(case: Case, *, place: str) -> None:
    if case.kind.unanswerable == bool(case.expected):
        need = "must expect none" if case.kind.unanswerable else "needs an expected quotation"
        raise CaseError(f"{place}: a case of kind {case.kind} {need}.", fix=_FIX)
    if case.kind is CaseKind.AMBIGUOUS and (len(case.expected) < _READINGS or case.history):
        raise CaseError(
            f"{place}: a case of kind ambiguous needs {_READINGS} readings and no history.",
            fix=_FIX,
        )
    if case.kind is CaseKind.FOLLOW_UP and not case.history:
        raise CaseError(f"{place}: a case of kind follow_up needs history.", fix=_FIX)
    if any(not word.strip() for expected in case.expected for word in expected.words):
        raise CaseError(f"{place}: expected words must not be blank.", fix=_FIX)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)

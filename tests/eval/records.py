"""Small builders of cases, rows and rankings, so that a test names only what it is about."""

from collections.abc import Sequence

from assistant.answer import Turn
from assistant.status import Status
from corpus.document import Language
from eval.answers.case import Case, CaseKind, CorpusName, Expected, Split
from eval.answers.row import QuotedText, Row
from eval.ranking import Ranking


def make_case(
    kind: CaseKind = CaseKind.ANSWERABLE,
    *,
    id: str = "case-1",  # noqa: A002 - the field's own name
    corpus: CorpusName = CorpusName.SAMPLE,
    language: Language = Language.ENGLISH,
    split: Split = Split.TUNE,
    question: str = "When is the tax due?",
    history: Sequence[Turn] = (),
    expected: Sequence[Expected] | None = None,
) -> Case:
    if expected is None:
        right = Expected(document="news/tax.txt", words=("1 July 2016",))
        expected = (right,) if kind.answerable else ()
    return Case(
        id=id,
        corpus=corpus,
        language=language,
        kind=kind,
        split=split,
        question=question,
        history=tuple(history),
        expected=tuple(expected),
    )


def make_quotation(
    *,
    right: bool = True,
    right_document: bool | None = None,
    valid: bool = True,
    quote: str = "The tax is due on 1 July 2016.",
) -> QuotedText:
    return QuotedText(
        document_id="news/tax.txt",
        quote=quote,
        valid=valid,
        right_document=right if right_document is None else right_document,
        right=right,
    )


def make_row(
    case: Case | None = None,
    *,
    languages: Sequence[Language] | None = None,
    status: Status = Status.ANSWERED,
    quotations: Sequence[QuotedText] = (),
    ranking: Ranking | None = None,
    milliseconds: float = 10.0,
    readings: Sequence[QuotedText] = (),
) -> Row:
    case = case if case is not None else make_case()
    if languages is None:
        languages = (case.language,) if case.expected else ()
    return Row(
        case=case,
        languages=tuple(languages),
        status=status,
        text=" ".join(quotation.quote for quotation in quotations) or None,
        quotations=tuple(quotations),
        ranking=ranking,
        milliseconds=milliseconds,
        readings=tuple(readings),
    )

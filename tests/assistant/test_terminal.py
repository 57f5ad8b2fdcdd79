from dataclasses import replace
from datetime import date

from assistant.answer import Answer, Citation, Findings, Notice, SearchedPeriod
from assistant.answer_json import answer_record
from assistant.status import Status
from assistant.terminal import answer_lines, findings_lines
from corpus.document import Language
from corpus.passage import Passage
from index.search.hit import Hit
from tests.fakes import make_document

YEAR = SearchedPeriod(first=date(2016, 1, 1), last=date(2016, 12, 31), words="2016", applied=True)


def test_hits_are_listed_with_the_period_that_was_searched() -> None:
    document = make_document("The tax is due.", title="Taxes")
    hit = Hit(passage=Passage.cut(document, start=0, end=15), rank=1, score=0.5)
    findings = Findings(hits=(hit,), period=YEAR)
    dropped = replace(findings, period=replace(YEAR, applied=False))

    place, text, period = findings_lines(findings)

    assert place.startswith("1. 0.500 Taxes")
    assert text.strip() == "The tax is due."
    assert period == "(only passages from or about 2016)"
    assert findings_lines(dropped)[-1] == "(not only passages from or about 2016)"
    assert findings_lines(replace(findings, period=None)) == [place, text]


def test_a_quotation_in_another_language_is_introduced() -> None:
    quoted = make_document("Налог уплачен.", title="Налог", language=Language.RUSSIAN)
    citation = Citation(number=1, document=quoted, start=0, end=14, quote="Налог уплачен.")
    answer = Answer(
        id="a",
        question="q",
        status=Status.ANSWERED,
        language=Language.ENGLISH,
        text="Налог уплачен. [1]",
        citations=(citation,),
        notices=(),
        hits=(),
        as_of=date(2015, 9, 2),
        index_version="v1",
    )
    same = replace(answer, language=Language.RUSSIAN)

    place = "[1] Налог (2015-09-02, ru), news/tax.txt [0:14]"
    ending = ["", place, "", "(answered, as of 2015-09-02, index v1)"]
    introduced = ["The document, in Russian, says:", "Налог уплачен. [1]"]
    assert answer_lines(answer_record(answer)) == [*introduced, *ending]
    assert answer_lines(answer_record(same)) == ["Налог уплачен. [1]", *ending]
    failed = replace(answer, status=Status.ERROR_INTERNAL, text=None, citations=())
    assert answer_lines(answer_record(failed)) == ["(error_internal, as of 2015-09-02, index v1)"]


def test_nothing_found_is_said() -> None:
    assert findings_lines(Findings(hits=())) == ["Nothing found."]


def test_what_comes_near_stands_under_its_own_heading_and_is_no_answer() -> None:
    documents = [make_document("The tax is due.", id=f"{name}.txt", title=name) for name in "abcd"]
    passages = [Passage.cut(document, start=0, end=15) for document in documents]
    hits = tuple(
        Hit(passage=passage, rank=rank, score=1.0)
        for rank, passage in enumerate([passages[0], *passages], start=1)
    )
    reason = Notice(code="unanswerable_not_supported", text="Not answered.")
    heading = Notice(code="closest_found", text="Closest found, not an answer:")

    lines = answer_lines(answer_record(refused(notices=(reason, heading), hits=hits)))
    without = answer_lines(answer_record(refused(notices=(reason,), hits=hits)))

    assert lines[:3] == ["Not answered.", "", "Closest found, not an answer:"]
    assert lines[3:6] == [f"- {name} (2015-09-02, en), {name}.txt [0:15]" for name in "abc"]
    assert lines[6] == ""
    assert without[0] == "Not answered."
    assert len(without) == 2


def refused(*, notices: tuple[Notice, ...], hits: tuple[Hit, ...]) -> Answer:
    return Answer(
        id="a",
        question="q",
        status=Status.UNANSWERABLE_NOT_SUPPORTED,
        language=Language.ENGLISH,
        text=None,
        citations=(),
        notices=notices,
        hits=hits,
        as_of=date(2015, 9, 2),
        index_version="v1",
    )

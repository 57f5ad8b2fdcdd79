from dataclasses import replace
from datetime import date

from assistant.answer import Answer, Findings, Notice, SearchedPeriod, Status
from assistant.terminal import answer_lines, findings_lines
from corpus.document import Language
from corpus.passage import Passage
from index.hit import Hit
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

    lines = answer_lines(refused(notices=(reason, heading), hits=hits))
    without = answer_lines(refused(notices=(reason,), hits=hits))

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

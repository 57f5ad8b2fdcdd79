from dataclasses import replace
from datetime import date

from assistant.answer import Findings, SearchedPeriod
from assistant.terminal import findings_lines
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

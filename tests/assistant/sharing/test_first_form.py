import json
from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from assistant.answer import Attribution, AttributionKind
from assistant.sharing.first_form import in_present_form
from assistant.sharing.shared_answer import SharedAnswer
from corpus.document import Language

VERSION = "9be66dd1c4ad1b2804fe90aba862979e20a267920d9bafc217b386ebcd3d6031"
FIRST_FORM = (
    '{"id":"cccccccccccccccccccccccccccccccc","question":null,"status":"answered","language":"ru",'
    '"text":"The tax is due on 1 July 2016. [1] Уплачен. [2]","citations":[{"number":1,'
    '"document_id":"news/tax.txt","title":"Tax","source":"news/tax.txt","language":"en",'
    f'"published":"2015-09-02","version":"{VERSION}","start":17,"end":47,'
    '"quote":"The tax is due on 1 July 2016.","answer":[35,46],"attribution":{"words":"The mayor",'
    '"start":0,"end":9,"kind":"said"}},{"number":2,"document_id":"налог.txt","title":"Налог",'
    '"source":"налог.txt","language":"ru","published":null,'
    f'"version":"{VERSION}","start":0,"end":8,"quote":"Уплачен.","answer":null,'
    '"attribution":null}],"notices":[{"code":"old_source","text":"Old."}],"as_of":"2015-09-02",'
    '"index_version":"v1","shared_on":"2026-11-25"}'
)
"""An answer as it was written until a citation had one record."""


def read(kept: object) -> SharedAnswer:
    return TypeAdapter(SharedAnswer).validate_python(in_present_form(kept))


def test_an_answer_kept_in_the_first_form_loses_nothing() -> None:
    answer = read(json.loads(FIRST_FORM))
    first, second = answer.citations

    assert answer.answer == "The tax is due on 1 July 2016. [1] Уплачен. [2]"
    assert (answer.question, answer.language) == (None, Language.RUSSIAN)
    assert [notice.code for notice in answer.notices] == ["old_source"]
    assert answer.shared_on == date(2026, 11, 25)
    assert (first.answer_start, first.answer_end) == (35, 46)
    assert first.published == date(2015, 9, 2)
    assert first.attribution == Attribution(
        text="The mayor", start=0, end=9, kind=AttributionKind.SAID
    )
    assert first.frame == "В документе на английском языке говорится:"
    assert first.url == f"/documents/news/tax.txt?start=17&end=47&version={VERSION}#quote"
    assert (second.answer_start, second.answer_end) == (None, None)
    assert (second.frame, second.attribution) == (None, None)


def test_before_speakers_and_answering_words_were_told_there_were_none() -> None:
    kept = json.loads(FIRST_FORM)
    for citation in kept["citations"]:
        del citation["answer"], citation["attribution"]

    assert {one.answer_start for one in read(kept).citations} == {None}
    assert {one.attribution for one in read(kept).citations} == {None}


@pytest.mark.parametrize("kept", ["text", 5, None, [], {"id": 5}])
def test_what_is_not_in_the_first_form_stays_as_it_is(kept: object) -> None:
    assert in_present_form(kept) is kept


@pytest.mark.parametrize("lost", ["language", "citations"])
def test_half_of_the_first_form_is_refused(lost: str) -> None:
    kept = json.loads(FIRST_FORM)
    del kept[lost]

    with pytest.raises(ValidationError):
        in_present_form(kept)

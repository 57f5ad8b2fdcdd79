from dataclasses import replace

import pytest

from assistant.citations import cite
from assistant.extract.disagreement import Disagreement
from assistant.extract.quotation import Quotation
from assistant.notices.disagreement_remarks import disagreement_remarks
from assistant.notices.messages import Messages
from assistant.settings import ContactSettings
from corpus.document import Language
from corpus.sentence import Sentence
from tests.fakes import make_document

MESSAGES = Messages(ContactSettings(), question_characters=1000)


def sentence(text: str, document: str) -> Sentence:
    return Sentence(document=make_document(text, id=document), start=0, end=len(text))


def quoted(*sentences: Sentence) -> list[Quotation]:
    return [Quotation.of(one) for one in sentences]


LEAD = sentence("The park is open.", "lead.txt")
NEW = sentence("The park has 68 residents.", "new.txt")
OLD = sentence("The park has 66 residents.", "old.txt")
FOUND = Disagreement(
    first=NEW,
    second=OLD,
    first_words="68 residents",
    second_words="66 residents",
    impossible_change=False,
)


def test_the_notice_names_both_values_and_their_quotations() -> None:
    [notice] = disagreement_remarks(
        FOUND, cite(quoted(LEAD, NEW, OLD)), language=Language.ENGLISH, messages=MESSAGES
    )

    assert notice.code == "disagreement"
    assert notice.text == (
        "The documents do not agree: “68 residents” in quotation [2], "
        "“66 residents” in quotation [3]. Check which one holds."
    )


@pytest.mark.parametrize("language", list(Language))
def test_a_change_that_cannot_have_happened_has_the_same_code(language: Language) -> None:
    [notice] = disagreement_remarks(
        replace(FOUND, impossible_change=True),
        cite(quoted(NEW, OLD)),
        language=language,
        messages=MESSAGES,
    )

    assert notice.code == "disagreement"
    assert all(words in notice.text for words in ("68 residents", "66 residents", "[1]", "[2]"))


def test_no_disagreement_makes_no_notice() -> None:
    remarks = disagreement_remarks(
        None, cite(quoted(NEW)), language=Language.ENGLISH, messages=MESSAGES
    )

    assert remarks == ()


def test_a_side_may_stand_in_a_quotation_of_several_sentences() -> None:
    text = "It is open. The park has 66 residents."
    document = make_document(text, id="old.txt")
    whole = Quotation(document=document, start=0, end=len(text))
    side = Sentence(document=document, start=12, end=len(text))

    [notice] = disagreement_remarks(
        replace(FOUND, second=side),
        cite([*quoted(NEW), whole]),
        language=Language.ENGLISH,
        messages=MESSAGES,
    )

    assert "“66 residents” in quotation [2]" in notice.text

import tomllib
from importlib import resources
from string import Formatter

import pytest

from assistant.notices.messages import Messages
from assistant.settings import ContactSettings
from assistant.status import Status
from corpus.document import Language

WORDS = tomllib.loads((resources.files("assistant.notices") / "messages.toml").read_text("utf-8"))
OWN_FIELDS = {"name", "address", "phone", "hours", "limit"}
CODES = [status.notice for status in Status if status is not Status.ANSWERED]


@pytest.mark.parametrize("code", sorted({*CODES, *WORDS}))
@pytest.mark.parametrize("language", list(Language))
def test_every_code_has_words_in_every_language(code: str, language: Language) -> None:
    named = {name for _, name, _, _ in Formatter().parse(WORDS[code][language.value]) if name}
    fields = {name: f"<{name}>" for name in named - OWN_FIELDS}
    notice = Messages(ContactSettings(), question_characters=1000).notice(code, language, **fields)

    assert notice.code == code
    assert len(notice.text) > 10
    assert "{" not in notice.text
    assert all(value in notice.text for value in fields.values())
    assert named == {name for _, name, _, _ in Formatter().parse(WORDS[code]["en"]) if name}


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", list(Language))
def test_an_unanswered_question_ends_with_whom_to_ask(language: Language, code: str) -> None:
    contact = ContactSettings(phone="1-23")

    notice = Messages(contact, question_characters=1000).notice(
        code, language, period="2031", covered="2015"
    )

    assert "1-23" in notice.text
    assert contact.address.text(language) in notice.text

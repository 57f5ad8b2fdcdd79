import tomllib
from importlib import resources

import pytest

from assistant.answer import Status
from assistant.messages import Messages
from assistant.settings import ContactSettings
from corpus.document import Language

WORDS = tomllib.loads((resources.files("assistant") / "messages.toml").read_text("utf-8"))
CODES = [status.notice for status in Status if status is not Status.ANSWERED]


@pytest.mark.parametrize("code", sorted({*CODES, *WORDS}))
@pytest.mark.parametrize("language", list(Language))
def test_every_code_has_words_in_every_language(code: str, language: Language) -> None:
    notice = Messages(ContactSettings(), question_characters=1000).notice(code, language)

    assert notice.code == code
    assert len(notice.text) > 10
    assert "{" not in notice.text


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("language", list(Language))
def test_an_unanswered_question_ends_with_whom_to_ask(language: Language, code: str) -> None:
    contact = ContactSettings(phone="1-23")

    notice = Messages(contact, question_characters=1000).notice(code, language)

    assert "1-23" in notice.text
    assert contact.address.text(language) in notice.text

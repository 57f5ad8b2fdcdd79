from pathlib import Path

from assistant.settings import (
    AnswerSettings,
    DocumentsSettings,
    ModelSettings,
    ServerSettings,
    Settings,
)
from eval.provenance import cases_digest, digest_of, program_digest, settings_digest
from tests.eval.records import make_case


def test_a_setting_that_can_change_an_answer_changes_the_digest() -> None:
    base = settings_digest(Settings())

    assert settings_digest(Settings(answer=AnswerSettings(sentences=1))) != base
    assert settings_digest(Settings(model=ModelSettings(name="other"))) != base
    assert settings_digest(Settings(documents=DocumentsSettings(passage_characters=500))) != base


def test_where_things_are_kept_and_served_does_not_change_the_digest() -> None:
    base = settings_digest(Settings())

    assert settings_digest(Settings().with_store(Path("elsewhere"))) == base
    assert settings_digest(Settings(server=ServerSettings(port=9000))) == base
    assert settings_digest(Settings(model=ModelSettings(threads=2))) == base
    assert settings_digest(Settings(documents=DocumentsSettings(folders=(Path("x"),)))) == base


def test_the_digest_of_cases_depends_on_their_content_not_their_order() -> None:
    one, two = make_case(id="1"), make_case(id="2")

    assert cases_digest([one, two]) == cases_digest([two, one])
    assert cases_digest([one, two]) != cases_digest([one])
    assert cases_digest([one]) != cases_digest([make_case(id="1", question="When?")])


def test_the_program_has_one_digest() -> None:
    assert program_digest() == program_digest()
    assert len(program_digest()) == len(digest_of([]))

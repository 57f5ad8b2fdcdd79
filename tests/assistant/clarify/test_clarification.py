from collections.abc import Sequence
from pathlib import Path

import pytest

from assistant.answer import Turn
from assistant.answering import Assistant
from assistant.clarify.clarification import readings
from assistant.extract.evidence import Candidate
from assistant.settings import DocumentsSettings, Settings
from assistant.status import Status
from assistant.syncing import build_index
from assistant.wiring import open_assistant
from corpus.document import Document, Language
from corpus.sentences import split_sentences
from tests.fakes import HashingEmbedder, make_document

EN, RU, BE, ZH = Language
TAX = make_document("The land tax must be paid by 1 July 2016.", id="tax.txt")
METERS = make_document("Water meters must be checked by 1 May 2017.", id="meters.txt")
SURVEY = make_document("The forest survey must be finished by 2018.", id="survey.txt")


def found(*documents: Document, language: Language = EN) -> list[Candidate]:
    """All sentences of the documents, the first the strongest."""
    sentences = [one for document in documents for one in split_sentences(document)]
    return [
        Candidate(
            sentence=sentence,
            similarity=1 / (place + 1),
            passage_similarity=0.5,
            overlap=0,
            passage_overlap=0,
            expected=True,
            met=True,
            sure=False,
            numbers_missing=False,
            passed_over=False,
            country_missing=False,
            name_missing=False,
            said_before=False,
            interrogative=sentence.text.endswith("?"),
            fragment=False,
            same_language=sentence.document.language is language,
        )
        for place, sentence in enumerate(sentences)
    ]


def offered(
    question: str, candidates: Sequence[Candidate], language: Language = EN
) -> list[tuple[str, str]]:
    return [
        (one.question, one.document.text[one.start : one.end])
        for one in readings(question, language, candidates)
    ]


def test_a_reading_is_the_question_with_the_words_of_its_sentence_but_not_the_answer() -> None:
    assert offered("When is the deadline?", found(TAX, METERS)) == [
        ("When is the deadline? — “The land tax must be paid”", TAX.text),
        ("When is the deadline? — “Water meters must be checked”", METERS.text),
    ]


@pytest.mark.parametrize(
    ("question", "language", "first", "second"),
    [
        (
            "Какой срок?",
            RU,
            "Земельный налог уплачивается до 1 июля 2016 года.",
            "Перепись леса нужно закончить к 2018 году.",
        ),
        (
            "Які тэрмін?",
            BE,
            "Зямельны падатак плацяць да 1 ліпеня 2016 года.",
            "Перапіс лесу трэба скончыць да 2018 года.",
        ),
        ("期限是哪一天？", ZH, "土地税须在2016年7月1日前缴纳。", "森林普查应在2018年以前完成。"),
    ],
)
def test_readings_are_offered_in_every_language(
    question: str, language: Language, first: str, second: str
) -> None:
    documents = [
        make_document(text, id=f"{place}.txt", language=language)
        for place, text in enumerate([first, second])
    ]

    shown = offered(question, found(*documents, language=language), language)

    assert [sentence for _, sentence in shown] == [first, second]
    assert all(asked.startswith(question) and "2016" not in asked for asked, _ in shown)


def test_one_answer_or_the_same_answer_twice_is_no_choice() -> None:
    again = make_document("The tax on land falls due: pay it by 1 July 2016.", id="again.txt")
    translated = make_document(
        "Земельный налог уплачивается до 1 июля 2016 года.", id="nalog.txt", language=RU
    )

    assert offered("When is the deadline?", found(TAX)) == []
    assert offered("When is the deadline?", found(TAX, again, translated)) == []


def test_two_dates_of_one_paragraph_are_one_reading() -> None:
    both = make_document(f"{TAX.text} {METERS.text}")

    assert offered("When is the deadline?", found(both)) == []


def test_other_languages_only_make_up_a_pair() -> None:
    russian = [
        make_document(f"{work} нужно закончить к {year} году.", id=f"{year}.txt", language=RU)
        for work, year in (("Перепись леса", 2018), ("Ремонт дорог", 2019), ("Учёт воды", 2021))
    ]

    languages = [one.document.language for one in readings("When?", EN, found(*russian, TAX))]

    assert languages == [EN, RU]
    assert len(readings("When?", EN, found(*russian))) == 2


def test_at_most_four_readings_are_offered_and_none_that_refers_to_another_sentence() -> None:
    works = ["land tax", "water survey", "forest count", "road works", "bridge repair"]
    documents = [
        make_document(f"The {work} must end by {2016 + place}.", id=f"{place}.txt")
        for place, work in enumerate(works)
    ]
    referring = make_document("It must be paid to the office by 2030.", id="referring.txt")

    shown = offered("When is the deadline?", found(referring, *documents))

    assert [sentence for _, sentence in shown] == [one.text for one in documents[:4]]


def test_a_subject_word_must_stand_in_the_sentence() -> None:
    later = make_document("The tax on cars must be paid by 1 May 2018.", id="cars.txt")

    shown = offered("When is the tax due?", found(TAX, METERS, later))

    assert [sentence for _, sentence in shown] == [TAX.text, later.text]


def test_questions_in_documents_are_not_offered() -> None:
    asking = make_document("Will the new road be ready by 2019?", id="asking.txt")

    assert offered("When is the deadline?", found(TAX, asking)) == []


@pytest.fixture
def two_deadlines(settings: Settings, tmp_path: Path) -> Assistant:
    folder = tmp_path / "deadlines"
    folder.mkdir()
    for document in (TAX, METERS):
        (folder / document.id).write_text(f"{document.id}\n\n{document.text}\n", encoding="utf-8")
    own = settings.model_copy(update={"documents": DocumentsSettings(folders=(folder,))})
    embedder = HashingEmbedder()
    build_index(own, embedder=embedder)
    return open_assistant(own, embedder=embedder)


def test_an_underspecified_question_is_not_answered_but_clarified(
    two_deadlines: Assistant,
) -> None:
    answer = two_deadlines.answer("When is the deadline?")

    assert answer.status is Status.CLARIFICATION_NEEDED
    assert (answer.status.category, answer.text, answer.citations) == ("clarification", None, ())
    assert [notice.code for notice in answer.notices] == ["clarification", "reading", "reading"]
    assert [notice.text for notice in answer.notices[1:]] == [
        reading.question for reading in answer.readings
    ]


def test_a_reading_that_is_asked_is_answered_by_its_sentence(two_deadlines: Assistant) -> None:
    for reading in two_deadlines.answer("When is the deadline?").readings:
        answer = two_deadlines.answer(reading.question)

        first = answer.citations[0]
        assert (first.document, first.start) == (reading.document, reading.start)


def test_a_conversation_or_a_period_makes_a_question_clear(two_deadlines: Assistant) -> None:
    before = Turn(question="What about the land tax?", answer="It must be paid.")
    dated = "When is the deadline in 2016?"

    assert two_deadlines.answer("When is the deadline?", history=[before]).readings == ()
    assert two_deadlines.answer(dated).readings == ()

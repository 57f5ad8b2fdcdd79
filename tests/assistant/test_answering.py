from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from assistant.answer import Answer, SearchedPeriod, Turn
from assistant.answering import Assistant
from assistant.errors import QuestionRefusedError
from assistant.settings import AnswerSettings, DocumentsSettings, Settings, StoreSettings
from assistant.status import Status
from assistant.syncing import build_index
from assistant.wiring import open_assistant
from corpus.document import Language
from corpus.passage import Passage
from index.reader.reading import ReaderOutput
from index.search.filters import Filters
from tests.fakes import HashingEmbedder
from tests.index.reader.readings import make_reading


def test_an_answer_quotes_its_documents_exactly(assistant: Assistant) -> None:
    answer = assistant.answer("When is the land tax due?")

    assert answer.status is Status.ANSWERED
    assert answer.citations[0].quote == "The land tax is due on 1 July 2016."
    assert answer.citations[0].document.id == "tax.md"
    for citation in answer.citations:
        stored = assistant.document(citation.document.id)
        assert stored is not None
        assert stored.text[citation.start : citation.end] == citation.quote
    marked = [f"{one.quote} [{one.number}]" for one in answer.citations]
    assert answer.text == " ".join(marked)


def test_every_answer_says_as_of_when_and_from_which_index(assistant: Assistant) -> None:
    cited = assistant.answer("When is the land tax due?", filters=only("tax.md"))
    undated = assistant.answer("Who checks water meters?", filters=only("water.md"))
    refused = assistant.answer("")

    built = datetime.now(UTC).date()
    assert cited.as_of == date(2016, 3, 1)
    assert undated.as_of == refused.as_of == built
    versions = {cited.index_version, undated.index_version, refused.index_version}
    assert versions == {assistant.index_version}
    assert len({cited.id, undated.id, refused.id}) == 3


def only(document_id: str) -> Filters:
    return Filters(document_ids=frozenset({document_id}))


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("", Status.REFUSED_EMPTY_QUESTION),
        (" \u200b?", Status.REFUSED_EMPTY_QUESTION),
        ("why " * 300, Status.REFUSED_QUESTION_TOO_LONG),
    ],
)
def test_a_bad_question_is_refused_with_words(
    question: str, status: Status, assistant: Assistant
) -> None:
    answer = assistant.answer(question, language=Language.CHINESE)

    assert answer.status is status
    assert (answer.text, answer.citations, answer.hits) == (None, (), ())
    assert answer.notices[0].code == status.value
    assert answer.language is Language.CHINESE


def test_filters_that_admit_nothing_find_nothing(assistant: Assistant) -> None:
    answer = assistant.answer("land tax", filters=Filters(published_from=date(2030, 1, 1)))

    assert answer.status is Status.UNANSWERABLE_NOTHING_FOUND
    codes = [notice.code for notice in answer.notices]
    assert codes == ["unanswerable_nothing_found", "filtered"]
    assert answer.hits == ()


@pytest.mark.parametrize(
    ("question", "status"),
    [
        ("Hello!", Status.REFUSED_GREETING),
        ("asdfgh qwerty", Status.REFUSED_NOT_UNDERSTOOD),
        ("Wann ist die Steuer fällig?", Status.REFUSED_UNSUPPORTED_LANGUAGE),
    ],
)
def test_what_no_document_gives_is_refused_without_a_search(
    question: str, status: Status, assistant: Assistant
) -> None:
    answer = assistant.answer(question)

    assert answer.status is status
    assert [notice.code for notice in answer.notices] == [status.value]
    assert (answer.text, answer.hits) == (None, ())


@pytest.mark.parametrize(
    "question",
    [
        "What do you think about the land tax?",
        "Should I pay the land tax to the office?",
        "What is your advice on the land tax?",
    ],
)
def test_what_sounds_like_an_opinion_is_answered_where_a_document_does(
    question: str, assistant: Assistant
) -> None:
    assert assistant.answer(question).status is Status.ANSWERED


def test_two_questions_of_one_message_are_both_answered(assistant: Assistant) -> None:
    question = "When is the land tax due? How often are water meters checked?"

    answer = assistant.answer(question)

    assert answer.status is Status.ANSWERED
    assert answer.question == question
    assert [part.status for part in answer.parts] == [Status.ANSWERED, Status.ANSWERED]
    assert [one.number for one in answer.citations] == list(range(1, len(answer.citations) + 1))
    quoted = {one.number: one.quote for one in answer.citations}
    tax, water = ([quoted[number] for number in part.citations] for part in answer.parts)
    assert "The land tax is due on 1 July 2016." in tax
    assert "Water meters are checked every four years by the water office." in water
    numbers = " ".join(f"[{number}]" for number in answer.parts[1].citations)
    [undated] = answer.notices
    assert undated.text.startswith(f"{numbers} None of the documents quoted has a date")


def test_a_question_that_is_left_unanswered_beside_another_is_named(settings: Settings) -> None:
    message = "When is the land tax due? Who paints zebras blue?"

    answer = answer_with(AnswerSettings(minimum_confidence=0.1), settings, message)

    assert [part.status.category for part in answer.parts] == ["answered", "unanswerable"]
    [notice] = [one for one in answer.notices if one.code == "part_unanswered"]
    assert notice.text.startswith("“Who paints zebras blue?” The published documents")


def test_more_questions_than_can_be_answered_at_once_are_named(assistant: Assistant) -> None:
    five = [f"When is the land tax of {year} due?" for year in range(2016, 2021)]

    answer = assistant.answer(" ".join(five))

    assert [part.question for part in answer.parts] == five[:3]
    [notice] = [one for one in answer.notices if one.code == "questions_left"]
    assert " ".join(five[3:]) in notice.text


def test_a_doubtful_question_is_answered_when_a_document_does(settings: Settings) -> None:
    question = "Is it worth asking when the land tax is due?"
    strict = AnswerSettings(minimum_confidence=1.0, near_confidence=0.0)

    answered = answer_with(AnswerSettings(minimum_confidence=0.0), settings, question)
    refused = answer_with(strict, settings, question)

    assert answered.status is Status.ANSWERED
    assert refused.status is Status.REFUSED_OPINION
    assert [notice.code for notice in refused.notices] == ["refused_opinion", "closest_found"]


def test_a_time_that_no_document_speaks_of_is_the_reason(assistant: Assistant) -> None:
    answer = assistant.answer("When is the land tax due in 2031?")

    assert answer.status is Status.UNANSWERABLE_OUTSIDE_DATES
    assert (answer.text, answer.citations) == (None, ())
    assert answer.notices[0].code == "unanswerable_outside_dates"
    assert "speak of 2015–2016; nothing in them is from or about “2031”" in answer.notices[0].text


def test_an_undated_document_may_still_answer_about_another_time(assistant: Assistant) -> None:
    answer = assistant.answer("Who checks water meters in 2031?")

    assert answer.citations[0].document.id == "water.md"
    assert [notice.code for notice in answer.notices] == ["period_dropped", "no_source_date"]


def test_below_the_minimum_confidence_nothing_is_quoted(settings: Settings) -> None:
    strict = AnswerSettings(minimum_confidence=1.0, near_confidence=0.0)
    answer = answer_with(strict, settings)

    assert answer.status is Status.UNANSWERABLE_NOT_SUPPORTED
    assert (answer.text, answer.citations) == (None, ())
    assert answer.hits, "what was found stays, to explain the answer"
    assert "8\u00a0(02157)\u00a03-25-10" in answer.notices[0].text


def test_far_below_it_nothing_was_found(settings: Settings) -> None:
    answer = answer_with(AnswerSettings(minimum_confidence=1.0, near_confidence=1.0), settings)

    assert answer.status is Status.UNANSWERABLE_NOTHING_FOUND
    assert (answer.text, answer.citations) == (None, ())


def answer_with(
    thresholds: AnswerSettings, settings: Settings, question: str = "When is the tax due?"
) -> Answer:
    own = settings.model_copy(update={"answer": thresholds})
    build_index(own, embedder=HashingEmbedder())
    return open_assistant(own, embedder=HashingEmbedder()).answer(question)


def test_a_quotation_in_another_language_is_announced(assistant: Assistant) -> None:
    foreign = assistant.answer("Колькі разоў плаціцца падатак?", filters=only("tax.md"))
    own = assistant.answer("Колькі разоў плаціцца падатак?", filters=only("naloh.txt"))

    assert [notice.code for notice in foreign.notices] == ["other_language"]
    assert own.notices == ()
    assert own.citations[0].quote == "Падатак на зямлю плаціцца штогод."


def test_a_follow_up_says_that_it_was_understood_as_one(assistant: Assistant) -> None:
    turns = [Turn(question="When is the land tax due?", answer="On 1 July 2016.")]

    answer = assistant.answer("And to whom is it paid?", history=turns)

    assert "question_continued" in [notice.code for notice in answer.notices]
    assert any("tax office" in citation.quote for citation in answer.citations)


class CountingReader:
    """Reads nothing, and counts what it is asked to read."""

    def __init__(self) -> None:
        self.read_for: list[tuple[str, str]] = []

    def read(self, question: str, passages: Sequence[Passage]) -> list[ReaderOutput]:
        self.read_for += [(question, passage.id) for passage in passages]
        return [make_reading(passage, "nothing of it") for passage in passages]


def test_a_follow_up_that_names_a_period_has_a_bounded_number_of_passages_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(30):
        (tmp_path / f"{number}.txt").write_text(
            f"Tractors {number}\n\n1 March {2000 + number % 20}\n\n"
            f"The works built {number} tractors.\n"
        )
    settings = Settings(
        store=StoreSettings(directory=tmp_path / "var"),
        documents=DocumentsSettings(folders=(tmp_path,)),
        answer=AnswerSettings(passages_read=3),
    )
    reader = CountingReader()
    monkeypatch.setattr("assistant.wiring.open_reader", lambda *_: reader)
    build_index(settings, embedder=HashingEmbedder())
    assistant = open_assistant(settings, embedder=HashingEmbedder())
    history = [Turn(question="How many tractors were built?", answer="Many.")]

    assistant.answer("And in 2010?", history=history)

    # Joined with the question before, alone, and by itself; everywhere, and in the period.
    assert 0 < len(reader.read_for) <= 3 * 3 * 2
    # By itself it is read alone again: that is not computed twice.
    assert len(set(reader.read_for)) <= 2 * 3 * 2


def test_the_question_before_does_not_vouch_for_a_follow_up(
    settings: Settings, assistant: Assistant
) -> None:
    turns = [Turn(question="When is the land tax due?", answer="On 1 July 2016.")]
    alone = assistant.answer("And zorp blurk?", filters=only("tax.md"))
    strict = settings.model_copy(update={"answer": AnswerSettings(minimum_confidence=0.45)})

    asked = open_assistant(strict, embedder=HashingEmbedder())

    assert alone.status is Status.ANSWERED, "without a minimum anything is answered"
    assert asked.answer("And zorp blurk?").status is not Status.ANSWERED
    assert asked.answer("And zorp blurk?", history=turns).status is not Status.ANSWERED


def test_the_limit_shortens_the_hits_but_not_the_evidence(assistant: Assistant) -> None:
    answer = assistant.answer("When is the land tax due?", limit=1)

    assert len(answer.hits) == 1
    assert answer.citations == assistant.answer("When is the land tax due?").citations


def test_search_gives_hits_best_first(assistant: Assistant) -> None:
    hits = assistant.search("water meters", limit=2).hits

    assert hits[0].passage.document.id == "water.md"
    assert [hit.rank for hit in hits] == [1, 2]


def test_an_empty_question_is_not_searched_for(assistant: Assistant) -> None:
    with pytest.raises(QuestionRefusedError, match="There is no question") as caught:
        assistant.search("?")

    assert caught.value.status is Status.REFUSED_EMPTY_QUESTION


def test_a_failure_has_words_and_no_details(assistant: Assistant) -> None:
    answer = assistant.failed("When?", language=Language.RUSSIAN)

    assert answer.status is Status.ERROR_INTERNAL
    assert "ошибка" in answer.notices[0].text


def test_the_same_question_has_the_same_answer(assistant: Assistant) -> None:
    one, other = (assistant.answer("Who checks the water meters?") for _ in range(2))

    assert (one.text, one.citations, one.hits) == (other.text, other.citations, other.hits)


def test_an_unknown_document_is_none(assistant: Assistant) -> None:
    assert assistant.document("../../etc/passwd") is None


def test_a_named_period_is_searched_and_announced(assistant: Assistant) -> None:
    answer = assistant.answer("When is the land tax due in 2016?")

    first, last = date(2016, 1, 1), date(2016, 12, 31)
    assert answer.period == SearchedPeriod(first=first, last=last, words="2016", applied=True)
    assert {hit.passage.document.id for hit in answer.hits} == {"tax.md"}
    assert answer.citations[0].quote == "The land tax is due on 1 July 2016."
    assert [notice.code for notice in answer.notices] == ["period"]
    assert answer.notices[0].text == "Only passages from or about “2016” were searched."


def test_a_period_without_an_answer_is_dropped_and_that_is_announced(assistant: Assistant) -> None:
    answer = assistant.answer("When was the land tax due last year?")

    assert answer.period is not None
    assert (answer.period.words, answer.period.applied) == ("last year", False)
    assert answer.citations[0].quote == "The land tax is due on 1 July 2016."
    assert [notice.code for notice in answer.notices] == ["period_dropped"]
    assert f"“{datetime.now(UTC).year - 1}”" in answer.notices[0].text


def test_a_much_weaker_answer_of_the_period_gives_way(assistant: Assistant) -> None:
    answer = assistant.answer("Who checks the water meters in 2016?")

    assert answer.citations[0].document.id == "water.md"
    assert answer.period is not None
    assert not answer.period.applied


def test_a_period_is_not_read_when_that_is_not_wanted(assistant: Assistant) -> None:
    question = "When is the land tax due in 2015?"
    told = assistant.answer(question, read_period=False)
    filtered = assistant.answer(question, filters=Filters(published_from=date(2016, 1, 1)))

    assert (told.period, filtered.period) == (None, None)
    assert told.notices == filtered.notices == ()


def test_a_search_keeps_to_the_period_if_it_has_anything(assistant: Assistant) -> None:
    def found(question: str, *, read_period: bool = True) -> tuple[set[str], bool | None]:
        findings = assistant.search(question, read_period=read_period)
        applied = None if findings.period is None else findings.period.applied
        return {hit.passage.document.id for hit in findings.hits}, applied

    everything = {"tax.md", "water.md", "naloh.txt"}
    assert found("tax in 2016") == ({"tax.md"}, True)
    assert found("tax in 2016", read_period=False) == (everything, None)
    assert found("tax in 2012") == (everything, False)


def test_when_documents_disagree_both_are_quoted_the_newer_first(tmp_path: Path) -> None:
    documents = {
        "may.md": "---\ntitle: Park\ndate: 2020-05-01\n---\n\nThe park has 66 residents.\n",
        "june.md": "---\ntitle: Park\ndate: 2020-06-01\n---\n\nThe park had 68 residents.\n",
    }
    answer = assistant_over(tmp_path, documents).answer("How many residents has the park?")

    assert [one.quote for one in answer.citations] == [
        "The park had 68 residents.",
        "The park has 66 residents.",
    ]
    assert [notice.code for notice in answer.notices] == ["disagreement"]
    assert "“68 residents” in quotation [1]" in answer.notices[0].text


def test_relative_dates_and_sources_without_a_date_are_explained(tmp_path: Path) -> None:
    documents = {
        "dated.md": "---\ntitle: Roads\ndate: 2020-05-01\n---\n\nThe road opens next year.\n",
        "undated.md": "# Schools\n\nThe school opens this year.\n",
    }
    assistant = assistant_over(tmp_path, documents)

    dated = assistant.answer("When does the road open?", filters=only("dated.md"))
    undated = assistant.answer("When does the school open?", filters=only("undated.md"))

    assert [notice.text for notice in dated.notices] == [
        "“next year” in quotation [1] means 2021: the document is of 1 May 2020."
    ]
    assert [one.code for one in undated.notices] == ["no_source_date", "relative_date_undated"]


def test_an_old_source_is_marked_unless_its_time_is_asked_for(tmp_path: Path) -> None:
    documents = {
        "old.md": "---\ntitle: Fee\ndate: 2015-05-01\n---\n\nThe fee is paid in cash.\n",
        "new.md": "---\ntitle: Snow\ndate: 2020-05-01\n---\n\nSnow fell in the hills.\n",
    }
    assistant = assistant_over(tmp_path, documents)
    old = frozenset({"old.md"})

    open_ = assistant.answer("How is the fee paid?", filters=Filters(document_ids=old))
    of_2015 = assistant.answer(
        "How is the fee paid?",
        filters=Filters(document_ids=old, published_to=date(2015, 12, 31)),
    )

    assert [notice.code for notice in open_.notices] == ["old_source"]
    assert of_2015.notices == ()


def assistant_over(tmp_path: Path, documents: dict[str, str]) -> Assistant:
    folder = tmp_path / "written"
    folder.mkdir()
    for name, text in documents.items():
        (folder / name).write_text(text, encoding="utf-8")
    settings = Settings(
        store=StoreSettings(directory=tmp_path / "store"),
        documents=DocumentsSettings(folders=(folder,)),
        answer=AnswerSettings(minimum_confidence=0.0),
    )
    embedder = HashingEmbedder()
    build_index(settings, embedder=embedder)
    return open_assistant(settings, embedder=embedder)

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from assistant.extract.composer import Draft
from assistant.extract.confidence import SIMILARITY, shipped_calibration
from assistant.extract.evidence import Candidate
from assistant.extract.extractive import ExtractiveComposer
from corpus.document import Language
from corpus.passage import Passage
from corpus.sentence import Sentence
from index.reader.reading import ReaderOutput
from index.search.hit import Hit
from index.search.query import Query
from tests.assistant.extract.test_evidence import FixedScorer, hits, meaning_of, query
from tests.fakes import make_document
from tests.index.reader.readings import make_reading

SIMPLE = shipped_calibration(SIMILARITY)
SURE = replace(SIMPLE, intercept=10.0, weights={})
TEXT = (
    "The tax is due on 1 July 2016. The tax is paid to the tax office. "
    "Why is the tax due? The tax office opens at nine. Tractors are built elsewhere."
)


def composer(sentences: int = 3) -> ExtractiveComposer:
    return ExtractiveComposer(scorer=FixedScorer(), sentences=sentences, calibration=SURE)


def draft_of(composer: ExtractiveComposer, query: Query, evidence: Sequence[Hit]) -> Draft:
    return composer.compose(query, evidence, meaning_of(query))


def candidate(**changes: object) -> Candidate:
    document = make_document()
    plain = Candidate(
        sentence=Sentence(document=document, start=0, end=30),
        similarity=0.5,
        passage_similarity=0.5,
        overlap=0.5,
        passage_overlap=0.5,
        expected=True,
        met=False,
        sure=False,
        numbers_missing=False,
        passed_over=False,
        country_missing=False,
        name_missing=False,
        said_before=False,
        interrogative=False,
        fragment=False,
        same_language=True,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # names of its own fields


def test_the_best_sentences_are_quoted_exactly_and_first() -> None:
    draft = draft_of(composer(), query("When is the tax due?"), hits(make_document(TEXT)))

    quoted = [quotation.text for quotation in draft.quotations]
    assert quoted[0] == "The tax is due on 1 July 2016."
    assert all(text in TEXT for text in quoted)


def test_no_more_sentences_are_quoted_than_allowed() -> None:
    draft = draft_of(composer(1), query("tax"), hits(make_document(TEXT)))

    assert len(draft.quotations) == 1


def test_a_question_in_a_document_is_never_quoted() -> None:
    draft = draft_of(composer(), query("Why is the tax due?"), hits(make_document(TEXT)))

    assert not any(one.text.endswith("?") for one in draft.quotations)


def test_far_weaker_sentences_are_not_added() -> None:
    draft = draft_of(composer(), query("When is the tax due?"), hits(make_document(TEXT)))

    assert "Tractors" not in " ".join(one.text for one in draft.quotations)


def test_evidence_without_sentences_gives_an_empty_draft() -> None:
    draft = draft_of(composer(), query("tax"), hits(make_document("Why?")))

    assert draft.quotations == ()
    assert draft.confidence == 0


def test_equal_sentences_are_ordered_by_place() -> None:
    twins = hits(make_document("Same one.", id="b.txt"), make_document("Same two.", id="a.txt"))
    even = [replace(hit, score=0.5) for hit in twins]

    draft = draft_of(composer(), query("tax"), even)

    assert [one.document.id for one in draft.quotations] == ["a.txt", "b.txt"]


def test_a_telephone_number_that_is_asked_for_comes_before_what_is_nearer() -> None:
    text = "The office is in Park Street. Call 8 (02157) 3-25-10."

    draft = draft_of(
        composer(), query("What is the phone number of the office?"), hits(make_document(text))
    )

    assert draft.quotations[0].text == "Call 8 (02157) 3-25-10."
    assert draft.features["unmet_surely"] == 0


def test_each_feature_moves_the_score_its_way() -> None:
    score = SIMPLE.sentence_score
    plain = score(candidate())

    for better in (
        {"similarity": 0.6},
        {"passage_similarity": 0.6},
        {"overlap": 0.6},
        {"met": True},
        {"met": True, "sure": True},
    ):
        assert score(candidate(**better)) > plain
    assert score(candidate(fragment=True)) < plain
    assert score(candidate(same_language=False)) > plain
    assert score(candidate(passed_over=True)) < plain
    assert score(candidate(said_before=True)) < plain


def test_the_confidence_is_that_of_the_calibration() -> None:
    unsure = ExtractiveComposer(
        scorer=FixedScorer(),
        sentences=3,
        calibration=replace(SIMPLE, intercept=0.0, weights={"numbers_missing": -2.0}),
    )
    evidence = hits(make_document(TEXT))

    known = draft_of(unsure, query("tax in 2016"), evidence).confidence
    unknown = draft_of(unsure, query("tax in 2017"), evidence).confidence

    assert known == 0.5
    assert round(unknown, 4) == 0.1192


class FixedReader:
    """Finds certain words in any passage that holds them, and nothing in others."""

    def __init__(self, words: str) -> None:
        self.words = words
        self.asked: list[tuple[str, int]] = []

    def read(self, question: str, passages: Sequence[Passage]) -> list[ReaderOutput]:
        self.asked.append((question, len(passages)))
        return [make_reading(passage, self.words) for passage in passages]


def reading_composer(reader: FixedReader, passages_read: int = 2) -> ExtractiveComposer:
    by_span = replace(SURE, sentence_weights={"similarity": 1.0, "span": 1.0}, margin=1.0)
    return ExtractiveComposer(
        scorer=FixedScorer(),
        sentences=3,
        calibration=by_span,
        reader=reader,
        passages_read=passages_read,
    )


def test_the_words_that_the_reader_found_are_quoted_and_marked() -> None:
    draft = draft_of(
        reading_composer(FixedReader("opens at nine")),
        query("When does it open?"),
        hits(make_document(TEXT)),
    )

    (quotation,) = draft.quotations
    assert quotation.text == "The tax office opens at nine."
    assert quotation.answer is not None
    start, end = quotation.answer
    assert TEXT[start:end] == "opens at nine"


def test_only_so_many_passages_are_read() -> None:
    reader = FixedReader("nine")
    many = hits(*(make_document(TEXT, id=f"{number}.txt") for number in range(5)))

    draft_of(reading_composer(reader, passages_read=2), query("When?"), many)

    assert reader.asked == [("When?", 2)]


def test_the_same_fact_from_another_document_is_not_quoted_again() -> None:
    twins = hits(
        make_document("It opens at 9 today.", id="a.txt"),
        make_document("Today it opens at 9.", id="b.txt"),
    )

    draft = draft_of(reading_composer(FixedReader("opens at 9")), query("When?"), twins)

    assert len(draft.quotations) == 1


def test_the_features_of_the_confidence_come_with_the_draft() -> None:
    draft = draft_of(
        reading_composer(FixedReader("nine")), query("When?"), hits(make_document(TEXT))
    )

    assert draft.features["span"] == 5.0
    assert draft.features["answers"] == 3.0


def test_the_newest_leads_where_it_is_asked_for() -> None:
    old = make_document("The tax is 5 roubles.", id="old.txt", published=date(2015, 9, 2))
    new = make_document("The tax is 6 roubles.", id="new.txt", published=date(2020, 9, 2))

    near = [replace(hit, score=0.9 - hit.rank / 100) for hit in hits(old, new)]

    plain = draft_of(composer(), query("What is the tax?"), near)
    newest = draft_of(composer(), query("What is the current tax?"), near)
    far = draft_of(composer(), query("What is the current tax?"), hits(old, new))

    assert plain.quotations[0].document.id == "old.txt"
    assert newest.quotations[0].document.id == "new.txt"
    assert far.quotations[0].document.id == "old.txt"
    assert {one.document.id for one in newest.candidate_sentences} == {"old.txt", "new.txt"}


def test_without_a_reader_two_facts_of_one_year_are_both_quoted() -> None:
    twins = hits(
        make_document("The tax is due in 2016.", id="a.txt"),
        make_document("The tax office opens in 2016.", id="b.txt"),
    )

    draft = draft_of(composer(), query("tax"), [replace(hit, score=0.5) for hit in twins])

    assert len(draft.quotations) == 2


class ReaderOfEach(FixedReader):
    """Finds in each passage the first of several words that it holds."""

    def __init__(self, *words: str) -> None:
        super().__init__(words[0])
        self.several = words

    def read(self, question: str, passages: Sequence[Passage]) -> list[ReaderOutput]:
        self.asked.append((question, len(passages)))
        return [
            make_reading(passage, next(one for one in self.several if one in passage.text))
            for passage in passages
        ]


def test_the_same_amount_in_another_language_is_not_quoted_twice() -> None:
    english = make_document("Exports reach 0.1 billion dollars.", id="en.txt")
    russian = make_document("Экспорт 100 млн долларов.", id="ru.txt", language=Language.RUSSIAN)
    reader = ReaderOfEach("1 billion", "100 млн")

    draft = draft_of(reading_composer(reader), query("Exports?"), hits(english, russian))

    assert [one.document.id for one in draft.quotations] == ["en.txt"]


def test_a_sentence_that_would_bring_along_a_quoted_one_stands_alone() -> None:
    text = "The tax is 5 roubles. It rose by 2 roubles."
    reader = FixedReader("5 roubles")
    composer = reading_composer(reader)
    first = draft_of(composer, query("tax"), hits(make_document(text)))
    assert [one.text for one in first.quotations] == ["The tax is 5 roubles."]

    both = replace(SURE, sentence_weights={"similarity": 1.0}, margin=1.0)
    plain = ExtractiveComposer(scorer=FixedScorer(), sentences=3, calibration=both)
    draft = draft_of(plain, query("tax"), hits(make_document(text)))

    assert [one.text for one in draft.quotations] == [
        "The tax is 5 roubles.",
        "It rose by 2 roubles.",
    ]


def test_a_follow_up_is_read_with_the_question_before_and_alone() -> None:
    reader = FixedReader("July")
    asked = replace(query("And when?"), history=(query("What tax?"),), follow_up=True)

    draft_of(reading_composer(reader), asked, hits(make_document("The tax is due in July.")))

    assert [question for question, _ in reader.asked] == ["What tax? And when?", "And when?"]


def test_of_two_that_say_the_same_the_one_in_the_language_of_the_question_is_quoted() -> None:
    russian = make_document("Экспорт 100 млн долларов.", id="ru.txt", language=Language.RUSSIAN)
    english = make_document("Exports reach 0.1 billion dollars.", id="en.txt")
    reader = ReaderOfEach("1 billion", "100 млн")

    draft = draft_of(reading_composer(reader), query("Exports?"), hits(russian, english))

    assert [one.document.id for one in draft.quotations] == ["en.txt"]

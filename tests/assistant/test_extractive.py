from dataclasses import replace
from datetime import date

from assistant.confidence import Calibration
from assistant.evidence import Candidate, strength
from assistant.extractive import ExtractiveComposer
from corpus.sentence import Sentence
from tests.assistant.test_evidence import FixedScorer, hits, query
from tests.fakes import make_document

SURE = Calibration(intercept=10, weights={})
TEXT = (
    "The tax is due on 1 July 2016. The tax is paid to the tax office. "
    "Why is the tax due? The tax office opens at nine. Tractors are built elsewhere."
)


def composer(sentences: int = 3) -> ExtractiveComposer:
    return ExtractiveComposer(scorer=FixedScorer(), sentences=sentences, calibration=SURE)


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
        numbers_missing=False,
        interrogative=False,
        fragment=False,
        same_language=True,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # names of its own fields


def test_the_best_sentences_are_quoted_exactly_and_first() -> None:
    draft = composer().compose(query("When is the tax due?"), hits(make_document(TEXT)))

    quoted = [sentence.text for sentence in draft.quotations]
    assert quoted[0] == "The tax is due on 1 July 2016."
    assert all(text in TEXT for text in quoted)


def test_no_more_sentences_are_quoted_than_allowed() -> None:
    draft = composer(1).compose(query("tax"), hits(make_document(TEXT)))

    assert len(draft.quotations) == 1


def test_a_question_in_a_document_is_never_quoted() -> None:
    draft = composer().compose(query("Why is the tax due?"), hits(make_document(TEXT)))

    assert not any(sentence.text.endswith("?") for sentence in draft.quotations)


def test_far_weaker_sentences_are_not_added() -> None:
    draft = composer().compose(query("When is the tax due?"), hits(make_document(TEXT)))

    assert "Tractors" not in " ".join(sentence.text for sentence in draft.quotations)


def test_evidence_without_sentences_gives_an_empty_draft() -> None:
    draft = composer().compose(query("tax"), hits(make_document("Why?")))

    assert draft.quotations == ()
    assert draft.confidence == 0


def test_equal_sentences_are_ordered_by_place() -> None:
    twins = hits(make_document("Same.", id="b.txt"), make_document("Same.", id="a.txt"))
    even = [replace(hit, score=0.5) for hit in twins]

    draft = composer().compose(query("tax"), even)

    assert [sentence.document.id for sentence in draft.quotations] == ["a.txt", "b.txt"]


def test_each_sign_moves_the_strength_its_way() -> None:
    plain = strength(candidate())

    for better in (
        {"similarity": 0.6},
        {"passage_similarity": 0.6},
        {"overlap": 0.6},
        {"met": True},
    ):
        assert strength(candidate(**better)) > plain
    assert strength(candidate(fragment=True)) < plain
    assert strength(candidate(same_language=False)) > plain


def test_the_confidence_is_that_of_the_calibration() -> None:
    unsure = ExtractiveComposer(
        scorer=FixedScorer(),
        sentences=3,
        calibration=Calibration(intercept=0, weights={"numbers_missing": -2.0}),
    )
    evidence = hits(make_document(TEXT))

    known = unsure.compose(query("tax in 2016"), evidence).confidence
    unknown = unsure.compose(query("tax in 2017"), evidence).confidence

    assert known == 0.5
    assert round(unknown, 4) == 0.1192


def test_the_newest_leads_where_it_is_asked_for() -> None:
    old = make_document("The tax is 5 roubles.", id="old.txt", published=date(2015, 9, 2))
    new = make_document("The tax is 6 roubles.", id="new.txt", published=date(2020, 9, 2))

    near = [replace(hit, score=0.9 - hit.rank / 100) for hit in hits(old, new)]

    plain = composer().compose(query("What is the tax?"), near)
    newest = composer().compose(query("What is the current tax?"), near)
    far = composer().compose(query("What is the current tax?"), hits(old, new))

    assert plain.quotations[0].document.id == "old.txt"
    assert newest.quotations[0].document.id == "new.txt"
    assert far.quotations[0].document.id == "old.txt"
    assert {one.document.id for one in newest.rivals} == {"old.txt", "new.txt"}

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from assistant.answer import Turn
from assistant.extract.evidence import Candidate, candidates
from assistant.question.meaning import Meaning, read_meaning
from assistant.question.read import Question
from corpus.document import Document, Language
from corpus.passage import Passage
from corpus.sentence import Sentence
from corpus.sentences import split_sentences
from index.search.hit import Hit
from index.search.query import Query
from index.search.sentence_index import ScoredSentence
from tests.fakes import HashingEmbedder, make_document


class FixedScorer:
    """Every sentence of the passage, nearer the earlier it stands."""

    def score(self, query: Query, passage: Passage) -> list[ScoredSentence]:  # noqa: ARG002 - as the protocol has it
        inside = [
            sentence
            for sentence in split_sentences(passage.document)
            if sentence.start < passage.end and sentence.end > passage.start
        ]
        return [
            ScoredSentence(sentence=sentence, score=0.9 - 0.1 * place)
            for place, sentence in enumerate(inside)
        ]


def query(text: str, language: Language = Language.ENGLISH) -> Query:
    vector = HashingEmbedder().embed_questions([text])[0]
    return Query(text=text, embedding=vector, language=language)


def meaning_of(query: Query) -> Meaning:
    """As `read_meaning`, of a query made by hand."""
    turns = [Turn(question=one.text, answer="") for one in query.history[:1]]
    asked = Question(
        text=query.text,
        language=query.language,
        answer_language=query.language,
        history=tuple(turns),
        refusal=None,
    )
    return replace(read_meaning(asked, today=date(2026, 2, 10)), follow_up=query.follow_up)


def listed(query: Query, evidence: Sequence[Hit]) -> list[Candidate]:
    return candidates(query, evidence, meaning_of(query), scorer=FixedScorer())


def hits(*documents: Document) -> list[Hit]:
    return [
        Hit(
            passage=Passage.cut(document, start=0, end=len(document.text)),
            rank=rank,
            score=1 - rank / 10,
        )
        for rank, document in enumerate(documents, start=1)
    ]


def found(
    text: str, *documents: Document, language: Language = Language.ENGLISH
) -> list[Candidate]:
    return listed(query(text, language), hits(*documents))


def test_a_sentence_in_two_passages_counts_once_under_the_better() -> None:
    document = make_document()
    both = [*hits(document), *hits(document)]

    every = listed(query("tax"), both)

    assert [one.sentence.text for one in every] == [
        "The tax is due on 1 July 2016.",
        "It is paid to the office.",
    ]
    assert {one.passage_similarity for one in every} == {0.9}


def test_a_question_for_a_date_is_met_by_a_sentence_with_one() -> None:
    due, paid = found("When is the tax due?", make_document())

    assert (due.expected, due.met, paid.expected, paid.met) == (True, True, True, False)


def test_a_number_of_the_question_may_stand_in_passage_title_or_date() -> None:
    plain = make_document("The tax is paid.", title="Tax", published=None)

    assert found("Tax in 2016?", plain)[0].numbers_missing
    assert not found("Tax in 2016?", make_document("Paid.", title="Tax of 2016"))[0].numbers_missing
    assert not found("Tax in 2015?", make_document("Paid."))[0].numbers_missing


@pytest.mark.parametrize("text", ["Why is it due?", "为什么要缴税？"])
def test_a_question_among_the_sentences_is_marked(text: str) -> None:
    assert found("tax", make_document(text))[0].interrogative


def test_a_heading_like_line_is_a_fragment_and_a_short_figure_is_not() -> None:
    assert found("tax", make_document("The committee"))[0].fragment
    assert not found("tax", make_document("Phone: 3-25-10"))[0].fragment
    assert not found("税", make_document("税款应于七月一日前缴纳。"))[0].fragment


def test_the_language_of_the_document_is_compared_with_the_question() -> None:
    assert found("tax", make_document())[0].same_language
    assert not found("налог", make_document(), language=Language.RUSSIAN)[0].same_language


def test_no_evidence_gives_no_candidates() -> None:
    assert listed(query("tax"), []) == []


def test_a_sentence_is_a_slice_of_its_document() -> None:
    for one in found("tax", make_document()):
        assert isinstance(one.sentence, Sentence)
        assert one.sentence.text in one.sentence.document.text


def follow_up(text: str, *, answer: str) -> Query:
    asked = query("When is the tax due?"), query(answer)
    return replace(query(text), history=asked, follow_up=True)


def test_what_the_answer_before_said_is_marked_also_in_other_words() -> None:
    said = "Call 3-25-11. [1]"
    documents = [
        make_document("Call 3-25-11.", id="a"),
        make_document("Позвоните 3-25-11.", id="b", language=Language.RUSSIAN),
        make_document("Call 3-25-10 instead.", id="c"),
    ]

    every = listed(follow_up("And?", answer=said), hits(*documents))

    assert [one.said_before for one in every] == [True, True, False]
    alone = listed(query("And?"), hits(*documents))
    assert not any(one.said_before for one in alone)


def test_a_follow_up_takes_what_it_leaves_open_from_the_question_before() -> None:
    asked = query("How much did China invest in 2019?")
    later = replace(query("And Poland?"), history=(asked, query("1.1 billion [1]")), follow_up=True)
    document = make_document("It rose by $2 billion in 2018.", title="News of Poland")

    [found] = listed(later, hits(document))

    assert found.passed_over
    assert not found.country_missing
    assert found.expected
    assert found.met

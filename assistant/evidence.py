"""Evidence: every sentence of the found passages, with what speaks for and against quoting it."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.expectations import Expectation, expectation, meets
from assistant.overlap import numbers, shares, terms
from corpus.passage import Passage
from corpus.sentence import Sentence
from index.hit import Hit
from index.query import Query
from index.sentence_index import SentenceScorer

_PASSAGE = 1.0
_OVERLAP = 0.2
_PASSAGE_OVERLAP = 0.2
_MET = 0.14
_FRAGMENT = -0.08
_OTHER_LANGUAGE = 0.1  # it shares no wording with the query and sounds less like it
_SHORT_CHARACTERS = 25
_CHINESE_FACTOR = 3
_UNFINISHED = (":", "：", ";", "；", ",", "，")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A sentence that might be quoted.

    Attributes:
        sentence: The sentence.
        similarity: Cosine of sentence and query, language centres removed, -1..1.
        passage_similarity: Score of its passage.
        overlap: Share of the query's wording found in the sentence, 0..1.
        passage_overlap: Share found in its passage with title and headings, 0..1.
        expected: The query wants a figure, date or address.
        met: It wants one, and the sentence has one that the query does not name.
        numbers_missing: The query names a number that passage, title and date do not.
        interrogative: The sentence is itself a question.
        fragment: It is too short to be a statement, or an unfinished one, such as a list entry.
        same_language: It is in the language of the query.
    """

    sentence: Sentence
    similarity: float
    passage_similarity: float
    overlap: float
    passage_overlap: float
    expected: bool
    met: bool
    numbers_missing: bool
    interrogative: bool
    fragment: bool
    same_language: bool


def candidates(query: Query, evidence: Sequence[Hit], *, scorer: SentenceScorer) -> list[Candidate]:
    """List the sentences of the evidence, each once, under its best passage."""
    found: dict[tuple[str, int], tuple[Hit, Sentence, float]] = {}
    query = query.in_context()
    for hit in evidence:
        for scored in scorer.score(query, hit.passage):
            sentence = scored.sentence
            found.setdefault((sentence.document.id, sentence.start), (hit, sentence, scored.score))
    asked = terms(query.text)
    passages = {hit.passage.id: _passage_text(hit.passage) for hit in evidence}
    passage_shares = dict(
        zip(passages, shares(asked, [terms(text) for text in passages.values()]), strict=True)
    )
    sentence_shares = shares(asked, [terms(sentence.text) for _, sentence, _ in found.values()])
    expected = expectation(query.text)
    asked_numbers = numbers(query.text)
    missing = {id_: not asked_numbers <= numbers(text) for id_, text in passages.items()}
    return [
        Candidate(
            sentence=sentence,
            similarity=similarity,
            passage_similarity=hit.score,
            overlap=share,
            passage_overlap=passage_shares[hit.passage.id],
            expected=expected is not Expectation.ANYTHING,
            met=expected is not Expectation.ANYTHING
            and meets(expected, sentence=sentence.text, question=query.text),
            numbers_missing=missing[hit.passage.id],
            interrogative=sentence.text.endswith(("?", "？")),
            fragment=_is_fragment(sentence.text),
            same_language=sentence.document.language is query.language,
        )
        for (hit, sentence, similarity), share in zip(found.values(), sentence_shares, strict=True)
    ]


def strength(candidate: Candidate) -> float:
    """How well a sentence answers: comparable among the candidates of one query.

    Weights were chosen on SQuAD 2.0, CMRC and the gold cases: docs/adr/0005-sentence-choice.md.
    """
    return (
        candidate.similarity
        + _PASSAGE * candidate.passage_similarity
        + _OVERLAP * candidate.overlap
        + _PASSAGE_OVERLAP * candidate.passage_overlap
        + _MET * candidate.met
        + _FRAGMENT * candidate.fragment
        + _OTHER_LANGUAGE * (not candidate.same_language)
    )


def _passage_text(passage: Passage) -> str:
    document = passage.document
    published = document.published.isoformat() if document.published else ""
    return "\n".join([document.title, published, *passage.headings, passage.text])


def _is_fragment(text: str) -> bool:
    letters = sum(_CHINESE_FACTOR if "\u3400" <= character <= "\u9fff" else 1 for character in text)
    unfinished = text.endswith(_UNFINISHED)
    return unfinished or (letters < _SHORT_CHARACTERS and not numbers(text))

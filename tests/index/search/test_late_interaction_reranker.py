"""LateInteractionReranker: near ties are told apart by tokens, everything else stays."""

from collections.abc import Sequence

from corpus.document import Language
from corpus.passage import Passage
from index.search.hit import Hit
from index.search.late_interaction_reranker import LateInteractionReranker
from index.search.query import Query
from index.search.ranking import ordered
from tests.fakes import HashingEmbedder, make_document

QUESTION = "how many tractors are built in the zone"
SAYS_IT = "tractors are built in the zone"
SAYS_LESS = "harvesters repaired at some works"


class Unchanged:
    """Gives the hits as they come."""

    def rerank(self, query: Query, hits: Sequence[Hit]) -> list[Hit]:
        del query
        return ordered(hits)


def hit(text: str, score: float, *, language: Language = Language.ENGLISH) -> Hit:
    document = make_document(text, id=f"{score:.3f}.txt", title=text, language=language)
    passage = Passage.cut(document, start=0, end=len(text))
    return Hit(passage=passage, rank=0, score=score)


def rerank(*hits: Hit) -> list[Hit]:
    embedder = HashingEmbedder()
    vector = embedder.embed_questions([QUESTION])[0]
    query = Query(text=QUESTION, embedding=vector, language=Language.ENGLISH)
    return LateInteractionReranker(Unchanged(), embedder=embedder).rerank(query, hits)


def texts(hits: Sequence[Hit]) -> list[str]:
    return [one.passage.text for one in hits]


def test_of_two_near_ties_the_one_that_says_it_comes_first() -> None:
    found = rerank(hit(SAYS_LESS, 1.02), hit(SAYS_IT, 1.0))
    assert texts(found) == [SAYS_IT, SAYS_LESS]


def test_they_exchange_scores_and_ranks() -> None:
    found = rerank(hit(SAYS_LESS, 1.02), hit(SAYS_IT, 1.0), hit("far", 0.5))
    assert [(one.rank, one.score) for one in found] == [(1, 1.02), (2, 1.0), (3, 0.5)]


def test_a_clear_lead_stays() -> None:
    found = rerank(hit(SAYS_LESS, 1.2), hit(SAYS_IT, 1.0))
    assert texts(found) == [SAYS_LESS, SAYS_IT]


def test_the_fourth_hit_stays_fourth() -> None:
    found = rerank(*(hit(SAYS_LESS, score) for score in (1.03, 1.02, 1.01)), hit(SAYS_IT, 1.0))
    assert texts(found)[3] == SAYS_IT


def test_a_hit_in_another_language_keeps_its_place() -> None:
    other = hit(SAYS_LESS, 1.01, language=Language.RUSSIAN)
    found = rerank(hit(SAYS_LESS, 1.02), other, hit(SAYS_IT, 1.0))
    assert found[1].passage == other.passage
    assert texts(found)[0] == SAYS_IT


def test_one_hit_and_none_are_left_alone() -> None:
    assert texts(rerank(hit(SAYS_IT, 1.0))) == [SAYS_IT]
    assert rerank() == []

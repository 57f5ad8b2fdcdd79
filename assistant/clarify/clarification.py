"""Clarification: the two to four readings of an underspecified question that the documents support.

A question that names no subject has many answers. It is not guessed which is meant: each reading
is the question itself with the words of a passage that would answer it, and a few are offered.
Translations of one fact are one reading: what states the same value is taken once, and passages
in the language of the question come before others.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Reading
from assistant.clarify.stated import Stated, stated
from assistant.clarify.underspecified import (
    Underspecified,
    Want,
    clarification_words,
    subject_words,
    underspecified,
)
from assistant.extract.confidence import SIMILARITY, shipped_calibration
from assistant.extract.evidence import Candidate
from assistant.extract.evidence import candidates as find_candidates
from assistant.extract.quotation import refers_back
from assistant.question.meaning import Meaning
from assistant.question.read import Question
from corpus.document import Language
from corpus.sentence import Sentence
from index.search.filters import Filters
from index.search.hit import Hit
from index.search.query import Query
from index.search.terms import terms
from index.version.opening import IndexVersion

_FEWEST = 2
MOST_READINGS = 4
_LONGEST = 90
_CHINESE_FACTOR = 3
_STRETCHES = 2
_ELISION = " … "
_SIGNS = ' \t\u00a0.。!！—–-,;:，；：、“”„«»"(（'


@dataclass(frozen=True, slots=True, kw_only=True)
class _Possible:
    """A sentence that answers one reading."""

    sentence: Sentence
    score: float
    value: str
    words: str
    own_language: bool


def clarify(
    asked: Question,
    query: Query,
    meaning: Meaning,
    evidence: Sequence[Hit],
    *,
    version: IndexVersion,
    filters: Filters,
) -> tuple[Reading, ...]:
    """What a question may mean, when no conversation makes it clear.

    Args:
        asked: The question.
        query: The same, made ready for search.
        meaning: What its words say about what is wanted.
        evidence: What was found for it; what there is in its own language is found here.
        version: What is searched.
        filters: Which documents may be used.
    """
    if asked.history or underspecified(asked.text, asked.language) is None:
        return ()
    if not filters.languages or asked.language in filters.languages:
        own = replace(filters, languages=frozenset({asked.language}))
        near = version.retriever.search(query, limit=max(len(evidence), 1), filters=own)
        evidence = [*near, *evidence]
    found = find_candidates(query, evidence, meaning, scorer=version.sentences)
    return readings(asked.text, asked.language, found)


def readings(
    question: str, language: Language, candidates: Sequence[Candidate]
) -> tuple[Reading, ...]:
    """Offer readings of a question; none when it is specific or the documents support only one.

    Args:
        question: As asked, without any conversation before it.
        language: Language of the question.
        candidates: The sentences found for it, in any order.
    """
    asked = underspecified(question, language)
    if asked is None:
        return ()
    possible = sorted(_possible(asked, language, candidates), key=_order)
    chosen = _distinct(possible)
    if len(chosen) < _FEWEST:
        return ()
    reading = clarification_words(language).reading
    return tuple(
        Reading(
            question=reading.format(question=question, words=one.words),
            document=one.sentence.document,
            start=one.sentence.start,
            end=one.sentence.end,
        )
        for one in chosen
    )


def _possible(
    asked: Underspecified, language: Language, candidates: Sequence[Candidate]
) -> Iterator[_Possible]:
    subject = [terms(word, language).wording for word in asked.subject]
    for candidate in candidates:
        sentence = candidate.sentence
        if candidate.interrogative or not _speaks_of(subject, sentence):
            continue
        if refers_back(sentence.text, sentence.language):
            continue
        found = stated(asked.want, sentence)
        words = _words(asked.want, sentence, found) if found else ""
        if words:
            yield _Possible(
                sentence=sentence,
                score=shipped_calibration(SIMILARITY).sentence_score(candidate),
                value=found[0].value,
                words=words,
                own_language=candidate.same_language,
            )


def _speaks_of(subject: Sequence[frozenset[str]], sentence: Sentence) -> bool:
    """Tell whether a sentence has most of the wording of each subject word."""
    there = terms(sentence.text, sentence.language).wording
    return all(len(word & there) > len(word) / 2 for word in subject)


def _order(one: _Possible) -> tuple[bool, float, str, int]:
    return not one.own_language, -one.score, one.sentence.document.id, one.sentence.start


def _distinct(possible: Sequence[_Possible]) -> list[_Possible]:
    """One for each value, wording and line, from other languages only to make up a pair."""
    chosen: list[_Possible] = []
    for one in possible:
        enough = len(chosen) >= (MOST_READINGS if one.own_language else _FEWEST)
        if not enough and all(_differ(one, other) for other in chosen):
            chosen.append(one)
    return chosen


def _differ(one: _Possible, other: _Possible) -> bool:
    same = one.value == other.value or one.words == other.words
    return not same and _place(one) != _place(other)


def _place(one: _Possible) -> tuple[str, int]:
    """Its document and where its line begins."""
    sentence = one.sentence
    return sentence.document.id, sentence.document.text.rfind("\n", 0, sentence.start)


def _words(want: Want, sentence: Sentence, found: Sequence[Stated]) -> str:
    """Words of the sentence that say what it is about, without what is asked for.

    A body is what a sentence is about, so it stays. Empty when too little is left.
    """
    text, language = sentence.text, sentence.language
    if want is Want.BODY:
        return _shortened(text, language, longest=_LONGEST)
    edges = [0, *(edge for one in found for edge in (one.start, one.end)), len(text)]
    stretches = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    telling = [stretch for stretch in stretches if _weight(stretch, language)]
    kept = sorted(telling, key=lambda stretch: -_weight(stretch, language))[:_STRETCHES]
    longest = _LONGEST * 2 // (1 + len(kept))
    words = [_shortened(one, language, longest=longest) for one in telling if one in kept]
    return _ELISION.join(words) if _weight(" ".join(words), language) >= _FEWEST else ""


def _weight(stretch: str, language: Language) -> int:
    """How much a stretch says: its words, or pairs of Chinese characters, that are not empty."""
    return len(subject_words(stretch, language))


def _shortened(stretch: str, language: Language, *, longest: int) -> str:
    """A stretch of a sentence, cut after a word where it is long, its loose ends left out."""
    words = stretch.strip(_SIGNS)
    if language is Language.CHINESE:
        words = words[: longest // _CHINESE_FACTOR]
    elif len(words) > longest:
        words = words[:longest].rpartition(" ")[0] or words[:longest]
    words_of = clarification_words(language)
    while True:
        words = words.strip(_SIGNS)
        first, last = words.partition(" ")[0], words.rpartition(" ")[2]
        if first.casefold() in words_of.loose_first:
            words = words.removeprefix(first)
        elif last.casefold() in words_of.loose_last:
            words = words.removesuffix(last)
        else:
            return words

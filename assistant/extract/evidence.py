"""Evidence: every sentence of the found passages, with what speaks for and against quoting it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.facts.names import knows
from assistant.facts.overlap import numbers, shares
from assistant.question.answer_type import (
    AnswerKind,
    meets,
)
from assistant.question.meaning import Meaning
from corpus.passage import Passage
from corpus.sentence import Sentence
from corpus.years import is_year
from index.reader.reading import ReaderOutput, Span
from index.search.hit import Hit
from index.search.query import Query
from index.search.sentence_index import SentenceScorer
from index.search.terms import terms

_SHORT_CHARACTERS = 25
_CHINESE_FACTOR = 3
_SUREST = 8.0
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
        expected: The query wants a figure, date, address or name.
        met: It wants one, and the sentence has one that the query does not name.
        sure: Whether it has one shows beyond doubt.
        numbers_missing: The query names a number that passage, title and date do not.
        passed_over: The query names years or numbers of things, and the sentence only others.
        country_missing: The query names a country that the document does not.
        name_missing: It names anything else, in the language of the document, that it does not.
        said_before: It was quoted in the answer before, to a question that this one follows up.
        interrogative: The sentence is itself a question.
        fragment: It is too short to be a statement, or an unfinished one, such as a list entry.
        same_language: It is in the language of the query.
        span: The words in it that answer best; None when its passages were not read.
        about: Log-odds that a passage it lies in is about the query; None when none was read.
        answers: Log-odds that such a passage answers it; None when none was read.
    """

    sentence: Sentence
    similarity: float
    passage_similarity: float
    overlap: float
    passage_overlap: float
    expected: bool
    met: bool
    sure: bool
    numbers_missing: bool
    passed_over: bool
    country_missing: bool
    name_missing: bool
    said_before: bool
    interrogative: bool
    fragment: bool
    same_language: bool
    span: Span | None = None
    about: float | None = None
    answers: float | None = None


def candidates(
    query: Query,
    evidence: Sequence[Hit],
    meaning: Meaning,
    *,
    scorer: SentenceScorer,
    readings: Sequence[ReaderOutput] = (),
) -> list[Candidate]:
    """List the sentences of the evidence, each once, under its best passage.

    Args:
        query: What is asked.
        evidence: Best hit first.
        meaning: Of the query.
        scorer: Similarity of sentences to a query.
        readings: Of passages among the evidence.
    """
    found: dict[tuple[str, int], tuple[Hit, Sentence, float]] = {}
    own, query = query, query.in_context()
    for hit in evidence:
        for scored in scorer.score(query, hit.passage):
            sentence = scored.sentence
            found.setdefault((sentence.document.id, sentence.start), (hit, sentence, scored.score))
    asked = terms(query.text, query.language).wording
    passages = {hit.passage.id: _passage_text(hit.passage) for hit in evidence}
    spoken = {hit.passage.id: hit.passage.document.language for hit in evidence}
    wordings = [terms(text, spoken[id_]).wording for id_, text in passages.items()]
    passage_shares = dict(zip(passages, shares(asked, wordings), strict=True))
    sentences = [sentence for _, sentence, _ in found.values()]
    sentence_shares = shares(asked, [terms(one.text, one.language).wording for one in sentences])
    expected, constraints = meaning.answer_type, meaning.constraints
    said = " ".join(one.text for one in own.history[1:]) if own.continued else ""
    asked_numbers = numbers(query.text)
    documents = {hit.passage.document.id: hit.passage.document for hit in evidence}
    lacking = {id_: constraints.without_a_country(one) for id_, one in documents.items()}
    known = {id_: knows(one, meaning.names) for id_, one in documents.items()}
    missing = {id_: not asked_numbers <= numbers(text) for id_, text in passages.items()}
    return [
        _read(readings, candidate)
        for candidate in (
            Candidate(
                sentence=sentence,
                similarity=similarity,
                passage_similarity=hit.score,
                overlap=share,
                passage_overlap=passage_shares[hit.passage.id],
                expected=expected.kind is not AnswerKind.ANYTHING,
                met=expected.kind is not AnswerKind.ANYTHING
                and meets(expected, sentence, question=query.text, language=query.language),
                sure=expected.sure,
                numbers_missing=missing[hit.passage.id],
                passed_over=constraints.passed_over(sentence),
                country_missing=lacking[sentence.document.id],
                name_missing=sentence.language is own.language and not known[sentence.document.id],
                said_before=_said(sentence, said, meaning, own),
                interrogative=sentence.text.endswith(("?", "？")),
                fragment=_is_fragment(sentence.text),
                same_language=sentence.language is query.language,
            )
            for (hit, sentence, similarity), share in zip(
                found.values(), sentence_shares, strict=True
            )
        )
    ]


def _said(sentence: Sentence, before: str, meaning: Meaning, query: Query) -> bool:
    """Tell whether an answer held a sentence, or all its figures, as a translation does.

    Where it holds what this question wants, it may answer this one too.
    """
    if not before:
        return False
    figures = {one for one in numbers(sentence.text) if not is_year(one)}
    said = sentence.text in before or (bool(figures) and figures <= numbers(before))
    expected = meaning.answer_type
    wanted = expected.kind is not AnswerKind.ANYTHING and meaning.own_answer_type == expected
    return said and not (
        wanted and meets(expected, sentence, question=query.text, language=query.language)
    )


def _read(readings: Sequence[ReaderOutput], candidate: Candidate) -> Candidate:
    """The candidate with what the readings of its passages say about it."""
    found = [
        (span, reading)
        for reading in readings
        if reading.passage.document.id == candidate.sentence.document.id
        and (span := _span(reading, candidate.sentence)) is not None
    ]
    if not found:
        return candidate
    span, reading = max(found, key=lambda one: one[0].score)
    return replace(candidate, span=span, about=reading.about, answers=reading.answers)


def _span(reading: ReaderOutput, sentence: Sentence) -> Span | None:
    """The best words in a sentence, or those that begin in it and go on in the next."""
    best = reading.best(reading.passage.start, reading.passage.end)
    if best is not None and sentence.start <= best.start < sentence.end:
        return best
    return reading.best(sentence.start, sentence.end)


def sentence_features(candidate: Candidate) -> dict[str, float]:
    """What speaks for and against quoting a candidate, by name.

    The weights lie in `confidence.toml`: docs/adr/0005-sentence-choice.md, 0012-reader.md.
    """
    span = _bounded(candidate.span.score if candidate.span else None)
    return {
        "similarity": candidate.similarity,
        "passage": candidate.passage_similarity,
        "overlap": candidate.overlap,
        "passage_overlap": candidate.passage_overlap,
        "met": float(candidate.met),
        "met_surely": float(candidate.met and candidate.sure),
        "passed_over": float(candidate.passed_over),
        "said_before": float(candidate.said_before),
        "fragment": float(candidate.fragment),
        "other_language": float(not candidate.same_language),
        "span": span,
        "about": _bounded(candidate.about),
        "answers": _bounded(candidate.answers),
    }


def _bounded(log_odds: float | None) -> float:
    return 0.0 if log_odds is None else max(-_SUREST, min(_SUREST, log_odds))


def _passage_text(passage: Passage) -> str:
    document = passage.document
    published = document.published.isoformat() if document.published else ""
    return "\n".join([document.title, published, *passage.headings, passage.text])


def _is_fragment(text: str) -> bool:
    letters = sum(_CHINESE_FACTOR if "\u3400" <= character <= "\u9fff" else 1 for character in text)
    unfinished = text.endswith(_UNFINISHED)
    return unfinished or (letters < _SHORT_CHARACTERS and not numbers(text))

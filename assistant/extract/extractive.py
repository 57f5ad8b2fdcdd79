"""ExtractiveComposer: quotes the sentences that answer. No language model, nothing invented."""

from collections.abc import Sequence
from datetime import date

from assistant.extract.composer import Draft
from assistant.extract.confidence import Calibration, ranking_features
from assistant.extract.evidence import Candidate, candidates
from assistant.extract.quotation import Quotation, clipped, widen
from assistant.facts.figures import blank
from assistant.facts.overlap import numbers
from assistant.facts.quantities import find_quantities
from assistant.question.answer_type import AnswerKind
from assistant.question.meaning import Meaning
from assistant.question.newest import newest_first
from corpus.sentence import Sentence
from index.reader.reading import Reader, ReaderOutput
from index.search.hit import Hit
from index.search.query import Query
from index.search.sentence_index import SentenceScorer

_CANDIDATE_SENTENCES = 40
"""How many of the best sentences are compared with the quotations; each costs about 1 ms once."""

_CONTACTS = (AnswerKind.PHONE, AnswerKind.EMAIL)
"""Of what is asked for, what a text near the subject seldom holds of anything else. Numbers it does
hold: with counts and sums put first too, three of 92 gold questions without an answer got one."""

_OWN_LANGUAGE_FIRST = 0.3
"""How much better a quotation of another language must be to stand before one in the question's:
a share of the margin. Over 396 gold cases the first quotation is then right in .732 instead of
.735, and in the question's language in .55 instead of .53."""

_ABOUT_AS_GOOD = 0.3
"""How far below the best a newer sentence may be where the newest is asked for: a share of the
margin."""


class ExtractiveComposer:
    """Picks the sentences of the evidence that answer.

    Args:
        scorer: Similarity of sentences to a query.
        sentences: Most quotations, from 1.
        calibration: Weights of choice and confidence.
        reader: Reads the best passages; None to go by similarity alone.
        passages_read: How many of them; with a reader nothing else is quoted.
    """

    def __init__(
        self,
        *,
        scorer: SentenceScorer,
        sentences: int,
        calibration: Calibration,
        reader: Reader | None = None,
        passages_read: int = 0,
    ) -> None:
        self._scorer = scorer
        self._sentences = sentences
        self._calibration = calibration
        self._reader = reader
        self._passages_read = passages_read

    @property
    def calibration(self) -> Calibration:
        """Weights of choice and confidence."""
        return self._calibration

    def compose(self, query: Query, evidence: Sequence[Hit], meaning: Meaning) -> Draft:
        """Quote the best sentences, and say how sure it is that they answer."""
        ranked = self.rank(query, evidence, meaning)
        if not ranked:
            return Draft(quotations=(), confidence=0.0)
        scores = [self._calibration.sentence_score(candidate) for candidate in ranked]
        found = ranking_features(ranked, scores)
        return Draft(
            quotations=self._quotations(query, self._admitted(meaning, ranked), ranked),
            confidence=self._calibration.confidence(found),
            score=scores[0] / self._calibration.margin,
            features=found,
            candidate_sentences=tuple(
                candidate.sentence for candidate in ranked[:_CANDIDATE_SENTENCES]
            ),
        )

    def rank(self, query: Query, evidence: Sequence[Hit], meaning: Meaning) -> list[Candidate]:
        """Every sentence of the evidence that may be quoted, best first."""
        if self._reader is not None:
            evidence = evidence[: self._passages_read]
        readings = self._read(query, evidence)
        found = candidates(query, evidence, meaning, scorer=self._scorer, readings=readings)
        statements = [candidate for candidate in found if not candidate.interrogative]
        # What lies beyond the tokens that are read is not compared with what was read.
        statements = [one for one in statements if one.span is not None] or statements
        score = self._calibration.sentence_score
        ranked = sorted(statements, key=lambda one: (-score(one), _place(one)))
        contact = meaning.answer_type.kind in _CONTACTS
        return self._contact_first(ranked) if contact else ranked

    def _contact_first(self, ranked: list[Candidate]) -> list[Candidate]:
        """A sentence that holds one before a nearer one that does not, among the hardly worse."""
        if not ranked or ranked[0].met:
            return ranked
        floor = self._calibration.sentence_score(ranked[0]) - self._calibration.margin
        met = [one for one in ranked if one.met and self._calibration.sentence_score(one) >= floor]
        return met + [one for one in ranked if one not in met]

    def _read(self, query: Query, evidence: Sequence[Hit]) -> list[ReaderOutput]:
        if self._reader is None:
            return []
        passages = [hit.passage for hit in evidence]
        joined = self._reader.read(query.in_context().text, passages)
        if not query.continued:
            return joined
        # Joined with the question before, the reader answers that one: it stands first.
        alone = self._reader.read(query.text, passages)
        return [one.mean_with(other) for one, other in zip(joined, alone, strict=True)]

    def _admitted(self, meaning: Meaning, ranked: Sequence[Candidate]) -> list[Candidate]:
        """Those that are hardly worse than the best; the newest first where it is asked for."""
        score, margin = self._calibration.sentence_score, self._calibration.margin
        floor = score(ranked[0]) - margin
        chosen = [candidate for candidate in ranked if score(candidate) >= floor]
        if not meaning.newest:
            return self._own_language_first(chosen)
        return newest_first(
            chosen, score=score, published=_published, margin=_ABOUT_AS_GOOD * margin
        )

    def _own_language_first(self, chosen: Sequence[Candidate]) -> list[Candidate]:
        ahead = _OWN_LANGUAGE_FIRST * self._calibration.margin
        score = self._calibration.sentence_score

        def order(one: Candidate) -> tuple[bool, float]:
            return one.sure and not one.met, ahead * (not one.same_language) - score(one)

        return sorted(chosen, key=order)

    def _quotations(
        self, query: Query, chosen: Sequence[Candidate], ranked: Sequence[Candidate]
    ) -> tuple[Quotation, ...]:
        """One for each of the first that says something else than those before it.

        Of two that say the same, the one in the language of the question.
        """
        sentences = sorted((one.sentence for one in ranked), key=lambda one: one.start)
        quotations: list[Quotation] = []
        said: list[frozenset[str]] = []
        for candidate in chosen:
            alone = _alone(candidate)
            quotation = _widened(alone, query.text, sentences)
            if any(quotation.overlaps(other) for other in quotations):
                # What it would bring along is quoted already, if not the sentence itself.
                quotation = clipped(alone)
            words = _said(quotation)
            if words in said:
                same = said.index(words)
                others = quotations[:same] + quotations[same + 1 :]
                better = _foreign(quotations[same], query) and not _foreign(quotation, query)
                if better and not any(quotation.overlaps(other) for other in others):
                    quotations[same] = quotation
                continue
            if any(quotation.overlaps(other) for other in quotations):
                continue
            quotations.append(quotation)
            said.append(words)
        return tuple(quotations[: self._sentences])


def _foreign(quotation: Quotation, query: Query) -> bool:
    return quotation.language is not query.language


def _alone(candidate: Candidate) -> Quotation:
    span = candidate.span
    return Quotation.of(candidate.sentence, answer=None if span is None else (span.start, span.end))


def _widened(quotation: Quotation, question: str, sentences: Sequence[Sentence]) -> Quotation:
    own = [one for one in sentences if one.document.id == quotation.document.id]
    return widen(quotation, question=question, sentences=own)


def _said(quotation: Quotation) -> frozenset[str]:
    """What a quotation says: the numbers among its answering words, else the words themselves.

    `100 млн` and `1亿` are the same number.
    """
    if quotation.answer is None:
        return frozenset({quotation.text.casefold()})
    start, end = (offset - quotation.start for offset in quotation.answer)
    language = quotation.language
    amounts = [
        one
        for one in find_quantities(quotation.text, language)
        if one.start < end and start < one.end
    ]
    words = blank(quotation.text, [(one.start, one.end) for one in amounts])[start:end]
    values = {format(one.value.normalize(), "f") + "%" * (one.unit == "%") for one in amounts}
    return frozenset(values | {one.replace(",", ".") for one in numbers(words)}) or frozenset(
        {words.casefold()}
    )


def _published(candidate: Candidate) -> date | None:
    return candidate.sentence.document.published


def _place(candidate: Candidate) -> tuple[str, int]:
    return candidate.sentence.document.id, candidate.sentence.start

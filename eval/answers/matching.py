"""Matching: does a quotation, or a passage, hold what a case expects?

NFC on both sides and nothing else: a digit, a decimal sign or a letter that differs is a
difference.
"""

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from corpus.document import Document
from corpus.passage import Passage
from eval.answers.case import Case, Expected
from eval.errors import CaseError


def quotes(expected: Expected, *, document_id: str, quote: str) -> bool:
    """Tell whether a quotation is from the expected document and holds all expected words."""
    text = unicodedata.normalize("NFC", quote)
    return document_id == expected.document and all(word in text for word in expected.words)


def covers(expected: Expected, passage: Passage) -> bool:
    """Tell whether a passage is relevant: it holds the expected words or overlaps their place."""
    if passage.document.id != expected.document:
        return False
    if all(word in passage.text for word in expected.words):
        return True
    place = shortest_place(passage.document.text, expected.words)
    return place is not None and passage.start < place[1] and place[0] < passage.end


def shortest_place(text: str, words: Sequence[str]) -> tuple[int, int] | None:
    """The shortest stretch `[start:end)` that holds every word; the first of equals.

    None when a word does not occur.
    """
    best: tuple[int, int] | None = None
    for start in sorted({place for word in words for place in _places(text, word)}):
        found = [text.find(word, start) for word in words]
        if -1 in found:
            break
        end = max(place + len(word) for place, word in zip(found, words, strict=True))
        if best is None or end - start < best[1] - best[0]:
            best = (start, end)
    return best


def check_expectations(cases: Iterable[Case], documents: Mapping[str, Document]) -> None:
    """Refuse cases that no assistant could meet.

    Raises:
        CaseError: An expected document is not in the corpus, or lacks the expected words.
    """
    for case in cases:
        for expected in case.expected:
            document = documents.get(expected.document)
            if document is None:
                raise CaseError(
                    f"Case {case.id} expects {expected.document}, which the corpus "
                    f"{case.corpus} does not have.",
                    fix="Correct the case, or restore the document.",
                )
            missing = [word for word in expected.words if word not in document.text]
            if missing:
                raise CaseError(
                    f"Case {case.id} expects {missing[0]!r}, which {document.id} does not say.",
                    fix="Correct the case.",
                )


def _places(text: str, word: str) -> Iterable[int]:
    place = text.find(word)
    while place != -1:
        yield place
        place = text.find(word, place + 1)

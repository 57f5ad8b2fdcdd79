"""Citations: sentences to numbered, verified quotations and an answer text with `[n]` markers."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from typing import Protocol

from assistant.answer import Citation
from assistant.certificate import Certificate, find_fault
from assistant.errors import CitationError
from assistant.extract.attribution import attribute
from assistant.extract.quotation import Quotation
from corpus.document import Document


def cite(
    quotations: Sequence[Quotation], *, earlier: Sequence[Citation] = ()
) -> tuple[Citation, ...]:
    """Number the quotations in their order, and say whose words they are.

    Args:
        quotations: Best first.
        earlier: Citations of the same message: numbers go on behind them, and what they quote
            keeps its number.
    """
    known = {(one.document.id, one.start, one.end): one.number for one in earlier}
    following = count(max(known.values(), default=0) + 1)
    return tuple(_cite(one, known, following) for one in quotations)


def _cite(
    quotation: Quotation, known: Mapping[tuple[str, int, int], int], following: Iterator[int]
) -> Citation:
    number = known.get((quotation.document.id, quotation.start, quotation.end))
    return Citation(
        number=next(following) if number is None else number,
        document=quotation.document,
        start=quotation.start,
        end=quotation.end,
        quote=quotation.text,
        answer=quotation.answer,
        attribution=attribute(quotation),
    )


def certify(citation: Citation) -> Certificate:
    """What a citation claims."""
    return Certificate(
        document_id=citation.document.id,
        version=citation.document.version,
        start=citation.start,
        end=citation.end,
        quote=citation.quote,
    )


def verify(citations: Sequence[Citation], stored: Callable[[str], Document | None]) -> None:
    """Compare every citation, character by character, with the stored document.

    Args:
        citations: What is about to be shown.
        stored: Gives the document that has an id now, if any.

    Raises:
        CitationError: A certificate does not hold; it names the first fault.
    """
    for citation in citations:
        fault = find_fault(certify(citation), stored(citation.document.id))
        if fault is not None:
            raise CitationError(
                f"Citation {citation.number} does not match {citation.document.id} "
                f"[{citation.start}:{citation.end}): {fault}.",
                fix="Run `assistant check`, then `assistant sync --rebuild`.",
                fault=fault,
            )


class Numbered(Protocol):
    """A quotation with its number."""

    @property
    def number(self) -> int:
        """The `[n]` behind it."""

    @property
    def quote(self) -> str:
        """The words."""


def answer_text(citations: Sequence[Numbered]) -> str:
    """The quoted sentences, each followed by its marker: `It is due. [1] It is paid. [2]`."""
    return " ".join(f"{citation.quote} [{citation.number}]" for citation in citations)

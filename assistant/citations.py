"""Citations: sentences to numbered, verified quotations and an answer text with `[n]` markers."""

from collections.abc import Mapping, Sequence

from assistant.answer import Citation
from assistant.attribution import attribute
from assistant.errors import CitationError
from corpus.document import Document
from corpus.sentence import Sentence


def cite(quotations: Sequence[Sentence]) -> tuple[Citation, ...]:
    """Number the quotations 1, 2, … in their order, and say whose words they are."""
    return tuple(
        Citation(
            number=number,
            document=sentence.document,
            start=sentence.start,
            end=sentence.end,
            quote=sentence.text,
            attribution=attribute(sentence),
        )
        for number, sentence in enumerate(quotations, start=1)
    )


def verify(citations: Sequence[Citation], documents: Mapping[str, Document]) -> None:
    """Compare every citation, character by character, with the stored document.

    Args:
        citations: What is about to leave.
        documents: The documents of the index version, by id.

    Raises:
        CitationError: A quotation is empty or differs from its document.
    """
    for citation in citations:
        stored = documents.get(citation.document.id)
        if stored is None or stored.text[citation.start : citation.end] != citation.quote:
            raise CitationError(
                f"Citation {citation.number} does not match {citation.document.id} "
                f"[{citation.start}:{citation.end}).",
                fix="Run `assistant check`, then `assistant sync --rebuild`.",
            )
        if not citation.quote.strip():
            raise CitationError(
                f"Citation {citation.number} of {citation.document.id} quotes nothing.",
                fix="This is a fault of the composer; report it.",
            )


def answer_text(citations: Sequence[Citation]) -> str:
    """The quoted sentences, each followed by its marker: `It is due. [1] It is paid. [2]`."""
    return " ".join(f"{citation.quote} [{citation.number}]" for citation in citations)

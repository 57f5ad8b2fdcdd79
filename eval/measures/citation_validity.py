"""Citation validity: does every quotation stand, letter for letter, where it says it stands?"""

from collections.abc import Mapping

from assistant.answer import Citation
from corpus.document import Document
from eval.answers.row import Row
from eval.measures.measure import Measure


def citation_validity(citation: Citation, documents: Mapping[str, Document]) -> bool:
    """Compare a citation with the documents as read again from disk.

    Valid when `quote == document.text[start:end]` and the document has the same version, so an
    index of an older text is caught even where the quoted words did not change.

    Args:
        citation: As it left the assistant.
        documents: By id; read from the files, not from the index or the store.

    Source: own definition; exact string equality.
    """
    document = documents.get(citation.document.id)
    if document is None or document.version != citation.document.version:
        return False
    inside = 0 <= citation.start < citation.end <= len(document.text)
    return inside and citation.quote == document.text[citation.start : citation.end]


def _values(row: Row) -> list[float]:
    return [float(quotation.valid) for quotation in row.quotations]


CITATION_VALIDITY: Measure[Row] = Measure(
    name="citation_validity",
    label="citation validity",
    values=_values,
)
"""Share of all citations that are valid, 0..1; n counts citations, not cases. Undefined for a case
without citations."""

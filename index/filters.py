"""Filters: which documents a search may use. Applied inside the search, before its limit."""

from dataclasses import dataclass
from datetime import date

from corpus.document import Document, Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Conditions on documents; None and empty mean no condition.

    Attributes:
        published_from: Earliest day of publication, inclusive. Undated documents never match it.
        published_to: Latest day of publication, inclusive. Undated documents never match it.
        languages: Languages of the document.
        document_ids: Ids of the documents.
    """

    published_from: date | None = None
    published_to: date | None = None
    languages: frozenset[Language] = frozenset()
    document_ids: frozenset[str] = frozenset()

    def admit(self, document: Document) -> bool:
        """Tell whether a document meets every condition."""
        if self.languages and document.language not in self.languages:
            return False
        if self.document_ids and document.id not in self.document_ids:
            return False
        return self._admit_date(document.published)

    def _admit_date(self, published: date | None) -> bool:
        if self.published_from is None and self.published_to is None:
            return True
        if published is None:
            return False
        after = self.published_from is None or published >= self.published_from
        return after and (self.published_to is None or published <= self.published_to)


NO_FILTERS = Filters()

"""Digest: one SHA-256 for all documents, so that an index can tell whether it is stale."""

import hashlib
import json
from collections.abc import Iterable

from corpus.document import Document


def store_digest(documents: Iterable[Document]) -> str:
    """SHA-256 (hex) over the ids and versions of documents, in whatever order they come."""
    versions = sorted((document.id, document.version) for document in documents)
    return hashlib.sha256(json.dumps(versions, ensure_ascii=False).encode()).hexdigest()

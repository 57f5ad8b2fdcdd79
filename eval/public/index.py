"""PublicIndex: a public set's paragraphs, embedded and searched like the product's documents."""

import hashlib
import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from corpus.clean import clean, clean_line
from corpus.digest import store_digest
from corpus.document import Document, Language
from corpus.language import detect_document_language
from corpus.passage import Passage
from corpus.sentences import split_sentences
from corpus.split import Splitting, split
from eval.errors import DataSetError
from eval.public.question_set import Paragraph, PublicSet
from index.errors import IndexVersionError
from index.model.embedder import Embedder
from index.model.language_centres import LanguageCentres
from index.search.reranker import Reranking
from index.search.retriever import Retriever
from index.version.versions import IndexVersion, build_version, open_version

logger = logging.getLogger(__name__)

_PARAGRAPHS_READ_FOR_LANGUAGE = 20


class Cut(StrEnum):
    """What is embedded."""

    SPLIT = "split"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicIndex:
    """An index whose documents are the paragraphs of a set, with the same ids.

    Attributes:
        name: Of the index version.
        retriever: Searches it.
        centres: Taken out of its vectors.
        document_ids: Of all paragraphs.
        passages: How many it holds.
        cut: Whether paragraphs were split as the product splits documents.
    """

    name: str
    retriever: Retriever
    centres: LanguageCentres
    document_ids: frozenset[str]
    passages: int
    cut: Cut


def open_public_index(  # noqa: PLR0913 - each is a condition of the run
    public_set: PublicSet,
    *,
    directory: Path,
    embedder: Embedder,
    splitting: Splitting,
    retriever: str,
    reranking: Reranking,
    cut: Cut,
    progress: Callable[[str, int, int], None],
) -> PublicIndex:
    """Open the index of a set as the part of it that is searched; see `open_public_version`."""
    version = open_public_version(
        public_set,
        directory=directory,
        embedder=embedder,
        splitting=splitting,
        retriever=retriever,
        reranking=reranking,
        cut=cut,
        progress=progress,
    )
    return PublicIndex(
        name=version.name,
        retriever=version.retriever,
        centres=version.centres,
        document_ids=frozenset(version.documents),
        passages=len(version.passages),
        cut=cut,
    )


def open_public_version(  # noqa: PLR0913 - each is a condition of the run
    public_set: PublicSet,
    *,
    directory: Path,
    embedder: Embedder,
    splitting: Splitting,
    retriever: str,
    reranking: Reranking,
    cut: Cut,
    progress: Callable[[str, int, int], None],
) -> IndexVersion:
    """Open the index of a set, building it the first time or after anything about it changed.

    Args:
        public_set: The set.
        directory: Where indexes of public sets are kept, one folder each.
        embedder: The model.
        splitting: How the product splits.
        retriever: As in the settings.
        reranking: As in the settings.
        cut: Whether paragraphs are split.
        progress: Called with (stage, done, total) while building.

    Raises:
        DataSetError: A paragraph holds no text.
    """
    documents = paragraph_documents(public_set)
    passages = [
        passage
        for document in documents
        for passage in cut_paragraph(document, splitting=splitting, cut=cut)
    ]
    sentences = [sentence for document in documents for sentence in split_sentences(document)]
    digest = store_digest(documents)
    cuts = [passage.id for passage in passages]
    cuts += [f"{one.document.id}#{one.start}-{one.end}" for one in sentences]
    key = _key([digest, embedder.fingerprint, retriever, *cuts])
    folder = directory / key

    def open_it() -> IndexVersion:
        return open_version(folder, embedder=embedder, reranking=reranking)

    try:
        return open_it()
    except IndexVersionError as error:
        logger.info("building an index of %s: %s", public_set.name, error.message)
        build_version(
            folder,
            documents=documents,
            passages=passages,
            sentences=sentences,
            embedder=embedder,
            store_digest=digest,
            splitting=f"{cut}: {splitting}",
            retriever=retriever,
            keep=1,
            progress=progress,
        )
        return open_it()


def paragraph_documents(public_set: PublicSet) -> list[Document]:
    """One document for each paragraph, in its language or that of the set, told from its beginning.

    Without a title of its own it gets none: a copied beginning or an id would be embedded with
    its words, and say nothing or the same again.
    """
    unnamed = [one.text for one in public_set.paragraphs if one.language is None]
    some = unnamed[:_PARAGRAPHS_READ_FOR_LANGUAGE]
    told = detect_document_language("\n\n".join(some)) if some else Language.ENGLISH
    return [
        Document(
            id=paragraph.id,
            title=clean_line(paragraph.title.replace("_", " ")),
            source=paragraph.id,
            language=paragraph.language or told,
            published=None,
            text=_text(paragraph, public_set),
        )
        for paragraph in public_set.paragraphs
    ]


def cut_paragraph(document: Document, *, splitting: Splitting, cut: Cut) -> list[Passage]:
    """The passages of a paragraph."""
    if cut is Cut.WHOLE:
        return [Passage.cut(document, start=0, end=len(document.text))]
    return split(document, splitting)


def _text(paragraph: Paragraph, public_set: PublicSet) -> str:
    text = clean(paragraph.text)
    if not text:
        raise DataSetError(
            f"Paragraph {paragraph.id} of {public_set.name} holds no text.", fix="Fetch it again."
        )
    return text


def _key(parts: Sequence[str]) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]

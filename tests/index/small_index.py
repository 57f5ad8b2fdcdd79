"""A small corpus and its index, for the tests of versions."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from corpus.document import Document, Language
from corpus.passage import Passage
from corpus.sentence import Sentence
from index.model.embedder import Embedder, StageProgress
from index.version.versions import build_version
from tests.fakes import HashingEmbedder, make_document

TAX = make_document("The tax is due on 1 July 2016. It is paid to the office.", id="news/tax.txt")
WATER = make_document(
    "Вода будет отключена 5 мая. Работы продлятся два дня.",
    id="news/water.html",
    title="Вода",
    language=Language.RUSSIAN,
    published=date(2016, 5, 1),
)
UNDATED = make_document(
    "# Office\nThe office opens at nine.",
    id="office.md",
    title="Office",
    published=None,
)
DOCUMENTS = [WATER, TAX, UNDATED]


def sentences_of(document: Document) -> list[Sentence]:
    """Lines end and full stops end sentences; headings are none."""
    found = re.finditer(r"[^.\n]+\.", document.text)
    stripped = [
        (match.start() + len(match[0]) - len(match[0].lstrip()), match.end()) for match in found
    ]
    return [Sentence(document=document, start=start, end=end) for start, end in stripped]


def passages_of(document: Document) -> list[Passage]:
    """A passage for each sentence, and one for the whole document."""
    cuts = [(sentence.start, sentence.end) for sentence in sentences_of(document)]
    cuts.append((0, len(document.text)))
    headings = ("Office",) if document is UNDATED else ()
    return [Passage.cut(document, start=a, end=b, headings=headings) for a, b in cuts]


def build(
    directory: Path,
    documents: Sequence[Document] = tuple(DOCUMENTS),
    *,
    embedder: Embedder | None = None,
    retriever: str = "faiss",
    reuse: bool = True,
    progress: StageProgress | None = None,
) -> str:
    """Build a version of these documents."""
    return build_version(
        directory,
        documents=documents,
        passages=[passage for document in documents for passage in passages_of(document)],
        sentences=[sentence for document in documents for sentence in sentences_of(document)],
        embedder=embedder or HashingEmbedder(),
        store_digest="a" * 64,
        splitting="one sentence each",
        retriever=retriever,
        reuse=reuse,
        progress=progress,
    )

from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.document import Language
from corpus.split import Splitting
from eval.errors import DataSetError
from eval.public.index import (
    Cut,
    PublicIndex,
    cut_paragraph,
    open_public_index,
    paragraph_documents,
)
from eval.public.question_set import Paragraph, PublicSet
from index.model.embedded_texts import passage_text
from index.model.embedder import Progress, Vectors
from index.search.query import Query
from index.search.reranker import Reranking
from tests.fakes import HashingEmbedder, make_document

BELARUSIAN = Language.BELARUSIAN
SPLITTING = Splitting(passage_characters=100, overlap_characters=0)
LONG = " ".join(f"The office of district {number} opens at eight." for number in range(12))


class CountingEmbedder(HashingEmbedder):
    """Counts the texts it embeds."""

    def __init__(self) -> None:
        super().__init__()
        self.embedded = 0

    def embed_passages(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        self.embedded += len(texts)
        return super().embed_passages(texts, progress=progress)


def make_set(*texts: str) -> PublicSet:
    return PublicSet(
        name="set",
        paragraphs=tuple(
            Paragraph(id=f"p{number}", title=f"Title_{number}", text=text)
            for number, text in enumerate(texts)
        ),
        questions=(),
        remarks=(),
    )


def open_set(
    directory: Path, embedder: HashingEmbedder, *texts: str, cut: Cut = Cut.SPLIT
) -> PublicIndex:
    return open_public_index(
        make_set(*texts),
        directory=directory,
        embedder=embedder,
        splitting=SPLITTING,
        retriever="faiss",
        reranking=Reranking.TOKENS,
        cut=cut,
        progress=lambda *_: None,
    )


def search(index: PublicIndex, text: str) -> list[str]:
    embedding = HashingEmbedder().embed_questions([text])[0]
    query = Query(text=text, embedding=embedding, language=Language.ENGLISH)
    return [hit.passage.document.id for hit in index.retriever.search(query, limit=2)]


def test_the_paragraph_that_shares_words_is_found(tmp_path: Path) -> None:
    index = open_set(tmp_path, HashingEmbedder(), "The tax is due in July.", "Trains run hourly.")

    assert search(index, "When is the tax due?")[0] == "p0"
    assert search(index, "Do trains run?")[0] == "p1"


def test_an_index_is_built_once_and_again_after_a_change(tmp_path: Path) -> None:
    embedder = CountingEmbedder()

    first = open_set(tmp_path, embedder, LONG, "Trains run hourly.")
    built = embedder.embedded
    second = open_set(tmp_path, embedder, LONG, "Trains run hourly.")
    opened = embedder.embedded - built
    open_set(tmp_path, embedder, LONG, "Trains run daily.")

    assert second.name == first.name
    assert opened < built
    assert len(list(tmp_path.iterdir())) == 2


def test_a_damaged_index_is_built_again(tmp_path: Path) -> None:
    open_set(tmp_path, HashingEmbedder(), "The tax is due in July.")
    [damaged] = tmp_path.rglob("*.faiss")
    damaged.write_bytes(b"")

    index = open_set(tmp_path, HashingEmbedder(), "The tax is due in July.")

    assert search(index, "tax") == ["p0"]


def test_paragraphs_are_split_or_left_whole_as_asked() -> None:
    document = make_document(LONG)

    split = cut_paragraph(document, splitting=SPLITTING, cut=Cut.SPLIT)
    whole = cut_paragraph(document, splitting=SPLITTING, cut=Cut.WHOLE)

    assert len(split) > 4
    assert [(passage.start, passage.end) for passage in whole] == [(0, len(LONG))]


def test_paragraphs_become_clean_documents_in_the_language_of_the_set() -> None:
    public_set = make_set("Налог\r\nплатят\u00a0в июле.", "Поезда ходят каждый час.")

    documents = paragraph_documents(public_set)

    assert [one.text for one in documents] == [
        "Налог\nплатят в июле.",
        "Поезда ходят каждый час.",
    ]
    assert {one.language for one in documents} == {Language.RUSSIAN}
    assert [one.title for one in documents] == ["Title 0", "Title 1"]


def test_a_paragraph_has_its_own_language_and_no_title_but_its_own() -> None:
    public_set = PublicSet(
        name="set",
        paragraphs=(
            Paragraph(id="a", title="", text="Налог платят в июле.", language=Language.RUSSIAN),
            Paragraph(id="b", title="", text="Падатак плацяць у ліпені.", language=BELARUSIAN),
        ),
        questions=(),
        remarks=(),
    )

    documents = paragraph_documents(public_set)

    assert [(one.language, one.title) for one in documents] == [("ru", ""), ("be", "")]
    [passage] = cut_paragraph(documents[0], splitting=SPLITTING, cut=Cut.SPLIT)
    assert passage_text(passage).strip() == "Налог платят в июле."


def test_a_paragraph_without_text_is_named() -> None:
    with pytest.raises(DataSetError, match="Paragraph p1 of set holds no text"):
        paragraph_documents(make_set("Words.", "\u200b"))

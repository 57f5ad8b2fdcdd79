"""Builds with a small real embedder; what is read back is compared with what was given."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock

from corpus.document import Language
from index.errors import IndexBusyError, ModelError, SearchError
from index.model.embedder import Embedder, Progress, Vectors
from index.search.backends import RETRIEVERS
from index.search.query import Query
from index.version.versions import (
    IndexVersion,
    build_lock,
    build_version,
    current_version,
    open_version,
    verify_version,
)
from tests.fakes import HashingEmbedder, make_document
from tests.index.small_index import (
    DOCUMENTS,
    TAX,
    UNDATED,
    WATER,
    build,
    passages_of,
    sentences_of,
)

REPOSITORY = Path(__file__).parents[3]


class CountingEmbedder(HashingEmbedder):
    """Keeps the passages it was asked to embed."""

    def __init__(self) -> None:
        super().__init__()
        self.embedded: list[str] = []

    def embed_passages(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        self.embedded += texts
        return super().embed_passages(texts, progress=progress)


REFERENCE_SENTENCES = 48


class SpoiledEmbedder(HashingEmbedder):
    """Gives one row of the same bad number."""

    def __init__(self, number: float) -> None:
        super().__init__()
        self._number = number

    def embed_passages(self, texts: Sequence[str], *, progress: Progress | None = None) -> Vectors:
        vectors = super().embed_passages(texts, progress=progress)
        vectors[len(texts) // 2] = self._number
        return vectors


def query_of(text: str, version: IndexVersion, embedder: Embedder) -> Query:
    vector = embedder.embed_questions([text])[0]
    centred = version.centres.centre_question(vector, Language.ENGLISH)
    return Query(text=text, embedding=centred, language=Language.ENGLISH)


@pytest.mark.parametrize("retriever", list(RETRIEVERS))
def test_a_version_gives_back_what_it_was_built_from(retriever: str, tmp_path: Path) -> None:
    name = build(tmp_path, retriever=retriever)
    version = open_version(tmp_path, embedder=HashingEmbedder())

    assert version.name == name == current_version(tmp_path)
    assert version.documents == {document.id: document for document in (TAX, WATER, UNDATED)}
    in_order = [passage for document in (TAX, WATER, UNDATED) for passage in passages_of(document)]
    in_order.sort(key=lambda one: (one.document.language, one.document.id, one.start, one.end))
    assert list(version.passages) == in_order
    assert version.manifest == verify_version(tmp_path)
    counts = (version.manifest.documents, version.manifest.passages, version.manifest.sentences)
    assert counts == (3, 8, 5)
    assert version.manifest.store_digest == "a" * 64


def test_a_word_that_only_one_passage_has_finds_it(tmp_path: Path) -> None:
    build(tmp_path)
    version = open_version(tmp_path, embedder=HashingEmbedder())
    query = query_of("office nine", version, HashingEmbedder())

    hits = version.retriever.search(query, limit=8)

    assert hits[0].passage.document == UNDATED
    assert hits[0].lexical_score > max(
        hit.lexical_score for hit in hits if hit.passage.document != UNDATED
    )


def test_a_question_finds_its_passage_and_its_sentence(tmp_path: Path) -> None:
    build(tmp_path)
    version = open_version(tmp_path, embedder=HashingEmbedder())
    query = query_of("The tax is due on 1 July 2016.", version, HashingEmbedder())

    hit = version.retriever.search(query, limit=1)[0]
    scored = version.sentences.score(query, hit.passage)
    best = max(scored, key=lambda sentence: sentence.score)

    assert hit.passage.document == TAX
    assert best.sentence.text == "The tax is due on 1 July 2016."
    assert best.score == pytest.approx(1, abs=1e-3)


def test_only_new_texts_are_embedded_and_the_vectors_stay_equal(tmp_path: Path) -> None:
    build(tmp_path)
    before = open_version(tmp_path, embedder=HashingEmbedder())
    added = make_document("A new bridge opens in June.", id="news/bridge.txt", title="Bridge")
    embedder = CountingEmbedder()

    build(tmp_path, [*DOCUMENTS, added], embedder=embedder)
    after = open_version(tmp_path, embedder=HashingEmbedder())

    first_text = "Tax\nThe tax is due on 1 July 2016."
    new_texts = ["Bridge\nA new bridge opens in June.", "A new bridge opens in June."]
    assert embedder.embedded == [first_text, *new_texts]  # the first tries the old version
    query = query_of("office", after, HashingEmbedder())
    old = {hit.passage: hit.dense_similarity for hit in before.retriever.search(query, limit=99)}
    new = {hit.passage: hit.dense_similarity for hit in after.retriever.search(query, limit=99)}
    assert len(old) == before.manifest.passages
    assert old.items() <= new.items()


def test_without_reuse_every_distinct_text_is_embedded_once(tmp_path: Path) -> None:
    build(tmp_path)
    embedder = CountingEmbedder()

    build(tmp_path, embedder=embedder, reuse=False)

    passages = {"Tax\n" + passage.text for passage in passages_of(TAX)}
    sentences = {sentence.text for sentence in sentences_of(TAX)}
    texts = embedder.embedded[8 * REFERENCE_SENTENCES :]  # four languages, asked and told
    about_tax = [text for text in texts if "tax" in text or "paid" in text]
    assert sorted(about_tax) == sorted(passages | sentences)


def test_vectors_of_another_model_are_not_used_again(tmp_path: Path) -> None:
    build(tmp_path)
    other = HashingEmbedder(salt="other")

    build(tmp_path, embedder=other)
    version = open_version(tmp_path, embedder=other)

    query = query_of("The office opens at nine.", version, other)
    passage = next(one for one in version.passages if one.document == UNDATED)
    best = max(one.score for one in version.sentences.score(query, passage))
    assert best == pytest.approx(1, abs=1e-3)


def test_the_last_three_versions_are_kept(tmp_path: Path) -> None:
    names = [build(tmp_path) for _ in range(5)]

    kept = sorted(path.name for path in tmp_path.glob("v*"))
    assert kept == names[2:]
    assert [name[:8] for name in names] == [f"v00000{number}-" for number in range(1, 6)]


def test_progress_counts_each_stage_to_its_end(tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []

    build(tmp_path, progress=lambda stage, done, total: seen.append((stage, done, total)))

    ends = [one for one in seen if one[1] == one[2]]
    assert ends == [("wording", 8, 8), ("passages", 8, 8), ("sentences", 5, 5)]


def test_nothing_to_index_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SearchError, match=r"nothing to index.*assistant sync --documents"):
        build(tmp_path, [])

    assert list(tmp_path.iterdir()) == []


def test_an_unknown_retriever_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(SearchError, match=r"no retriever annoy. Choose one of: faiss, exact"):
        build(tmp_path, retriever="annoy")


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 0.0, 0.5])
def test_unusable_vectors_stop_the_build_and_the_old_version_stays(
    number: float, tmp_path: Path
) -> None:
    name = build(tmp_path)

    with pytest.raises(ModelError, match="hashing gave"):
        build(tmp_path, embedder=SpoiledEmbedder(number), reuse=False)

    assert current_version(tmp_path) == name
    assert list(tmp_path.glob(".build-*")) == []


def test_overlapping_sentences_are_a_bug(tmp_path: Path) -> None:
    twice = sentences_of(TAX) + sentences_of(TAX)

    with pytest.raises(ValueError, match=r"sentences overlap in news/tax.txt"):
        build_version(
            tmp_path,
            documents=[TAX],
            passages=passages_of(TAX),
            sentences=twice,
            embedder=HashingEmbedder(),
            store_digest="",
            splitting="",
        )


def test_a_document_without_sentences_can_be_indexed(tmp_path: Path) -> None:
    bare = make_document("No full stop", id="bare.txt")
    build(tmp_path, [bare])
    version = open_version(tmp_path, embedder=HashingEmbedder())
    query = query_of("stop", version, HashingEmbedder())

    assert version.sentences.score(query, version.passages[0]) == []


def test_a_directory_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")

    with pytest.raises(SearchError, match=r"cannot be written to .*file/index"):
        build(tmp_path / "file" / "index")


@pytest.mark.parametrize("place", ["file", "file/store", "locked"])
def test_a_lock_that_cannot_be_written_names_its_directory(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("not a folder")
    (tmp_path / "locked" / ".lock").mkdir(parents=True)

    with (
        pytest.raises(SearchError, match=f"cannot be written to .*{place}: ") as caught,
        build_lock(tmp_path / place),
    ):
        pytest.fail("the lock was held")
    assert "`store.directory`" in caught.value.fix


def test_the_lock_makes_its_directory_and_lets_errors_of_its_holder_through(tmp_path: Path) -> None:
    directory = tmp_path / "new" / "var"

    with pytest.raises(OSError, match="of the holder"), build_lock(directory):
        raise OSError("of the holder")
    with build_lock(directory):
        assert directory.is_dir()


def test_a_second_builder_is_told_to_wait(tmp_path: Path) -> None:
    with (
        FileLock(tmp_path / ".lock"),
        pytest.raises(IndexBusyError, match="Another process is building") as caught,
    ):
        build(tmp_path)

    assert caught.value.exit_code == 75


def test_the_lock_of_a_dead_process_does_not_block(tmp_path: Path) -> None:
    program = (
        "import os, sys, time; from filelock import FileLock;"
        "lock = FileLock(sys.argv[1]); lock.acquire(); print('held', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", program, str(tmp_path / ".lock")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        with pytest.raises(IndexBusyError):
            build(tmp_path)
        holder.kill()

    assert build(tmp_path) == current_version(tmp_path)


@pytest.mark.slow
def test_a_builder_killed_at_any_moment_leaves_a_whole_version(tmp_path: Path) -> None:
    first = build(tmp_path)
    program = (
        "import bm25s, sys; from pathlib import Path; from tests.index.small_index import build\n"
        "print('ready', flush=True)\n"
        "while True: build(Path(sys.argv[1]))"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    names = {first}

    for attempt in range(10):
        with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=REPOSITORY) as builder:
            assert builder.stdout is not None
            builder.stdout.readline()
            time.sleep(0.02 + 0.013 * attempt)
            os.kill(builder.pid, signal.SIGKILL)
        version = open_version(tmp_path, embedder=HashingEmbedder())
        names.add(version.name)
        assert len(version.documents) == 3

    build(tmp_path)
    assert len(names) > 1
    assert list(tmp_path.glob(".build-*")) == []
    assert list(tmp_path.glob(".CURRENT.*")) == []
    assert len(list(tmp_path.glob("v*"))) <= 3


def test_sentence_vectors_lose_nothing_that_matters_in_float16() -> None:
    generator = np.random.default_rng(3)
    vectors = generator.normal(size=(500, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)

    difference = np.abs(
        vectors @ vectors.T - vectors.astype(np.float16).astype(np.float32) @ vectors.T
    )

    assert difference.max() < 2e-4

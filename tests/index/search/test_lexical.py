"""Shares of wording against plain Python, and what is read against what was written."""

import io
import pickle
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from math import log
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from corpus.document import Language
from corpus.passage import Passage
from index.errors import IndexVersionError
from index.model.embedded_texts import passage_text
from index.search.lexical import LexicalIndex
from index.search.terms import terms
from tests.fakes import make_document

EN, RU, BE, ZH = Language
TEXTS = [
    (EN, "The land tax is due on 1 July 2016. The tax is paid to the office."),
    (EN, "Water meters are checked every four years by the water office."),
    (EN, "Call the committee on 3-25-10."),
    (RU, "Земельный налог уплачивается до 1 июля 2016 года."),
    (RU, "Нужно выпустить 6000 тракторов и 3000 комбайнов. Налог не меняется."),
    (BE, "Падатак на зямлю плаціцца штогод да 1 ліпеня 2016 года."),
    (BE, "Трактароў трэба 6000, камбайнаў — 3000."),
    (ZH, "土地税应在2016年7月1日之前缴纳。"),
    (ZH, "需要生产6000台拖拉机和3000台收割机。"),
    (EN, "!"),
]
QUESTIONS = [
    "When is the land tax due?",
    "tax tax tax Tax",
    "Сколько тракторов и комбайнов?",
    "Колькі трактароў трэба выпусціць?",
    "土地税什么时候缴纳？",
    "拖拉机",
    "税",
    "3-25-10",
    "6000",
    "Zzyzx in 2016",
    "",
    "?!",
]


def passages_of(texts: Sequence[tuple[Language, str]], *, title: str = "Tax") -> list[Passage]:
    documents = [
        make_document(text, id=f"d{number}.txt", title=title, language=language)
        for number, (language, text) in enumerate(texts)
    ]
    return [Passage.cut(document, start=0, end=len(document.text)) for document in documents]


PASSAGES = passages_of(TEXTS)
LEXICAL = LexicalIndex.build(PASSAGES)


def collected(asked: Sequence[str], texts: Sequence[Sequence[str]]) -> tuple[list[float], float]:
    """BM25 of texts for distinct terms, k1 = 1.2, b = 0.75, and the sum of the terms' weights."""
    counts = [Counter(text) for text in texts]
    mean = sum(map(len, texts)) / len(texts)
    scores, total = [0.0] * len(texts), 0.0
    for term in set(asked):
        holding = sum(1 for count in counts if term in count)
        rarity = log(1 + (len(texts) - holding + 0.5) / (holding + 0.5))
        total += rarity
        for row, count in enumerate(counts):
            if term in count:
                often = count[term]
                length = 1 - 0.75 + 0.75 * len(texts[row]) / mean
                scores[row] += rarity * often / (often + 1.2 * length)
    return scores, total


def reference(passages: Sequence[Passage], text: str) -> list[float]:
    """The share of each passage: words, and runs at 0.4, of one language at a time."""
    shares = [0.0] * len(passages)
    for language in Language:
        rows = [row for row, one in enumerate(passages) if one.document.language is language]
        if not rows:
            continue
        taken = [terms(passage_text(passages[row]), language) for row in rows]
        asked = terms(text, language)
        words, words_weight = collected(asked.words, [one.words for one in taken])
        runs, runs_weight = collected(asked.runs, [one.runs for one in taken])
        weight = words_weight + 0.4 * runs_weight
        for row, word, run in zip(rows, words, runs, strict=True):
            shares[row] = (word + 0.4 * run) / weight if weight else 0.0
    return shares


@pytest.mark.parametrize("question", QUESTIONS)
def test_shares_equal_plain_bm25(question: str) -> None:
    found = LEXICAL.shares(question)

    assert found.dtype == np.float32
    np.testing.assert_allclose(found, reference(PASSAGES, question), rtol=1e-5, atol=1e-7)


WORDS = "tax due office taxes налог налога падатак трактароў 2016 №5 税收 土地税 5G"
LINES = st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=8).map(" ".join)
CORPORA = st.lists(st.tuples(st.sampled_from(Language), LINES), min_size=1, max_size=7)


@given(CORPORA, st.one_of(LINES, st.text(max_size=20)))
def test_shares_of_any_corpus_equal_plain_bm25_and_lie_between_0_and_1(
    texts: list[tuple[Language, str]], question: str
) -> None:
    passages = passages_of(texts)

    found = LexicalIndex.build(passages).shares(question)

    assert 0 <= found.min() <= found.max() <= 1
    np.testing.assert_allclose(found, reference(passages, question), rtol=1e-4, atol=1e-6)


def test_a_passage_is_found_by_its_title_and_headings_too() -> None:
    document = make_document("It is due.", title="Harvesters")
    passages = [
        Passage.cut(document, start=0, end=10, headings=("Tractors",)),
        *passages_of([(EN, "It is late.")]),
    ]
    lexical = LexicalIndex.build(passages)

    for word in ("tractor", "harvester"):
        assert lexical.shares(word)[0] > 0
        assert lexical.shares(word)[1] == 0


@pytest.mark.parametrize(
    ("question", "unknown"),
    [("land tax", "Zzyzx"), ("земельный налог", "Zzyzx"), ("土地税", "熊猫")],
)
def test_words_that_no_passage_has_lower_the_share(question: str, unknown: str) -> None:
    known, more = LEXICAL.shares(question), LEXICAL.shares(f"{question} {unknown}")

    held = known > 0
    assert held.any()
    assert (more[held] < known[held]).all()
    assert (more[~held] == 0).all()


def test_repeated_and_reordered_words_change_nothing() -> None:
    np.testing.assert_allclose(
        LEXICAL.shares("land tax land"), LEXICAL.shares("Tax, land"), rtol=1e-6
    )


def test_numbers_and_names_are_shared_between_languages() -> None:
    shares = LEXICAL.shares("6000")

    holding = {TEXTS[row][0] for row in np.flatnonzero(shares)}
    assert holding == {RU, BE, ZH}


def test_what_other_languages_hold_does_not_change_how_rare_a_word_is() -> None:
    alone = LexicalIndex.build(PASSAGES[:3]).shares("tax office 2016")
    more = LexicalIndex.build([*PASSAGES[:3], *PASSAGES[3:9] * 5]).shares("tax office 2016")

    np.testing.assert_array_equal(alone, more[:3])


def test_the_order_of_passages_changes_nothing() -> None:
    turned = LexicalIndex.build(PASSAGES[::-1])

    for question in QUESTIONS:
        np.testing.assert_allclose(
            LEXICAL.shares(question), turned.shares(question)[::-1], rtol=1e-6
        )


def test_progress_counts_passages() -> None:
    seen: list[tuple[int, int]] = []

    LexicalIndex.build(PASSAGES[:3], progress=lambda done, total: seen.append((done, total)))

    assert seen == [(1, 3), (2, 3), (3, 3)]


CORPORA_TO_KEEP = [
    TEXTS,
    [(EN, "2015 2016 3-25-10"), (EN, "5")],
    [(ZH, "土地税"), (ZH, "税")],
    [(BE, "!"), (BE, "…")],
    [(RU, "— 😀"), (EN, "tax")],
]


@pytest.mark.parametrize("texts", CORPORA_TO_KEEP)
@pytest.mark.parametrize("title", ["Tax", "!"])
def test_what_was_written_is_read(
    texts: list[tuple[Language, str]], title: str, tmp_path: Path
) -> None:
    passages = passages_of(texts, title=title)
    lexical = LexicalIndex.build(passages)
    path = tmp_path / "lexical.npz"

    lexical.write(path)
    read = LexicalIndex.read(path, passages)

    for question in QUESTIONS:
        expected = reference(passages, question)
        np.testing.assert_array_equal(lexical.shares(question), read.shares(question))
        np.testing.assert_allclose(read.shares(question), expected, rtol=1e-5, atol=1e-7)


SMALL = passages_of([(EN, "tax due"), (EN, "water"), (ZH, "税")], title="T")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("written") / "lexical.npz"
    LexicalIndex.build(SMALL).write(path)
    return path.read_bytes()


def test_the_same_passages_give_the_same_arrays(written: bytes, tmp_path: Path) -> None:
    path = tmp_path / "lexical.npz"
    LexicalIndex.build(SMALL).write(path)

    for name, array in arrays_of(written).items():
        np.testing.assert_array_equal(array, arrays_of(path.read_bytes())[name])


def assert_refused(content: bytes, folder: Path) -> None:
    path = folder / "lexical.npz"
    path.write_bytes(content)
    with pytest.raises(IndexVersionError, match=r"lexical\.npz is not a lexical index .*--rebuild"):
        LexicalIndex.read(path, SMALL)


def arrays_of(content: bytes) -> dict[str, NDArray[Any]]:
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return {name: arrays[name] for name in arrays.files}


def archive(arrays: Mapping[str, NDArray[Any]], *, pickled: bool = False) -> bytes:
    file = io.BytesIO()
    np.savez(file, allow_pickle=pickled, **arrays)
    return file.getvalue()


def test_a_file_cut_short_is_refused(written: bytes, tmp_path: Path) -> None:
    for size in [*range(0, len(written), 23), len(written) - 1]:
        assert_refused(written[:size], tmp_path)


@given(place=st.integers(0), bit=st.integers(0, 7))
def test_a_flipped_bit_is_refused_or_changes_nothing(
    place: int, bit: int, written: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    flipped = bytearray(written)
    flipped[place % len(written)] ^= 1 << bit
    path = tmp_path_factory.getbasetemp() / "flipped.npz"
    path.write_bytes(flipped)

    try:
        read = LexicalIndex.read(path, SMALL)
    except IndexVersionError as error:
        assert "is not a lexical index" in error.message  # noqa: PT017 - either is right
    else:
        expected = LexicalIndex.build(SMALL).shares("tax 税")
        np.testing.assert_array_equal(expected, read.shares("tax 税"))


@given(content=st.binary(max_size=200))
def test_any_bytes_are_refused(content: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    for beginning in (b"", b"PK\x03\x04", b"\x93NUMPY\x01\x00"):
        assert_refused(beginning + content, tmp_path_factory.getbasetemp())


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IndexVersionError, match=r"lexical\.npz is not a lexical index"):
        LexicalIndex.read(tmp_path / "lexical.npz", SMALL)


def test_a_single_array_is_refused(tmp_path: Path) -> None:
    file = io.BytesIO()
    np.save(file, np.zeros(3))

    assert_refused(file.getvalue(), tmp_path)


def test_a_pickle_is_refused(written: bytes, tmp_path: Path) -> None:
    objects = np.array([{"a": 1}])
    file = io.BytesIO()
    np.save(file, objects)

    assert_refused(pickle.dumps({"en": 1}), tmp_path)
    assert_refused(file.getvalue(), tmp_path)
    assert_refused(
        archive({**arrays_of(written), "en.words.data": objects}, pickled=True), tmp_path
    )


def test_every_array_must_be_there_and_no_other(written: bytes, tmp_path: Path) -> None:
    arrays = arrays_of(written)

    assert len(arrays) == 2 * 2 * 4  # two languages, words and runs, four arrays each
    for name in arrays:
        assert_refused(archive({key: arrays[key] for key in arrays if key != name}), tmp_path)
    assert_refused(archive({**arrays, "be.words.data": arrays["en.words.data"]}), tmp_path)


def test_the_index_of_other_passages_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lexical.npz"
    LexicalIndex.build(passages_of(TEXTS)).write(path)

    assert_refused(path.read_bytes(), tmp_path)


CHANGES: dict[str, list[Callable[[NDArray[Any]], object]]] = {
    "data": [
        lambda data: data.astype(np.float64),
        lambda data: data[:-1],
        lambda data: data[None],
        lambda data: data * np.float32("nan"),
        lambda data: data * np.float32("inf"),
        lambda data: -data,
        lambda data: data[0],
    ],
    "indices": [
        lambda indices: indices.astype(np.int64),
        lambda indices: indices + np.int32(2),
        lambda indices: indices - np.int32(1),
        lambda indices: np.append(indices, np.int32(0)),
        lambda indices: indices.astype(str),
    ],
    "indptr": [
        lambda indptr: indptr[:0],
        lambda indptr: indptr[:-1],
        lambda indptr: indptr[::-1],
        lambda indptr: indptr + 1,
        lambda indptr: indptr * 2,
        lambda indptr: np.where(np.arange(len(indptr)) == 1, -1, indptr),
        lambda indptr: indptr.astype(np.float64),
    ],
    "vocabulary": [
        lambda vocabulary: vocabulary[:0],
        lambda vocabulary: vocabulary[:-6],  # without the last term, water
        lambda vocabulary: np.append(vocabulary, np.frombuffer(b"\nmore", dtype=np.uint8)),
        lambda vocabulary: np.full_like(vocabulary, 0xFF),
        lambda vocabulary: vocabulary.astype(np.int64),
        lambda vocabulary: vocabulary.tobytes(),
        lambda vocabulary: np.frombuffer(b"due\nt\ntax\ntax"[: len(vocabulary)], dtype=np.uint8),
    ],
}


@pytest.mark.parametrize(
    ("name", "number"),
    [(name, number) for name, changes in CHANGES.items() for number in range(len(changes))],
)
def test_an_array_of_another_form_is_refused(
    name: str, number: int, written: bytes, tmp_path: Path
) -> None:
    arrays = arrays_of(written)
    changed = CHANGES[name][number](arrays[f"en.words.{name}"])

    assert_refused(archive({**arrays, f"en.words.{name}": np.asarray(changed)}), tmp_path)

"""LexicalIndex: how much of a question's wording each passage holds. BM25, a language at a time.

How rare a word is depends on the language it stands in, so passages of each language are counted
by themselves. A score is a share: what a passage collects, of all that the question's terms weigh.

Source: Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework: BM25 and Beyond", in
the form of Lucene as bm25s computes it. Figures: docs/adr/0009-hybrid-retrieval.md.
"""

import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from corpus.document import Language
from corpus.passage import Passage
from index.damage import damaged
from index.model.embedded_texts import passage_text
from index.model.embedder import Progress
from index.search.terms import Terms, terms

Shares = NDArray[np.float32]

_SATURATION = 1.2
_LENGTH = 0.75
_RUN_WEIGHT = 0.4
"""What a run of letters counts beside a word."""


class _Field:
    """Words, or runs of letters, of the passages of one language.

    Args:
        scores: bm25s's own matrix by columns: `data`, `indices`, `indptr`.
        vocabulary: The terms, by column.
        count: How many passages.
    """

    def __init__(
        self, scores: Mapping[str, NDArray[np.generic]], vocabulary: Sequence[str], count: int
    ) -> None:
        self.scores = scores
        self.vocabulary = vocabulary
        self._count = count
        self._columns = {term: column for column, term in enumerate(vocabulary)}

    @classmethod
    def build(cls, texts: Sequence[Sequence[str]]) -> "_Field":
        vocabulary = sorted({term for text in texts for term in text})
        if not vocabulary:
            return cls(_nothing(), [], len(texts))
        columns = {term: column for column, term in enumerate(vocabulary)}
        rows = [[columns[term] for term in text] for text in texts]
        import bm25s  # loads slowly, and asking does not need it

        search = bm25s.BM25(method="lucene", k1=_SATURATION, b=_LENGTH)
        scores = search.build_index_from_ids(
            unique_token_ids=list(columns.values()), corpus_token_ids=rows, show_progress=False
        )
        kept = {name: scores[name].astype(kind, copy=False) for name, kind in _ARRAYS.items()}
        return cls(kept, vocabulary, len(texts))

    def collect(self, asked: Sequence[str]) -> tuple[Shares, float]:
        """What each passage collects of the terms asked for, and what they weigh together."""
        distinct = sorted(set(asked))
        columns = [self._columns[term] for term in distinct if term in self._columns]
        starts = self.scores["indptr"]
        found = np.array([starts[column + 1] - starts[column] for column in columns], dtype=float)
        found = np.concatenate([found, np.zeros(len(distinct) - len(columns))])
        weight = np.log1p((self._count - found + 0.5) / (found + 0.5)).sum()
        collected = np.zeros(self._count, dtype=np.float32)
        for column in columns:
            here = slice(starts[column], starts[column + 1])
            collected[self.scores["indices"][here]] += self.scores["data"][here]
        return collected, float(weight)


_ARRAYS = {"data": np.float32, "indices": np.int32, "indptr": np.int64}
_VOCABULARY = "vocabulary"
_FIELDS = ("words", "runs")
_GREATEST_WEIGHT = 100
"""No term can weigh more: the logarithm of twice the number of passages is far below."""


def _nothing() -> dict[str, NDArray[np.generic]]:
    lengths = {"data": 0, "indices": 0, "indptr": 1}
    return {name: np.zeros(lengths[name], dtype=kind) for name, kind in _ARRAYS.items()}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Language:
    """The passages of one language: their rows in the index, int64 (n,), and their two fields."""

    rows: NDArray[np.int64]
    words: _Field
    runs: _Field


class LexicalIndex:
    """Compares the wording of a question with that of every passage.

    Args:
        languages: What is known of the passages of each language.
        count: How many passages there are.
    """

    def __init__(self, languages: Mapping[Language, _Language], *, count: int) -> None:
        self._languages = languages
        self._count = count

    @classmethod
    def build(
        cls, passages: Sequence[Passage], *, progress: Progress | None = None
    ) -> "LexicalIndex":
        """Take every passage apart, with its title and headings, and count."""
        taken: list[Terms] = []
        for passage in passages:
            taken.append(terms(passage_text(passage), passage.language))
            if progress is not None:
                progress(len(taken), len(passages))
        languages = {}
        for language, rows in _rows_by_language(passages).items():
            languages[language] = _Language(
                rows=rows,
                words=_Field.build([taken[row].words for row in rows]),
                runs=_Field.build([taken[row].runs for row in rows]),
            )
        return cls(languages, count=len(passages))

    def shares(self, text: str) -> Shares:
        """The share of a text's wording that each passage holds: float32 (n,), 0..1.

        Terms that no passage has count in full, so the share falls when a name is missing. A
        passage in another language can share numbers and names only.
        """
        shares = np.zeros(self._count, dtype=np.float32)
        for language, part in self._languages.items():
            asked = terms(text, language)
            words, words_weight = part.words.collect(asked.words)
            runs, runs_weight = part.runs.collect(asked.runs)
            weight = words_weight + _RUN_WEIGHT * runs_weight
            if weight > 0:
                shares[part.rows] = (words + _RUN_WEIGHT * runs) / weight
        return shares

    def write(self, path: Path) -> None:
        """Write everything as one file of arrays."""
        arrays: dict[str, NDArray[np.generic]] = {}
        for language, part in self._languages.items():
            for name, field in (("words", part.words), ("runs", part.runs)):
                prefix = f"{language.value}.{name}"
                arrays |= {f"{prefix}.{array}": field.scores[array] for array in _ARRAYS}
                text = "\n".join(field.vocabulary).encode()
                arrays[f"{prefix}.{_VOCABULARY}"] = np.frombuffer(text, dtype=np.uint8)
        with path.open("wb") as file:
            np.savez(file, allow_pickle=False, **arrays)

    @classmethod
    def read(cls, path: Path, passages: Sequence[Passage]) -> "LexicalIndex":
        """Read what was written for these passages. Its checksum is the caller's to verify first.

        Raises:
            IndexVersionError: It is not the file that was written.
        """
        languages = {}
        rows_by_language = _rows_by_language(passages)
        try:
            arrays = _read_arrays(path, rows_by_language)
            for language, rows in rows_by_language.items():
                fields = {
                    name: _read_field(arrays, f"{language.value}.{name}", count=len(rows))
                    for name in _FIELDS
                }
                languages[language] = _Language(rows=rows, **fields)
        except _UNREADABLE as error:
            raise damaged(path, f"is not a lexical index ({error})") from error
        return cls(languages, count=len(passages))


# RuntimeError: zipfile's word for archives of kinds that it cannot read.
_UNREADABLE = (OSError, ValueError, EOFError, BadZipFile, RuntimeError, zlib.error)


def _rows_by_language(passages: Sequence[Passage]) -> dict[Language, NDArray[np.int64]]:
    rows: dict[Language, list[int]] = {}
    for row, passage in enumerate(passages):
        rows.setdefault(passage.language, []).append(row)
    return {language: np.array(found, dtype=np.int64) for language, found in rows.items()}


def _read_arrays(path: Path, languages: Iterable[Language]) -> dict[str, NDArray[np.generic]]:
    kinds = {**_ARRAYS, _VOCABULARY: np.uint8}
    expected = {
        f"{language.value}.{field}.{name}": np.dtype(kind)
        for language in languages
        for field in _FIELDS
        for name, kind in kinds.items()
    }
    # NumPy leaves a file open that it opened itself and could not read.
    with path.open("rb") as file:
        found = np.load(file, allow_pickle=False)
        if not isinstance(found, np.lib.npyio.NpzFile):
            raise ValueError("one array")  # noqa: TRY004 - it is a file that is wrong, not a type
        if set(found.files) != expected.keys():
            raise ValueError(f"other arrays: {sorted(set(found.files) ^ expected.keys())}")
        arrays = {name: np.asarray(found[name]) for name in expected}
    for name, kind in expected.items():
        if (arrays[name].ndim, arrays[name].dtype) != (1, kind):
            raise ValueError(f"{name} holds {arrays[name].dtype} {arrays[name].shape}")
    return arrays


def _read_field(arrays: Mapping[str, NDArray[np.generic]], prefix: str, *, count: int) -> _Field:
    scores = {name: arrays[f"{prefix}.{name}"] for name in _ARRAYS}
    data, indices, indptr = scores.values()
    text = arrays[f"{prefix}.{_VOCABULARY}"].tobytes().decode()
    vocabulary = text.split("\n") if text else []
    if len(indptr) != len(vocabulary) + 1 or not len(data) == len(indices) == indptr[-1]:
        raise ValueError(f"{prefix}: arrays of other lengths")
    if len(set(vocabulary)) != len(vocabulary):
        raise ValueError(f"{prefix}: a term comes twice")
    if indptr[0] != 0 or np.any(np.diff(indptr) < 0) or _outside(indices, count - 1):
        raise ValueError(f"{prefix}: rows that are not there")
    if _outside(data, _GREATEST_WEIGHT):
        raise ValueError(f"{prefix}: weights that cannot be")
    return _Field(scores, vocabulary, count)


def _outside(numbers: NDArray[np.generic], last: int) -> bool:
    """Whether one of the numbers is not from 0 to `last`; NaN is not."""
    return len(numbers) > 0 and not (np.min(numbers) >= 0 and np.max(numbers) <= last)

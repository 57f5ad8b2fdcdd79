"""Questions made by rule from aligned news sentences, in four languages and across them.

There are no Russian or Belarusian questions to train on, and none in another language than their
passage. What a sentence leaves out (`cloze.py`) stands in the aligned sentence of each language.

Source of the sentences: NTREX-128, Federmann et al. (2022), documents of newstest2019.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from eval.errors import DataSetError
from eval.training.cloze import ask, find_gaps
from index.training.training_set import TrainingPassage, TrainingQuestion

_FILES = {
    "en": "newstest2019-src.eng.txt",
    "ru": "newstest2019-ref.rus.txt",
    "be": "newstest2019-ref.bel.txt",
    "zh": "newstest2019-ref.zho-CN.txt",
}
_SENTENCES = (4, 8)
_SEED = 20261124
_SHARE_IN_ITS_OWN_LANGUAGE = 0.5
_IN_ITS_OWN_LANGUAGE = ("who", "where")
"""Names of people and places cannot be matched between languages."""


def made_questions(
    data: Path, *, first_passage: int
) -> tuple[list[TrainingPassage], list[TrainingQuestion]]:
    """Passages of the four languages, and questions in all four on each.

    Args:
        data: The folder of the public sets.
        first_passage: Row of the first of these passages in the training set.

    Raises:
        DataSetError: A file is absent, or the languages have different numbers of lines.
    """
    lines, documents = _read(data / "ntrex")
    random = np.random.default_rng(_SEED)
    passages: list[TrainingPassage] = []
    questions: list[TrainingQuestion] = []
    for rows in _stretches(documents, random):
        places: dict[str, tuple[int, list[int]]] = {}
        for language in _FILES:
            text, starts = _joined([lines[language][row] for row in rows], language)
            places[language] = first_passage + len(passages), starts
            passages.append(TrainingPassage(group=f"news {language}", title="", text=text))
        for number, row in enumerate(rows):
            aligned = {language: lines[language][row] for language in _FILES}
            stands = {
                language: (passage, starts[number])
                for language, (passage, starts) in places.items()
            }
            questions += _questions(aligned, stands, random)
    return passages, questions


def _questions(
    aligned: Mapping[str, str],
    stands: Mapping[str, tuple[int, int]],
    random: np.random.Generator,
) -> Iterator[TrainingQuestion]:
    """Questions on one sentence.

    Args:
        aligned: The sentence in each language.
        stands: Row of its passage, and where it begins there.
        random: Draws the words.
    """
    gaps = {language: list(find_gaps(text, language)) for language, text in aligned.items()}
    for asked, text in aligned.items():
        for gap in gaps[asked]:
            question = ask(text, asked, gap, random)
            if question is None:
                continue
            for read, found in gaps.items():
                same = [one for one in found if (one.kind, one.says) == (gap.kind, gap.says)]
                if len(same) != 1 or (read != asked and gap.kind in _IN_ITS_OWN_LANGUAGE):
                    continue
                passage, start = stands[read]
                yield TrainingQuestion(
                    text=question,
                    passage=passage,
                    answers=((start + same[0].answer, start + same[0].end),),
                    share=_SHARE_IN_ITS_OWN_LANGUAGE if read == asked else 1.0,
                    origin="made",
                )


def _read(folder: Path) -> tuple[dict[str, list[str]], list[str]]:
    try:
        lines = {
            language: (folder / name).read_text(encoding="utf-8").splitlines()
            for language, name in _FILES.items()
        }
        documents = (folder / "DOCUMENT_IDS.tsv").read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise DataSetError(
            f"{folder} cannot be read: {error}.", fix="Name the folder of the public sets."
        ) from error
    counts = {len(documents), *map(len, lines.values())}
    if len(counts) != 1:
        raise DataSetError(
            f"{folder}: the files differ in length: {counts}.", fix="Fetch it again."
        )
    return lines, documents


def _stretches(documents: Sequence[str], random: np.random.Generator) -> Iterator[list[int]]:
    """Rows of a few sentences of one document."""
    rows: list[int] = []
    size = int(random.integers(*_SENTENCES))
    for row, document in enumerate(documents):
        if rows and (documents[rows[0]] != document or len(rows) == size):
            yield rows
            rows, size = [], int(random.integers(*_SENTENCES))
        rows.append(row)
    yield rows


def _joined(sentences: Sequence[str], language: str) -> tuple[str, list[int]]:
    between = "" if language == "zh" else " "
    starts, text = [], ""
    for sentence in sentences:
        text += between if text else ""
        starts.append(len(text))
        text += sentence
    return text, starts

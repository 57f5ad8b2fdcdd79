"""Known: what the version in use has, so that the next one embeds only what is new."""

import logging
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from index.errors import IndexVersionError
from index.model.embedded_texts import LanguageText, by_text, passage_texts, sentence_texts
from index.model.embedder import Embedder, Vectors
from index.model.language_centres import LanguageFairness, measure_fairness
from index.version.opening import read_contents
from index.version.pointer import current_version

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Known:
    """What was measured of the languages, and the vectors of the version in use by text."""

    fairness: LanguageFairness
    passages: dict[LanguageText, Vectors]
    sentences: dict[LanguageText, Vectors]


def nothing_known(embedder: Embedder) -> Known:
    """No vectors; the languages are measured anew."""
    return Known(fairness=measure_fairness(embedder), passages={}, sentences={})


def known_vectors(directory: Path, embedder: Embedder) -> Known:
    """What the version in use has, or nothing when it cannot be used."""
    try:
        folder = directory / current_version(directory)
        contents = read_contents(folder, embedder=embedder)
    except IndexVersionError as error:
        logger.info("Every text is embedded anew: %s", error.message)
        return nothing_known(embedder)
    return Known(
        fairness=contents.fairness,
        passages=by_text(passage_texts(contents.passages), contents.dense.vectors),
        sentences=by_text(
            sentence_texts(contents.sentences), contents.sentence_vectors.astype(np.float32)
        ),
    )

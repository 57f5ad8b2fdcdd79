"""Understanding: a question and its conversation to the query that is searched."""

import re

import numpy as np

from assistant.question import Question
from corpus.document import Language
from index.embedder import Embedder
from index.language_centres import LanguageCentres
from index.query import Query

_LEANING_WORDS = {
    Language.ENGLISH: (
        "and or but also then it its they them their this that these those he she his her there "
        "else more same"
    ),
    Language.RUSSIAN: (
        "а и но или же еще ещё тогда он она оно они его ее её их этот эта это эти этого этой этих "
        "тот та те там туда такой такие"
    ),
    Language.BELARUSIAN: (
        "а і ды але ці яшчэ тады ён яна яно яны яго яе іх гэты гэта гэтая гэтыя гэтага гэтай гэтых "
        "той тая тыя там туды такі такія"
    ),
}
_LEANING_CHINESE = re.compile(r"^(那|还有|以及|它|他|她|这|该|其)|(呢|它|它们|他们)[？?]?$")
_SHORT_WORDS = 3
_SHORT_CHINESE_CHARACTERS = 9
_SHARE_OF_THE_QUESTION_BEFORE = 0.5


def understand(question: Question, *, embedder: Embedder, centres: LanguageCentres) -> Query:
    """Make the query; a question that leans on the one before takes half of that one along."""
    if not question.history or not leans_on_history(question.text, question.language):
        return Query(
            text=question.text,
            embedding=centres.centre_question(
                embedder.embed_questions([question.text])[0], question.language
            ),
            language=question.language,
        )
    before = question.history[-1].question
    vectors = embedder.embed_questions([question.text, before])
    mixed = vectors[0] + _SHARE_OF_THE_QUESTION_BEFORE * vectors[1]
    return Query(
        text=f"{before} {question.text}",
        embedding=centres.centre_question(mixed / np.linalg.norm(mixed), question.language),
        language=question.language,
        continued=True,
    )


def leans_on_history(text: str, language: Language) -> bool:
    """Tell whether a question is too short, or refers too much, to stand alone."""
    if language is Language.CHINESE:
        characters = [character for character in text if character.isalnum()]
        return len(characters) <= _SHORT_CHINESE_CHARACTERS or bool(
            _LEANING_CHINESE.search(text.strip())
        )
    words = re.findall(r"\w+", text.casefold())
    return len(words) <= _SHORT_WORDS or not set(_LEANING_WORDS[language].split()).isdisjoint(words)

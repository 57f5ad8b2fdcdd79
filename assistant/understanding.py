"""Understanding: a question and its conversation to the query that is searched."""

import re

import numpy as np

from assistant.question import Question
from corpus.document import Language
from index.embedder import Embedder
from index.language_centres import LanguageCentres
from index.query import Query

_PRONOUNS = {
    Language.ENGLISH: "it its they them their he she his her him those",
    Language.RUSSIAN: "он она оно они его ее её их ему ей им него неё ней нему них ними этого этой",
    Language.BELARUSIAN: "ён яна яно яны яго яе іх яму ёй ім ім'і гэтага гэтай",
}
_CONTINUING_STARTS = {
    Language.ENGLISH: "and or but then also",
    Language.RUSSIAN: "а и но или тогда ещё еще",
    Language.BELARUSIAN: "а і ды але тады яшчэ",
}
_CONTINUING_CHINESE = re.compile(r"^(那|还有|以及|其中|它|他|她)|(呢)[？?]?$")
_SHORT_WORDS = 3
_SHORT_CHINESE_CHARACTERS = 5
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
        short = len(characters) <= _SHORT_CHINESE_CHARACTERS
        return short or bool(_CONTINUING_CHINESE.search(text.strip()))
    words = re.findall(r"[\w']+", text.casefold())
    if len(words) <= _SHORT_WORDS or words[0] in _CONTINUING_STARTS[language].split():
        return True
    return not set(_PRONOUNS[language].split()).isdisjoint(words)

"""Understanding: a question and its conversation to the query that is searched."""

import re
from dataclasses import replace

from assistant.question.read import Question
from corpus.document import Language
from corpus.language import detect_language
from index.model.embedder import Embedder
from index.model.language_centres import LanguageCentres
from index.search.query import Query

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
_CONTINUING_CHINESE = re.compile(r"^(那|还有|以及|其中)|它|(?<!其)他|她|(呢)[？?]?$")
_SHORT_WORDS = 2
_SHORT_CHINESE_CHARACTERS = 4
_ANSWER_CHARACTERS = 500


def understand(question: Question, *, embedder: Embedder, centres: LanguageCentres) -> Query:
    """Make the query, with the question before and the beginning of its answer."""
    texts = [question.text]
    if question.history and question.history[-1].question:
        last = question.history[-1]
        texts += [text for text in (last.question, last.answer[:_ANSWER_CHARACTERS]) if text]
    languages = [question.language]
    languages += [detect_language(text) or question.language for text in texts[1:]]
    vectors = embedder.embed_questions(texts)
    asked, *before = (
        Query(text=text, embedding=centres.centre_question(vector, language), language=language)
        for text, vector, language in zip(texts, vectors, languages, strict=True)
    )
    return replace(
        asked,
        history=tuple(before),
        follow_up=bool(before) and is_follow_up(question.text, question.language),
    )


def is_follow_up(text: str, language: Language) -> bool:
    """Tell whether a question is too short, or refers too much, to stand alone."""
    if language is Language.CHINESE:
        characters = [character for character in text if character.isalnum()]
        short = len(characters) <= _SHORT_CHINESE_CHARACTERS
        return short or bool(_CONTINUING_CHINESE.search(text.strip()))
    words = re.findall(r"[\w']+", text.casefold())
    if len(words) <= _SHORT_WORDS or words[0] in _CONTINUING_STARTS[language].split():
        return True
    return not set(_PRONOUNS[language].split()).isdisjoint(words)

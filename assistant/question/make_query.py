"""A question made ready for search: it and what was said before it, as vectors."""

from dataclasses import replace

from assistant.question.meaning import Meaning
from assistant.question.read import Question
from corpus.language import detect_language
from index.model.embedder import Embedder
from index.model.language_centres import LanguageCentres
from index.search.query import Query

_ANSWER_CHARACTERS = 500


def make_query(
    question: Question, meaning: Meaning, *, embedder: Embedder, centres: LanguageCentres
) -> Query:
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
        follow_up=meaning.follow_up,
    )

"""Disagreement remarks: the notice that two quotations of an answer do not go together."""

from collections.abc import Sequence

from assistant.answer import Citation, Notice
from assistant.extract.disagreement import Disagreement
from assistant.notices.messages import Messages
from corpus.document import Language
from corpus.sentence import Sentence


def disagreement_remarks(
    disagreement: Disagreement | None,
    citations: Sequence[Citation],
    *,
    language: Language,
    messages: Messages,
) -> tuple[Notice, ...]:
    """The notice, or none. Which side is right is left to the reader.

    Args:
        disagreement: What was found, if anything.
        citations: Of the answer; both sides are among them.
        language: Language of the notice.
        messages: Its words.
    """
    if disagreement is None:
        return ()
    code = "disagreement_change" if disagreement.impossible_change else "disagreement"
    notice = messages.notice(
        code,
        language,
        first=disagreement.first_words,
        second=disagreement.second_words,
        first_number=str(_number(disagreement.first, citations)),
        second_number=str(_number(disagreement.second, citations)),
    )
    return (Notice(code="disagreement", text=notice.text),)


def _number(sentence: Sentence, citations: Sequence[Citation]) -> int:
    """The number of the quotation that holds a sentence, alone or among others."""
    return next(
        one.number
        for one in citations
        if one.document.id == sentence.document.id
        and one.start <= sentence.start
        and sentence.end <= one.end
    )

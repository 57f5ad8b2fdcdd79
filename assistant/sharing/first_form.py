"""First form: answers kept before a citation had one record, read as if they were kept today.

The answering words, the text of the answer and the words that name a speaker had other names, and
neither frames nor addresses were kept.
"""

from typing import NotRequired

from pydantic import ConfigDict, TypeAdapter
from typing_extensions import TypedDict

from assistant.certificate import source_address
from assistant.notices.frames import frame
from corpus.document import Language


class _Attribution(TypedDict):
    __pydantic_config__ = ConfigDict(extra="allow")  # type: ignore[misc]  # pydantic looks for it
    words: str


class _Citation(TypedDict):
    __pydantic_config__ = ConfigDict(extra="allow")  # type: ignore[misc]  # pydantic looks for it
    document_id: str
    version: str
    start: int
    end: int
    language: Language
    answer: NotRequired[tuple[int, int] | None]
    attribution: NotRequired[_Attribution | None]


class _Answer(TypedDict):
    __pydantic_config__ = ConfigDict(extra="allow")  # type: ignore[misc]  # pydantic looks for it
    language: Language
    text: str | None
    citations: list[_Citation]


_ANSWER = TypeAdapter(_Answer)


def in_present_form(kept: object) -> object:
    """What was read of the file, in the present form; what has that already stays as it is.

    Raises:
        ValidationError: It has neither.
    """
    if not isinstance(kept, dict) or "text" not in kept:
        return kept
    answer = _ANSWER.validate_python(kept)
    citations = [_citation(citation, answer["language"]) for citation in answer["citations"]]
    return {**answer, "answer": answer["text"], "citations": citations}


def _citation(kept: _Citation, reader: Language) -> dict[str, object]:
    start, end = kept.get("answer") or (None, None)
    attribution = kept.get("attribution")
    return {
        **kept,
        "answer_start": start,
        "answer_end": end,
        "frame": frame(kept["language"], reader),
        "url": source_address(
            kept["document_id"], version=kept["version"], start=kept["start"], end=kept["end"]
        ),
        "attribution": {**attribution, "text": attribution["words"]} if attribution else None,
    }

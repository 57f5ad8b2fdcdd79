"""Bodies: what the HTTP API takes, and what it gives beside `assistant/answer_json.py`.

The names are fixed; add fields, rename none.
"""

import re
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from assistant.answer import Turn
from assistant.certificate import Certificate, Fault
from corpus.document import Language
from index.search.filters import Filters

_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _read_date(value: object) -> date:
    """Read `2015-08-31`. Pydantic alone would take numbers as seconds since 1970."""
    if isinstance(value, str) and _ISO_DATE.fullmatch(value):
        return date.fromisoformat(value)
    raise ValueError("a date is written like 2015-08-31")


IsoDate = Annotated[date, BeforeValidator(_read_date, json_schema_input_type=date)]
LanguageCode = Literal["en", "ru", "be", "zh"]


class _Request(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class TurnBody(_Request):
    """One earlier exchange of the conversation."""

    question: str
    answer: str


class FiltersBody(_Request):
    """Which documents may be used; what is left out or null is no condition."""

    published_from: IsoDate | None = None
    published_to: IsoDate | None = None
    languages: list[LanguageCode] = []
    document_ids: list[str] = []

    @model_validator(mode="after")
    def _refuse_empty_period(self) -> Self:
        if self.published_from and self.published_to and self.published_from > self.published_to:
            raise ValueError("published_from is after published_to")
        return self

    def filters(self) -> Filters:
        """The same as the search wants it."""
        return Filters(
            published_from=self.published_from,
            published_to=self.published_to,
            languages=frozenset(Language(code) for code in self.languages),
            document_ids=frozenset(self.document_ids),
        )


class SearchBody(_Request):
    """What `POST /api/v1/search` takes; only `question` is needed.

    The routes bound `limit` by the settings, with `limit_field`.
    """

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"question": "Directive No. 5", "limit": 5}]}
    )

    question: str = Field(description="Any of the four languages; 1000 characters by default.")
    history: list[TurnBody] = Field(default=[], description="Earlier turns, oldest first.")
    filters: FiltersBody = FiltersBody()
    limit: int
    read_period: bool = Field(
        default=True,
        description="Keep to a period that the question names, such as `in 2020`, "
        "unless the filters set days of publication.",
    )

    def turns(self) -> list[Turn]:
        """The history as the assistant wants it."""
        return [Turn(question=turn.question, answer=turn.answer) for turn in self.history]


class AskBody(SearchBody):
    """What `POST /api/v1/ask` takes; only `question` is needed."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"question": "When was Directive No. 5 signed?"},
                {
                    "question": "Кто отвечает за выполнение?",
                    "history": [{"question": "О чём директива № 5?", "answer": "…"}],
                    "language": "ru",
                    "filters": {"published_from": "2015-01-01", "languages": ["ru", "be"]},
                    "limit": 5,
                },
            ]
        }
    )

    language: LanguageCode | None = Field(
        default=None, description="Language of notices; null means that of the question."
    )


def limit_field(most: int) -> int:
    """The field `limit`, from 1 to the most hits that the settings allow, which are the default."""
    limit: int = Field(default=most, ge=1, le=most, description="Most hits.")
    return limit


class CertificateBody(_Request):
    """What `POST /api/v1/verify` takes: a citation of an answer, or what became of it."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "document_id": "news/2015/tax.html",
                    "version": "0" * 64,
                    "start": 0,
                    "end": 11,
                    "quote": "It is paid.",
                }
            ]
        }
    )

    document_id: str
    version: str = Field(
        pattern=r"^[0-9a-f]{64}$", description="The citation's `version`, all 64 characters."
    )
    start: int = Field(ge=0, description="Offset of the first character.")
    end: int = Field(ge=0, description="Offset after the last character.")
    quote: str = Field(description="Quotation marks, dashes and spaces may be set otherwise.")

    def certificate(self) -> Certificate:
        """The same as the assistant wants it."""
        return Certificate(
            document_id=self.document_id,
            version=self.version,
            start=self.start,
            end=self.end,
            quote=self.quote,
        )


class ShareBody(_Request):
    """What `POST /api/v1/answers/{answer_id}/share` takes."""

    with_question: bool = Field(
        description="Keep and show the question too. Without, no word of it is kept."
    )


class SharedBody(BaseModel):
    """Where a shared answer can be read and removed."""

    id: str = Field(description="Of the shared answer, by which it is read, judged and removed.")
    url: str
    removal_key: str = Field(description="Given only now; whoever has it may remove the answer.")
    removal_url: str = Field(description="A page that asks and then removes it.")


class RemovalBody(_Request):
    """What `POST /api/v1/answers/{shared_id}/remove` takes."""

    removal_key: str


class RemovedBody(BaseModel):
    """That a shared answer is gone."""

    removed: bool


class FeedbackBody(_Request):
    """What `POST /api/v1/feedback` takes; said again of the same answer, it replaces the first."""

    answer_id: str = Field(description="Of an answer of the last hour, or of a shared one.")
    helpful: bool
    reason: Literal["wrong", "not_answered", "outdated", "unclear", "other"] | None = Field(
        default=None, description="Why it did not help."
    )

    @model_validator(mode="after")
    def _refuse_reason_of_the_helpful(self) -> Self:
        if self.helpful and self.reason is not None:
            raise ValueError("a reason is given only when the answer did not help")
        return self


class FeedbackKeptBody(BaseModel):
    """That feedback is kept."""

    kept: bool


class VerdictBody(BaseModel):
    """Whether a quotation stands in the document as it is now."""

    valid: bool
    fault: Fault | None = Field(description="What is wrong, or null when it is valid.")


class DocumentBody(BaseModel):
    """A document as it was read."""

    id: str
    title: str
    source: str
    language: LanguageCode
    published: date | None
    version: str = Field(description="SHA-256 over every field.")
    text: str


class ProblemBody(BaseModel):
    """RFC 9457 problem details."""

    type: str
    title: str
    status: int
    code: str = Field(description="Stable, for programs.")
    detail: str

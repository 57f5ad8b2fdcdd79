"""SQuAD format: articles of paragraphs, each with its questions.

SQuAD 1.1 and 2.0, XQuAD, DRCD, CMRC 2018 and PolicyQA differ only in keys that are not needed
here. Answer offsets are not read: some of these sets have wrong ones, and a question's relevant
paragraph does not depend on them.

Source of the format: Rajpurkar et al. (2016), SQuAD; (2018) for `is_impossible`.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eval.errors import DataSetError
from eval.public.question_set import Paragraph, PublicQuestion, PublicSet

ANSWERABLE = "answerable"
IMPOSSIBLE = "impossible"
_Text = Annotated[str, Field(min_length=1)]


class _Question(BaseModel):
    model_config = ConfigDict(strict=True)

    id: _Text
    question: str
    is_impossible: bool = False


class _Paragraph(BaseModel):
    model_config = ConfigDict(strict=True)

    context: _Text
    qas: list[_Question]


class _Article(BaseModel):
    model_config = ConfigDict(strict=True)

    title: str = ""
    paragraphs: list[_Paragraph]


class _Squad(BaseModel):
    model_config = ConfigDict(strict=True)

    data: list[_Article] = Field(min_length=1)


def read_squad(*files: Path) -> PublicSet:
    """Read a set from its files; a question's relevant paragraph is the one it stands under.

    A paragraph that occurs twice is kept once, and its questions all point to it: whichever copy
    is found, the answer is. An impossible question has nothing relevant. A question without
    words is left out and counted.

    Raises:
        DataSetError: A file is absent, in another format, or repeats a question id.
    """
    read = [
        (article, paragraph)
        for file in files
        for article in _read(file).data
        for paragraph in article.paragraphs
    ]
    name = " + ".join(file.stem for file in files)
    paragraphs: dict[str, Paragraph] = {}
    questions: list[PublicQuestion] = []
    for article, record in read:
        new = Paragraph(id=f"{len(paragraphs):05d}", title=article.title, text=record.context)
        paragraph = paragraphs.setdefault(record.context, new)
        questions += [_question(one, paragraph) for one in record.qas if one.question.strip()]
    _refuse_repeated(questions, name)
    asked = sum(len(paragraph.qas) for _, paragraph in read)
    remarks = {
        "paragraphs that repeat another one": len(read) - len(paragraphs),
        "questions without words": asked - len(questions),
    }
    return PublicSet(
        name=name,
        paragraphs=tuple(paragraphs.values()),
        questions=tuple(questions),
        remarks=tuple(f"{count} {what}" for what, count in remarks.items() if count),
    )


def _refuse_repeated(questions: Sequence[PublicQuestion], name: str) -> None:
    for id_, times in Counter(question.id for question in questions).items():
        if times > 1:
            raise DataSetError(f"{name} has {times} questions {id_}.", fix="Fetch it again.")


def _question(record: _Question, paragraph: Paragraph) -> PublicQuestion:
    return PublicQuestion(
        id=record.id,
        kind=IMPOSSIBLE if record.is_impossible else ANSWERABLE,
        text=record.question,
        history=(),
        gains={} if record.is_impossible else {paragraph.id: 1.0},
    )


def _read(file: Path) -> _Squad:
    try:
        return _Squad.model_validate_json(file.read_bytes())
    except OSError as error:
        raise DataSetError(f"{file} cannot be read: {error}.", fix="Check the path.") from error
    except ValidationError as error:
        fault = error.errors(include_url=False, include_input=False)[0]
        key = ".".join(str(part) for part in fault["loc"]) or "the file"
        raise DataSetError(
            f"{file} is not in SQuAD format: {key}: {fault['msg']}.",
            fix="Give a file with data, paragraphs, qas.",
        ) from error

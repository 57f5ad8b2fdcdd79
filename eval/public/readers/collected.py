"""Collected passages: questions with the passages that were collected for each, one a line.

    {"query_id", "question", "answerable": bool, "passages": [{"docid", "text"}, …], …}

Which of the passages answers is not in the file, only whether any does.

Source of the format: NoMIRACL (Thakur et al., 2024).
"""

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from eval.errors import DataSetError
from eval.public.question_set import Paragraph, PublicQuestion, PublicSet
from eval.public.readers.lines import read_records, refuse_repeated

ANSWERABLE = "answerable"
UNANSWERABLE = "unanswerable"


class _Passage(BaseModel):
    model_config = ConfigDict(strict=True)

    docid: str = Field(min_length=1)
    text: str = Field(min_length=1)


class _Line(BaseModel):
    model_config = ConfigDict(strict=True)

    query_id: str = Field(min_length=1)
    question: str
    answerable: bool
    passages: list[_Passage] = Field(min_length=1)


def read_collected(file: Path) -> PublicSet:
    """Read a set; the passages of all questions are one pool.

    Of an answerable question all its passages count as relevant, so that recall tells whether
    the search comes to the same passages as those who collected them. An unanswerable one has
    nothing relevant.

    Raises:
        DataSetError: The file is absent, empty or in another format, repeats a question, or has
            two texts under one id.
    """
    lines = [record for _, record in read_records(file, _Line)]
    if not lines:
        raise DataSetError(f"{file} is empty.", fix="Fetch it again.")
    refuse_repeated([line.query_id for line in lines], file)
    paragraphs: dict[str, Paragraph] = {}
    for passage in (passage for line in lines for passage in line.passages):
        new = Paragraph(id=passage.docid, title="", text=passage.text)
        if paragraphs.setdefault(passage.docid, new) != new:
            raise DataSetError(f"{file} has two texts {passage.docid}.", fix="Fetch it again.")
    repeated = sum(len(line.passages) for line in lines) - len(paragraphs)
    remarks = (
        (f"{repeated} passages that were collected for another question too",) if repeated else ()
    )
    return PublicSet(
        name=file.stem,
        paragraphs=tuple(paragraphs.values()),
        questions=tuple(_question(line) for line in lines),
        remarks=remarks,
    )


def _question(line: _Line) -> PublicQuestion:
    return PublicQuestion(
        id=line.query_id,
        kind=ANSWERABLE if line.answerable else UNANSWERABLE,
        text=line.question,
        history=(),
        gains={passage.docid: 1.0 for passage in line.passages} if line.answerable else {},
    )

"""Passages + qrels: a folder with `passages.jsonl`, `qrels.tsv` and `tasks.jsonl`.

    passages.jsonl   {"_id", "title", "text", …}
    qrels.tsv        query-id, corpus-id, score; a header line
    tasks.jsonl      {"task_id", "input": [{"speaker": "user" | "agent", "text"}, …],
                      "answerability": [class], …}; the last turn is the question, by the user

Source of the format: the BEIR layout, with the conversations of MTRAG (Katsis et al., 2025).
"""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.answer import Turn
from eval.errors import DataSetError
from eval.public.question_set import Paragraph, PublicQuestion, PublicSet
from eval.public.readers.lines import read_lines, read_records, refuse_repeated

_HEADER = ["query-id", "corpus-id", "score"]
_MISSING = "task missing"
Gains = dict[str, dict[str, float]]


class _Passage(BaseModel):
    model_config = ConfigDict(strict=True)

    id: str = Field(alias="_id", min_length=1)
    title: str = ""
    text: str = Field(min_length=1)


class _Utterance(BaseModel):
    model_config = ConfigDict(strict=True)

    speaker: Literal["user", "agent"]
    text: str


class _Task(BaseModel):
    model_config = ConfigDict(strict=True)

    task_id: str = Field(min_length=1)
    input: list[_Utterance] = Field(min_length=1)
    answerability: list[str] = Field(min_length=1)


def read_passages_qrels(folder: Path) -> PublicSet:
    """Read a set; a task without judgements has nothing relevant.

    Raises:
        DataSetError: A file is absent or in another format, an id is repeated, a judgement names
            a passage that is not there.
    """
    passages = [record for _, record in read_records(folder / "passages.jsonl", _Passage)]
    refuse_repeated([passage.id for passage in passages], folder / "passages.jsonl")
    known = {passage.id for passage in passages}
    gains = _read_qrels(folder / "qrels.tsv", known=known)
    tasks = list(read_records(folder / "tasks.jsonl", _Task))
    refuse_repeated([task.task_id for _, task in tasks], folder / "tasks.jsonl")
    questions = [_question(task, gains, place=place) for place, task in tasks]
    missing = sorted(gains.keys() - {question.id for question in questions})
    questions += [
        PublicQuestion(id=id_, kind=_MISSING, text=None, history=(), gains=gains[id_])
        for id_ in missing
    ]
    remarks = (f"{len(missing)} judged queries without a task",) if missing else ()
    return PublicSet(
        name=folder.name,
        paragraphs=tuple(Paragraph(id=one.id, title=one.title, text=one.text) for one in passages),
        questions=tuple(questions),
        remarks=remarks,
    )


def _read_qrels(file: Path, *, known: set[str]) -> Gains:
    rows = list(csv.reader(read_lines(file), delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows or rows[0] != _HEADER:
        raise DataSetError(f"{file} does not start with {' '.join(_HEADER)}.", fix="Add it.")
    gains: Gains = {}
    for number, row in enumerate(rows[1:], start=2):
        place = f"{file}, line {number}"
        if len(row) != 3 or not row[2].isdecimal():
            raise DataSetError(f"{place}: not a judgement.", fix="Fetch it again.")
        query, passage, score = row
        if passage not in known:
            raise DataSetError(f"{place}: no passage {passage}.", fix="Fetch it again.")
        if int(score) > 0:
            gains.setdefault(query, {})[passage] = float(score)
    return gains


def _question(task: _Task, gains: Gains, *, place: str) -> PublicQuestion:
    *earlier, last = task.input
    if last.speaker != "user":
        raise DataSetError(f"{place}: the last turn is not the user's.", fix="Fetch it again.")
    return PublicQuestion(
        id=task.task_id,
        kind=task.answerability[0].lower(),
        text=last.text,
        history=_turns(earlier, place=place),
        gains=gains.get(task.task_id, {}),
    )


def _turns(utterances: Sequence[_Utterance], *, place: str) -> tuple[Turn, ...]:
    speakers = [utterance.speaker for utterance in utterances]
    if speakers != ["user", "agent"] * (len(speakers) // 2):
        raise DataSetError(f"{place}: user and agent do not take turns.", fix="Fetch it again.")
    return tuple(
        Turn(question=asked.text, answer=said.text)
        for asked, said in zip(utterances[::2], utterances[1::2], strict=True)
    )

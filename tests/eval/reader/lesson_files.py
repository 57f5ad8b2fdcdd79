"""A small folder of lessons: news documents and texts of an authority, in four languages."""

import json
from pathlib import Path
from typing import Any

LANGUAGES = ("en", "ru", "be", "zh")
_NEWS = {"en": "src.eng", "ru": "ref.rus", "be": "ref.bel", "zh": "ref.zho-CN"}
_LINES_OF_A_DOCUMENT = 6
_OFFICES = 8


def write_lessons(folder: Path, *, news: int = 20) -> None:
    """Write `lessons` and `ntrex`: two groups about each document, one of them near."""
    names = [f"paper.{number}" for number in range(news)]
    groups = [one for row, name in enumerate(names) for one in _news_groups(name, row)]
    _write_news(folder / "ntrex", names)
    texts = [_office(f"contacts-{number:02}") for number in range(_OFFICES)]
    groups += [one for text in texts for one in _office_groups(text["document"])]
    for part, records in (("groups", groups), ("texts", texts)):
        (folder / "lessons" / part).mkdir(parents=True)
        lines = "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in records)
        (folder / "lessons" / part / "some.jsonl").write_text(lines, encoding="utf-8")


def _write_news(folder: Path, names: list[str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for language, file in _NEWS.items():
        lines = [
            f"{language} {name}, line {row}: {row}0 people came."
            for name in names
            for row in range(_LINES_OF_A_DOCUMENT)
        ]
        text = "".join(f"{line}\n" for line in lines)
        (folder / f"newstest2019-{file}.txt").write_text(text, encoding="utf-8")
    ids = "".join(f"{name}\n" * _LINES_OF_A_DOCUMENT for name in names)
    (folder / "DOCUMENT_IDS.tsv").write_text(ids, encoding="utf-8")


def _news_groups(name: str, number: int) -> list[dict[str, Any]]:
    row = number * _LINES_OF_A_DOCUMENT + 4
    return [
        _group(f"{name}-1", name, [row, row], "How many came to {}?", near=None, answer="40"),
        _group(f"{name}-2", name, [row, row], "Why did they come to {}?", near="cause"),
    ]


def _office(name: str) -> dict[str, Any]:
    lines = [f"Office {name}", "It is open daily.", "Who | Room", "Head | 301", "Deputy | 303"]
    return {
        "document": name,
        "title": lines[0],
        "lines": {one: [f"{one} {line}" for line in lines] for one in LANGUAGES},
    }


def _office_groups(name: str) -> list[dict[str, Any]]:
    return [
        _group(f"{name}-1", name, [4, 4], "Room of the deputy in {}?", near=None, answer="303"),
        _group(f"{name}-2", name, [4, 4], "Telephone of the deputy in {}?", near="attribute"),
    ]


def _group(
    id_: str, name: str, lines: list[int], question: str, *, near: str | None, answer: str = ""
) -> dict[str, Any]:
    return {
        "id": id_,
        "document": name,
        "lines": lines,
        "kind": "near" if near else "answer",
        "near": near,
        "question": {one: f"{one}: {question.format(name)}" for one in LANGUAGES},
        "answer": None if near else dict.fromkeys(LANGUAGES, answer),
    }

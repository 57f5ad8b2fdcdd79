"""Provenance: short digests that tell whether two runs are comparable."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path

from assistant.settings import Settings
from corpus.durable import sha256_of
from eval.answers.case import Case

_LENGTH = 12

TODAY = date(2026, 11, 22)
"""What "this year" means in a question: a fixed day, so that a run can be repeated."""


def settings_digest(settings: Settings) -> str:
    """Over every setting that can change an answer: not where things are kept or served."""
    record = settings.model_dump(
        mode="json",
        exclude={
            "store": True,
            "server": True,
            "contact": True,
            "documents": {"folders"},
            "model": {"cache_directory", "threads"},
        },
    )
    return digest_of(record)


@cache
def program_digest() -> str:
    """Over the code and the tables that make an answer: a change to either may change it."""
    files = [
        path
        for stage in ("corpus", "index", "assistant")
        for pattern in ("*.py", "*.toml", "*.tsv", "*.safetensors")
        for path in _folder(stage).rglob(pattern)
    ]
    return digest_of(sorted((f"{one.parent.name}/{one.name}", sha256_of(one)) for one in files))


def _folder(stage: str) -> Path:
    return Path(str(resources.files(stage)))


def cases_digest(cases: Iterable[Case]) -> str:
    """Over the cases that were run, in whatever order."""
    return digest_of(sorted((asdict(case) for case in cases), key=lambda record: record["id"]))


def digest_of(record: object) -> str:
    """Over anything that JSON can hold."""
    text = json.dumps(record, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]

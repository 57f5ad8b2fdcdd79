"""Provenance: short digests that tell whether two runs are comparable."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict

from assistant.settings import Settings
from eval.case import Case

_LENGTH = 12


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
    return _digest(record)


def cases_digest(cases: Iterable[Case]) -> str:
    """Over the cases that were run, in whatever order."""
    return _digest(sorted((asdict(case) for case in cases), key=lambda record: record["id"]))


def _digest(record: object) -> str:
    text = json.dumps(record, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]

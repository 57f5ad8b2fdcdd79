"""A small assistant over real files, with the hashing embedder: everything but the model."""

from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.settings import AnswerSettings, DocumentsSettings, Settings, StoreSettings
from assistant.syncing import build_index
from assistant.wiring import open_assistant
from tests.fakes import HashingEmbedder

TEXTS = {
    "tax.md": (
        "---\ntitle: Land tax\ndate: 2016-03-01\nlanguage: en\n---\n\n# Land tax\n\n"
        "The land tax is due on 1 July 2016. It is paid to the tax office.\n"
    ),
    "water.md": (
        "---\ntitle: Water supply\nlanguage: en\n---\n\n"
        "Water meters are checked every four years by the water office.\n"
    ),
    "naloh.txt": "Падатак на зямлю\n\n1 сакавіка 2015 года\n\nПадатак на зямлю плаціцца штогод.\n",
}


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def settings(tmp_path: Path, documents: Path) -> Settings:
    return Settings(
        store=StoreSettings(directory=tmp_path / "var"),
        documents=DocumentsSettings(folders=(documents,)),
        answer=AnswerSettings(minimum_confidence=0.0),
    )


@pytest.fixture
def assistant(settings: Settings) -> Assistant:
    embedder = HashingEmbedder()
    build_index(settings, embedder=embedder)
    return open_assistant(settings, embedder=embedder)

from pathlib import Path

import pytest

from assistant.settings import Settings
from eval.answers.case import CorpusName
from eval.answers.corpora import case_files, corpus_folders, open_corpus
from eval.errors import EvalError
from tests.fakes import HashingEmbedder


def test_each_corpus_has_its_folder() -> None:
    folders = corpus_folders(Path("elsewhere"))

    assert folders[CorpusName.SEEDS] == Path("elsewhere")
    assert (folders[CorpusName.SAMPLE] / "news").is_dir()
    assert (folders[CorpusName.HELD_OUT] / "news").is_dir()
    assert (folders[CorpusName.DEV] / "news").is_dir()


def test_the_gold_cases_are_found_whatever_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    names = [file.name for file in case_files()]

    assert names == sorted(names)
    assert {"seeds-be.jsonl", "sample-zh.jsonl"} <= set(names)


def test_a_corpus_is_indexed_in_its_own_store_and_read_again_from_its_files(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "tax.txt").write_text("The tax is due in July.\n", encoding="utf-8")

    corpus = open_corpus(
        tmp_path / "corpus",
        settings=Settings(),
        embedder=HashingEmbedder(),
        store=tmp_path / "store",
        progress=lambda *_: None,
    )

    assert corpus.documents["tax.txt"].text == "The tax is due in July."
    [hit] = corpus.assistant.search("When is the tax due?").hits
    assert hit.passage.document == corpus.documents["tax.txt"]
    assert (tmp_path / "store").is_dir()


def test_a_document_that_cannot_be_read_stops_the_evaluation(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()

    with pytest.raises(EvalError, match=r"empty\.txt"):
        open_corpus(
            tmp_path,
            settings=Settings(),
            embedder=HashingEmbedder(),
            store=tmp_path / "store",
            progress=lambda *_: None,
        )

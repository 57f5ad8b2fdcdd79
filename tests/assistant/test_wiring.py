from pathlib import Path

import pytest

from assistant.settings import DocumentsSettings, SearchSettings, Settings
from assistant.syncing import build_index
from assistant.wiring import open_assistant
from corpus.errors import StoreError
from corpus.remembered import remembered_folders
from corpus.store import sync_store
from index.errors import IndexBusyError, IndexVersionError, SearchError
from index.version.versions import build_lock
from tests.fakes import HashingEmbedder


def test_a_second_sync_of_the_same_documents_publishes_nothing(settings: Settings) -> None:
    first = build_index(settings, embedder=HashingEmbedder())
    second = build_index(settings, embedder=HashingEmbedder())

    assert (first.published, second.published) == (True, False)
    assert first.index_version == second.index_version
    assert len(first.report.added) == len(second.report.unchanged) == 3


def test_a_changed_document_changes_the_answer(settings: Settings, documents: Path) -> None:
    build_index(settings, embedder=HashingEmbedder())
    (documents / "water.md").write_text(
        "---\nlanguage: en\n---\n\nWater meters are checked every nine years.\n"
    )

    outcome = build_index(settings, embedder=HashingEmbedder())
    answer = open_assistant(settings, embedder=HashingEmbedder()).answer("water meters years")

    assert outcome.published
    assert outcome.report.changed == ("water.md",)
    assert answer.citations[0].quote == "Water meters are checked every nine years."


def test_a_removed_document_vanishes_from_answers(settings: Settings, documents: Path) -> None:
    build_index(settings, embedder=HashingEmbedder())
    (documents / "water.md").unlink()

    outcome = build_index(settings, embedder=HashingEmbedder())
    hits = open_assistant(settings, embedder=HashingEmbedder()).search("water meters").hits

    assert outcome.report.removed == ("water.md",)
    assert "water.md" not in {hit.passage.document.id for hit in hits}


def test_a_bad_document_is_reported_while_the_others_are_indexed(
    settings: Settings, documents: Path
) -> None:
    (documents / "scan.txt").write_bytes(b"%PDF-1.7\x00\x01\x02")

    outcome = build_index(settings, embedder=HashingEmbedder())

    assert [failure.id for failure in outcome.report.failed] == ["scan.txt"]
    assert len(outcome.report.added) == 3


def test_another_retriever_or_rebuild_publishes_a_new_version(settings: Settings) -> None:
    names = [build_index(settings, embedder=HashingEmbedder()).index_version]
    exact = settings.model_copy(update={"search": SearchSettings(retriever="exact")})
    names.append(build_index(exact, embedder=HashingEmbedder()).index_version)
    names.append(build_index(exact, rebuild=True, embedder=HashingEmbedder()).index_version)

    assert len(set(names)) == 3


def test_an_index_of_another_model_is_refused_with_the_command(settings: Settings) -> None:
    build_index(settings, embedder=HashingEmbedder())

    with pytest.raises(IndexVersionError, match="assistant sync --rebuild"):
        open_assistant(settings, embedder=HashingEmbedder(salt="other"))


def test_without_an_index_the_command_is_named(settings: Settings) -> None:
    with pytest.raises(IndexVersionError, match=r"Run `assistant sync`\."):
        open_assistant(settings, embedder=HashingEmbedder())


def test_a_damaged_store_is_refused_and_mended_by_a_rebuild(settings: Settings) -> None:
    build_index(settings, embedder=HashingEmbedder())
    store = next((settings.store.directory / "store").glob("*.jsonl"))
    store.write_bytes(store.read_bytes()[:-20])

    with pytest.raises(StoreError, match="assistant sync --rebuild"):
        build_index(settings, embedder=HashingEmbedder())

    assert len(build_index(settings, rebuild=True, embedder=HashingEmbedder()).report.failed) == 0


def test_two_syncs_at_once_do_not_mix(settings: Settings) -> None:
    settings.store.directory.mkdir(parents=True)

    with build_lock(settings.store.directory), pytest.raises(IndexBusyError, match="Another"):
        build_index(settings, embedder=HashingEmbedder())

    assert build_index(settings, embedder=HashingEmbedder()).published


def test_a_store_that_cannot_be_written_is_one_line(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    store = settings.store.model_copy(update={"directory": tmp_path / "file" / "var"})

    with pytest.raises(SearchError, match=r"cannot be written to .*file/var: Not a directory"):
        build_index(settings.model_copy(update={"store": store}), embedder=HashingEmbedder())


def test_an_index_behind_the_store_is_reported_with_the_command(
    settings: Settings, documents: Path, caplog: pytest.LogCaptureFixture
) -> None:
    build_index(settings, embedder=HashingEmbedder())
    (documents / "water.md").unlink()
    sync_store(settings.store.directory, [documents], rebuild=False)

    assistant = open_assistant(settings, embedder=HashingEmbedder())

    assert "Run `assistant sync`" in caplog.text
    assert assistant.search("water meters").hits, "answers still come from the whole index"


def test_a_damaged_store_does_not_stop_answers_and_is_reported(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    build_index(settings, embedder=HashingEmbedder())
    next((settings.store.directory / "store").glob("*.jsonl")).write_text("broken")

    assistant = open_assistant(settings, embedder=HashingEmbedder())

    assert "assistant sync --rebuild" in caplog.text
    assert assistant.answer("When is the land tax due?").citations


def test_a_plain_sync_reads_the_folders_of_the_one_before(
    settings: Settings, documents: Path
) -> None:
    unset = settings.model_copy(update={"documents": DocumentsSettings()})
    build_index(unset, [documents], embedder=HashingEmbedder())

    again = build_index(unset, rebuild=True, embedder=HashingEmbedder())

    assert again.folders == (documents,)
    assert {document.id for document in again.report.documents} == {
        "naloh.txt",
        "tax.md",
        "water.md",
    }


def test_configured_folders_are_not_remembered_and_win(settings: Settings, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "bridge.txt").write_text("Bridge\n\nThe bridge opens in June after repairs.\n")
    build_index(settings, [other], embedder=HashingEmbedder())

    configured = build_index(settings, embedder=HashingEmbedder())

    assert configured.folders == settings.documents.folders
    assert remembered_folders(settings.store.directory) == (other,)

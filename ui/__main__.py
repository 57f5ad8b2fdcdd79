"""`python -m ui`: serve the chat page, the JSON API and the source viewer."""

import logging
import sys
from pathlib import Path

import click

from assistant.settings import load_settings
from corpus.errors import KnownError
from ui.server import serve


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--settings", "settings_file", type=click.Path(path_type=Path))
@click.option("--host", help="Address to listen on; from the settings if not given.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port; from the settings if not given.")
def main(settings_file: Path | None, host: str | None, port: int | None) -> None:
    """Serve the chat page, the JSON API and the source viewer on one port."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
    try:
        settings = load_settings(settings_file)
        serve(settings, host=host or settings.server.host, port=port or settings.server.port)
    except KnownError as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()

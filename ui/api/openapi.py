"""The API described for programs, without an index or a model: `python -m ui.api.openapi`."""

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

from assistant.settings import Settings
from ui.app import assemble
from ui.executor import AnswerExecutor


def api_description() -> dict[str, object]:
    """What `/api/openapi.json` gives for the settings of the environment."""
    with TemporaryDirectory() as directory:
        settings = Settings().with_store(Path(directory))
        executor = AnswerExecutor(_never, settings.limits)
        return assemble(executor, settings, chat_languages=()).openapi()


def _never() -> NoReturn:
    raise AssertionError("a description opens nothing")


if __name__ == "__main__":
    sys.stdout.write(json.dumps(api_description(), ensure_ascii=False, indent=2) + "\n")

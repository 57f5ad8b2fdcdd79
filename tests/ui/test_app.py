import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.settings import Settings
from tests.ui.fakes import FakeAssistant
from ui.app import create_app
from ui.errors import InterfaceError

PROGRAM = """
import sys
from pathlib import Path
from assistant.settings import Settings
from tests.ui.fakes import FakeAssistant
from ui.app import create_app

create_app(FakeAssistant(), Settings().with_store(Path(sys.argv[1])))
from gradio.route_utils import DEFAULT_TEMP_DIR
from gradio.utils import get_upload_folder

print({DEFAULT_TEMP_DIR, get_upload_folder()})
"""


@pytest.mark.process
@pytest.mark.parametrize("chosen", [None, "chosen"])
def test_the_chat_library_may_write_below_the_store_or_where_the_operator_says(
    tmp_path: Path, chosen: str | None
) -> None:
    chosen = str(tmp_path / chosen) if chosen else None
    environment = {name: value for name, value in os.environ.items() if "GRADIO" not in name}
    environment |= {"GRADIO_TEMP_DIR": chosen} if chosen else {}
    program = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        env=environment,
        timeout=60,
        check=True,
    )

    assert program.stdout.strip() == repr({chosen or str(tmp_path / "tmp" / "gradio")})


def test_a_store_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GRADIO_TEMP_DIR", raising=False)
    (tmp_path / "file").touch()

    with pytest.raises(InterfaceError, match=r"file/tmp/gradio: .* GRADIO_TEMP_DIR"):
        create_app(FakeAssistant(), Settings().with_store(tmp_path / "file"))

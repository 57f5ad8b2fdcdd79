import sys

import pytest


@pytest.fixture(autouse=True, scope="package")
def one_thread() -> None:
    """Small tensors are not worth a second thread, which waits where other tests run."""
    if "torch" in sys.modules:  # importing it takes seconds
        sys.modules["torch"].set_num_threads(1)

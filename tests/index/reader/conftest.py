import pytest
import torch


@pytest.fixture(autouse=True, scope="package")
def one_thread() -> None:
    """Small tensors are not worth a second thread, which waits where other tests run."""
    torch.set_num_threads(1)

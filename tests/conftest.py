"""Settings of all tests."""

import os

import pytest
from hypothesis import HealthCheck, settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

# How long an example takes depends on what else the machine does.
settings.register_profile("ci", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# A tenth of the examples: `make check` and `make quick`.
settings.register_profile("loop", settings.get_profile("ci"), max_examples=10)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

# What takes seconds to load is loaded by one worker only (`--dist loadgroup`).
LOADED_ONCE = {
    "languages of documents": (
        "tests/assistant/clarify/test_clarification.py",
        "tests/assistant/test_",
        "tests/corpus/test_l",
        "tests/corpus/test_store.py",
        "tests/eval/answers/",
        "tests/eval/bench/",
        "tests/eval/public/",
        "tests/eval/quotations/",
        "tests/eval/test_",
    ),
}


class LoadedOnceScheduling(LoadScopeScheduling):  # type: ignore[misc]  # it ships no types
    """Gives each file to one worker, and the files together that load the same.

    The marks of `xdist_group` would say so too, but xdist 3.8 loses them under pytest 9.2.
    """

    def _split_scope(self, nodeid: str) -> str:
        groups = (name for name, starts in LOADED_ONCE.items() if nodeid.startswith(starts))
        return next(groups, nodeid.partition("::")[0])


def pytest_xdist_make_scheduler(
    config: pytest.Config, log: Producer
) -> LoadedOnceScheduling | None:
    """Schedule `make check`; other runs choose for themselves."""
    return LoadedOnceScheduling(config, log) if config.getvalue("dist") == "loadgroup" else None

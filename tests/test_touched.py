from pathlib import Path

import grimp
import pytest

from tests.touched import PACKAGES, touched


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(*PACKAGES, cache_dir=None)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ("tests/corpus/test_clean.py", "tests/corpus/test_clean.py"),
        ("corpus/clean.py", "tests/corpus/test_clean.py"),
        ("index/search/terms.py", "tests/index/search/test_terms.py"),
        ("assistant/question/intent_words.toml", "tests/assistant/question/test_intent.py"),
        ("ui/chat/dressing.py", "tests/ui/chat/test_mounting.py"),
        ("ui/chat/page.py", "tests/ui/chat/test_mounting.py"),
        ("tests/ui/sharing.py", "tests/ui/pages/test_unavailable.py"),
    ],
)
def test_a_change_touches_the_tests_that_mirror_or_import_it(
    graph: grimp.ImportGraph, changed: str, expected: str
) -> None:
    found = touched([Path(changed)], graph)

    assert Path(expected) in found
    assert len(found) <= 11


def test_what_most_tests_import_is_left_to_the_other_run(graph: grimp.ImportGraph) -> None:
    assert len(touched([Path("index/search/hit.py")], graph)) <= 11


def test_files_outside_the_packages_touch_no_tests(graph: grimp.ImportGraph) -> None:
    assert touched([Path("README.md"), Path("docs/adr/index.md")], graph) == set()

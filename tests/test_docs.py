"""What the documentation names is there, and what there is it names."""

import dataclasses
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from fastapi.testclient import TestClient

from assistant.__main__ import command
from assistant.answer_json import AnswerRecord, CitationRecord, HitRecord
from assistant.settings import Settings
from assistant.status import Status
from tests.ui.fakes import FakeAssistant
from ui.api.json_bodies import DocumentBody
from ui.app import create_app
from ui.problems import OUTCOMES

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(
    [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "CHANGELOG.md")]
    + [*DOCS.rglob("*.md")]
)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_FOREIGN = re.compile(r"[a-z]+:")


def _without_code(text: str) -> str:
    """A page without what its code blocks and spans hold, which is no link."""
    text = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return re.sub(r"^ {4}.*$|`[^`\n]*`", "code", text, flags=re.MULTILINE)


def _anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub and the site builder make them."""
    text = re.sub(r"^```.*?^```", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^#+ (.+)$", text, flags=re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _leads_somewhere(link: str, page: Path) -> bool:
    name, _, anchor = link.partition("#")
    target = (page.parent / name).resolve() if name else page
    if not target.exists():
        return False
    return not anchor or (target.suffix == ".md" and anchor in _anchors(target))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(page: Path) -> None:
    links = _LINK.findall(_without_code(page.read_text(encoding="utf-8")))

    broken = [
        link for link in links if not _FOREIGN.match(link) and not _leads_somewhere(link, page)
    ]

    assert broken == []


def test_a_link_without_its_heading_leads_nowhere() -> None:
    page = DOCS / "index.md"

    assert _leads_somewhere("operations.md#exit-codes", page)
    assert not _leads_somewhere("operations.md#no-such-heading", page)
    assert not _leads_somewhere("no-such-page.md", page)


def _keys(table: dict[str, object], prefix: str = "") -> Iterator[str]:
    for name, value in table.items():
        if isinstance(value, dict) and not prefix:
            yield from _keys(value, f"{name}.")
        else:
            yield f"{prefix}{name}"


def test_every_setting_is_in_operations() -> None:
    text = (DOCS / "operations.md").read_text(encoding="utf-8")
    shipped = set(_keys(tomllib.loads((ROOT / "settings.toml").read_text(encoding="utf-8"))))
    known = set(_keys(Settings().model_dump()))

    assert sorted(name for name in shipped | known if f"`{name}`" not in text) == []


def test_every_command_and_exit_code_is_in_operations() -> None:
    text = (DOCS / "operations.md").read_text(encoding="utf-8")

    assert [name for name in command.commands if f"| `assistant {name}" not in text] == []
    assert [code for code in (0, 1, 2, 75) if f"| {code} |" not in text] == []


def test_every_default_in_operations_is_the_one_in_force() -> None:
    text = (DOCS / "operations.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[\w.]+`(?:, `[\w.]+`)*) \| ([^|]+) \|", text, flags=re.MULTILINE)
    values = Settings().model_dump()
    wrong = []
    for names, defaults in rows:
        said = [value.strip("` ") for value in defaults.split(",")]
        for name, default in zip(re.findall(r"[\w.]+", names), said, strict=False):
            section, _, key = name.partition(".")
            value = values[section][key]
            if isinstance(value, (int, float)) and str(value) != default:
                wrong.append(f"{name}: {default}")

    assert rows
    assert wrong == []


def test_every_route_and_problem_is_in_the_api_page() -> None:
    text = (DOCS / "api.md").read_text(encoding="utf-8")
    with TestClient(create_app(FakeAssistant(), Settings(), chat_languages=())) as client:
        paths = client.get("/api/openapi.json").json()["paths"]
    routes = [f"`{method.upper()} {path}`" for path, methods in paths.items() for method in methods]
    codes = {outcome.code for outcome in OUTCOMES.values()} - {"refused"}

    assert [route for route in routes if route not in text] == []
    assert sorted(code for code in codes if f"`{code}`" not in text) == []


def test_every_status_notice_and_field_is_in_the_api_page() -> None:
    text = (DOCS / "api.md").read_text(encoding="utf-8")
    said = set(re.findall(r"[`\"](\w+)[`\"]", text))
    messages = ROOT / "assistant" / "notices" / "messages.toml"
    notices = tomllib.loads(messages.read_text(encoding="utf-8"))
    fields = {
        field.name
        for record in (AnswerRecord, CitationRecord, HitRecord)
        for field in dataclasses.fields(record)
    } | DocumentBody.model_fields.keys()

    assert sorted(status for status in Status if status not in said) == []
    assert sorted(set(notices) - {"disagreement_change"} - said) == []
    assert sorted(fields - said) == []


def test_every_file_that_contributing_names_is_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = text.split("## Where do I change …?")[1].split("\n## ")[0].splitlines()
    changes = [row for row in rows if row.startswith("| ")][1:]
    missing = [
        name
        for row in changes
        for name in re.findall(r"`([\w./-]+/[\w./-]*|[\w-]+\.(?:toml|md))`", row)
        if not (ROOT / name).exists()
    ]

    assert len(changes) >= 12
    assert missing == []


def test_every_page_is_in_the_navigation() -> None:
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    yaml.safe_load(text)
    pages = [page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md")]

    assert [page for page in pages if page not in text] == []


def test_the_site_holds_every_page_and_its_links_stay_in_it(tmp_path: Path) -> None:
    site = tmp_path / "site"

    subprocess.run([sys.executable, DOCS / "gather.py", site], check=True, cwd=ROOT)

    written = sorted(site.rglob("*.md"))
    broken = [
        f"{page.name}: {link}"
        for page in written
        for link in _LINK.findall(_without_code(page.read_text(encoding="utf-8")))
        if not _FOREIGN.match(link) and not _leads_somewhere(link, page)
    ]
    assert len(written) == len(PAGES)
    assert broken == []
    assert "[Operations](operations.md)" in (site / "start.md").read_text(encoding="utf-8")
    assert "in settings.toml, each" in (site / "start.md").read_text(encoding="utf-8")

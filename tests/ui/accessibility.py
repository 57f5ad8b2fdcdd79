"""What axe finds on a page: rules of WCAG 2.2 AA and its own best practice."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "ui" / "widget" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def need_axe() -> None:
    """Skip a test where axe is not installed."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: `make widget` installs it.")


def violations(page: Page) -> list[str]:
    """What axe finds, as rule and element."""
    page.evaluate("() => { window.define = undefined; }")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "rules => axe.run(document, { runOnly: rules }).then(r => JSON.stringify(r.violations))",
        RULES,
    )
    return [f"{rule['id']}: {node['html']}" for rule in json.loads(found) for node in rule["nodes"]]

import re
from importlib import resources
from pathlib import Path

import pytest

SHEET = (resources.files("ui") / "static" / "base.css").read_text(encoding="utf-8")
WIDGET = Path(__file__).parents[2] / "ui" / "widget" / "src" / "widget.css"
LIGHT, DARK = (
    dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))
    for block in re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL)
)
PAIRS = [
    *(("ink", "page"), ("ink", "card"), ("ink-soft", "page"), ("ink-soft", "card")),
    *(("accent", "page"), ("accent", "card"), ("accent", "accent-soft")),
    *(("accent-ink", "accent"), ("mark-ink", "mark"), ("ink", "warn-soft")),
]


def luminance(colour: str) -> float:
    """Source: WCAG 2.2, relative luminance."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Source: WCAG 2.2, contrast ratio."""
    darker, lighter = sorted([luminance(one), luminance(other)])
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("pair", PAIRS, ids="-on-".join)
def test_text_stands_out_from_its_ground(colours: dict[str, str], pair: tuple[str, str]) -> None:
    assert contrast(colours[pair[0]], colours[pair[1]]) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["page", "card"])
def test_the_focus_ring_stands_out(colours: dict[str, str], ground: str) -> None:
    assert contrast(colours["focus"], colours[ground]) >= 3


def test_the_widget_has_the_colours_of_the_pages() -> None:
    sheet = WIDGET.read_text(encoding="utf-8")
    light, dark = (
        dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))
        for block in re.findall(r"\.panel \{(\s+--.*?)\}", sheet, re.DOTALL)
    )

    for own, colours in ((light, LIGHT), (dark, DARK)):
        assert own.pop("edge") not in colours.values()
        assert own == {name: colours[name] for name in own}

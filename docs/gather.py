"""Gather the pages of the documentation in one folder, ready to be built. `make docs` runs it.

The site builder reads one folder and knows no pages beside it, so `docs/` is copied together with
the pages at the root. Links between them lead on; a link to a file of the code becomes its text.
"""

import re
import shutil
import sys
from os.path import relpath
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
ROOT_PAGES = {
    ROOT / "README.md": "start.md",
    ROOT / "ARCHITECTURE.md": "architecture.md",
    ROOT / "CONTRIBUTING.md": "contributing.md",
    ROOT / "CHANGELOG.md": "changelog.md",
}
_COPIED = {".md", ".png", ".css"}
_LINK = re.compile(
    r"(?P<picture>!?)\[(?P<label>[^\]]*)\]\((?P<target>[^)\s#:]+)(?P<anchor>#[^)]*)?\)"
)


def site_pages() -> dict[Path, str]:
    """Every file of the site: where it lies, and its path in the site."""
    files = sorted(path for path in DOCS.rglob("*") if path.suffix in _COPIED)
    return {**{path: path.relative_to(DOCS).as_posix() for path in files}, **ROOT_PAGES}


def rewrite_links(text: str, *, source: Path, pages: dict[Path, str]) -> str:
    """Point the relative links of a page to where the site has what they name.

    Args:
        text: The page.
        source: Where it lies.
        pages: Every file of the site.

    Raises:
        FileNotFoundError: A link leads nowhere, or a picture is not part of the site.
    """
    folder = (Path("/") / pages[source]).parent

    def replace(link: re.Match[str]) -> str:
        target = (source.parent / link["target"]).resolve()
        place = pages.get(target)
        if place is not None:
            address = relpath(Path("/") / place, folder)
            return f"{link['picture']}[{link['label']}]({address}{link['anchor'] or ''})"
        if link["picture"] or not target.exists():
            raise FileNotFoundError(f"{source}: {link['target']} leads nowhere.")
        return link["label"]

    return _LINK.sub(replace, text)


def gather(folder: Path) -> None:
    """Write every page into a folder, instead of what was there."""
    shutil.rmtree(folder, ignore_errors=True)
    pages = site_pages()
    for source, place in pages.items():
        copy = folder / place
        copy.parent.mkdir(parents=True, exist_ok=True)
        if source.suffix == ".md":
            text = source.read_text(encoding="utf-8")
            copy.write_text(rewrite_links(text, source=source, pages=pages), encoding="utf-8")
        else:
            shutil.copyfile(source, copy)


if __name__ == "__main__":
    gather(Path(sys.argv[1]))

"""HTML reader: the main text of a web page, without what stands around it."""

import re

from lxml import html

from corpus.clean import clean, clean_line
from corpus.decode import decode
from corpus.html_metadata import Metadata, read_metadata
from corpus.html_page import find_main_text, parse_page, remove_frame
from corpus.html_text import write_element
from corpus.reading import HEADING, ParsedFile, first_heading

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_XML_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})")
_DECLARED_WITHIN = 4096


def read_html(raw: bytes) -> ParsedFile:
    """Read a web page.

    Menus, footers, banners, hidden elements and scripts are left out. The text carries its title
    once, as a heading, if the page shows one.

    Raises:
        DocumentError: It is not text, is empty, or is nested too deeply.
    """
    page = parse_page(decode(raw, declared=_declared_charset(raw)))
    metadata = read_metadata(page)
    remove_frame(page)
    main = find_main_text(page)
    text = clean(write_element(main))
    title = _find_title(page, main, text=text, metadata=metadata)
    if title and title in {clean_line(h1.text_content()) for h1 in page.iter("h1")}:
        text = _show_title(text, title)
    return ParsedFile(
        text=text,
        title=title,
        published=metadata.published,
        language=metadata.language,
        source=metadata.source,
    )


def _declared_charset(raw: bytes) -> str | None:
    head = raw[:_DECLARED_WITHIN]
    found = _DECLARED.search(head) or _XML_DECLARED.search(head)
    return found[1].decode("ascii", "ignore") if found else None


def _find_title(
    page: html.HtmlElement, main: html.HtmlElement, *, text: str, metadata: Metadata
) -> str | None:
    """The h1 of the text, else what the metadata says, else the page's h1, else a heading."""
    own = [h1.text_content() for h1 in main.iter("h1")]
    others = [h1.text_content() for h1 in page.iter("h1")]
    candidates = [*own, metadata.title, *others, first_heading(text), metadata.window_title]
    return next((clean_line(words) for words in candidates if words and clean_line(words)), None)


def _show_title(text: str, title: str) -> str:
    if any(clean_line(found[2]) == title for found in HEADING.finditer(text)):
        return text
    return f"# {title}\n\n{text}".strip()

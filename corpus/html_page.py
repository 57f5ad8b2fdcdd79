"""HTML page: the tree of a page, and the element that holds its main text."""

import re

from lxml import etree, html

from corpus.digits import raised
from corpus.errors import DocumentError
from corpus.link_lists import find_link_lists

_UNREAD_TAGS = (
    *("script", "style", "noscript", "template", "iframe", "object", "svg", "math", "canvas"),
    *("nav", "footer", "aside", "menu", "dialog", "video", "audio", "head"),
    *("button", "input", "select", "textarea", "datalist"),
)
_FRAME_NAMES = frozenset(
    (
        *("breadcrumb", "breadcrumbs", "cookie", "cookies", "consent", "gdpr", "menu", "nav"),
        *("navbar", "navigation", "sidebar", "social", "sharing", "related", "footer"),
        *("pagination", "pager", "copyright", "advert", "skip", "print", "share"),
    )
)
_HIDING_STYLE = re.compile(r"(display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_WORDS_OF_A_NAME = re.compile(r"[^a-z0-9]+")
_MAIN_TEXT = ("//main", "//*[@role='main']", "//article", "//*[@itemprop='articleBody']")
_WRAPPERS = ("div", "section", "article", "form", "center", "table", "tbody", "tr", "td", "span")
_LOCATED_SHARE = 0.9
# The tree gives these out but takes none back in, as when what follows a removed menu is kept.
_NOT_IN_TREES = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# The longest lines say where the text is; all of them would make a large page slow.
_TELLING_LINES = 100


def parse_page(text: str) -> html.HtmlElement:
    """Parse a page, however broken.

    Raises:
        DocumentError: It is empty or nested too deeply for the parser.
    """
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        page = html.document_fromstring(_without_controls(text).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise DocumentError("The page is empty.", fix="Save it again, or remove it.") from error
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise DocumentError(
            "Its elements are nested too deeply (more than 255).", fix="Save a simpler page."
        )
    _remove_named_controls(page)
    _raise_digits(page)
    return page


def _without_controls(words: str) -> str:
    return _NOT_IN_TREES.sub(lambda found: " " if found[0] in "\v\f" else "", words)


def _remove_named_controls(page: html.HtmlElement) -> None:
    """Remove the characters that only a reference such as `&#1;` has brought in."""
    for element in page.iter():
        if element.text and _NOT_IN_TREES.search(element.text):
            element.text = _without_controls(element.text)
        if element.tail and _NOT_IN_TREES.search(element.tail):
            element.tail = _without_controls(element.tail)


def _raise_digits(page: html.HtmlElement) -> None:
    """Keep the mark of a footnote and an exponent apart from the figure that they stand at."""
    for element in list(page.iter("sup")):
        words = element.text_content()
        marks = raised(words)
        if marks != words:
            for child in list(element):
                element.remove(child)
            element.text = marks


def remove_frame(page: html.HtmlElement) -> None:
    """Remove what is not shown and what stands around the text: menus, footers, banners."""
    doomed = list(page.iter(*_UNREAD_TAGS))
    doomed += [element for element in page.iter() if _is_hidden(element)]
    doomed += page.xpath("/html/body//header[not(ancestor::main or ancestor::article)]")
    _drop(doomed)
    half = len(page.text_content()) / 2
    _drop(
        [
            element
            for element in page.iter()
            if _has_frame_name(element) and not _may_hold_text(element, half=half)
        ]
    )
    _drop(find_link_lists(page))


def find_main_text(page: html.HtmlElement) -> html.HtmlElement:
    """Find the element that holds the main text: the one the page marks, else a located one."""
    for path in _MAIN_TEXT:
        marked = [element for element in page.xpath(path) if element.text_content().strip()]
        if len(marked) == 1 or (marked and path == _MAIN_TEXT[0]):
            return max(marked, key=lambda element: len(element.text_content()))
    body = page.find("body")
    return _locate(page if body is None else body)


def _locate(body: html.HtmlElement) -> html.HtmlElement:
    """Let trafilatura say where the text is; take the smallest element around nearly all of it.

    What trafilatura itself returns lacks headings and lists, and of a short page its structure.
    """
    from trafilatura import bare_extraction  # only sync needs it

    found = bare_extraction(
        html.tostring(body, encoding="unicode"), include_comments=False, favor_recall=True
    )
    text = getattr(found, "text", None) or ""
    lines = {_squeeze(line) for line in text.split("\n")} - {""}
    wanted = sorted(lines, key=lambda line: (-len(line), line))[:_TELLING_LINES]
    total = sum(map(len, wanted))
    place = body
    while total:
        inner = [
            child
            for child in place.iterchildren(*_WRAPPERS)
            if _held(child, wanted) >= _LOCATED_SHARE * total
        ]
        if not inner:
            break
        place = inner[0]
    return place


def _held(element: html.HtmlElement, wanted: list[str]) -> int:
    text = _squeeze(element.text_content())
    return sum(len(words) for words in wanted if words in text)


def _squeeze(words: str) -> str:
    return "".join(words.split())


def _is_hidden(element: html.HtmlElement) -> bool:
    # A script shows the whole page or its text once it is loaded.
    if element.tag in ("html", "body", "main", "article"):
        return False
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden", "").lower() == "true"
        or bool(_HIDING_STYLE.search(element.get("style", "")))
    )


def _has_frame_name(element: html.HtmlElement) -> bool:
    name = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}".lower()
    return not _FRAME_NAMES.isdisjoint(_WORDS_OF_A_NAME.split(name))


def _may_hold_text(element: html.HtmlElement, *, half: float) -> bool:
    """A wrapper may be called `with-sidebar`: what holds the main text is never a frame."""
    if element.tag in ("html", "body", "main", "article", "h1"):
        return True
    if next(element.iter("main", "article", "h1"), None) is not None:
        return True
    return len(element.text_content()) > half


def _drop(elements: list[html.HtmlElement]) -> None:
    for element in elements:
        if element.getparent() is not None:
            element.drop_tree()

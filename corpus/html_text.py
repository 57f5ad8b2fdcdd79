"""HTML text: one element of a page as plain text with headings, lists and table rows."""

import re

from lxml import etree, html

from corpus.plain_text import PlainText

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LISTS = ("ul", "ol", "dl")
_BLOCKS = frozenset(
    (
        *("address", "article", "blockquote", "body", "caption", "center", "dd", "details"),
        *("div", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr"),
        *("legend", "li", "main", "p", "pre", "section", "summary", "td", "th", "tr"),
        *_HEADINGS,
    )
)
_LAYOUT = etree.XPath(
    "@role='presentation' or .//table or .//ul or .//ol"
    " or .//h1 or .//h2 or .//h3 or .//h4 or .//h5 or .//h6"
)
# Longer numbers number no list, and Python refuses to read them from 4300 digits on.
_NUMBER = re.compile(r"[0-9]{1,9}")
_SPACES = re.compile(r"[ \t\r\n\f]+")


def write_element(element: html.HtmlElement) -> str:
    """Write an element as plain text.

    Headings are lines that start with `# `, list entries with `- ` or their number; the cells of
    a table's row stand in one line, parted by ` | `. A table that lays out the page is no table.
    """
    return _Writer().write(element)


class _Writer:
    def __init__(self) -> None:
        self._plain = PlainText()
        self._numbers: list[int | None] = []
        self._layouts: set[html.HtmlElement] = set()
        self._verbatim = 0

    def write(self, element: html.HtmlElement) -> str:
        walk = etree.iterwalk(element, events=("start", "end"))
        for event, node in walk:
            if event == "end":
                self._close(node)
                self._add("" if node is element else node.tail)
            elif node.tag == "tr" and node is not element and not self._is_layout(node):
                self._plain.add(_row(node))
                walk.skip_subtree()
            else:
                self._open(node)
                self._add(node.text)
        return self._plain.text()

    def _add(self, words: str | None) -> None:
        if words:
            self._plain.add(words if self._verbatim else _SPACES.sub(" ", words))

    def _open(self, node: html.HtmlElement) -> None:
        if node.tag in _HEADINGS:
            self._plain.begin("#" * int(node.tag[1]) + " ")
        elif node.tag == "li":
            self._plain.begin(self._next_mark())
        elif node.tag in _LISTS or node.tag == "table":
            self._open_list(node)
        elif node.tag in _BLOCKS:
            self._plain.end(tight=bool(self._numbers))
        elif node.tag == "br":
            self._plain.add("\n")
        self._verbatim += node.tag == "pre"

    def _close(self, node: html.HtmlElement) -> None:
        if node.tag in _LISTS:
            self._numbers.pop()
        if node.tag in _LISTS or node.tag == "table":
            self._end_list()
        elif node.tag in _HEADINGS or node.tag == "li":
            self._plain.end_marked(tight=bool(self._numbers))
        elif node.tag in _BLOCKS:
            self._plain.end(tight=bool(self._numbers) or node.tag == "tr")
        self._verbatim -= node.tag == "pre"

    def _open_list(self, node: html.HtmlElement) -> None:
        self._end_list()
        if node.tag in _LISTS:
            start = node.get("start", "1")
            number = int(start) if _NUMBER.fullmatch(start) else 1
            self._numbers.append(number if node.tag == "ol" else None)
        elif _LAYOUT(node):
            self._layouts.add(node)

    def _end_list(self) -> None:
        if self._numbers:
            self._plain.end(tight=True)
        else:
            self._plain.gap()

    def _next_mark(self) -> str:
        number = self._numbers[-1] if self._numbers else None
        if number is None:
            return "- "
        self._numbers[-1] = number + 1
        return f"{number}. "

    def _is_layout(self, row: html.HtmlElement) -> bool:
        return next(row.iterancestors("table"), None) in self._layouts


def _row(row: html.HtmlElement) -> str:
    cells = (" ".join(_Writer().write(cell).split()) for cell in row.iterchildren("td", "th"))
    return " | ".join(cell for cell in cells if cell)

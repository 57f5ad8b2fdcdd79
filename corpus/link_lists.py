"""Link lists: the menus of a page that neither its elements nor their names mark as menus."""

from dataclasses import dataclass

from lxml import html

_BLOCKS = (
    "//*[self::ul or self::ol or self::dl or self::div or self::section or self::header"
    " or self::form or self::center or self::table or self::td]"
    "[not(ancestor-or-self::main or ancestor-or-self::article)]"
    "[not(.//main or .//article or .//h1)]"
)
_LINKED_SHARE = 0.8
# Without a heading that says where the text is, fewer make no menu: a cell may be one link.
_FEWEST_LINKS = 3
_CONTACTS = ("mailto:", "tel:")


@dataclass(slots=True)
class _Amount:
    """Letters in an element, how many of them are in links, and the number of links."""

    letters: int = 0
    linked: int = 0
    links: int = 0

    @property
    def free(self) -> int:
        return self.letters - self.linked

    def is_list(self, *, fewest: int) -> bool:
        return self.links >= fewest and self.linked >= _LINKED_SHARE * self.letters


def find_link_lists(page: html.HtmlElement) -> list[html.HtmlElement]:
    """Find blocks of links that stand outside the main text.

    The main text is what the page marks as such, and the smallest element around its h1 that
    holds half of all words outside links. Where there is neither, a page may be one list of
    links: then no block with more than half of its words is found, and no single link.
    """
    amounts = _measure(page)
    home = _around_heading(page, amounts)
    kept = set() if home is None else set(home.iter())
    most = amounts[page].letters / (2 if home is None else 1)
    fewest = _FEWEST_LINKS if home is None else 1
    return [
        block
        for block in page.xpath(_BLOCKS)
        if amounts[block].is_list(fewest=fewest)
        and amounts[block].letters <= most
        and block not in kept
    ]


def _measure(page: html.HtmlElement) -> dict[html.HtmlElement, _Amount]:
    elements = list(page.iter())
    amounts = {element: _Amount() for element in elements}
    for element in reversed(elements):  # what an element holds comes before the element itself
        own = amounts[element]
        own.letters += _letters(element.text)
        if element.tag == "a" and _leads_elsewhere(element):
            own.linked, own.links = own.letters, 1
        parent = amounts.get(element.getparent())
        if parent is not None:
            parent.letters += own.letters + _letters(element.tail)
            parent.linked += own.linked
            parent.links += own.links
    return amounts


def _letters(words: str | None) -> int:
    return sum(map(len, words.split())) if words else 0


def _leads_elsewhere(link: html.HtmlElement) -> bool:
    return not link.get("href", _CONTACTS[0]).strip().lower().startswith(_CONTACTS)


def _around_heading(
    page: html.HtmlElement, amounts: dict[html.HtmlElement, _Amount]
) -> html.HtmlElement | None:
    heading = next(page.iter("h1"), None)
    if heading is None:
        return None
    around = heading.iterancestors()
    home = next(one for one in around if amounts[one].free >= amounts[page].free / 2)
    return None if home.tag in ("html", "body") else home

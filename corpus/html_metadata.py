"""HTML metadata: title, day, language and address in the page's own words."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import html

_TITLES = (
    "//meta[@property='og:title']/@content",
    "//meta[@name='twitter:title' or @name='dc.title' or @name='DC.title']/@content",
)
_DAYS = (
    "//meta[@property='article:published_time']/@content",
    "//*[@itemprop='datePublished']/@content",
    "//meta[@name='date' or @name='pubdate' or @name='publishdate']/@content",
    "//meta[@name='dc.date' or @name='DC.date' or @name='dcterms.issued']/@content",
)
_MARKED_DAYS = ("//*[@itemprop='datePublished']/@datetime", "//time[@pubdate]/@datetime")
_TIMES = ("//main//time/@datetime", "//article//time/@datetime", "//time/@datetime")
_LANGUAGES = (
    "/html/@lang",
    "//meta[translate(@http-equiv, 'CL', 'cl')='content-language']/@content",
    "//meta[@property='og:locale' or @name='language']/@content",
)
_ADDRESSES = ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content")
_LINKED_DATA = "//script[@type='application/ld+json']/text()"
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'\\]{3,2000}", re.IGNORECASE)
_SITE_NAME = re.compile(r"\s+[|–—·•»-]\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a page says about itself; None where it says nothing."""

    title: str | None
    window_title: str | None
    published: str | None
    language: str | None
    source: str | None


def read_metadata(page: html.HtmlElement) -> Metadata:
    """Read the metadata of a whole page, before anything is removed from it."""
    linked = list(_linked_data(page))
    window_title = _first(page, ("//title/text()",))
    return Metadata(
        title=_first(page, _TITLES) or _named(linked, "headline"),
        window_title=_SITE_NAME.split(window_title)[0] if window_title else None,
        published=_first(page, _DAYS)
        or _named(linked, "datePublished")
        or _first(page, (*_MARKED_DAYS, *_TIMES)),
        language=_first(page, _LANGUAGES),
        source=next(filter(_WEB_ADDRESS.fullmatch, _all(page, _ADDRESSES)), None),
    )


def _all(page: html.HtmlElement, paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        for words in page.xpath(path):
            if words.strip():
                yield str(words).strip()


def _first(page: html.HtmlElement, paths: Iterable[str]) -> str | None:
    return next(_all(page, paths), None)


def _linked_data(page: html.HtmlElement) -> Iterator[dict[str, object]]:
    """The objects of the page's JSON-LD blocks; a block that is not JSON says nothing."""
    for block in page.xpath(_LINKED_DATA):
        try:
            found = json.loads(block)
        except (ValueError, RecursionError):  # ValueError: also a number of 4300 digits
            continue
        if isinstance(found, dict):
            found = found.get("@graph", found)
        for entry in found if isinstance(found, list) else [found]:
            if isinstance(entry, dict):
                yield entry


def _named(entries: list[dict[str, object]], name: str) -> str | None:
    found = (entry.get(name) for entry in entries)
    return next((words for words in found if isinstance(words, str) and words.strip()), None)

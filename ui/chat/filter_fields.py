"""Filter fields: the period and the language of the documents that the chat page searches."""

import re
from calendar import monthrange
from datetime import date
from typing import Any

import gradio as gr

from corpus.document import Language
from index.search.filters import NO_FILTERS, Filters
from ui.chat.render import escape
from ui.words import OWN_NAMES, Words

Updates = dict[Any, Any]

ANY = "any"
_DAY_FIRST = re.compile(r"(?:(?:(\d{1,2})[./-])?(\d{1,2})[./-])?(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})[./年-](?:(\d{1,2})(?:[./月-](?:(\d{1,2})日?)?)?)?")
_LONGEST = 20
_DECEMBER = 12


class UnreadableFilterError(ValueError):
    """A field holds no date, or the dates are in the wrong order.

    Attributes:
        key: The key of the words that say so.
    """

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class FilterFields:
    """The fields, folded up at first.

    Args:
        words: Words of the interface.
    """

    def __init__(self, words: Words) -> None:
        names = [(words("any_language"), ANY)]
        names += [(OWN_NAMES[language], language.value) for language in Language]
        self._words = words
        with gr.Accordion(words("filters"), open=False, elem_id="filters") as self._all:
            with gr.Row():
                self._first = gr.Textbox(
                    label=words("published_from"), info=words("day_explained"), max_length=_LONGEST
                )
                self._last = gr.Textbox(
                    label=words("published_to"), info=words("day_explained"), max_length=_LONGEST
                )
            self._language = gr.Radio(names, value=ANY, label=words("documents_in"))
            self._fault = gr.Markdown("", elem_id="filter-fault", latex_delimiters=[])

    @property
    def inputs(self) -> list[Any]:
        """The components, in the order of `read_filters`."""
        return [self._first, self._last, self._language]

    @property
    def outputs(self) -> list[Any]:
        """Every component that `accepted` and `refused` change."""
        return [self._all, self._fault]

    def accepted(self, filters: Filters) -> Updates:
        """Take back a fault, and say in the heading whether anything is left out."""
        key = "filters" if filters == NO_FILTERS else "filters_set"
        return {self._all: gr.update(label=self._words(key)), self._fault: ""}

    def refused(self, error: UnreadableFilterError) -> list[Updates]:
        """Say what is wrong, also when it was said before; the page's script moves the focus."""
        said = f'<p class="remark">{escape(self._words(error.key))}</p>'
        return [{self._fault: ""}, {self._all: gr.update(open=True), self._fault: said}]


def read_filters(first: str | None, last: str | None, language: str | None) -> Filters:
    """Read the fields.

    Args:
        first: The first day: a year, a month or a day; empty for none.
        last: The last day, as `first`.
        language: The language of the documents; `ANY` for all.

    Raises:
        UnreadableFilterError: There is no such day, or the last comes before the first.
    """
    begins = _read(first, last=False)
    ends = _read(last, last=True)
    if begins and ends and begins > ends:
        raise UnreadableFilterError("days_reversed")
    chosen = {one for one in Language if one.value == language}
    if not (begins or ends or chosen):
        return NO_FILTERS
    return Filters(published_from=begins, published_to=ends, languages=frozenset(chosen))


def _read(text: str | None, *, last: bool) -> date | None:
    """The first or last day of what is written: `2015`, `08.2015`, `31.08.2015`, `2015年8月`."""
    written = "".join((text or "").split())
    if not written:
        return None
    if found := _DAY_FIRST.fullmatch(written):
        day, month, year = found.groups()
    elif found := _YEAR_FIRST.fullmatch(written):
        year, month, day = found.groups()
    else:
        raise UnreadableFilterError("day_unreadable")
    try:
        if day:
            return date(int(year), int(month), int(day))
        return _edge(int(year), int(month) if month else None, last=last)
    except ValueError as error:
        raise UnreadableFilterError("day_unreadable") from error


def _edge(year: int, month: int | None, *, last: bool) -> date:
    """The first day of a year or month, or its last."""
    if not last:
        return date(year, month or 1, 1)
    month = month or _DECEMBER
    return date(year, month, monthrange(year, month)[1])

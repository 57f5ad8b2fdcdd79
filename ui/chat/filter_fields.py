"""Filter fields: the period and the language of the documents that the chat page searches."""

from typing import Any

import gradio as gr

from corpus.document import Language
from index.search.filters import NO_FILTERS, Filters
from ui.chat.render import escape
from ui.chat.written_filters import ANY, LONGEST, UnreadableFilterError
from ui.words import OWN_NAMES, Words

Updates = dict[Any, Any]


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
                    label=words("published_from"), info=words("day_explained"), max_length=LONGEST
                )
                self._last = gr.Textbox(
                    label=words("published_to"), info=words("day_explained"), max_length=LONGEST
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

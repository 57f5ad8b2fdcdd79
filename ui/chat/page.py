"""The chat page: a Gradio application in one language.

Only text goes in: the conversation is kept on the server, never taken from the browser.
"""

from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Any

import gradio as gr
from gradio.themes import Base

from assistant.clarify.clarification import MOST_READINGS
from assistant.settings import LimitsSettings, Settings
from index.search.filters import Filters
from ui.chat.answer_tools import QUIET, AnswerTools
from ui.chat.conversation import (
    EXCHANGES_SHOWN,
    Conversation,
    Exchange,
    exchange,
    shown_again,
    waiting_exchange,
)
from ui.chat.filter_fields import FilterFields
from ui.chat.written_filters import UnreadableFilterError, read_filters
from ui.executor import AnswerExecutor
from ui.sharing import Sharing
from ui.words import Words

EXAMPLES = ("example_1", "example_2", "example_3", "example_4")
SESSIONS_KEPT = 1000
SECONDS_KEPT = 3600
FONTS = ("Segoe UI", "system-ui", "Roboto", "Noto Sans", "PingFang SC", "Microsoft YaHei")

Updates = dict[Any, Any]
Event = Callable[..., AsyncIterator[Updates]]


class ChatPage:
    """Builds the application and answers its events.

    Args:
        executor: Where questions are answered.
        sharing: Where answers are shared and judged.
        words: Words of the interface.
        settings: How long a question may be, how many may wait, and the public address.
    """

    def __init__(
        self, executor: AnswerExecutor, sharing: Sharing, words: Words, settings: Settings
    ) -> None:
        limits = settings.limits
        self._executor = executor
        self._shelf = sharing
        self._words = words
        self._server = settings.server
        self._longest = limits.question_characters
        with gr.Blocks(
            title=words("service"), analytics_enabled=False, delete_cache=(600, 3600)
        ) as self.blocks:
            self._lay_out(limits)
            self._connect()
        waiting = limits.answers_at_once + limits.waiting_answers
        self.blocks.queue(max_size=waiting, api_open=False, default_concurrency_limit=None)
        self.blocks.state_session_capacity = SESSIONS_KEPT

    def _lay_out(self, limits: LimitsSettings) -> None:
        words = self._words
        self._spoken = gr.State(Conversation(), time_to_live=SECONDS_KEPT)
        self._conversation = gr.Chatbot(
            label=words("conversation_label"),
            show_label=False,
            elem_id="conversation",
            visible=False,
            container=False,
            height=None,
            layout="panel",
            autoscroll=False,
            buttons=[],
            feedback_options=None,
            latex_delimiters=[],
            allow_tags=False,
            group_consecutive_messages=False,
        )
        self._period = gr.Button("", elem_id="period", visible=False)
        with gr.Column(elem_id="readings", visible=False) as self._meant:
            self._readings = [
                gr.Button("", elem_classes="reading", visible=False) for _ in range(MOST_READINGS)
            ]
        self._tools = AnswerTools(self._shelf, words, self._server)
        with gr.Column(elem_id="composer"):
            self._question = gr.Textbox(
                label=words("question_label"),
                placeholder=words("question_label"),
                elem_id="question",
                max_lines=6,
                max_length=limits.question_characters,
                container=False,
            )
            with gr.Row(elem_id="actions"):
                self._new = gr.Button(
                    words("new_conversation"), elem_id="new", visible=False, scale=0
                )
                self._ask = gr.Button(words("ask"), variant="primary", elem_id="ask", scale=0)
        self._filters = FilterFields(words)
        with gr.Column(elem_id="start") as self._start:
            gr.Markdown(words("examples_label"), elem_id="start-label")
            self._examples = [gr.Button(words(key), elem_classes="example") for key in EXAMPLES]

    def _connect(self) -> None:
        shown = [
            self._conversation,
            self._question,
            self._spoken,
            self._start,
            self._ask,
            self._new,
            self._period,
            self._meant,
            *self._readings,
            *self._tools.outputs,
            *self._filters.outputs,
        ]
        filters = self._filters.inputs
        gr.on(
            [self._question.submit, self._ask.click],
            self._answer,
            inputs=[self._question, self._spoken, *filters],
            outputs=shown,
            **QUIET,
        )
        asking: list[tuple[gr.Button, Event]] = [
            (button, self._asking(partial(_example, self._words(key))))
            for key, button in zip(EXAMPLES, self._examples, strict=True)
        ]
        asking.append((self._period, self._answer_of_any_time))
        asking += [
            (button, self._asking(partial(_reading, number)))
            for number, button in enumerate(self._readings)
        ]
        for button, ask in asking:
            button.click(ask, inputs=[self._spoken, *filters], outputs=shown, **QUIET)
        self._new.click(self._begin, inputs=[self._spoken], outputs=shown, **QUIET)
        self._tools.connect(self._spoken)

    async def _answer(
        self,
        question: str | None,
        spoken: Conversation,
        first: str | None,
        last: str | None,
        language: str | None,
        request: gr.Request,
    ) -> AsyncIterator[Updates]:
        """Show the question at once, then its answer."""
        if question is None or not question.strip():
            yield {self._question: gr.skip()}
            return
        # One more than may be asked is enough to be refused, and no more of it is kept.
        question = question[: self._longest + 1]
        try:
            filters = read_filters(first, last, language)
        except UnreadableFilterError as error:
            for updates in self._filters.refused(error):
                yield updates
            return
        spoken.address = self._address(request)
        async for updates in self._exchange(question, spoken.exchanges, spoken, filters=filters):
            yield updates

    def _asking(self, find: Callable[[Conversation], str | None]) -> Event:
        """Ask what a button stands for."""

        async def ask(
            spoken: Conversation,
            first: str | None,
            last: str | None,
            language: str | None,
            request: gr.Request,
        ) -> AsyncIterator[Updates]:
            question = find(spoken)
            async for updates in self._answer(question, spoken, first, last, language, request):
                yield updates

        return ask

    async def _answer_of_any_time(
        self, spoken: Conversation, first: str | None, last: str | None, language: str | None
    ) -> AsyncIterator[Updates]:
        """Ask the last question without its period; the new answer replaces the old one."""
        if not spoken.exchanges:
            yield {self._question: gr.skip()}
            return
        try:
            filters = read_filters(first, last, language)
        except UnreadableFilterError as error:
            for updates in self._filters.refused(error):
                yield updates
            return
        *earlier, done = spoken.exchanges
        async for updates in self._exchange(
            done.question, earlier, spoken, filters=filters, read_period=False
        ):
            yield updates

    def _offer(self, readings: tuple[str, ...]) -> Updates:
        """Show a button for each reading; none takes them all away."""
        updates: Updates = {self._meant: gr.update(visible=bool(readings))}
        for number, button in enumerate(self._readings):
            offered = number < len(readings)
            words = readings[number] if offered else ""
            updates[button] = gr.update(value=words, visible=offered)
        return updates

    async def _exchange(
        self,
        question: str,
        earlier: list[Exchange],
        spoken: Conversation,
        *,
        filters: Filters,
        read_period: bool = True,
    ) -> AsyncIterator[Updates]:
        earlier = shown_again(earlier, executor=self._executor, words=self._words)
        pending = waiting_exchange(question, self._words)
        yield {
            self._conversation: gr.update(value=_messages([*earlier, pending]), visible=True),
            self._start: gr.update(visible=False),
            self._question: "",
            self._ask: gr.update(interactive=False),
            self._period: gr.update(visible=False),
            **self._offer(()),
            **self._tools.hidden(),
        }
        done = await exchange(
            question,
            earlier,
            executor=self._executor,
            words=self._words,
            root=self._server.public_address,
            read_period=read_period,
            filters=filters,
        )
        if spoken.ended:
            yield {self._ask: gr.update(interactive=True)}
            return
        spoken.exchanges = [*earlier, done][-EXCHANGES_SHOWN:]
        removal = self._words("remove_period", period=done.period) if done.period else ""
        yield {
            self._conversation: _messages(spoken.exchanges),
            self._spoken: spoken,
            self._ask: gr.update(interactive=True),
            self._new: gr.update(visible=True),
            self._period: gr.update(value=removal, visible=done.period is not None),
            **self._offer(done.readings),
            **self._tools.shown(spoken),
            **self._filters.accepted(filters),
        }

    def _address(self, request: gr.Request) -> str:
        """The address of the service as the visitor's browser knows it."""
        if request.request is None:
            return ""
        url, mounted = request.request.url, f"/chat/{self._words.language}"
        path = str(request.request.scope.get("root_path", "")).removesuffix(mounted)
        return f"{url.scheme}://{url.netloc}{path}"

    def _begin(self, spoken: Conversation) -> Updates:
        """Forget the conversation, with what is still being answered, and show the start."""
        spoken.ended = True
        return {
            self._conversation: gr.update(value=[], visible=False),
            self._spoken: Conversation(),
            self._start: gr.update(visible=True),
            self._new: gr.update(visible=False),
            self._period: gr.update(visible=False),
            **self._offer(()),
            **self._tools.hidden(),
            self._question: "",
        }


def theme() -> Base:
    """A plain theme in fonts that every system has: nothing is loaded from elsewhere."""
    return Base(font=FONTS, font_mono=("ui-monospace", "Consolas", "monospace"))


def _example(question: str, _: Conversation) -> str:
    return question


def _reading(number: int, spoken: Conversation) -> str | None:
    offered = spoken.exchanges[-1].readings if spoken.exchanges else ()
    return offered[number] if number < len(offered) else None


def _messages(exchanges: list[Exchange]) -> list[dict[str, str]]:
    messages = []
    for shown in exchanges:
        messages.append({"role": "user", "content": shown.asked})
        messages.append({"role": "assistant", "content": shown.said})
    return messages

"""Answer tools: what a visitor can do with the last answer: judge, copy, share and save it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

import gradio as gr

from assistant.answer import Answer
from assistant.answer_json import answer_record
from assistant.errors import KeptAnswersError
from assistant.settings import ServerSettings
from assistant.sharing.feedback import Reason
from ui.chat.conversation import Conversation
from ui.chat.render import escape
from ui.chat.transcript import transcribe
from ui.chat.transcript_files import plain_text
from ui.errors import AlreadySharedError, UnknownAnswerError
from ui.sharing import Shared, Sharing
from ui.words import Words

logger = logging.getLogger(__name__)

_JUDGED = frozenset({"answered", "unanswerable"})

Updates = dict[Any, Any]
QUIET: dict[str, Any] = {
    "show_progress": "hidden",
    "api_visibility": "private",
    "trigger_mode": "once",
    "concurrency_limit": None,
}


class AnswerTools:
    """A group of components below the conversation.

    Args:
        sharing: Shares and judges.
        words: Words of the interface.
        server: Says the address that people see.
    """

    def __init__(self, sharing: Sharing, words: Words, server: ServerSettings) -> None:
        self._shelf = sharing
        self._words = words
        self._public_address = server.public_address
        with gr.Column(elem_id="tools", visible=False) as self._all:
            self._lay_out()

    def _lay_out(self) -> None:
        words = self._words
        with gr.Row(elem_id="judging") as self._judging:
            gr.Markdown(escape(words("was_it_helpful")))
            self._yes = gr.Button(words("yes"), elem_id="helpful", size="sm", scale=0)
            self._no = gr.Button(words("no"), elem_id="unhelpful", size="sm", scale=0)
        with gr.Column(elem_id="reasons", visible=False) as self._why:
            gr.Markdown(escape(words("what_was_wrong")))
            self._reasons = {
                reason: gr.Button(words(f"reason_{reason}"), elem_classes="reason", size="sm")
                for reason in Reason
            }
        with gr.Row(elem_id="keeping"):
            self._copy = gr.Button(words("copy_answer"), elem_id="copy", size="sm", scale=0)
            self._share = gr.Button(words("share_answer"), elem_id="share", size="sm", scale=0)
            self._saving = gr.Markdown("", elem_id="saving", latex_delimiters=[])
        with gr.Column(elem_id="sharing", visible=False) as self._how:
            gr.Markdown(escape(words("share_explained")))
            self._without = gr.Button(words("share_without_question"), size="sm", scale=0)
            self._with = gr.Button(words("share_with_question"), size="sm", scale=0)
        self._result = gr.Markdown("", elem_id="result", latex_delimiters=[])
        self._links_given = gr.Markdown("", elem_id="links-given", latex_delimiters=[])

    @property
    def outputs(self) -> list[Any]:
        """Every component that `shown` and `hidden` change."""
        return [
            self._all,
            self._judging,
            self._why,
            self._copy,
            self._share,
            self._saving,
            self._how,
            self._result,
            self._links_given,
        ]

    def connect(self, spoken: gr.State) -> None:
        """Answer the events of the group.

        Args:
            spoken: Holds the conversation.
        """
        events: list[tuple[gr.Button, Callable[..., Awaitable[Updates]]]] = [
            (self._yes, self._judging_with(helpful=True)),
            (self._no, self._ask_why),
            (self._share, self._ask_how),
            (self._without, self._sharing_with(question=False)),
            (self._with, self._sharing_with(question=True)),
        ]
        events += [
            (button, self._judging_with(helpful=False, reason=reason))
            for reason, button in self._reasons.items()
        ]
        for button, answer in events:
            button.click(answer, inputs=[spoken], outputs=self.outputs, **QUIET)

    def hidden(self) -> Updates:
        """Nothing to do anything with."""
        return {self._all: gr.update(visible=False)}

    def shown(self, spoken: Conversation) -> Updates:
        """What can be done with the last answer, if there is one."""
        answers = [one.answer for one in spoken.exchanges if one.answer is not None]
        last = _last(spoken)
        if last is None:
            return self.hidden()
        root = self._public_address or spoken.address
        transcript = transcribe([answer_record(last, root=root)], self._words)
        text = plain_text(transcript, self._words)
        return {
            self._all: gr.update(visible=True),
            self._judging: gr.update(visible=last.status.category in _JUDGED),
            self._why: gr.update(visible=False),
            self._copy: gr.update(visible=last.text is not None),
            self._share: gr.update(visible=last.text is not None),
            self._how: gr.update(visible=False),
            self._saving: self._saved_by([one.id for one in answers], spoken, copied=text),
            self._result: "",
            self._links_given: "".join(spoken.shared),
        }

    def _saved_by(self, answers: list[str], spoken: Conversation, *, copied: str) -> str:
        """Links that save the conversation, and the text that the other button copies."""
        root = self._public_address or urlsplit(spoken.address).path
        query = "&amp;".join([f"ui={self._words.language}", *(f"answer={one}" for one in answers)])
        links = [
            f'<a href="{escape(root)}/transcript.{form}?{query}">'
            f"{escape(self._words(f'save_{form}'))}</a>"
            for form in ("docx", "md")
        ]
        return f'<p>{" · ".join(links)}<span class="copied">{escape(copied)}</span></p>'

    async def _ask_why(self, _: Conversation) -> Updates:
        return {
            self._judging: gr.update(visible=False),
            self._why: gr.update(visible=True),
            self._result: "",
        }

    async def _ask_how(self, _: Conversation) -> Updates:
        return {self._how: gr.update(visible=True), self._result: ""}

    def _judging_with(
        self, *, helpful: bool, reason: Reason | None = None
    ) -> Callable[[Conversation], Awaitable[Updates]]:
        async def judge(spoken: Conversation) -> Updates:
            judged = _last(spoken)
            answer_id = judged.id if judged is not None else ""
            said = await self._said(
                lambda: self._shelf.judge(answer_id, helpful=helpful, reason=reason)
            )
            if _last(spoken) is not judged:
                return {self._result: gr.skip()}
            return {
                self._judging: gr.update(visible=False),
                self._why: gr.update(visible=False),
                self._result: _result(self._words(said or "thanks")),
            }

        return judge

    def _sharing_with(self, *, question: bool) -> Callable[[Conversation], Awaitable[Updates]]:
        async def share(spoken: Conversation) -> Updates:
            answer, shared = _last(spoken), list[Shared]()
            answer_id = answer.id if answer is not None else ""
            said = await self._said(
                lambda: shared.append(self._shelf.share(answer_id, with_question=question))
            )
            if answer is not None and shared:
                spoken.shared.append(self._link(answer.question, shared[0], spoken, shown=question))
            current = _last(spoken) is answer
            return {
                self._how: gr.update(visible=False) if current else gr.skip(),
                self._share: gr.update(visible=False) if current and shared else gr.skip(),
                self._result: _result(self._words(said)) if said and current else gr.skip(),
                self._links_given: "".join(spoken.shared),
            }

        return share

    async def _said(self, call: Callable[[], object]) -> str | None:
        """Use the sharing in a thread; the key of what to say when it cannot, else None."""
        try:
            await asyncio.to_thread(call)
        except UnknownAnswerError:
            return "answer_forgotten"
        except AlreadySharedError:
            return "shared_already"
        except KeptAnswersError as error:
            logger.error("%s", error)  # noqa: TRY400 - a known error needs no traceback
            return "not_kept"
        return None

    def _link(self, question: str, shared: Shared, spoken: Conversation, *, shown: bool) -> str:
        """The two addresses, which stay while the conversation does: the second is given once."""
        root = self._public_address or spoken.address
        address, removal = escape(shared.address(root)), escape(shared.removal_address(root))
        words, key = self._words, "given_with_question" if shown else "given_without_question"
        return (
            f'<div class="given"><p class="remark">{escape(words("shared"))}</p>'
            f"<p>{escape(words(key, question=question))}</p>"
            f'<p><a href="{address}" target="_blank" rel="noopener">{address}</a></p>'
            f"<p>{escape(words('removal_explained'))} "
            f'<a href="{removal}" target="_blank" rel="noopener">{escape(words("remove_link"))}</a>'
            "</p></div>"
        )


def _last(spoken: Conversation) -> Answer | None:
    return spoken.exchanges[-1].answer if spoken.exchanges else None


def _result(text: str) -> str:
    """What came of it; the page's script moves the focus there, so that it is read out."""
    return f'<p class="remark">{escape(text)}</p>'

"""The API of answers after they were given: share, read, remove, judge."""

from fastapi import APIRouter, Request, Response

from assistant.sharing.feedback import Reason
from assistant.sharing.shared_answer import SharedAnswer, shared_answer_record
from ui.api.json_bodies import (
    FeedbackBody,
    FeedbackKeptBody,
    RemovalBody,
    RemovedBody,
    ShareBody,
    SharedBody,
)
from ui.api.routes import PROBLEMS
from ui.certified import find_changes
from ui.executor import AnswerExecutor
from ui.pages.layout import Pages
from ui.sharing import Sharing
from ui.strict_json import StrictJsonRoute

_NOT_STORED = {"cache-control": "no-store"}


def answers_api_router(sharing: Sharing, executor: AnswerExecutor, pages: Pages) -> APIRouter:
    """Make the routes; FastAPI runs them in threads, since they read and write a file."""
    router = APIRouter(
        prefix="/api/v1", tags=["answers"], route_class=StrictJsonRoute, responses=PROBLEMS
    )

    @router.post("/answers/{answer_id}/share", summary="Give an answer an address")
    def share(answer_id: str, body: ShareBody, request: Request, response: Response) -> SharedBody:
        """Keep an answer that was just given, so that others can read it until it is removed.

        Can be shared: `answered`, and with the question also `unanswerable_…`.
        """
        shared = sharing.share(answer_id, with_question=body.with_question)
        response.headers.update(_NOT_STORED)
        root = pages.root(request)
        return SharedBody(
            id=shared.id,
            url=shared.address(root),
            removal_key=shared.removal_key,
            removal_url=shared.removal_address(root),
        )

    @router.post("/answers/{shared_id}/remove", summary="Remove a shared answer")
    def remove(shared_id: str, body: RemovalBody) -> RemovedBody:
        """Delete a shared answer for good."""
        sharing.remove(shared_id, body.removal_key)
        return RemovedBody(removed=True)

    @router.get("/answers/{shared_id}", summary="Read a shared answer")
    def read(shared_id: str, request: Request, response: Response) -> SharedAnswer:
        """Give a shared answer as it was, and tell which of its sources have changed since."""
        shared = sharing.shared(shared_id)
        changed = list(find_changes(shared, executor))
        response.headers.update(_NOT_STORED)
        return shared_answer_record(shared, changed=changed, root=pages.root(request))

    @router.post("/feedback", summary="Say whether an answer helped")
    def judge(body: FeedbackBody) -> FeedbackKeptBody:
        """Keep what a reader thought of an answer, without a word of the question."""
        reason = Reason(body.reason) if body.reason is not None else None
        sharing.judge(body.answer_id, helpful=body.helpful, reason=reason)
        return FeedbackKeptBody(kept=True)

    return router

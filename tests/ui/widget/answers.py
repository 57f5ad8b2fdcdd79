"""Answers as the service would send them, for what a small assistant does not come to."""

import json

from playwright.sync_api import BrowserContext, Route

ALLOW = {"access-control-allow-origin": "*", "access-control-expose-headers": "retry-after"}
VERSION = "0" * 64
SHARED_ID = "0123456789abcdef" * 2
REMOVAL_KEY = "Key_of-32-letters_-_0123456789AB"
ANY_API = "**/api/v1/**"


def citation(number: int = 1, **changes: object) -> dict[str, object]:
    quote = "The tax is due on 1 July 2016."
    return {
        "number": number,
        "document_id": "news/tax.txt",
        "title": "Tax",
        "source": "news/tax.txt",
        "language": "en",
        "published": "2015-09-02",
        "version": VERSION,
        "start": 100,
        "end": 130,
        "quote": quote,
        "answer_start": 118,
        "answer_end": 129,
        "frame": None,
        "url": "/documents/elsewhere",
        "attribution": None,
        **changes,
    }


def hit(document_id: str, **changes: object) -> dict[str, object]:
    return {
        "rank": 1,
        "score": 0.5,
        "document_id": document_id,
        "title": f"Title of {document_id}",
        "language": "ru",
        "published": None,
        "start": 3,
        "end": 9,
        "text": "…",
        "url": f"/documents/{document_id}?start=3&end=9&version={VERSION}#quote",
        **changes,
    }


def answer(**changes: object) -> dict[str, object]:
    cited = [citation()]
    return {
        "id": "a" * 32,
        "question": "?",
        "status": "answered",
        "language": "en",
        "answer": "The tax is due on 1 July 2016. [1]",
        "citations": cited,
        "notices": [],
        "hits": [],
        "as_of": "2015-09-02",
        "index_version": "v1",
        "confidence": 0.9,
        "period": None,
        "readings": [],
        "parts": [],
        **changes,
    }


def refusal(**changes: object) -> dict[str, object]:
    notice = {"code": "unanswerable_nothing_found", "text": "Ask the committee."}
    refused = answer(status="unanswerable_nothing_found", answer=None, citations=[])
    return {**refused, "notices": [notice], **changes}


def shared(**changes: object) -> dict[str, object]:
    """What sharing gives; the service may know itself by another name than the host page."""
    root = "https://elsewhere.example/ask"
    return {
        "id": SHARED_ID,
        "removal_key": REMOVAL_KEY,
        "url": f"{root}/answers/{SHARED_ID}",
        "removal_url": f"{root}/answers/{SHARED_ID}/remove?key={REMOVAL_KEY}",
        **changes,
    }


def reply(
    context: BrowserContext,
    body: object,
    *,
    status: int = 200,
    headers: dict[str, str] | None = None,
    path: str = ANY_API,
) -> list[dict[str, object]]:
    """Answer every request with the same; give the list that what was sent is added to."""
    sent: list[dict[str, object]] = []

    def fulfil(route: Route) -> None:
        if route.request.method == "OPTIONS":
            allowed = {**ALLOW, "access-control-allow-headers": "content-type"}
            route.fulfill(status=204, headers=allowed)
            return
        body_sent = route.request.post_data_json or {}
        sent.append({"path": route.request.url.partition("/api/v1/")[2], **body_sent})
        text = body if isinstance(body, str) else json.dumps(body)
        route.fulfill(
            status=status,
            body=text,
            content_type="application/json",
            headers={**ALLOW, **(headers or {})},
        )

    context.route(path, fulfil)
    return sent

"""Render: questions and answers as HTML for the chat page. Pure; everything foreign is escaped.

The chat component reads its messages as Markdown and then cleans the HTML. So that neither step
can find anything in a document or a question, every ASCII sign but letters, digits, space and
comma is written as a character reference, and all is one line: a single HTML block.
"""

import re

from assistant.answer import OTHER_LANGUAGE, READING, Answer, Citation, Notice, Status
from assistant.notices.frames import Framed, frame_quotations
from assistant.records import source_address
from corpus.document import Document, Language
from ui.words import Words

_SAID_OTHERWISE = (READING, OTHER_LANGUAGE)
"""By buttons, and by the frame around a quotation."""
_SIGN = re.compile(r"[\x00-\x1f\x21-\x2b\x2d-\x2f\x3a-\x40\x5b-\x60\x7b-\x7f]")


def escape(text: str) -> str:
    """Text that HTML and Markdown show as it is."""
    return _SIGN.sub(lambda sign: f"&#{ord(sign[0])};", text)


def question_html(question: str, words: Words) -> str:
    """A question as asked."""
    return f'<p class="asked"><span class="unseen">{escape(words("you_asked"))} </span>' + (
        f"{escape(question)}</p>"
    )


def note_html(text: str) -> str:
    """A remark of the page itself: searching, busy, not ready."""
    return f'<p class="remark">{escape(text)}</p>'


def answer_html(answer: Answer, words: Words, *, root: str) -> str:
    """An answer: quoted sentences with linked markers and sources, or the reason and next step.

    Args:
        answer: What the assistant says.
        words: Words of the interface.
        root: Start of every link.
    """
    language = answer.language.value
    if answer.text is not None:
        framed = frame_quotations(answer)
        parts = [_text(part, words, language=language, root=root) for part in framed]
    else:
        parts = [_heading(answer, words)]
    parts += [
        f'<p class="notice" lang="{language}">{escape(notice.text)}</p>'
        for notice in answer.notices
        if notice is not answer.closest_heading and notice.code not in _SAID_OTHERWISE
    ]
    if answer.citations:
        sources = "".join(_source(citation, words, root=root) for citation in answer.citations)
        parts.append(f'<p class="label">{escape(words("sources"))}</p>')
        parts.append(f'<ol class="sources">{sources}</ol>')
        if any(citation.document.published for citation in answer.citations):
            as_of = words("as_of", date=words.day(answer.as_of))
            parts.append(f'<p class="as-of">{escape(as_of)}</p>')
    elif answer.closest_heading is not None:
        parts.append(_closest(answer, answer.closest_heading, words, root=root))
    return f'<div class="answer {answer.status.category}">{"".join(parts)}</div>'


def _heading(answer: Answer, words: Words) -> str:
    if answer.status is Status.REFUSED_GREETING:
        return ""
    keys = {"clarification": "which_one", "unanswerable": "no_answer", "refused": "not_asked"}
    key = keys.get(answer.status.category, "failed")
    return f'<p class="outcome">{escape(words(key))}</p>'


def _text(framed: Framed, words: Words, *, language: str, root: str) -> str:
    """The quotations, each with a link to its place; brackets inside one are its own words."""
    quoted = []
    for citation in framed.citations:
        spoken = citation.language.value
        # A no-break space: a marker does not begin a line.
        quoted.append(
            f'<span lang="{spoken}">{_quote(citation)}</span>\u00a0'
            f"{_marker(citation, words, root=root)}"
        )
    text = f'<p class="text">{" ".join(quoted)}</p>'
    if framed.frame is None:
        return text
    return f'<p class="frame" lang="{language}">{escape(framed.frame)}</p>{text}'


def _quote(citation: Citation) -> str:
    """The quotation, with the words in it that answer marked."""
    if citation.answer is None:
        return escape(citation.quote)
    start, end = (place - citation.start for place in citation.answer)
    before, words, after = (
        escape(part)
        for part in (citation.quote[:start], citation.quote[start:end], citation.quote[end:])
    )
    return f"{before}<mark>{words}</mark>{after}"


def _marker(citation: Citation, words: Words, *, root: str) -> str:
    name = words("source_number", number=citation.number)
    title = f"{name}: {citation.document.title} ({words('new_tab')})"
    number = f"[{citation.number}]"
    return _link(citation, escape(number), css="marker", title=title, words=words, root=root)


def _source(citation: Citation, words: Words, *, root: str) -> str:
    document = citation.document
    language = document.language.value
    opening = f"{escape(words('open_in_document'))} ↗"
    link = _link(citation, opening, title=words("new_tab"), words=words, root=root)
    return (
        f'<li class="source"><p class="source-title" lang="{language}">'
        f'<span class="number">{citation.number}</span> {escape(document.title)}</p>'
        f'<p class="facts">{_facts(document, citation.language, words)}</p>'
        f'<blockquote lang="{citation.language}">{_quote(citation)}</blockquote>'
        f"{_speaker(citation, words)}"
        f'<p class="open">{link}</p></li>'
    )


def _speaker(citation: Citation, words: Words) -> str:
    if citation.attribution is None:
        return ""
    label = escape(words(f"speaker_{citation.attribution.kind}"))
    language = citation.language.value
    named = f'<span lang="{language}">{escape(citation.attribution.words)}</span>'
    return f'<p class="speaker">{label} {named}</p>'


def _facts(document: Document, language: Language, words: Words) -> str:
    day = words.day(document.published) if document.published else words("undated")
    return f"{escape(day)} · {escape(words.name(language))}"


def _closest(answer: Answer, heading: Notice, words: Words, *, root: str) -> str:
    """The passages that come near, so that a refusal is not a dead end."""
    entries = []
    for passage in answer.closest:
        document = passage.document
        place = Citation(
            number=0, document=document, start=passage.start, end=passage.end, quote=passage.text
        )
        link = _link(place, escape(document.title), title=words("new_tab"), words=words, root=root)
        language = document.language.value
        facts = _facts(document, passage.language, words)
        entries.append(f'<li><span lang="{language}">{link}</span> {facts}</li>')
    language = answer.language.value
    label = f'<p class="label" lang="{language}">{escape(heading.text)}</p>'
    return f'{label}<ul class="related">{"".join(entries)}</ul>'


def _link(
    citation: Citation, shown: str, *, title: str, words: Words, root: str, css: str = ""
) -> str:
    """A link to the place in its document, on a page in the language of this one."""
    address = source_address(citation.document, start=citation.start, end=citation.end, root=root)
    address = address.replace("#", f"&ui={words.language}#")
    named = f' class="{css}"' if css else ""
    return (
        f'<a{named} href="{escape(address)}" title="{escape(title)}"'
        f' target="_blank" rel="noopener">{shown}</a>'
    )

"""Render: questions and answers as HTML for the chat page. Pure; everything foreign is escaped.

The chat component reads its messages as Markdown and then cleans the HTML. So that neither step
can find anything in a document or a question, every ASCII sign but letters, digits, space and
comma is written as a character reference, and all is one line: a single HTML block.
"""

import re
from collections.abc import Sequence

from assistant.answer import OTHER_LANGUAGE, READING, Notice
from assistant.answer_json import AnswerRecord, CitationRecord, HitRecord
from assistant.status import Status
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


def answer_html(answer: AnswerRecord, words: Words) -> str:
    """An answer: quoted sentences with linked markers and sources, or the reason and next step."""
    language = answer.language.value
    if answer.answer is not None:
        parts = [
            _question(answer, citations[0]) + _text(citations, words, language=language)
            for citations in answer.framed
        ]
    else:
        parts = [_heading(answer, words)]
    parts += [
        f'<p class="notice" lang="{language}">{escape(notice.text)}</p>'
        for notice in answer.notices
        if notice is not answer.closest_heading and notice.code not in _SAID_OTHERWISE
    ]
    if answer.citations:
        sources = "".join(_source(citation, words) for citation in answer.citations)
        parts.append(f'<p class="label">{escape(words("sources"))}</p>')
        parts.append(f'<ol class="sources">{sources}</ol>')
        if any(citation.published for citation in answer.citations):
            as_of = words("as_of", date=words.day(answer.as_of))
            parts.append(f'<p class="as-of">{escape(as_of)}</p>')
    elif answer.closest_heading is not None:
        parts.append(_closest(answer, answer.closest_heading, words))
    return f'<div class="answer {answer.status.category}">{"".join(parts)}</div>'


def _heading(answer: AnswerRecord, words: Words) -> str:
    if answer.status is Status.REFUSED_GREETING:
        return ""
    keys = {"clarification": "which_one", "unanswerable": "no_answer", "refused": "not_asked"}
    key = keys.get(answer.status.category, "failed")
    return f'<p class="outcome">{escape(words(key))}</p>'


def _question(answer: AnswerRecord, first: CitationRecord) -> str:
    """The question that a group of quotations begins to answer, where there are several."""
    question = answer.questions.get(first.number)
    return f'<p class="part">{escape(question)}</p>' if question else ""


def _text(citations: Sequence[CitationRecord], words: Words, *, language: str) -> str:
    """The quotations, each with a link to its place; brackets inside one are its own words."""
    # A no-break space: a marker does not begin a line.
    quoted = [
        f'<span lang="{one.language}">{_quote(one)}</span>\u00a0{_marker(one, words)}'
        for one in citations
    ]
    text = f'<p class="text">{" ".join(quoted)}</p>'
    line = citations[0].frame
    if line is None:
        return text
    return f'<p class="frame" lang="{language}">{escape(line)}</p>{text}'


def _quote(citation: CitationRecord) -> str:
    """The quotation, with the words in it that answer marked."""
    before, words, after = map(escape, citation.quote_parts)
    return f"{before}<mark>{words}</mark>{after}" if words else before


def _marker(citation: CitationRecord, words: Words) -> str:
    name = words("source_number", number=citation.number)
    title = f"{name}: {citation.title} ({words('new_tab')})"
    return _link(citation, escape(f"[{citation.number}]"), css="marker", title=title, words=words)


def _source(citation: CitationRecord, words: Words) -> str:
    opening = f"{escape(words('open_in_document'))} ↗"
    link = _link(citation, opening, title=words("new_tab"), words=words)
    return (
        f'<li class="source"><p class="source-title" lang="{citation.language}">'
        f'<span class="number">{citation.number}</span> {escape(citation.title)}</p>'
        f'<p class="facts">{_facts(citation, words)}</p>'
        f'<blockquote lang="{citation.language}">{_quote(citation)}</blockquote>'
        f"{_speaker(citation, words)}"
        f'<p class="open">{link}</p></li>'
    )


def _speaker(citation: CitationRecord, words: Words) -> str:
    if citation.attribution is None:
        return ""
    label = escape(words(f"speaker_{citation.attribution.kind}"))
    named = f'<span lang="{citation.language}">{escape(citation.attribution.text)}</span>'
    return f'<p class="speaker">{label} {named}</p>'


def _facts(place: CitationRecord | HitRecord, words: Words) -> str:
    day = words.day(place.published) if place.published else words("undated")
    return f"{escape(day)} · {escape(words.name(place.language))}"


def _closest(answer: AnswerRecord, heading: Notice, words: Words) -> str:
    """The passages that come near, so that a refusal is not a dead end."""
    entries = []
    for hit in answer.closest:
        link = _link(hit, escape(hit.title), title=words("new_tab"), words=words)
        entries.append(f'<li><span lang="{hit.language}">{link}</span> {_facts(hit, words)}</li>')
    label = f'<p class="label" lang="{answer.language}">{escape(heading.text)}</p>'
    return f'{label}<ul class="related">{"".join(entries)}</ul>'


def _link(
    place: CitationRecord | HitRecord, shown: str, *, title: str, words: Words, css: str = ""
) -> str:
    """A link to the place in its document, on a page in the language of this one."""
    address = place.url.replace("#", f"&ui={words.language}#")
    named = f' class="{css}"' if css else ""
    return (
        f'<a{named} href="{escape(address)}" title="{escape(title)}"'
        f' target="_blank" rel="noopener">{shown}</a>'
    )

"""Transcript files: a transcript as Markdown and as a Word document (DOCX)."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from corpus.document import Language
from ui.chat.transcript import Entry, Quoted, Source, Transcript
from ui.words import Words

_SIGN = re.compile(r"[\\`*_{}\[\]<>&|~#$]|^[-+=]")
_ENTRY = re.compile(r"^(\d+)([.)])")
_BREAK = re.compile(r"\s*[\r\n\u2028\u2029]+\s*")
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOCALES = {
    Language.ENGLISH: "en-GB",
    Language.RUSSIAN: "ru-RU",
    Language.BELARUSIAN: "be-BY",
    Language.CHINESE: "zh-CN",
}
_LINK = RGBColor(0x0F, 0x52, 0x57)


def markdown(transcript: Transcript, words: Words, *, made: date) -> str:
    """A transcript as Markdown; nothing in it is markup but what stands here.

    Args:
        transcript: The conversation.
        words: Words of the interface.
        made: The day to put on it.
    """
    lines = [f"# {_plain(words('transcript'))}", "", f"{_plain(_made(words, made))}\n"]
    lines += [f"*{_plain(transcript.left_out)}*\n"] if transcript.left_out else []
    for entry in transcript.entries:
        lines.append(f"## {_plain(entry.question)}\n")
        for said in entry.said:
            lines += [f"{_plain(said.frame)}\n"] if said.frame else []
            lines += [f"> {_plain(_marked(one))}\n" for one in said.quoted]
        lines += [f"*{_plain(remark)}*\n" for remark in entry.remarks]
        if entry.sources:
            lines.append(f"### {_plain(words('sources'))}\n")
        lines += [f"{number}. {_cited(one)}" for number, one in enumerate(entry.sources, start=1)]
        lines += [f"{_plain(entry.closest_heading)}\n"] if entry.closest_heading else []
        lines += [f"- {_cited(one)}" for one in entry.closest]
        lines.append("")
    return "\n".join(lines)


def plain_text(transcript: Transcript, words: Words) -> str:
    """A transcript as plain text without its questions, to be pasted elsewhere."""
    lines: list[str] = []
    for entry in transcript.entries:
        for said in entry.said:
            lines += [said.frame] if said.frame else []
            lines += [_line(_marked(one)) for one in said.quoted]
        lines += entry.remarks
        lines += ["", f"{words('sources')}:"] if entry.sources else []
        lines += [
            f"[{number}] {one.title}, {one.facts}. {one.address}"
            for number, one in enumerate(entry.sources, start=1)
        ]
    return "\n".join(lines)


def word(transcript: Transcript, words: Words, *, made: date) -> bytes:
    """A transcript as a DOCX file on A4; arguments as for `markdown`."""
    document = Document()
    _describe(document, words, made=made)
    _add(document.add_heading(level=0), words("transcript"), words.language)
    _add(document.add_paragraph(), _made(words, made), words.language)
    if transcript.left_out:
        _add(document.add_paragraph(), transcript.left_out, words.language)
    for entry in transcript.entries:
        _add_entry(document, entry, words)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _describe(document: WordDocument, words: Words, *, made: date) -> None:
    properties = document.core_properties
    properties.title, properties.author, properties.comments = words("transcript"), "", ""
    properties.language = _LOCALES[words.language]
    properties.created = properties.modified = datetime.combine(made, time(), tzinfo=UTC)
    for section in document.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
    document.styles["Normal"].font.size = Pt(11)


def _made(words: Words, day: date) -> str:
    return words("transcript_made", date=words.day(day), promise=words("promise_short"))


def _plain(text: str) -> str:
    return _ENTRY.sub(r"\1\\\2", _SIGN.sub(r"\\\g<0>", _line(text)))


def _line(text: str) -> str:
    return _BREAK.sub(" ", text)


def _is_web(address: str) -> bool:
    return address.startswith(("http://", "https://"))


def _marked(quoted: Quoted) -> str:
    speaker = f" ({quoted.speaker})" if quoted.speaker else ""
    return f"{quoted.text} [{quoted.number}]{speaker}"


def _cited(source: Source) -> str:
    """A source in Markdown, on two lines."""
    address = f"<{source.address}>" if _is_web(source.address) else f"`{source.address}`"
    return f"{_plain(source.title)} · {_plain(source.facts)}  \n   {address}"


def _add_entry(document: WordDocument, entry: Entry, words: Words) -> None:
    _add(document.add_heading(level=1), entry.question, entry.language)
    for said in entry.said:
        if said.frame:
            _add(document.add_paragraph(), said.frame, entry.language)
        for one in said.quoted:
            paragraph = document.add_paragraph(style="Quote")
            _add(paragraph, one.text, one.language)
            _add(paragraph, _marked(replace(one, text="")), words.language)
    for remark in entry.remarks:
        _add(document.add_paragraph(), remark, entry.language)
    if entry.sources:
        _add(document.add_heading(level=2), words("sources"), words.language)
        _add_sources(document, entry.sources, words, numbered=True)
    if entry.closest_heading:
        _add(document.add_paragraph(), entry.closest_heading, entry.language)
        _add_sources(document, entry.closest, words, numbered=False)


def _add_sources(
    document: WordDocument, sources: Sequence[Source], words: Words, *, numbered: bool
) -> None:
    for number, source in enumerate(sources, start=1):
        mark = f"{number}. " if numbered else "– "
        _add_source(document.add_paragraph(), source, words, mark=mark)


def _add_source(paragraph: Paragraph, source: Source, words: Words, *, mark: str) -> None:
    _add(paragraph, mark, words.language)
    _add(paragraph, source.title, source.language)
    _add(paragraph, f" · {source.facts} · ", words.language)
    if _is_web(source.address):
        _add_link(paragraph, source.address)
    else:
        _add(paragraph, source.address, words.language)


def _add(paragraph: Paragraph, text: str, language: Language) -> None:
    run = paragraph.add_run(_NO_XML.sub("", _line(text)))
    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), _LOCALES[language])
    mark.set(qn("w:eastAsia"), _LOCALES[language])
    run._r.get_or_add_rPr().append(mark)  # noqa: SLF001 - the library has no other door


def _add_link(paragraph: Paragraph, address: str) -> None:
    place = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), place)
    run = paragraph.add_run(address)
    run.font.underline, run.font.color.rgb = True, _LINK
    link.append(run._r)  # noqa: SLF001 - the library has no other door
    paragraph._p.append(link)  # noqa: SLF001 - nor here

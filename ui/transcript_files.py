"""Transcript files: a transcript as Markdown and as a Word document (DOCX)."""

import re
from datetime import date
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from corpus.document import Language
from ui.transcript import Entry, Source, Transcript
from ui.words import Words

_SIGN = re.compile(r"[!-/:-@\[-`{-~]")
_BREAK = re.compile(r"\s*[\r\n\u2028\u2029]+\s*")
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LOCALES = {
    Language.ENGLISH: "en-GB",
    Language.RUSSIAN: "ru-RU",
    Language.BELARUSIAN: "be-BY",
    Language.CHINESE: "zh-CN",
}
_CREATED_BY = ""


def markdown(transcript: Transcript, words: Words, *, made: date) -> str:
    """A transcript as Markdown; nothing in it is markup but what stands here.

    Args:
        transcript: The conversation.
        words: Words of the interface.
        made: The day to put on it.
    """
    lines = [f"# {_plain(words('transcript'))}", _plain(_made(words, made)), ""]
    for entry in transcript.entries:
        lines += [f"## {_plain(entry.question)}", ""]
        for said in entry.said:
            lines += [_plain(said.frame), ""] if said.frame else []
            lines += [f"> {_plain(one.text)} \\[{one.number}\\]\n" for one in said.quoted]
        lines += [f"*{_plain(remark)}*\n" for remark in entry.remarks]
    if transcript.sources:
        lines += [f"## {_plain(words('sources'))}", ""]
    for one in transcript.sources:
        lines.append(f"{one.number}. {_plain(one.title)} · {_plain(one.facts)} · {one.version}  ")
        lines.append(f"   <{one.address}>" if _is_web(one.address) else f"   `{one.address}`")
    return "\n".join(lines) + "\n"


def plain_text(transcript: Transcript, words: Words) -> str:
    """A transcript as plain text, to be pasted elsewhere."""
    lines: list[str] = []
    for entry in transcript.entries:
        for said in entry.said:
            lines += [said.frame] if said.frame else []
            lines += [f"{_line(one.text)} [{one.number}]" for one in said.quoted]
        lines += entry.remarks
    if transcript.sources:
        lines += ["", f"{words('sources')}:"]
    lines += [
        f"[{one.number}] {one.title}, {one.facts}. {one.address}" for one in transcript.sources
    ]
    return "\n".join(lines)


def word(transcript: Transcript, words: Words, *, made: date) -> bytes:
    """A transcript as a DOCX file; arguments as for `markdown`."""
    document = Document()
    properties = document.core_properties
    properties.title, properties.author = words("transcript"), _CREATED_BY
    properties.language = _LOCALES[words.language]
    document.styles["Normal"].font.size = Pt(11)
    document.add_heading(words("transcript"), level=0)
    document.add_paragraph(_made(words, made))
    for entry in transcript.entries:
        _add_entry(document, entry, words.language)
    if transcript.sources:
        document.add_heading(words("sources"), level=1)
    for source in transcript.sources:
        _add_source(document, source)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _made(words: Words, day: date) -> str:
    return words("transcript_made", date=words.day(day), promise=words("promise_short"))


def _plain(text: str) -> str:
    return _SIGN.sub(r"\\\g<0>", _line(text))


def _line(text: str) -> str:
    return _BREAK.sub(" ", text)


def _is_web(address: str) -> bool:
    return address.startswith(("http://", "https://"))


def _add_entry(document: WordDocument, entry: Entry, language: Language) -> None:
    _add(document.add_heading(level=1), entry.question)
    for said in entry.said:
        if said.frame:
            _add(document.add_paragraph(), said.frame, language=language)
        for one in said.quoted:
            paragraph = document.add_paragraph(style="Quote")
            _add(paragraph, one.text, language=one.language)
            _add(paragraph, f" [{one.number}]")
    for remark in entry.remarks:
        _add(document.add_paragraph(), remark, language=language)


def _add_source(document: WordDocument, source: Source) -> None:
    paragraph = document.add_paragraph()
    _add(paragraph, f"{source.number}. ")
    _add(paragraph, source.title, language=source.language)
    _add(paragraph, f" · {source.facts} · {source.version} · ")
    if _is_web(source.address):
        _add_link(paragraph, source.address)
    else:
        _add(paragraph, source.address)


def _add(paragraph: Paragraph, text: str, *, language: Language | None = None) -> None:
    run = paragraph.add_run(_NO_XML.sub("", _line(text)))
    if language is not None:
        mark = OxmlElement("w:lang")
        mark.set(qn("w:val"), _LOCALES[language])
        mark.set(qn("w:eastAsia"), _LOCALES[language])
        run._r.get_or_add_rPr().append(mark)  # noqa: SLF001 - the library has no other door


def _add_link(paragraph: Paragraph, address: str) -> None:
    place = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), place)
    run = paragraph.add_run(address)
    link.append(run._r)  # noqa: SLF001 - the library has no other door
    paragraph._p.append(link)  # noqa: SLF001

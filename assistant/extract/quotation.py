"""Quotation: a slice of a document that answers, as wide as it must be to be understood.

It holds whole sentences: those that the answering words touch. One that begins with "This" or "He"
brings the sentence before it along; a list is quoted with the line that introduces it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.document import Document, Language
from corpus.language_runs import language_at
from corpus.sentence import Sentence

_PRONOUNS = {
    Language.ENGLISH: "This|These|Those|That|It|Its|He|His|She|Her|They|Their|Such|The latter",
    Language.RUSSIAN: "Это|Эта|Этот|Эти|Этого|Этому|Он|Она|Оно|Они|Его|Её|Ее|Их|Такой|Такая"
    "|Такое|Такие|Там|Тогда",
    Language.BELARUSIAN: "Гэта|Гэты|Гэтая|Гэтае|Гэтыя|Гэтага|Гэтаму|Ён|Яна|Яно|Яны|Яго|Яе|Іх"
    "|Такі|Такая|Такое|Такія|Там|Тады",
}
_BEGINNINGS = {
    # Small letters too, as in a list, but not all capitals: "IT companies".
    language: re.compile(rf"(?:{words}|{words.lower()})\b")
    for language, words in _PRONOUNS.items()
} | {Language.CHINESE: re.compile(r"(?:这|该|此|其|他|她|它)")}
_UNDERSTOOD = re.compile(r"\w+ (?:is|was) (?:why|how)\b")
_ASKS_FOR_A_LIST = re.compile(
    r"\b(?:what are|which|list|name (?:the|all|some))\b"
    r"|\bwhat\b.*\b(?:include|consist|contain|comprise)"
    r"|\b(?:каки[ех]|перечисли\w*|назови\w*|что входит|из чего|кто входит)\b"
    r"|\b(?:які[яхм]|пералічы\w*|назаві\w*|што ўваходзіць|што ўключа\w+|з чаго)\b"
    r"|哪些|列出|包括什么|有什么",
    re.IGNORECASE,
)
_LIST_MARK = re.compile(r"[ \t]*(?:[-–—*•·▪]|\(?\d{1,2}[.)]|\(?[a-zа-я][.)])\s+\S", re.IGNORECASE)
_COLON = (":", "：")
_LONGEST = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """The slice `[start:end)` of a document.

    Attributes:
        document: Where it stands.
        start: Offset of the first character.
        end: Offset after the last character.
        answer: Start and end, in the document, of the words that answer; None when unknown.
    """

    document: Document
    start: int
    end: int
    answer: tuple[int, int] | None = None

    @classmethod
    def of(cls, sentence: Sentence, answer: tuple[int, int] | None = None) -> "Quotation":
        """A sentence as it stands."""
        return cls(
            document=sentence.document, start=sentence.start, end=sentence.end, answer=answer
        )

    @property
    def text(self) -> str:
        """The slice itself."""
        return self.document.text[self.start : self.end]

    @property
    def language(self) -> Language:
        """The language of its words."""
        return language_at(self.document, self.start, self.end)

    def overlaps(self, other: "Quotation") -> bool:
        """Tell whether both quote some of the same characters."""
        same = self.document.id == other.document.id
        return same and self.start < other.end and other.start < self.end


def refers_back(sentence: str, language: Language) -> bool:
    """Tell whether a sentence begins with a word for what the one before it names."""
    return _BEGINNINGS[language].match(sentence) is not None


def widen(quotation: Quotation, *, question: str, sentences: Sequence[Sentence]) -> Quotation:
    """Make a quotation one that can be understood by itself.

    Args:
        quotation: One sentence, and the words in it or around it that answer.
        question: What was asked.
        sentences: Of its document, in order; those nearby are enough.
    """
    wide = _over_the_answer(quotation, sentences)
    listed = _with_its_list(wide, question)
    return clipped(listed or _with_the_one_before(wide, sentences))


def clipped(quotation: Quotation) -> Quotation:
    """The words that answer are those inside the quotation."""
    if quotation.answer is None:
        return quotation
    start = max(quotation.answer[0], quotation.start)
    end = min(quotation.answer[1], quotation.end)
    return replace(quotation, answer=(start, end) if start < end else None)


def _over_the_answer(quotation: Quotation, sentences: Sequence[Sentence]) -> Quotation:
    """Whole sentences of one line, as many as the answering words touch."""
    if quotation.answer is None:
        return quotation
    start, end = quotation.answer
    touched = [one for one in sentences if one.start < end and start < one.end]
    if not touched:
        return quotation
    wide = replace(
        quotation,
        start=min(quotation.start, touched[0].start),
        end=max(quotation.end, touched[-1].end),
    )
    one_line = "\n" not in wide.text
    return wide if one_line and wide.end - wide.start <= _LONGEST else quotation


def _with_the_one_before(quotation: Quotation, sentences: Sequence[Sentence]) -> Quotation:
    document = quotation.document
    text = quotation.text
    if not refers_back(text, quotation.language) or _UNDERSTOOD.match(text):
        return quotation
    before = [one for one in sentences if one.end <= quotation.start]
    if not before or "\n" in document.text[before[-1].end : quotation.start]:
        return quotation
    wide = replace(quotation, start=before[-1].start)
    return wide if wide.end - wide.start <= _LONGEST else quotation


def _with_its_list(quotation: Quotation, question: str) -> Quotation | None:
    """The list that a quotation introduces, or stands in when a list is asked for."""
    text = quotation.document.text
    if quotation.text.endswith(_COLON):
        end = _list_end(text, text.find("\n", quotation.end - 1))
        return _within(quotation, quotation.start, end)
    line = text.rfind("\n", 0, quotation.start) + 1
    if not _ASKS_FOR_A_LIST.search(question) or not _LIST_MARK.match(text, line):
        return None
    start = line
    while start > 0 and (_LIST_MARK.match(text, start) or text[start] == "\n"):
        start = text.rfind("\n", 0, start - 1) + 1
    opening = text[start : text.find("\n", start)].rstrip()
    if not opening.endswith(_COLON):
        return None
    return _within(quotation, start, _list_end(text, line - 1))


def _list_end(text: str, newline: int) -> int | None:
    """The end of the entries that follow a line; None when there is none."""
    end = None
    while newline != -1:
        while text.startswith("\n", newline + 1):
            newline += 1
        if not _LIST_MARK.match(text, newline + 1):
            break
        following = text.find("\n", newline + 1)
        end = len(text) if following == -1 else following
        newline = following
    return end


def _within(quotation: Quotation, start: int, end: int | None) -> Quotation | None:
    if end is None or end - start > _LONGEST:
        return None
    words = quotation.document.text[start:end]
    start += len(words) - len(words.lstrip())
    return replace(quotation, start=start, end=start + len(words.strip()))

"""Sentences: a document cut into what can be quoted. Headings and datelines are left out."""

import re
from collections.abc import Iterator

import sentencex

from corpus.dates import is_dateline
from corpus.document import Document, Language
from corpus.language_runs import language_at
from corpus.reading import HEADING
from corpus.sentence import Sentence

# The library has no Belarusian rules; the Russian ones come nearest.
_RULES = {
    Language.ENGLISH: "en",
    Language.RUSSIAN: "ru",
    Language.BELARUSIAN: "ru",
    Language.CHINESE: "zh",
}
_LIST_MARK = re.compile(r"[-–—*•·▪] +(?=\S)")
_TABLE_ROW = " | "
_LONGEST = 600
_SEMICOLON = re.compile(r"[;；]\s*(?=\S)")

# Russian and Belarusian abbreviations that stand before their noun, name or number: the sentence
# goes on after them, though the next word be a capital.
_OPEN_ABBREVIATION = re.compile(
    r"(?:^|[\s(«\"“№])(?:вул|ул|пр|прасп|просп|пл|пер|зав|б-р|мкр|корп|кв|каб|пам|пом|д|г|гг|в|вв"
    r"|вёс|дер|аг|п|пп|пас|пос|обл|вобл|р|р-н|тэл|тел|моб|факс|вн|ст|арт|ч|гл|разд|абз|рис|мал"
    r"|табл|стар|стр|см|ср|пар|им|імя|ім|акад|праф|проф|дац|доц|гр|сп|тав|тов|напр"
    r"|т\. ?[екнч]|и\. ?о|в\. ?[ао]|зам|нам|нач|дир|дыр|инж|інж|спец|секр|пред|вед|вяд|оф|лит"
    r"|влад|пав|комн|наб|бул|бульв|шос|туп|гор|зд|уч|эт|под|пад|прил|прим|прым|св|доб|дад|а\. ?г"
    r"|хут|х|мк)\.$",
    re.IGNORECASE,
)
# Before a figure these open a number or a second part of it: "ext. 12", "12 руб. 50 коп.".
_BEFORE_A_FIGURE = re.compile(
    r"(?:^|[\s(\d])(?:руб|коп|кап|тыс|млн|млрд|час|гадз|мин|мін|кг|км|га|вн|доб|дад|поз|инв|рэг|рег"
    r"|ext|tel|bldg|rm|fl|apt|ste|no|nos|art|arts|para|sec|ch|fig|vol|pp?|cl|approx)\.$",
    re.IGNORECASE,
)
_AND_SO_ON = re.compile(r"т\. ?[дп]\.$")
# After a year "г." more often ends the sentence; not where the sentence has only just begun.
_YEAR = re.compile(r"\d{4} ?гг?\.$")
_LONGEST_OPENING_WORDS = 5
_INITIAL = re.compile(r"(?:^|[\s(«\"“.])[A-ZА-ЯЁІЎ]\.$")
# Ends that the library does not see: before a figure in Chinese, before "I" in English, after
# "2016 г." and "и т. д." in Russian.
_RUSSIAN_UNSEEN_END = re.compile(r"(?:\d{4} ?гг?\.|т\. ?[дп]\.) (?=[«\"“]?[A-ZА-ЯЁІЎ])")
_UNSEEN_END = {
    Language.RUSSIAN: _RUSSIAN_UNSEEN_END,
    Language.BELARUSIAN: _RUSSIAN_UNSEEN_END,
    Language.ENGLISH: re.compile(r"(?<=[a-z]{2}\.) (?=I [a-z])"),
    Language.CHINESE: re.compile(r"(?<=[。！？])(?=[0-9A-Za-z])"),
}
# How much of what follows tells whether a sentence goes on.
_FOLLOWING = 20
_NUMBER_MARK = re.compile(r"\(?\d{1,3}(?:\.\d{1,3})*[.)]$")
_DASHES = "-–—"
_CLOSING = re.compile(r"[»”’\"')）】》」』\]]+")


def split_sentences(document: Document) -> list[Sentence]:
    """Cut a document into sentences.

    Every line is cut by itself. List entries lose their mark, a table's row is one sentence, and
    a sentence of more than 600 characters is cut again after its semicolons.

    Returns:
        Sentences in order, without overlap, together holding every letter and digit outside
        headings and datelines.
    """
    sentences: list[Sentence] = []
    offset = 0
    for line in document.text.split("\n"):
        if line and not HEADING.match(line) and not is_dateline(line):
            language = language_at(document, offset, offset + len(line))
            sentences += [
                Sentence.cut(document, start=offset + start, end=offset + end, language=language)
                for start, end in _cut_line(line, language=language)
            ]
        offset += len(line) + 1
    return sentences


def _cut_line(line: str, *, language: Language) -> Iterator[tuple[int, int]]:
    mark = _LIST_MARK.match(line)
    start = mark.end() if mark else 0
    if _TABLE_ROW in line:
        ends = [len(line)]
    else:
        ends = [start + end for end in _sentence_ends(line[start:], language=language)]
    for end in ends:
        for piece_start, piece_end in _cut_long(line, start, end):
            trimmed = _trim(line, piece_start, piece_end)
            if trimmed:
                yield trimmed
        start = end


def _sentence_ends(line: str, *, language: Language) -> list[int]:
    """Offsets after each sentence; the last is the length of the line."""
    found = {
        boundary["end_index"]
        for boundary in sentencex.get_sentence_boundaries(_RULES[language], line)
    }
    found.update(unseen.end() for unseen in _UNSEEN_END[language].finditer(line))
    ends: list[int] = []
    start = 0
    for end in sorted(found):
        following = line[end : end + _FOLLOWING].lstrip()
        too_long = end - start > _LONGEST
        if too_long or not _goes_on(line[start:end].strip(), following, language=language):
            ends.append(end)
            start = end
    return [*ends, len(line)]


def _goes_on(piece: str, rest: str, *, language: Language) -> bool:
    """Tell whether the sentence that `piece` begins goes on in `rest`, the next few characters."""
    if not rest:
        return False
    if not any(character.isalnum() for character in piece) or _CLOSING.fullmatch(rest):
        return True
    opens_a_figure = rest[0].isdecimal() and _BEFORE_A_FIGURE.search(piece)
    if opens_a_figure or _NUMBER_MARK.fullmatch(piece):
        return True
    if language in (Language.RUSSIAN, Language.BELARUSIAN):
        return rest[0].islower() or rest[0] in _DASHES or _ends_in_abbreviation(piece)
    return language is Language.ENGLISH and piece.endswith(" Acad.")


def _ends_in_abbreviation(piece: str) -> bool:
    if _AND_SO_ON.search(piece):
        return False
    if _YEAR.search(piece):
        return len(piece.split()) <= _LONGEST_OPENING_WORDS
    return bool(_INITIAL.search(piece) or _OPEN_ABBREVIATION.search(piece))


def _cut_long(line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if end - start > _LONGEST:
        for semicolon in _SEMICOLON.finditer(line, start, end):
            yield start, semicolon.end()
            start = semicolon.end()
    yield start, end


def _trim(line: str, start: int, end: int) -> tuple[int, int] | None:
    """The offsets without spaces around; None for a stretch without letter or digit."""
    words = line[start:end]
    if not any(character.isalnum() for character in words):
        return None
    start += len(words) - len(words.lstrip())
    return start, start + len(words.strip())

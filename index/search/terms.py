"""Terms: what lexical search compares of a text, in four languages.

Words are stemmed; numbers, in whatever digits, dates, phone numbers and marks such as `№ 5` or
`$1.5` stay whole. Chinese, which puts no spaces between words, counts by pairs of characters.
Runs of letters inside words (single characters in Chinese) let forms meet that a stemmer keeps
apart.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import snowballstemmer

from corpus.digits import in_figures
from corpus.document import Language
from index.search import belarusian_stemmer

_RUN = 4
_WORDS_REMEMBERED = 100_000
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f,]\d{3})+(?![\d])")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_NUMBERED = re.compile(r"(?:№|\bno\.?|\bnr\.|\bn°)\s*(\d+)|第\s*(\d+)\s*号")
_AMOUNT = re.compile(r"[$€£¥₽]\s*\d+(?:\.\d+)?|\d+(?:\.\d+)?\s*%")
_TOKEN = re.compile(
    r"\d+(?:[.:/-]\d+)+|\d{2,}"  # dates, phone numbers; numbers, also where letters follow: 2015г
    r"|\d(?![^\W\d_\u3400-\u9fff])"  # but 5G is a word
    r"|[\u3400-\u9fff]+"
    r"|(?:[^\W_\u3400-\u9fff]|(?<=\w)'(?=\w))+"
)
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(\d{4})|(\d{4})-\d{1,2}-\d{1,2}")
_YEARS = re.compile(r"(?<!\d)(\d{4})[-/](\d{4})(?!\d)")
_MARKS = str.maketrans({"\u0301": None, "’": "'", "ʼ": "'", "`": "'", "ё": "е"}) | str.maketrans(
    "％", "%"
)
_SPACES = re.compile(r"\s")
_STEMMERS = {name: snowballstemmer.stemmer(name) for name in ("english", "russian")}
_STEMMING = Lock()  # a stemmer keeps the word it works on


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms of a text, in its order, repeated as they are there.

    Attributes:
        words: Stems, numbers, marks; pairs of characters.
        runs: Four letters each, the word's borders counted; single characters.
    """

    words: tuple[str, ...]
    runs: tuple[str, ...]

    @property
    def wording(self) -> frozenset[str]:
        """Words and runs together, so that forms meet also where stems differ; each once."""
        return frozenset(self.words) | {run for run in self.runs if len(run) > 1}


def terms(text: str, language: Language) -> Terms:
    """Take a text apart.

    Args:
        text: Any text, in any mixture of scripts.
        language: Decides how its Cyrillic words are stemmed.
    """
    plain = in_figures(text).text.casefold().translate(_MARKS)
    plain = _THOUSANDS.sub(_without_separators, plain)
    plain = _YEARS.sub(r"\1 \2", _DECIMAL_COMMA.sub(".", plain))
    words = [*_marked(plain)]
    runs: list[str] = []
    for token in _TOKEN.findall(plain):
        if "\u3400" <= token[0] <= "\u9fff":
            words += _pieces(token, length=2)
            runs += token
        elif token[0].isdigit() and not any(character.isalpha() for character in token):
            words += [token, *_year_of(token)]
        else:
            words.append(stem(token, language))
            runs += _runs(token)
    return Terms(words=tuple(words), runs=tuple(runs))


def _without_separators(number: re.Match[str]) -> str:
    return re.sub(r"\D", "", number[0])


def _marked(text: str) -> Iterator[str]:
    for numbered in _NUMBERED.finditer(text):
        yield f"№{numbered[1] or numbered[2]}"
    for amount in _AMOUNT.findall(text):
        yield _SPACES.sub("", amount)


def _year_of(token: str) -> list[str]:
    date = _DATE.fullmatch(token)
    return [date[1] or date[2]] if date else []


@lru_cache(maxsize=_WORDS_REMEMBERED)
def stem(word: str, language: Language) -> str:
    """What the forms of a word share, in small letters; a Chinese word is its own."""
    if word[0].isascii():
        return _snowball("english", word)
    if language is Language.BELARUSIAN:
        return belarusian_stemmer.stem(word)
    return _snowball("russian", word)


def _snowball(name: str, word: str) -> str:
    with _STEMMING:
        stem: str = _STEMMERS[name].stemWord(word)
    return stem


@lru_cache(maxsize=_WORDS_REMEMBERED)
def _runs(word: str) -> tuple[str, ...]:
    """Remembered not for speed: texts share the strings, which saves gigabytes in large indexes."""
    return tuple(_pieces(f"^{word}$", length=_RUN))


def _pieces(token: str, *, length: int) -> list[str]:
    return [token[at : at + length] for at in range(max(1, len(token) - length + 1))]

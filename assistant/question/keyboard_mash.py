"""Keyboard mash: letters that are no words, judged so strictly that rare words and codes pass."""

import re
from itertools import groupby

_VOWELS = frozenset("aeiouy")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
_STARTS = ("asdf", "zxcv", "фыва", "йцук", "ячсм", "олдж", "нгшщ")
_RUN = 5
_NUMERAL_OR_SOUND = re.compile(r"[ivxlcdm]+|w+|м+|х+", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_ALPHABETS = re.compile(r"[a-zа-яёіў]+", re.IGNORECASE)


def is_mash(text: str) -> bool:
    """Tell whether at least half of the words were typed by drumming on the keyboard.

    Only Latin and Cyrillic letters are judged. It takes two such words, or one alone that is
    worse; words in capitals are taken for abbreviations.
    """
    words = _WORD.findall(text)
    if len(words) == 1:
        return _is_mashed(words[0], repeated=4, without_vowels=6)
    mashed = [word for word in words if _is_mashed(word, repeated=3, without_vowels=4)]
    return len(mashed) > 1 and 2 * len(mashed) >= len(words)


def _is_mashed(word: str, *, repeated: int, without_vowels: int) -> bool:
    if not _ALPHABETS.fullmatch(word) or word.isupper() or _NUMERAL_OR_SOUND.fullmatch(word):
        return False
    lower = word.casefold()
    if lower.startswith(_STARTS) or _runs_along_a_row(lower):
        return True
    if max(len(list(same)) for _, same in groupby(lower)) >= repeated:
        return True
    latin = lower.isascii()  # Cyrillic abbreviations are written small: "млрд", "фсзн"
    return latin and len(lower) >= without_vowels and _VOWELS.isdisjoint(lower)


def _runs_along_a_row(word: str) -> bool:
    pieces = (word[at : at + _RUN] for at in range(len(word) - _RUN + 1))
    return any(piece in row or piece[::-1] in row for piece in pieces for row in _ROWS)

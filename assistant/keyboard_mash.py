"""Keyboard mash: letters that are no words, judged so strictly that rare words and codes pass."""

import re

_VOWELS = frozenset("aeiouy")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю")
_STARTS = ("asdf", "zxcv", "фыва", "йцук", "ячсм", "олдж", "нгшщ")
_RUN = 5
_WITHOUT_VOWELS = 4
_ALONE = 5
_NUMERAL_OR_SOUND = re.compile(r"[ivxlcdm]+|w+|м+|х+", re.IGNORECASE)
_REPEATED = re.compile(r"([^\W\d_])\1\1", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")
_ALPHABETS = re.compile(r"[a-zа-яёіў]+", re.IGNORECASE)


def is_mash(text: str) -> bool:
    """Tell whether at least half of the words were typed by drumming on the keyboard.

    Only Latin and Cyrillic letters are judged. It takes two such words, or a longer one alone;
    words in capitals are taken for abbreviations.
    """
    words = _WORD.findall(text)
    mashed = [word for word in words if _is_mashed(word)]
    if len(words) == 1:
        return bool(mashed) and len(words[0]) >= _ALONE
    return len(mashed) > 1 and 2 * len(mashed) >= len(words)


def _is_mashed(word: str) -> bool:
    if not _ALPHABETS.fullmatch(word) or word.isupper() or _NUMERAL_OR_SOUND.fullmatch(word):
        return False
    lower = word.casefold()
    if _REPEATED.search(lower) or lower.startswith(_STARTS) or _runs_along_a_row(lower):
        return True
    latin = lower.isascii()  # Cyrillic abbreviations are written small: "млрд", "фсзн"
    return latin and len(lower) >= _WITHOUT_VOWELS and _VOWELS.isdisjoint(lower)


def _runs_along_a_row(word: str) -> bool:
    pieces = (word[at : at + _RUN] for at in range(len(word) - _RUN + 1))
    return any(piece in row or piece[::-1] in row for piece in pieces for row in _ROWS)

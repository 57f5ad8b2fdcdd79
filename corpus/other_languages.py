"""Other languages: whether a question is surely in a language that is not one of the four.

In doubt it is not. Names, transliterations and two words of Belarusian look like many languages:
letters of another script, or a nearly certain detector together with a word of that language,
are asked for.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lingua import LanguageDetector

_SURE = 0.98
_FEWEST_LETTERS = 3
_FEWEST_WORDS = 3
_ENGLISH = frozenset({"the", "what", "does", "did", "who", "when", "how", "which", "and", "where"})
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_UKRAINIAN = re.compile(r"(?=.*и)(?=.*[іїє])(?!.*[ыэъёў])", re.IGNORECASE)
"""Russian has no `і`, Belarusian no `и`."""
_OUR_SCRIPTS = ("LATIN", "CYRILLIC", "CJK", "FULLWIDTH")
_KANA = ("HIRAGANA", "KATAKANA")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_OURS = ("english", "russian", "belarusian", "chinese")


def is_other_language(question: str) -> bool:
    """Tell whether a question is surely written in none of the four languages."""
    letters = [letter for letter in question if letter.isalpha()]
    if len(letters) < _FEWEST_LETTERS:
        return False
    return _in_another_script(letters) or _has_words_of_another(question)


def _in_another_script(letters: list[str]) -> bool:
    """Most letters are of no script of ours; or of kana, which stand among Chinese characters."""
    scripts = [_script(letter) for letter in letters]
    foreign = sum(script not in _OUR_SCRIPTS for script in scripts)
    kana = sum(script in _KANA for script in scripts)
    return 2 * foreign > len(letters) or 3 * kana > len(letters)


def _script(letter: str) -> str:
    """First word of its Unicode name, such as LATIN, CYRILLIC, CJK, HIRAGANA or ARABIC."""
    return unicodedata.name(letter, "").split(" ")[0].split("-")[0]


def _has_words_of_another(question: str) -> bool:
    words = _WORD.findall(question.casefold())
    if len(words) < _FEWEST_WORDS or not _ENGLISH.isdisjoint(words) or _CHINESE.search(question):
        return False
    suspects = {name for name, own in _words().items() if not own.isdisjoint(words)}
    if "ukrainian" in suspects and _UKRAINIAN.match(question):
        return True
    return bool(suspects) and _detect(question) in suspects


def _detect(question: str) -> str | None:
    """Name of the language that it is nearly certainly in; None in doubt."""
    likeliest = _detector().compute_language_confidence_values(question)[0]
    return likeliest.language.name.lower() if likeliest.value >= _SURE else None


@cache
def _words() -> Mapping[str, frozenset[str]]:
    raw = (resources.files("corpus") / "other_languages.toml").read_text(encoding="utf-8")
    words: dict[str, str] = tomllib.loads(raw)
    return {name: frozenset(own.split()) for name, own in words.items()}


@cache
def _detector() -> "LanguageDetector":
    from lingua import Language as LinguaLanguage  # 40 MB, made when first used
    from lingua import LanguageDetectorBuilder  # as above

    languages = [LinguaLanguage.from_str(name) for name in (*_OURS, *_words())]
    # In high accuracy it takes 500 MB and 4 s.
    builder = LanguageDetectorBuilder.from_languages(*languages)
    return builder.with_low_accuracy_mode().build()

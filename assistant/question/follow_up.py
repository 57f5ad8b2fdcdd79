"""Follow-up: does a question need the one before it, by its own words?"""

import re

from corpus.document import Language

_PRONOUNS = {
    Language.ENGLISH: "it its they them their he she his her him those",
    Language.RUSSIAN: "он она оно они его ее её их ему ей им него неё ней нему них ними этого этой",
    Language.BELARUSIAN: "ён яна яно яны яго яе іх яму ёй ім ім'і гэтага гэтай",
}
_CONTINUING_STARTS = {
    Language.ENGLISH: "and or but then also",
    Language.RUSSIAN: "а и но или тогда ещё еще",
    Language.BELARUSIAN: "а і ды але тады яшчэ",
}
_CONTINUING_CHINESE = re.compile(r"^(那|还有|以及|其中)|它|(?<!其)他|她|(呢)[？?]?$")
_SHORT_WORDS = 2
_SHORT_CHINESE_CHARACTERS = 4


def is_follow_up(text: str, language: Language) -> bool:
    """Tell whether a question is too short, or refers too much, to stand alone."""
    if language is Language.CHINESE:
        characters = [character for character in text if character.isalnum()]
        short = len(characters) <= _SHORT_CHINESE_CHARACTERS
        return short or bool(_CONTINUING_CHINESE.search(text.strip()))
    words = re.findall(r"[\w']+", text.casefold())
    if len(words) <= _SHORT_WORDS or words[0] in _CONTINUING_STARTS[language].split():
        return True
    return not set(_PRONOUNS[language].split()).isdisjoint(words)

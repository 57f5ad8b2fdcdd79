"""Months: how three languages name them. Chinese numbers its months: `7月`."""

from corpus.document import Language

MONTHS: dict[Language, tuple[str, ...]] = {
    Language.ENGLISH: (
        r"jan(?:uary|\.)?",
        r"feb(?:ruary|\.)?",
        r"mar(?:ch|\.)?",
        r"apr(?:il|\.)?",
        r"may",
        r"june?",
        r"july?",
        r"aug(?:ust|\.)?",
        r"sept?(?:ember|\.)?",
        r"oct(?:ober|\.)?",
        r"nov(?:ember|\.)?",
        r"dec(?:ember|\.)?",
    ),
    Language.RUSSIAN: (
        r"январ(?:[ьяюе]|[её]м)",
        r"феврал(?:[ьяюе]|[её]м)",
        r"март[ауе]?",
        r"апрел(?:[ьяюе]|ем)",
        r"май|мая|маю|мае",
        r"июн[ьяюе]",
        r"июл[ьяюе]",
        r"август[ауе]?",
        r"сентябр(?:[ьяюе]|[её]м)",
        r"октябр(?:[ьяюе]|[её]м)",
        r"ноябр(?:[ьяюе]|[её]м)",
        r"декабр(?:[ьяюе]|[её]м)",
    ),
    Language.BELARUSIAN: (
        r"студзен[ьяюі]",
        r"лют(?:ы|ага|аму|ым)",
        r"сакавік[ау]?",
        r"красавік[ау]?",
        r"май|мая|маю|маі|траўн[яюі]|травень",
        r"чэрвен[ьяюі]",
        r"ліпен[ьяюі]",
        r"жні(?:вень|ўн[яюі])",
        r"верас(?:ень|н[яюі])",
        r"кастрычнік[ау]?",
        r"лістапад[ау]?|лістападзе",
        r"снеж(?:ань|н[яюі])",
    ),
}
"""Patterns of the twelve names, case ignored; each alternative begins with three plain letters."""

"""Said dates: days and periods in the words of a language, as notices name them."""

from calendar import monthrange
from datetime import date

from babel.dates import format_date, format_skeleton

from assistant.facts.times import Days
from corpus.document import Language

# American English, the default of "en", puts the month before the day.
_LOCALES = {Language.ENGLISH: "en_GB"}
_YEAR = {
    Language.ENGLISH: "{0}",
    Language.RUSSIAN: "{0} год",
    Language.BELARUSIAN: "{0} год",
    Language.CHINESE: "{0}年",
}


def say_day(day: date, language: Language) -> str:
    """A day, such as `12 November 2020`."""
    said: str = format_date(day, "long", locale=_locale(language))
    return said


def say_days(days: Days, language: Language) -> str:
    """A period, first and last day included: a year, a month, a day, or both its ends."""
    first, last = days
    if first == last:
        return say_day(first, language)
    if (first.day, last) == (1, _end_of_month(first)):
        said: str = format_skeleton("yMMMM", first, locale=_locale(language))
        return said
    if days == (date(first.year, 1, 1), date(first.year, 12, 31)):
        return _YEAR[language].format(first.year)
    return f"{say_day(first, language)} – {say_day(last, language)}"


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _locale(language: Language) -> str:
    return _LOCALES.get(language, language.value)

"""Figures: the quantities of a sentence with what they measure and when."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from assistant.facts.deadlines import speaks_of_duty, until_years
from assistant.facts.quantities import Quantity, find_quantities
from assistant.facts.subjects import Subject, says, subject_of, title_subject
from assistant.facts.times import Time, find_times, grammar_of
from corpus.document import Language
from corpus.sentence import Sentence
from corpus.years import may_name_a_year

_CLAUSE_END = re.compile(r"[;，；、。！？()（）“”«»\"]|[,:](?!\d)|：| [—–-] ")
SENTENCES_REMEMBERED = 4096
_MAY = (5, 5)
_ANY_DAY = date(2001, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A time as far as a text says it.

    Attributes:
        year: None when it is not said.
        months: First and last, 1..12.
        day: None when the whole of it is meant.
    """

    year: int | None
    months: tuple[int, int]
    day: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedTime:
    """A time and where it stands in a text; `when` is None when only its document could tell."""

    when: When | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity as a sentence states it.

    Attributes:
        sentence: Where it stands.
        quantity: Offsets count the characters of the sentence.
        when: The nearest time in the sentence; None when it names none.
        timeless: The sentence names no time at all, nor a number that may be a year.
        aim: It is a duty or a plan, not a fact.
        subject: What it measures.
    """

    sentence: Sentence
    quantity: Quantity
    when: When | None
    timeless: bool
    aim: bool
    subject: Subject

    @property
    def words(self) -> str:
        """The quantity as written."""
        return self.sentence.text[self.quantity.start : self.quantity.end]


@lru_cache(maxsize=SENTENCES_REMEMBERED)
def figures(sentence: Sentence) -> tuple[Figure, ...]:
    """The figures of a sentence.

    Left out are several of one unit in one clause, which cannot be told apart, and those of which
    the sentence does not say what they measure.
    """
    text = sentence.text
    document = sentence.document
    language = sentence.language
    quantities = find_quantities(text, language)
    if not quantities:
        return ()
    times = find_whens(text, language=language, published=document.published)
    spans = [(one.bound_start, one.end) for one in quantities]
    bare = blank(text, [*spans, *((one.start, one.end) for one in times)])
    whole, title = subject_of(bare, language), title_subject(document.title, document.language)
    aim = (
        says("aim", text, language)
        or speaks_of_duty(text, language)
        or bool(until_years(text, language))
    )
    found = []
    for quantity in quantities:
        clause = _clause(text, quantity)
        others = [one for one in quantities if _inside(one, clause) and one.unit == quantity.unit]
        if len(others) > 1:
            continue
        own = subject_of(bare[slice(*clause)], language)
        subject = own if own.tells(quantity.unit) else whole
        if not subject.tells(quantity.unit):
            continue
        time = _nearest(times, quantity, clause)
        found.append(
            Figure(
                sentence=sentence,
                quantity=quantity,
                when=time.when if time else None,
                timeless=not (times or may_name_a_year(bare)),
                aim=aim,
                subject=subject.counting(quantity.unit).placed_by(whole).placed_by(title),
            )
        )
    return tuple(found)


def find_whens(text: str, *, language: Language, published: date | None) -> list[PlacedTime]:
    """The times of a text, ranges such as "January to September 2020" joined."""
    grammar = grammar_of(language)
    times = find_times(text, language=language, today=published or _ANY_DAY)
    times = [one for one in times if _is_time(text, one, language)]
    found: list[PlacedTime] = []
    at = 0
    while at < len(times):
        first = last = times[at]
        gap = (last.end, times[at + 1].start) if at + 1 < len(times) else (0, 0)
        joined = at + 1 < len(times) and any(
            grammar.around[name].fullmatch(text, *gap) for name in ("dash", "to")
        )
        if joined or (at + 1 < len(times) and text[slice(*gap)] in {" — ", " – "}):
            last = times[at + 1]
            at += 1
        at += 1
        known = published is not None or (first.days is None and last.days is None)
        when = _when(first, last) if known else None
        found.append(PlacedTime(when=when, start=first.start, end=last.end))
    return found


def _is_time(text: str, time: Time, language: Language) -> bool:
    """A month without day and year may be another word: "may", "march"; "мая" is "my" too."""
    if time.year or time.day or time.days:
        return True
    if language is Language.ENGLISH:
        return text[time.start].isupper()
    return language is not Language.BELARUSIAN or time.months != _MAY


def _when(first: Time, last: Time) -> When:
    if first.days is not None:
        begins, ends = first.days
        day = begins.day if begins == ends else None
        return When(year=begins.year, months=(begins.month, ends.month), day=day)
    return When(
        year=last.year or first.year,
        months=(first.months[0], last.months[1]),
        day=last.day,
    )


def _clause(text: str, quantity: Quantity) -> tuple[int, int]:
    ends = [match.span() for match in _CLAUSE_END.finditer(text)]
    start = max((end for _, end in ends if end <= quantity.start), default=0)
    end = min((begin for begin, _ in ends if begin >= quantity.end), default=len(text))
    return start, end


def _inside(quantity: Quantity, clause: tuple[int, int]) -> bool:
    return clause[0] <= quantity.start and quantity.end <= clause[1]


def _nearest(
    times: list[PlacedTime], quantity: Quantity, clause: tuple[int, int]
) -> PlacedTime | None:
    """The time nearest to a quantity, one of its own clause before any other."""

    def distance(time: PlacedTime) -> tuple[bool, int]:
        outside = not (clause[0] <= time.start and time.end <= clause[1])
        return outside, max(time.start - quantity.end, quantity.start - time.end)

    return min(times, key=distance, default=None)


def blank(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with the spans blanked out, so that offsets stay."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text

"""Dated: the day or year that a sentence sets for something, and when two of them disagree."""

from dataclasses import dataclass
from functools import lru_cache

from assistant.facts.deadlines import find_deadline
from assistant.facts.figures import SENTENCES_REMEMBERED, When, blank, find_whens
from assistant.facts.quantities import find_quantities
from assistant.facts.subjects import Subject, same_subject, subject_of, title_subject
from corpus.sentence import Sentence

_SHARED = 0.6
_FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A date as a sentence sets it.

    Attributes:
        sentence: Where it stands.
        words: The date as written.
        when: The date; its year is known.
        deadline: Something has to happen by it; otherwise it happens on it.
        subject: What the sentence is about.
    """

    sentence: Sentence
    words: str
    when: When
    deadline: bool
    subject: Subject


@lru_cache(maxsize=SENTENCES_REMEMBERED)
def dates(sentence: Sentence) -> tuple[Dated, ...]:
    """The date of a sentence that sets exactly one: a day, or the end of a term; else nothing."""
    text, document = sentence.text, sentence.document
    language = sentence.language
    times = find_whens(text, language=language, published=None)
    if len(times) != 1 or find_quantities(text, language):
        return ()
    [time] = times
    deadline = find_deadline(text, time.start, time.end, language=language) is not None
    if time.when is None or time.when.year is None or not (deadline or time.when.day):
        return ()
    subject = subject_of(blank(text, [(time.start, time.end)]), language)
    return (
        Dated(
            sentence=sentence,
            words=text[time.start : time.end],
            when=time.when,
            deadline=deadline,
            subject=subject.placed_by(title_subject(document.title, document.language)),
        ),
    )


def dates_differ(first: Dated, second: Dated) -> bool:
    """Tell whether two dates are set for the same thing and differ.

    What comes back every year does not: events of different years, and terms that end on the same
    day of different years.
    """
    if first.deadline != second.deadline or not _apart(first.when, second.when):
        return False
    here, there = first.when, second.when
    if not first.deadline and here.year != there.year:
        return False
    if here.day and (here.months, here.day) == (there.months, there.day):
        return False
    return _about_the_same(first, second)


def _apart(first: When, second: When) -> bool:
    """Tell whether neither lies within the other."""
    if first.year != second.year:
        return True
    if first.day and second.day:
        return (first.months, first.day) != (second.months, second.day)
    (begins, ends), (other_begins, other_ends) = first.months, second.months
    return ends < other_begins or other_ends < begins


def _about_the_same(first: Dated, second: Dated) -> bool:
    languages = {one.sentence.language for one in (first, second)}
    here, there = first.subject, second.subject
    if len(languages) > 1:
        several = len(here.topics) >= _FEWEST_WORDS
        return several and same_subject(here, there, same_language=False)
    if (here.topics, here.marks, here.places) != (there.topics, there.marks, there.places):
        return False
    fewer, more = sorted((here.residue, there.residue), key=len)
    told = len(here.topics) + len(fewer) >= _FEWEST_WORDS
    return told and fewer <= more and len(fewer) >= _SHARED * len(more)

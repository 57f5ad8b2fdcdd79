"""Attribution: whose words a sentence gives, when it is not the document itself that speaks.

What an ambassador says in an interview is no rule of the committee. A speaker is named only in
words of the document, and only where it is clear who speaks: in a turn of a transcript, in
reported speech, in the report of one person's interview.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from assistant.answer import Attribution, AttributionKind
from assistant.extract.quotation import Quotation
from assistant.facts.speakers import Speaker, SpeechWords, find_speakers, role_of, speech_words
from corpus.document import Document
from corpus.sentence import Sentence
from corpus.sentences import split_sentences

_OPENING_SENTENCES = 4
_DOCUMENTS_REMEMBERED = 64
_LABEL = re.compile(r"(?P<label>[^\W\d_][^.:：\n]{0,40})[:：]\s?")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Turn:
    """What one side of a conversation says, from `start` to the next turn."""

    start: int
    speaker: Speaker | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Account:
    """Who speaks in a document.

    Attributes:
        speakers: In its order.
        interviewee: The one person whose interview it is or reports.
        turns: Of a transcript, in its order.
        before: The sentence before each sentence of the same line, by their starts.
    """

    speakers: tuple[Speaker, ...]
    interviewee: Speaker | None
    turns: tuple[_Turn, ...]
    before: dict[int, Sentence]


def attribute(quotation: Quotation) -> Attribution | None:
    """Find whose words a quotation gives; None where the document speaks, or it is not clear."""
    sentence = Sentence.cut(
        quotation.document,
        start=quotation.start,
        end=quotation.end,
        language=quotation.language,
    )
    account = _account(sentence.document)
    turn = next((one for one in reversed(account.turns) if one.start <= sentence.start), None)
    if turn is not None:
        return _attribution(turn.speaker, sentence, AttributionKind.SAID)
    reported = _reported(sentence, account)
    if reported is not None:
        return _attribution(reported, sentence, AttributionKind.SAID)
    if account.interviewee is not None:
        return _attribution(account.interviewee, sentence, AttributionKind.INTERVIEW)
    before = account.before.get(sentence.start)
    if before is None or _words(sentence).reported.search(sentence.text):
        return None
    speaker = _own_speaker(before) or _reported(before, account)
    return _attribution(speaker, sentence, AttributionKind.BEFORE)


def _reported(sentence: Sentence, account: _Account) -> Speaker | None:
    """The speaker of reported speech that names only a role, or says "he"."""
    text, words = sentence.text, _words(sentence)
    if find_speakers(text, sentence.language) or not words.reported.search(text):
        return None
    role = role_of(text)
    if role is not None:
        return _only([one for one in account.speakers if one.role == role])
    return _only(account.speakers) if words.pronoun.search(text) else None


def _own_speaker(sentence: Sentence) -> Speaker | None:
    """The speaker whom a sentence of reported speech itself names."""
    if not _words(sentence).reported.search(sentence.text):
        return None
    found = find_speakers(sentence.text, sentence.language)
    return _only([_moved(one, by=sentence.start) for one in found])


def _only(speakers: Sequence[Speaker]) -> Speaker | None:
    """The first mention, when all are of one person."""
    return speakers[0] if len({one.name for one in speakers}) == 1 else None


@lru_cache(maxsize=_DOCUMENTS_REMEMBERED)
def _account(document: Document) -> _Account:
    sentences = split_sentences(document)
    speakers = [
        _moved(one, by=sentence.start)
        for sentence in sentences
        for one in find_speakers(sentence.text, sentence.language)
    ]
    interviewee = _interviewee(sentences[:_OPENING_SENTENCES], speakers)
    return _Account(
        speakers=tuple(speakers),
        interviewee=interviewee,
        turns=tuple(_turns(document, interviewee)),
        before={
            later.start: earlier
            for earlier, later in pairwise(sentences)
            if "\n" not in document.text[earlier.end : later.start]
        },
    )


def _interviewee(opening: Sequence[Sentence], speakers: Sequence[Speaker]) -> Speaker | None:
    """Who is interviewed, when the opening says so and nobody else speaks in the document."""
    if not any(_words(one).interview.search(one.text) for one in opening):
        return None
    only = _only(speakers)
    named = only is not None and only.start < opening[-1].end
    return only if named else None


def _turns(document: Document, interviewee: Speaker | None) -> list[_Turn]:
    """The turns of a transcript; none unless there are questions and answers."""
    words = speech_words(document.language)
    asked: list[_Turn] = []
    answered: list[_Turn] = []
    start = 0
    for line in document.text.split("\n"):
        label = _LABEL.match(line)
        if words.asked.match(line):
            asked.append(_Turn(start=start, speaker=None))
        elif words.answered.match(line):
            answered.append(_Turn(start=start, speaker=interviewee))
        elif label is not None and role_of(label["label"]) is not None:
            same = interviewee is not None and interviewee.role == role_of(label["label"])
            answered.append(_Turn(start=start, speaker=interviewee if same else None))
        start += len(line) + 1
    if not asked or not answered:
        return []
    return sorted([*asked, *answered], key=lambda turn: turn.start)


def _attribution(
    speaker: Speaker | None, sentence: Sentence, kind: AttributionKind
) -> Attribution | None:
    if speaker is None:
        return None
    start, end = speaker.start, speaker.end
    words = sentence.document.text[start:end]
    return Attribution(text=words, start=start, end=end, kind=kind)


def _moved(speaker: Speaker, *, by: int) -> Speaker:
    start, end = speaker.start + by, speaker.end + by
    return Speaker(start=start, end=end, role=speaker.role, name=speaker.name)


def _words(sentence: Sentence) -> SpeechWords:
    return speech_words(sentence.language)

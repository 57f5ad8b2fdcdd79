"""Parts: the questions of one message, so that none of them is dropped.

Questions part at their question marks, and within a sentence before "and how much …" or "，多少…"
where both sides ask something and say enough to be asked alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answer import Turn
from assistant.question.read import Question
from corpus.document import Language
from corpus.language import detect_language

MOST_PARTS = 3
_FEWEST_WORDS = {Language.CHINESE: 6}
"""Of the first of two joined questions, in words, or in characters of Chinese."""
_FEWEST_WORDS_ELSEWHERE = 4
_FEWEST_BEHIND = 3
_ENDS = re.compile(r"(?<=\?)\s+(?![)\"»”’\]])|(?<=？)(?![?？!！)\"»”’\]])\s*")
_OPENING, _CLOSING = "([«“「《", ")]»”」》"
_ASKS = {
    Language.ENGLISH: r"(?:how|when|where|who|whom|whose|what|which|why"
    r"|(?:can|do|does|did|is|are|will|should|must|may) (?:i|we|you|they|it|there|the))\b",
    Language.RUSSIAN: r"(?:сколько|когда|где|куда|откуда|кто|кому|кого|чей|какой|какая|какое|какие"
    r"|каков\w*|каким\w*|какую|почему|зачем|как|(?:можно|нужно|надо|будет|есть|должны?) ли)\b",
    Language.BELARUSIAN: r"(?:колькі|калі|дзе|куды|адкуль|хто|каму|каго|чый|які|якая|якое|якія|якую"
    r"|чаму|навошта|як|ці (?:можна|трэба|будзе|ёсць|павінн\w+))\b",
    Language.CHINESE: r"(?:多少|几(?!乎)|什么|何时|哪|谁|怎么|如何|为什么|吗|能不能|会不会|是否)",
}
_CLAUSE = {
    Language.ENGLISH: re.compile(
        r"(?<!^)\b(?:that|which|who|whom|whose)\b(?! (?:is|are) the\b)", re.IGNORECASE
    ),
    Language.RUSSIAN: re.compile(r", котор\w+", re.IGNORECASE),
    Language.BELARUSIAN: re.compile(r", як(?:і|ая|ое|ія|ога|ой|іх|ую)\b", re.IGNORECASE),
    Language.CHINESE: re.compile(r"^(?:如果|若|当)"),
}
"""What opens a clause that what follows may belong to: "a person who … and who …"."""
_JOINS = {
    Language.ENGLISH: r",? (?:and|and also|also|but) ",
    Language.RUSSIAN: r",? (?:и|а|а также|и ещё|и еще|но) ",
    Language.BELARUSIAN: r",? (?:і|ды|а|а таксама|і яшчэ|але) ",
    Language.CHINESE: r"[，,；;](?:以及|还有|另外|那么?|又)?",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The questions of a message.

    Attributes:
        asked: Those to answer, in order; each has those before it as its history.
        left: The words of those beyond the most that are answered.
    """

    asked: tuple[Question, ...]
    left: tuple[str, ...]


def split_questions(asked: Question) -> Parts:
    """Part a message into its questions; one that is refused as it stands is left whole."""
    texts = [asked.text] if asked.refusal is not None else _texts(asked.text, asked.language)
    if len(texts) < 2:
        return Parts(asked=(asked,), left=())
    questions: list[Question] = []
    for text in texts[:MOST_PARTS]:
        said = tuple(Turn(question=one.text, answer="") for one in questions)
        language = detect_language(text) or asked.language
        history = (*asked.history, *said)
        questions.append(replace(asked, text=text, language=language, history=history))
    return Parts(asked=tuple(questions), left=tuple(texts[MOST_PARTS:]))


def _texts(text: str, language: Language) -> list[str]:
    """The questions, each with the statements that lead to it; what follows the last is its own."""
    pieces = _whole(_ENDS.split(text))
    questions = [piece for piece in pieces if piece.endswith(("?", "？"))]
    if len(questions) > 1 and all(_says_enough(one, language) for one in questions):
        rest = pieces[-1] if pieces[-1] is not questions[-1] else ""
        questions[-1] = f"{questions[-1]} {rest}".strip()
    else:
        questions = [text]
    return [one for question in questions for one in _joined(question, language)]


def _whole(pieces: Sequence[str]) -> list[str]:
    """The pieces, put together again where a quotation or a bracket was cut."""
    whole: list[str] = []
    for piece in pieces:
        if whole and _is_open(whole[-1]):
            whole[-1] = f"{whole[-1]} {piece}"
        elif piece.strip():
            whole.append(piece)
    return whole


def _is_open(piece: str) -> bool:
    opened = sum(map(piece.count, _OPENING)) > sum(map(piece.count, _CLOSING))
    return opened or piece.count('"') % 2 == 1


def _says_enough(question: str, language: Language) -> bool:
    return _length(question, language) >= _FEWEST_BEHIND


def _joined(question: str, language: Language) -> Sequence[str]:
    """Two questions that "and" joins, each with a question word; otherwise the one."""
    asks, joins = _ASKS[language], _JOINS[language]
    behind = rf"(?=.*{asks})" if language is Language.CHINESE else rf"(?={asks})"
    for found in re.finditer(rf"{joins}{behind}", question, re.IGNORECASE):
        first, second = question[: found.start()], question[found.end() :]
        fewest = _FEWEST_WORDS.get(language, _FEWEST_WORDS_ELSEWHERE)
        enough = _length(first, language) >= fewest and _says_enough(second, language)
        if _CLAUSE[language].search(first):
            continue
        if enough and re.search(asks, first, re.IGNORECASE):
            return [first.rstrip() + "?", second[:1].upper() + second[1:]]
    return [question]


def _length(text: str, language: Language) -> int:
    """In words, or in characters of Chinese."""
    if language is Language.CHINESE:
        return sum(map(str.isalnum, text))
    return len(re.findall(r"\w+", text))

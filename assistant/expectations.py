"""Expectations: what kind of words an answer must hold, judged from the question alone.

"How many" wants a figure, "when" a date. A sentence without one rarely answers.
"""

import re
from enum import StrEnum

from assistant.overlap import numbers


class Expectation(StrEnum):
    """The kind of words an answer must hold."""

    NUMBER = "number"
    TIME = "time"
    EMAIL = "email"
    ANYTHING = "anything"


_NUMBER = re.compile(
    r"how (many|much|large|big|long|far|old)|percent|what (amount|number|sum|share|volume)|"
    r"phone|telephone|postcode|"
    r"скольк|процент|како[йв]\w* (объ[её]м|сумм|дол)|телефон|индекс\b|"
    r"колькі|працэнт|як\w+ (аб.[её]м|сум|дол)|тэлефон|індэкс\b|"
    r"多少|几个|几家|几台|第几|百分|多大|多长|电话|邮编",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\bwhen\b|\b(what|which) (year|date|day|month|time)|deadline|by what|until what|how soon|"
    r"когда|срок|\b(какого|какому|каком|какой|какая) (числ|дат|год|дня|месяц)\w*|\bдата\b|"
    r"калі\b|тэрмін|\b(якога|якому|якім|які|якая|якой) (числ|дат|год|дня|месяц)\w*|"
    r"何时|什么时候|几时|哪[一]?年|哪[一]?天|几月|几号|截止|期限|日期|时间",
    re.IGNORECASE,
)
_EMAIL = re.compile(
    r"e-?mail|электронн\w+ (почт|адрес)|эл\. ?почт|электронн?а\w+ пошт|电子邮|邮箱", re.IGNORECASE
)
_DATE_WORDS = re.compile(
    r"\b(january|february|march|april|may|june|july|august|september|october|november|december"
    r"|январ[ьяе]|феврал[ьяе]|март[ае]?|апрел[ьяе]|ма[йяе]|июн[ьяе]|июл[ьяе]|август[ае]?"
    r"|сентябр[ьяе]|октябр[ьяе]|ноябр[ьяе]|декабр[ьяе]"
    r"|студзен[ья]|студзені|лют(ы|ага|ым)|сакавіка?|сакавіку|красавіка?|красавіку|ма[йя]|маі"
    r"|чэрвен[ья]|чэрвені|ліпен[ья]|ліпені|жні(вень|ўня|ўні)|верас(ень|ня|ні)"
    r"|кастрычніка?|кастрычніку|лістапада?|лістападзе|снежань|снежн[яі]"
    r"|years?|annually|год(а|у|ом|ы|ов|оў|зе)?|ежегодно|штогод|квартал\w*|месяц\w*)\b|[年月]",
    re.IGNORECASE,
)


def expectation(question: str) -> Expectation:
    """Judge what an answer must hold."""
    if _EMAIL.search(question):
        return Expectation.EMAIL
    if _TIME.search(question):
        return Expectation.TIME
    return Expectation.NUMBER if _NUMBER.search(question) else Expectation.ANYTHING


def meets(expected: Expectation, *, sentence: str, question: str) -> bool:
    """Tell whether a sentence holds what is expected, beyond what the question itself names."""
    if expected is Expectation.EMAIL:
        return "@" in sentence
    new_numbers = numbers(sentence) - numbers(question)
    if expected is Expectation.NUMBER:
        return bool(new_numbers)
    if expected is Expectation.TIME:
        return bool(new_numbers) or bool(_DATE_WORDS.search(sentence))
    return True

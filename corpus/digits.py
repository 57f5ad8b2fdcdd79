"""Digits: numbers in whatever digits they are written, for comparison and never for quotation.

`18`, full-width `１８` and Arabic `١٨` are one number; so are `第十二条` and `第12条`, `二〇二五年`
and `2025年`. A raised digit behind a figure marks a footnote: `250¹` is 250.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

_PLAIN: dict[int, str] = {
    code: str(unicodedata.decimal(chr(code)))
    for code in range(128, 0x20000)  # behind them come ideographs, and no digits
    if chr(code).isdecimal()
} | {0x066B: ".", 0x066C: ","}  # the Arabic signs for decimals and thousands
# One class for both would be looked through ten times as slowly.
_NOT_PLAIN = re.compile(f"[{''.join(chr(code) for code in _PLAIN if code < 0x10000)}]")
_RARE = re.compile("[\U00010000-\U0010ffff]")
_RAISED = str.maketrans("0123456789-−+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁺")
_RAISABLE = re.compile(r"\s*[\[(]?([-−+]?[0-9]{1,3}(?:[,;–-] ?[0-9]{1,3})*)[\])]?\s*")
_FOOTNOTE = r"(?:(?<=\d)(?<!(?<!\d)10) ?|(?<=[^\W\d_]{3}))[⁰¹²³⁴-⁹]+|(?<=\d)\[\^?\d{1,3}\]"

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_NUMERAL = "[〇零一二两三四五六七八九十百千万亿]"
_COUNT = "[一二两三四五六七八九]"
_BELOW_MYRIAD = f"(?:{_COUNT}千)?(?:零?{_COUNT}百)?(?:零?{_COUNT}?十)?(?:零?{_COUNT})?"
_WELL_FORMED = re.compile(
    f"[〇零一二三四五六七八九]{{3,15}}"
    f"|(?=[十一二两三四五六七八九])(?:{_BELOW_MYRIAD}万?亿)?(?:零?{_BELOW_MYRIAD}万)?零?{_BELOW_MYRIAD}"
)
_POSITIONAL = re.compile("[〇零一二三四五六七八九]{3,15}")
_UNIT = (
    "年|世纪|月|日|号|条|款|项|章|节|编|届|期|次|季度|个|名|人|位|家|户|所|座|台|辆|架|艘|套|栋|幢|间|层|楼|室"
    "|亩|公顷|公里|千米|平方|立方|米|吨|公斤|千克|克|升|元|美元|美金|欧元|英镑|卢布|戈比|人民币|岁|周岁|天|周"
    "|星期|工作日|小时|分钟|秒|倍|%|％|多|余|批|份|本|张|件|级|类|种|处|村|国|株|头|只|棵|票|场|轮|队|点"
)
# "一个" is an article, "两国" means "both" and "第二波" is as much a word as "the second wave": a
# numeral of one sign is surely a number only before these.
_UNIT_OF_FEW = "年|月|日|号|条|款|章|节|元|层|楼|小时|天|周|季度|公里|公顷|美元|卢布|欧元"
_ORDERED = "条|款|项|章|节|编|届|期|号|季度|年|页|层|楼"
_NOT_BEFORE_ONE = "统唯万单专之逐哪某每任同另又上下这那近进划期拜周"
_CHINESE = (
    rf"百分之(?P<share>[\d.]+|{_NUMERAL}+)(?![点〇零一二两三四五六七八九十百千万亿])"
    rf"|(?<=第)(?P<ordinal>{_NUMERAL}{{2,}}|{_NUMERAL}(?= ?(?:{_ORDERED})|[^\u3400-\u9fff]|$))"
    rf"|(?<![{_NOT_BEFORE_ONE}\d])(?<!{_NUMERAL})(?P<one>一)(?=(?:{_UNIT_OF_FEW}))"
    rf"|(?<!{_NUMERAL})(?<![周拜点几\d.])(?!一(?!{_NUMERAL}))"
    rf"(?P<counted>{_NUMERAL}{{2,}}(?= ?(?:{_UNIT}))|{_NUMERAL}(?= ?(?:{_UNIT_OF_FEW})))"
    rf"(?!点{_NUMERAL})"
)
_SUSPECTS = r"⁰¹²³⁴-⁹〇零一二两三四五六七八九十百千万亿．\["
# The look ahead spares most characters the rest, and most texts hold none of these.
_REWRITTEN = re.compile(
    rf"(?=[ {_SUSPECTS}])"
    rf"(?:(?P<point>(?<=\d)．(?=\d))|(?P<footnote>{_FOOTNOTE})|{_CHINESE})"
)
_SUSPECT = re.compile(f"[{_SUSPECTS}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figured:
    """A text with its numbers in plain figures.

    Attributes:
        text: What is compared.
        starts: Where its rewritten stretches begin in `text`, in order.
        shifts: What to add to an offset from there on to come to the text as written.
    """

    text: str
    starts: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def place(self, offset: int) -> int:
        """The offset in the text as written of an offset in `text`."""
        behind = bisect_right(self.starts, offset)
        return offset + (self.shifts[behind - 1] if behind else 0)


def plain_digits(text: str) -> str:
    """The text with every decimal digit as one of 0 to 9; as long as before."""
    other = _NOT_PLAIN.search(text) or _RARE.search(text)
    return text.translate(_PLAIN) if other else text


def in_figures(text: str) -> Figured:
    """Write every number of a text in plain figures; marks of footnotes go.

    Chinese numerals count where they stand in an ordinal or before what they count: 一般, 统一,
    三明 and 万一 stay words.
    """
    plain = plain_digits(text)
    if not _SUSPECT.search(plain):
        return Figured(text=plain)
    pieces: list[str] = []
    starts: list[int] = []
    shifts: list[int] = []
    written = length = 0
    for found in _REWRITTEN.finditer(plain):
        words = _rewrite(found)
        if words is None:
            continue
        before = plain[written : found.start()]
        pieces += [before, words]
        written = found.end()
        length += len(before) + len(words)
        starts.append(length)
        shifts.append(written - length)
    return Figured(
        text="".join([*pieces, plain[written:]]), starts=tuple(starts), shifts=tuple(shifts)
    )


def raised(words: str) -> str:
    """What stands raised on a page, such as `2` or `[1]`, in raised digits; else as it is."""
    found = _RAISABLE.fullmatch(words)
    return found[1].translate(_RAISED) if found else words


def _rewrite(found: re.Match[str]) -> str | None:
    """What stands for a match in figures; None to leave it."""
    name = found.lastgroup or ""
    return _REWRITINGS.get(name, _in_plain_figures)(found[name])


def _in_plain_figures(numeral: str) -> str | None:
    value = _value(numeral)
    return None if value is None else str(value)


def _as_share(number: str) -> str | None:
    value = number if number[0].isdecimal() else _in_plain_figures(number)
    return None if value is None else f"{value}%"


_REWRITINGS: dict[str, Callable[[str], str | None]] = {
    "point": lambda _: ".",
    "footnote": lambda _: "",
    "share": _as_share,
}


def _value(numeral: str) -> int | None:
    """The number; None for what is none, as 二三十 for twenty to thirty."""
    if not _WELL_FORMED.fullmatch(numeral):
        return None
    if _POSITIONAL.fullmatch(numeral):
        return int("".join(str(_DIGITS[digit]) for digit in numeral))
    high = section = digit = 0
    power = 1
    for sign in numeral:
        if sign in _DIGITS:
            digit, power = _DIGITS[sign], power if _DIGITS[sign] else 1
        elif sign in _TENS:
            power = _TENS[sign]
            section, digit = section + (digit or 1) * power, 0
        else:
            power = _MYRIADS[sign]
            high = high + (section + digit) * power if section + digit else high * power
            section = digit = 0
    # What follows a hundred or more without a zero counts the next lower power: 三百五 is 350.
    return high + section + digit * (power // 10 if power > 10 else 1)

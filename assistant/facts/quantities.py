"""Quantities: amounts of money, shares and counts in a text, comparable across four languages.

`$1.5 billion`, `1,5 млрд долларов` and `15亿美元` are one and the same. A number that is not
surely a quantity (a date, a telephone, `№ 5`, `3,128` without a scale in Russian) is none.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib import resources

from corpus.digits import Figured, in_figures
from corpus.document import Language
from corpus.years import is_year
from index.search.terms import terms

_NUMBER = (
    r"(?<![\d.,:/№#第亿万])(?<![^\W_\u3400-\u9fff][-–—])(?<!№ )(?<!\bno\. )"
    r"(?P<number>\d{1,3}(?:[ ,]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?)(?![\d:/]|[.,–—-]\d)"
)
_GROUPS = 3
_COUNTED = ("count_", "noun")
_ROUNDING_LIMIT = Decimal("0.05")
_ABOUT = Decimal("0.1")
_BEFORE_CHARACTERS = 30


class Bound(StrEnum):
    """What a quantity says of the true value."""

    EXACT = "exact"
    ABOUT = "about"
    LEAST = "least"
    MORE = "more"
    MOST = "most"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with what it counts.

    Attributes:
        value: In whole units: 1.5 billion is 1500000000.
        place: What one in its last written digit that is not a closing zero is worth.
        unit: ISO code of a currency, `%`, or the name of what is counted; a word that the table
            does not hold is led by its language and stemmed, such as `en:bridg`.
        bound: Whether it is the value or a limit of it.
        bound_start: Offset of the words that make it a limit, else the same as `start`.
        start: Offset of the first character.
        amount_end: Offset after the number with its scale, currency or percent sign.
        end: Offset after the last character, what is counted included.
    """

    value: Decimal
    place: Decimal
    unit: str
    bound: Bound
    bound_start: int
    start: int
    amount_end: int
    end: int

    @property
    def is_money(self) -> bool:
        """Whether it is an amount of a currency."""
        return self.unit.isupper()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grammar:
    """How one language writes quantities."""

    quantity: re.Pattern[str]
    money: re.Pattern[str]
    counted: re.Pattern[str]
    powers: tuple[int, ...]
    before: Mapping[Bound, re.Pattern[str]]
    behind: Mapping[Bound, re.Pattern[str]]


def find_quantities(text: str, language: Language) -> list[Quantity]:
    """Every quantity of a text, in its order."""
    grammar = _grammar_of(language)
    figured = in_figures(text)
    matches = grammar.quantity.finditer(figured.text)
    found = (_read(match, grammar, language) for match in matches)
    return [_as_written(quantity, figured) for quantity in found if quantity is not None]


def _as_written(quantity: Quantity, figured: Figured) -> Quantity:
    return replace(
        quantity,
        bound_start=figured.place(quantity.bound_start),
        start=figured.place(quantity.start),
        end=figured.place(quantity.end),
    )


def names_money(text: str, language: Language) -> bool:
    """Tell whether a text names a currency or coins, the amount in figures or in words."""
    return _grammar_of(language).money.search(text) is not None


def counted(question: str, language: Language) -> str | None:
    """What a question wants counted, by the name that all languages share; None if unknown."""
    found = _grammar_of(language).counted.search(question)
    if found is None:
        return None
    return next(name.split("_", 1)[1] for name, value in found.groupdict().items() if value)


def differ(first: Quantity, second: Quantity) -> bool:
    """Tell whether two quantities of one thing cannot both be right.

    Rounding is no difference: the coarser one may be off by one in its last digit, but by no more
    than a twentieth; "about" allows a tenth. Limits ("more than 30") contradict nothing but the
    same kind of limit, and of those only "at least" and "at most", which rules set.
    """
    if first.unit != second.unit or first.value == second.value:
        return False
    bounds = {first.bound, second.bound}
    if bounds in ({Bound.LEAST}, {Bound.MOST}):
        return True
    if not bounds <= {Bound.EXACT, Bound.ABOUT}:
        return False
    return abs(first.value - second.value) > _tolerance(first, second)


def _tolerance(first: Quantity, second: Quantity) -> Decimal:
    largest = max(first.value, second.value)
    if Bound.ABOUT in {first.bound, second.bound}:
        return largest * _ABOUT
    if first.place == second.place:
        return Decimal(0)
    coarser = max(first, second, key=lambda one: one.place)
    return min(coarser.place, coarser.value * _ROUNDING_LIMIT)


def _read(match: re.Match[str], grammar: _Grammar, language: Language) -> Quantity | None:
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    scale = next((int(name[1:]) for name in groups if name[1:].isdigit()), None)
    number = _number(groups["number"], language, scaled=scale is not None)
    unit = _unit(groups, language)
    if number is None or unit is None:
        return None
    bound, bound_start = _bound(match, grammar)
    power = Decimal(10) ** (grammar.powers[scale] if scale is not None else 0)
    return Quantity(
        value=number * power,
        place=_place(number) * power,
        unit=unit,
        bound=bound,
        bound_start=bound_start,
        start=match.start(),
        amount_end=max(match.end(name) for name in groups if not name.startswith(_COUNTED)),
        end=match.end(),
    )


def _number(written: str, language: Language, *, scaled: bool) -> Decimal | None:
    """Read a number; None when a comma or point before three digits may mean either."""
    digits = "".join(written.split())
    by_commas = language in (Language.ENGLISH, Language.CHINESE)
    if by_commas and re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", digits):
        return None if scaled else Decimal(digits.replace(",", ""))
    whole, *fractions = re.split("[.,]", digits)
    if len(fractions) > 1:
        return None
    if fractions and len(fractions[0]) == _GROUPS and not (scaled or by_commas):
        return None
    return Decimal(".".join([whole, *fractions]))


def _place(number: Decimal) -> Decimal:
    exponent = number.normalize().as_tuple().exponent
    return Decimal(10) ** int(exponent)


def _unit(groups: Mapping[str, str], language: Language) -> str | None:
    named = [name.split("_", 1) for name in groups if "_" in name]
    for kind, unit in named:
        if kind in {"sign", "money"}:
            return unit
    if "percent" in groups:
        return "%"
    year = is_year(groups["number"])
    # "In 2015 companies came", but "2015 компаний" cannot be a year.
    if named and not (year and language is Language.ENGLISH):
        return named[0][1]
    if year:
        return None
    noun = groups.get("noun", "").strip()
    # A name that follows a number is not what it counts: "31 Leninskaya Street".
    if not noun or noun[0].isupper():
        return None
    return f"{language.value}:{' '.join(terms(noun, language).words)}"


def _bound(match: re.Match[str], grammar: _Grammar) -> tuple[Bound, int]:
    start = max(0, match.start() - _BEFORE_CHARACTERS)
    for bound, words in grammar.before.items():
        if found := words.search(match.string, start, match.start()):
            return bound, found.start()
    for bound, words in grammar.behind.items():
        if words.match(match.string, match.end()):
            return bound, match.start()
    return (Bound.MORE if match["inner"] else Bound.EXACT), match.start()


@cache
def _grammar_of(language: Language) -> _Grammar:
    raw = (resources.files("assistant.facts") / "quantity_words.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(raw)
    table = tables[language.value]
    chinese = language is Language.CHINESE
    edge, end = ("", "") if chinese else (r"(?<!\w)", r"(?!\w)")
    signs = "|".join(f"(?P<sign_{code}>{words})" for code, words in tables["signs"].items())
    money = "|".join(f"(?P<money_{code}>{words})" for code, words in table["money"].items())
    counts = "|".join(
        f"(?P<count_{name}>{words[language.value]})" for name, words in tables["counts"].items()
    )
    scales = "|".join(f"(?P<s{at}>{row[0]})" for at, row in enumerate(table["scales"]))
    other = rf"(?!(?:{table['not_a_count']})(?!\w))"
    gap = " ?" if chinese else rf"(?: {other}[^\W\d_]+(?:-[^\W\d_]+)*){{0,2}}? "
    noun = (
        "[个名座所条项件台辆种位][\u3400-\u9fff]{2}" if chinese else rf" {other}[^\W\d_]{{3,}}{end}"
    )
    behind = (
        rf"(?P<inner>[多余])?(?: ?(?:{money}){end}| ?(?P<percent>{table['percent']}){end}"
        rf"|{gap}(?:{counts}){end}|(?P<noun>{noun}))"
    )
    between = "" if chinese else r"(?:[^\W\d_]+(?:-[^\W\d_]+)* ){0,3}?"
    pattern = rf"(?:(?:{signs}) ?)?{_NUMBER}(?: ?(?:{scales}){end})?(?:{behind})?"
    before, after = table["bounds"], table["bounds"]["behind"]
    return _Grammar(
        quantity=_pattern(pattern),
        money=_money(signs, f"{money}|{table['coins']}", language),
        counted=_pattern(
            rf"(?:{table['how_many']}){'' if chinese else ' '}{between}(?:{counts}){end}"
        ),
        powers=tuple(row[1] for row in table["scales"]),
        before={
            bound: _pattern(rf"{edge}(?:{before[bound.value]}) ?(?:the |有|为|达到?)?\Z")
            for bound in (Bound.LEAST, Bound.MOST, Bound.MORE, Bound.ABOUT)
        },
        behind={Bound(name): _pattern(f" ?(?:{words}){end}") for name, words in after.items()},
    )


def _money(signs: str, words: str, language: Language) -> re.Pattern[str]:
    """Finds money without its amount, in Chinese behind a numeral: 单元 is a doorway."""
    if language is Language.CHINESE:
        return _pattern(rf"(?:{signs})(?![a-z])|[一二两三四五六七八九十百千万亿\d] ?(?:{words})")
    return _pattern(rf"(?<![^\W\d_])(?:{signs}|{words})(?![^\W\d_])")


def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words.replace(" ", r"\s"), re.IGNORECASE)

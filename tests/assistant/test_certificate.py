import unicodedata
from dataclasses import replace

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from assistant.certificate import Certificate, Fault, alike, find_fault
from corpus.document import Document
from tests.fakes import make_document

TEXT = (
    "The “tax” is due on 1 July 2016. Сумма — 1,5 млрд руб. — выросла на -0.5 %. "
    "Аб’ява № 5-й за 2015–2020 гг. 目标是15亿美元——即“五”。 Cafe\u0301 m² 𝟙😀."
)
DOCUMENT = make_document(TEXT)
QUOTES = [TEXT, TEXT[33:80], TEXT[4:17], TEXT[-40:]]

# The closed list, written a second time and without its conditions: whatever `alike` takes for
# equal must be equal at least in this.
CLASSES = ['"“”„‟«»', "'‘’‛ʼ", "-‐‑‒–—―", " \u00a0\u2007\u2009\u200a\u202f"]
COARSE = str.maketrans({sign: signs[0] for signs in CLASSES for sign in signs} | {"\u00ad": ""})


def coarse(text: str) -> str:
    return unicodedata.normalize("NFC", text).translate(COARSE)


def certify(document: Document, start: int, end: int) -> Certificate:
    return Certificate(
        document_id=document.id,
        version=document.version,
        start=start,
        end=end,
        quote=document.text[start:end],
    )


@st.composite
def edits(draw: st.DrawFn, text: str = TEXT) -> tuple[int, str]:
    """A place and the whole text after one character was put in, taken out or replaced there."""
    place = draw(st.integers(0, len(text)))
    letter = draw(
        st.characters(exclude_categories=["Cs"])
        | st.sampled_from("0123456789.,-−–— \u00a0'’\"”五²\u0301\u00ad\u200b")
        | st.just("")
    )
    skipped = draw(st.integers(0, 1)) if place < len(text) else 0
    edited = text[:place] + letter + text[place + skipped :]
    assume(edited != text)
    return place, edited


spans = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT))).filter(
    lambda span: span[0] < span[1] and TEXT[span[0] : span[1]].strip() != ""
)


@given(span=spans)
def test_a_certificate_of_the_stored_text_holds(span: tuple[int, int]) -> None:
    assert find_fault(certify(DOCUMENT, *span), DOCUMENT) is None


@given(span=spans, edit=edits())
def test_no_edit_of_one_character_leaves_a_certificate_valid(
    span: tuple[int, int], edit: tuple[int, str]
) -> None:
    edited = replace(DOCUMENT, text=edit[1])

    for same in (str.__eq__, alike):
        fault = find_fault(certify(DOCUMENT, *span), edited, same=same)
        assert fault is Fault.OTHER_VERSION


@given(span=spans, edit=edits())
def test_without_the_version_an_edit_inside_the_quotation_is_found(
    span: tuple[int, int], edit: tuple[int, str]
) -> None:
    start, end = span
    place, text = edit
    edited = replace(DOCUMENT, text=text)
    certificate = replace(certify(DOCUMENT, start, end), version=edited.version)
    shown = text[start:end]

    exact = find_fault(certificate, edited)
    tolerant = find_fault(certificate, edited, same=alike)

    assert (exact is None) == (shown == TEXT[start:end])
    if place >= end:
        assert exact is None
    elif len(shown) == end - start and coarse(shown) != coarse(TEXT[start:end]):
        assert exact is tolerant is Fault.TEXT_DIFFERS


@given(edit=edits())
def test_a_quotation_that_comes_back_may_differ_in_typography_only(edit: tuple[int, str]) -> None:
    certificate = replace(certify(DOCUMENT, 0, len(TEXT)), quote=edit[1])

    fault = find_fault(certificate, DOCUMENT, same=alike)

    assert fault in {None, Fault.TEXT_DIFFERS}
    if fault is None:
        assert coarse(edit[1]) == coarse(TEXT)


near_figures = st.text("0123456789五Ⅴ½², .-−–—'’\"”\u00a0\u2009\u00ad", min_size=1, max_size=8)


@given(one=near_figures, other=near_figures)
@example(one="1\u00a05", other="1 5")
@example(one="1\u00ad5", other="15")
@example(one="1’000", other="1'000")
def test_among_figures_only_spaces_may_differ(one: str, other: str) -> None:
    spaces = str.maketrans(dict.fromkeys(CLASSES[3], " "))
    one, other = f"1{one}1", f"1{other}1"

    if alike(one, other):
        digits = [c for c in one if c.isnumeric()]
        assert digits == [c for c in other if c.isnumeric()]
        quotes = str.maketrans({"’": "'", "”": '"'})
        assert one.translate(spaces | quotes) == other.translate(spaces | quotes)
    if one.translate(spaces) == other.translate(spaces):
        assert alike(one, other)


@given(
    text=st.text(st.characters(categories=["N"])), other=st.text(st.characters(categories=["N"]))
)
def test_figures_are_the_same_only_when_unicode_says_so(text: str, other: str) -> None:
    equal = unicodedata.normalize("NFC", text) == unicodedata.normalize("NFC", other)

    assert alike(text, other) is equal


@given(text=st.text(max_size=40), other=st.text(max_size=40))
def test_comparing_has_no_direction(text: str, other: str) -> None:
    assert alike(text, text)
    assert alike(text, other) is alike(other, text)


@pytest.mark.parametrize(
    ("stored", "returned"),
    [
        ("“Tax” is «due»", '"Tax" is "due"'),
        ("аб’ява", "аб'ява"),
        ("абʼява", "аб’ява"),
        ("Сумма — большая", "Сумма - большая"),
        ("кто-то", "кто\u2011то"),
        ("— Когда?", "- Когда?"),
        ("25 000 руб.", "25\u00a0000\u202fруб."),
        ("commission", "com\u00admis\u00adsion"),
        ("Café", "Cafe\u0301"),
        ("Жлобін ў", "Жлобін у\u0306"),
        ("他说“好”", '他说"好"'),
    ],
)
def test_typography_may_change_on_the_way(stored: str, returned: str) -> None:
    document = make_document(stored)
    certificate = replace(certify(document, 0, len(stored)), quote=returned)

    assert find_fault(certificate, document, same=alike) is None
    assert find_fault(certificate, document) is Fault.TEXT_DIFFERS


@pytest.mark.parametrize(
    ("stored", "returned"),
    [
        ("1.5", "15"),
        ("1.5", "1,5"),
        ("1 5", "15"),
        ("15", "1\u00ad5"),
        ("1,5", "1‚5"),
        ("m²", "m2"),
        ("½", "1/2"),
        ("１５", "15"),
        ("五", "5"),
        ("x − 5", "x - 5"),
        ("x -5", "x –5"),
        ("x - 5", "x — 5"),
        ("-.5", "–.5"),
        ("-$5", "–$5"),
        ("-五", "—五"),
        ("5 — x", "5 - x"),
        ("2015–2020", "2015-2020"),
        ("COVID-19", "COVID–19"),
        ('5"', "5”"),
        ("5'", "5’"),
        ("5′", "5'"),
        ("1’000", "1'000"),
        ("$5", "€5"),
        ("5 руб.", "5 руб"),
        ("1 July", "1 june"),
        ("Tax", "Тax"),
        ("tax", "tax\u200b"),
        ("a b", "a  b"),
        ("a b", "a\nb"),
        ("a-b", "ab"),
        ("目标。", "目标."),
    ],
)
def test_whatever_belongs_to_a_figure_or_a_word_is_compared_as_it_is(
    stored: str, returned: str
) -> None:
    document = make_document(stored)
    certificate = replace(certify(document, 0, len(stored)), quote=returned)

    assert find_fault(certificate, document, same=alike) is Fault.TEXT_DIFFERS


def test_each_fault_has_its_name() -> None:
    held = certify(DOCUMENT, 0, 3)
    end = len(TEXT)

    assert find_fault(held, None) is Fault.UNKNOWN_DOCUMENT
    assert find_fault(held, make_document(id="other")) is Fault.UNKNOWN_DOCUMENT
    assert find_fault(replace(held, quote=" \n"), DOCUMENT) is Fault.EMPTY_QUOTE
    assert find_fault(replace(held, version="0" * 64), DOCUMENT) is Fault.OTHER_VERSION
    for start, stop in [(-3, 3), (3, 3), (3, 0), (0, end + 1), (end, end + 3)]:
        outside = replace(held, start=start, end=stop)
        assert find_fault(outside, DOCUMENT) is Fault.OUTSIDE_THE_TEXT
    assert find_fault(replace(held, quote="the"), DOCUMENT) is Fault.TEXT_DIFFERS


def test_offsets_count_code_points_outside_the_basic_plane_too() -> None:
    document = make_document("😀𝟙 目标 е\u0308")

    assert find_fault(certify(document, 1, 2), document) is None
    assert certify(document, 1, 2).quote == "𝟙"


def test_a_long_quotation_of_signs_is_compared_quickly() -> None:
    signs = "— " * 15_000

    assert not alike(signs, signs + "x")

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Language
from index.search.terms import stem, terms

EN, RU, BE, ZH = Language
CYRILLIC = (RU, BE)


def words(text: str, language: Language = EN) -> list[str]:
    return list(terms(text, language).words)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3-25-10", ["3-25-10"]),
        ("+375 2157 3-25-10.", ["375", "2157", "3-25-10"]),
        ("$1.5", ["$1.5", "1.5"]),
        ("$ 1,5", ["$1.5", "1.5"]),
        ("€100, 100", ["€100", "100", "100"]),
        ("№ 5", ["№5", "5"]),
        ("№5", ["№5", "5"]),
        ("31.08.2015", ["31.08.2015", "2015"]),
        ("2015-08-31", ["2015-08-31", "2015"]),
        ("2015", ["2015"]),
        ("２０１５", ["2015"]),
        ("٢٠١٥", ["2015"]),
        ("№ १८", ["№18", "18"]),
        ("250¹", ["250"]),
        ("5¹", ["5"]),
        ("2015, 2016.", ["2015", "2016"]),
        ("10:30", ["10:30"]),
        ("16 000", ["16000"]),
        ("16\u00a0000", ["16000"]),
        ("16\u202f000", ["16000"]),
        ("16,000", ["16000"]),
        ("16000", ["16000"]),
        ("1 234 567", ["1234567"]),
        ("1,234,567.8", ["1234567.8"]),
        ("12,5 %", ["12.5%", "12.5"]),
        ("12.5%", ["12.5%", "12.5"]),
        ("12,5\u00a0%", ["12.5%", "12.5"]),
        ("5%,10%", ["5%", "10%", "5", "10"]),
        ("COVID-19", ["covid", "19"]),
        ("5G", ["5g"]),
        ("5G,4K", ["5g", "4k"]),
    ],
)
def test_numbers_and_marks_are_the_same_whole_terms_in_every_language(
    text: str, expected: list[str], language: Language
) -> None:
    assert words(text, language) == expected


@pytest.mark.parametrize(
    ("text", "language", "number"),
    [
        ("31.08.2015г.", RU, "2015"),
        ("в 2015г.", RU, "2015"),
        ("100км", BE, "100"),
        ("1,5млрд", RU, "1.5"),
        ("in the 1990s", EN, "1990"),
        ("12 000т", RU, "12000"),
        ("2015年8月31日", ZH, "2015"),
        ("15亿美元", ZH, "15"),
    ],
)
def test_a_number_that_letters_follow_stays_whole(
    text: str, language: Language, number: str
) -> None:
    assert number in words(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("No. 5", EN),
        ("Directive no.5", EN),
        ("Директива № 5", RU),
        ("Дырэктыва №\u00a05", BE),
        ("第5号指令", ZH),
        ("第 5 号", ZH),
    ],
)
def test_the_number_of_a_directive_is_one_term_in_every_language(
    text: str, language: Language
) -> None:
    assert "№5" in words(text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [("$1.5 billion", EN), ("$1,5 млрд", RU), ("$1,5 мільярда", BE), ("$1.5", ZH)],
)
def test_an_amount_is_one_term_in_every_language(text: str, language: Language) -> None:
    assert "$1.5" in words(text, language)


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("tractor", "Tractors", EN),
        ("signed", "signing", EN),
        ("company", "companies", EN),
        ("export", "exported", EN),
        ("трактор", "тракторов", RU),
        ("директива", "Директиву", RU),
        ("область", "областей", RU),
        ("инвестиция", "инвестиций", RU),
        ("подписать", "подписал", RU),
        ("китайский", "китайская", RU),
        ("ёлка", "елка", RU),
        ("учёный", "ученых", RU),
        ("а\u0301дрес", "адрес", RU),
        ("трактар", "трактароў", BE),
        ("дырэктыва", "Дырэктывы", BE),
        ("вобласць", "вобласцей", BE),
        ("год", "годзе", BE),
        ("праект", "праекце", BE),
        ("інвестыцыя", "інвестыцыі", BE),
        ("сям'я", "сям’і", BE),
        ("сямʼя", "сям`я", BE),
        ("аб'ект", "аб’екты", BE),
    ],
)
def test_forms_of_a_word_meet(one: str, other: str, language: Language) -> None:
    assert words(one, language) == words(other, language)


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("tractor", "traction", EN),
        ("tax", "taxi", EN),
        ("export", "import", EN),
        ("China", "chin", EN),
        ("налог", "налёт", RU),
        ("вода", "водитель", RU),
        ("область", "облако", RU),
        ("кандидат", "комбайн", RU),
        ("падатак", "падарожжа", BE),
        ("вада", "вадзіцель", BE),
        ("год", "горад", BE),
        ("3-25-10", "3-25-11", RU),
        ("№ 5", "№ 6", RU),
        ("16 000", "16", RU),
        ("1.5", "15", EN),
        ("12 и 500", "12 500", RU),
        ("2015", "2016", ZH),
        ("中国", "中央", ZH),
    ],
)
def test_other_words_and_numbers_do_not_meet(one: str, other: str, language: Language) -> None:
    assert set(words(one, language)).isdisjoint(words(other, language))


@pytest.mark.parametrize("language", Language)
def test_chinese_counts_by_pairs_and_single_characters_in_every_language(
    language: Language,
) -> None:
    found = terms("中国愿意, 税", language)

    assert found.words == ("中国", "国愿", "愿意", "税")
    assert found.runs == tuple("中国愿意税")


def test_latin_words_and_numbers_within_chinese_are_terms_of_their_own() -> None:
    assert words("中国5G网络2020年", ZH) == ["中国", "5g", "网络", "2020", "年"]


def test_runs_are_four_letters_with_the_borders_of_the_word() -> None:
    found = terms("taxes, a 2016", EN)

    assert found.runs == ("^tax", "taxe", "axes", "xes$", "^a$")


def test_english_words_are_stemmed_as_english_within_other_languages() -> None:
    for language in Language:
        assert words("companies", language) == ["compani"]


def test_a_cyrillic_word_is_stemmed_by_the_rules_of_the_language() -> None:
    assert words("годзе", BE) == words("год", BE)
    assert words("годзе", RU) != words("год", RU)


@pytest.mark.parametrize("text", ["", " \n", "😀🚜", "— ... !?", "'", "$ %", "\u0301", "_"])
@pytest.mark.parametrize("language", Language)
def test_a_text_without_words_has_no_terms(text: str, language: Language) -> None:
    assert terms(text, language).words == terms(text, language).runs == ()


MIXED = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("0123456789.,:/-№$%第号 '’ʼ\u0301\u00a0\u202fёўіц中国税aZг"),
    ),
    max_size=40,
)


@given(MIXED, st.sampled_from(Language))
def test_any_text_is_taken_apart_and_always_in_the_same_way(text: str, language: Language) -> None:
    found = terms(text, language)

    assert found == terms(text, language)
    assert all(found.words)
    assert all(found.runs)
    assert not any(character.isspace() for term in found.words for character in term)
    "\n".join(found.words + found.runs).encode()


@given(st.integers(1, 10**12), st.sampled_from([" ", "\u00a0", "\u202f", ","]))
def test_thousands_are_the_same_number_however_they_are_parted(number: int, separator: str) -> None:
    assert words(f"{number:,}".replace(",", separator)) == words(str(number)) == [str(number)]


@given(st.text("中国税务局愿意", min_size=2, max_size=12))
def test_chinese_words_are_the_neighbours(text: str) -> None:
    assert words(text, ZH) == [one + other for one, other in pairwise(text)]


@pytest.mark.slow
def test_four_threads_find_the_same_terms() -> None:
    texts = [
        f"сотрудничество{number} и областями{number} cooperation{number} супрацоўніцтве{number}"
        for number in range(2000)
    ]
    jobs = [(text, CYRILLIC[number % 2]) for number, text in enumerate(texts)] * 4

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda job: terms(*job), jobs, chunksize=1))

    assert found[:2000] == found[2000:4000] == found[4000:6000] == found[6000:]
    assert found[:200] == [terms(text, language) for text, language in jobs[:200]]


@pytest.mark.parametrize("span", ["2016-2020", "2016/2020", "2016–2020", "２０１６–２０２０"])
def test_both_years_of_a_span_are_found(span: str) -> None:
    assert {"2016", "2020"} <= set(terms(f"in {span}", Language.ENGLISH).words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("第十二条", "第12条"),
        ("第十二条", "第１２条"),
        ("第五号指示", "第5号指示"),
        ("二〇二五年十月", "2025年10月"),
        ("一万二千元", "12000元"),
        ("三百人", "300人"),
    ],
)
def test_chinese_numerals_meet_figures(one: str, other: str) -> None:
    assert terms(one, ZH) == terms(other, ZH)


def test_the_wording_of_a_text_meets_in_stems_and_runs_and_counts_chinese_by_pairs() -> None:
    one, other = terms("тракторов", RU).wording, terms("тракторы", RU).wording

    assert one & other == {"трактор", "^тра", "трак", "ракт", "акто", "ктор"}
    assert terms("拖拉机6000台", ZH).wording == {"拖拉", "拉机", "6000", "台"}


def test_a_word_alone_is_stemmed_by_its_language() -> None:
    assert stem("директивы", RU) == stem("директиве", RU) == "директив"
    assert stem("дырэктывы", BE) == stem("дырэктыве", BE)
    assert stem("指示", ZH) == "指示"

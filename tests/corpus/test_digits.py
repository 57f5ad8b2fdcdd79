import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.digits import in_figures, plain_digits, raised


@pytest.mark.parametrize("written", ["18", "１８", "١٨", "۱۸", "१८", "১৮", "𝟏𝟖"])
def test_decimal_digits_of_every_script_are_one_number(written: str) -> None:
    assert plain_digits(f"№ {written}.") == "№ 18."


@given(st.text())
def test_plain_digits_keep_every_offset(text: str) -> None:
    assert len(plain_digits(text)) == len(text)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("第十二条", "第12条"),
        ("第１２条", "第12条"),
        ("第二十一届", "第21届"),
        ("第三", "第3"),
        ("二〇二五年十月三日", "2025年10月3日"),
        ("二零二五年", "2025年"),
        ("一月一日", "1月1日"),
        ("三百人", "300人"),
        ("三百五元", "350元"),
        ("一万二千元", "12000元"),
        ("两万多人", "20000多人"),
        ("一千零五十人", "1050人"),
        ("一百零五台", "105台"),
        ("一亿二千万元", "120000000元"),
        ("三万亿元", "3000000000000元"),
        ("百分之三十", "30%"),
        ("百分之12.5", "12.5%"),
        ("１２．５％", "12.5％"),
    ],
)
def test_chinese_numerals_are_figures_where_they_count(written: str, expected: str) -> None:
    assert in_figures(written).text == expected


@pytest.mark.parametrize(
    "words",
    [
        *(
            "一般",
            "统一",
            "三明市",
            "万一",
            "一个",
            "一些",
            "一起",
            "十分满意",
            "千家万户",
            "哪一年",
        ),
        *("上一年", "统一年", "每一天", "二三十人", "三五天", "周三十点", "3万元", "一点五亿元"),
        *("四川", "五四运动", "星期一", "万元", "百姓"),
        *("两国", "第二波疫情", "第一副总理", "两个优先方向", "三个方面"),
    ],
)
def test_words_with_numerals_in_them_stay_words(words: str) -> None:
    assert in_figures(words).text == words


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("250¹ рублей", "250 рублей"),
        ("250 ¹ рублей", "250 рублей"),
        ("250² roubles", "250 roubles"),
        ("250[1] рублей", "250 рублей"),
        ("250[^1]", "250"),
        ("рублей¹", "рублей"),
        ("2501", "2501"),
        ("100 м²", "100 м²"),
        ("100м²", "100м²"),
        ("5 km²", "5 km²"),
        ("3 см³", "3 см³"),
    ],
)
def test_a_footnote_is_no_digit_and_an_exponent_no_footnote(written: str, expected: str) -> None:
    assert in_figures(written).text == expected


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("预算为一万二千元。", "12000元"),
        ("共三百人，二〇二五年十月", "300人"),
        ("共三百人，二〇二五年十月", "2025年"),
        ("цена 250¹ рублей, 18 лет", "18 лет"),
        ("цена １８ рублей", "18 рублей"),
    ],
)
def test_offsets_lead_back_to_the_text_as_written(written: str, number: str) -> None:
    figured = in_figures(written)
    start = figured.text.index(number)

    there = written[figured.place(start) : figured.place(start + len(number))]

    assert in_figures(there).text == number


@pytest.mark.parametrize(
    ("words", "expected"),
    [("1", "¹"), ("[12]", "¹²"), (" 2 ", "²"), ("1, 2", "¹, ²"), ("-6", "⁻⁶"), ("th", "th")],
)
def test_digits_above_the_line_stay_there(words: str, expected: str) -> None:
    assert raised(words) == expected


@pytest.mark.parametrize(
    ("text", "figured"),
    [("10⁶ units", "10⁶ units"), ("210¹ units", "210 units"), ("百分之三点五", "百分之三点五")],
)
def test_an_exponent_is_no_footnote_and_a_share_with_a_point_stays(text: str, figured: str) -> None:
    assert in_figures(text).text == figured


def test_numerals_of_any_length_are_read_without_a_fault() -> None:
    assert in_figures("一二三" * 1500 + "年").text

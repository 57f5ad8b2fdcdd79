import codecs

import pytest

from corpus.decode import decode
from corpus.errors import DocumentError

RUSSIAN = "Исполнительный комитет утвердил план развития сотрудничества до 2016 года. Сбор 5 %."
BELARUSIAN = "Выканаўчы камітэт зацвердзіў план развіцця супрацоўніцтва да 2016 года. Збор 5 %."
CHINESE = "执行委员会批准了二〇一六年以前的合作发展计划，各地区应当参加。"
ENGLISH = "The committee approved the plan of cooperation until 2016. It costs 5 %."


@pytest.mark.parametrize("text", [RUSSIAN, BELARUSIAN, CHINESE, ENGLISH])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"", "utf-8"),
        (b"", "utf-16-le"),
        (b"", "utf-16-be"),
    ],
)
def test_unicode_is_decoded_with_and_without_mark(text: str, mark: bytes, encoding: str) -> None:
    assert decode(mark + text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (BELARUSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (RUSSIAN, "iso8859-5"),
        (CHINESE, "gb18030"),
    ],
)
def test_the_usual_old_encodings_are_detected(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        ("Мінск", "cp1251", "windows-1251"),
        ("Минск", "koi8-r", " KOI8-R "),
        ("明斯克", "gb2312", "gb2312"),
        ("Минск", "utf-16-le", "utf-16le"),
        ("café", "cp1252", "ISO-8859-1"),
    ],
)
def test_a_short_text_is_decoded_as_declared(text: str, encoding: str, declared: str) -> None:
    assert decode(text.encode(encoding), declared=declared) == text


@pytest.mark.parametrize("declared", ["windows-1251", "utf-16", "koi8-r", "unicode_escape", "??"])
def test_a_declared_charset_that_contradicts_valid_utf8_loses(declared: str) -> None:
    assert decode(RUSSIAN.encode(), declared=declared) == RUSSIAN


def test_a_charset_declared_as_utf8_over_windows_1251_bytes_loses() -> None:
    assert decode(RUSSIAN.encode("cp1251"), declared="utf-8") == RUSSIAN


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode(b"") == ""
    assert decode(codecs.BOM_UTF8) == ""


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x1f\x8b\x08\x00abc", "gzip"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"{\\rtf1 text}", "RTF"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:1", "Git LFS"),
        (b"\0" * 100, "NUL"),
        (b"abc\0def\0\0gh", "NUL"),
        (bytes(range(1, 32)) * 9 + b"text", "control characters"),
        (b"\x1b$B$3$l\x1b(B", "ISO-2022"),
        (codecs.BOM_UTF8 + b"abc\xff", "byte 3"),
        (codecs.BOM_UTF16_LE + b"abc", "UTF-16-LE"),
        (bytes(range(128, 256)) * 3, "encoding"),
    ],
)
def test_what_is_not_text_is_refused_with_its_reason(raw: bytes, reason: str) -> None:
    with pytest.raises(DocumentError, match=reason):
        decode(raw)

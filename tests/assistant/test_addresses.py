import pytest

from assistant.addresses import origin_of, path_of, read_address, read_origin


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("", ""),
        ("https://ask.example.by", "https://ask.example.by"),
        ("https://ask.example.by/", "https://ask.example.by"),
        ("https://site.example/ask", "https://site.example/ask"),
        ("https://site.example/ask/", "https://site.example/ask"),
        ("https://site.example/Town-hall/v1.0_~x", "https://site.example/Town-hall/v1.0_~x"),
        ("HTTP://Site.Example:8080/Ask", "http://site.example:8080/Ask"),
        ("http://[::1]:8000/ask", "http://[::1]:8000/ask"),
        ("https://спроси.бел/ask", "https://спроси.бел/ask"),
    ],
)
def test_an_address_may_have_a_path(written: str, read: str) -> None:
    assert read_address(written) == read


@pytest.mark.parametrize(
    "written",
    [
        *("site.example/ask", "ftp://site.example", "https://", "https:///ask", "//site.example"),
        *("https://site.example/ask?x=1", "https://site.example/#ask", "https://a b.example"),
        *("https://me@site.example", "https://site.example//ask", "https://site.example/ask//"),
        *(
            "https://site.example/../ask",
            "https://site.example/./ask",
            "https://site.example/a%2fb",
        ),
        *("https://site.example/спроси", "https://site.example/a b", "https://site.example\\ask"),
        *("https://site.example\n", "https://site.example:port/ask", "https://[::1/ask"),
    ],
)
def test_anything_else_is_refused_with_what_is_allowed(written: str) -> None:
    with pytest.raises(ValueError, match=r"such as https://ask\.example\.by or"):
        read_address(written)


@pytest.mark.parametrize("written", ["https://www.example.by", "http://127.0.0.1:8080"])
def test_an_origin_is_a_host(written: str) -> None:
    assert read_origin(written) == written


@pytest.mark.parametrize(
    "written",
    [
        *("", "*", "null", "www.example.by", "https://www.example.by/", "https://www.example.by/a"),
        *("https://WWW.example.by", "https://*.example.by", "https://www.example.by:x"),
        "https://www.example.by\n",
    ],
)
def test_what_is_no_origin_is_refused_with_what_is_allowed(written: str) -> None:
    with pytest.raises(ValueError, match="a host in small letters"):
        read_origin(written)


@pytest.mark.parametrize(
    ("address", "origin", "path"),
    [
        ("", "", ""),
        ("https://ask.example.by", "https://ask.example.by", ""),
        ("https://site.example/ask/2", "https://site.example", "/ask/2"),
        ("https://site.example:443/ask", "https://site.example", "/ask"),
        ("http://site.example:80", "http://site.example", ""),
        ("http://site.example:443", "http://site.example:443", ""),
        ("http://[::1]:8000/ask", "http://[::1]:8000", "/ask"),
        ("https://президент.рф/ask", "https://xn--d1abbgf6aiiy.xn--p1ai", "/ask"),
        ("https://президент.рф:8443", "https://xn--d1abbgf6aiiy.xn--p1ai:8443", ""),
    ],
)
def test_an_address_has_an_origin_and_a_path(address: str, origin: str, path: str) -> None:
    assert (origin_of(address), path_of(address)) == (origin, path)

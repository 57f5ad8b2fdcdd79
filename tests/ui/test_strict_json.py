import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers

from ui.errors import MalformedJsonError, MediaTypeError
from ui.strict_json import MAXIMUM_DEPTH, check_media_type, parse_strict

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**14), 10**14) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@given(VALUES)
def test_ordinary_json_is_read_as_the_standard_parser_reads_it(value: object) -> None:
    body = json.dumps(value, ensure_ascii=False)
    shallow = json.dumps(value).count("[") + json.dumps(value).count("{") <= MAXIMUM_DEPTH

    if shallow:
        assert parse_strict(body.encode()) == json.loads(body)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"a": NaN}',
        b'{"a": Infinity}',
        b'{"a": -Infinity}',
        b'{"a": 1e400}',
        b'{"a": ' + b"9" * 5000 + b"}",
        b'{"a": "\\ud800"}',
        b'{"\\udfff": 1}',
        b'{"a": "\\u0000"}',
        b'{"a": "\\u001b[2J"}',
        b'{"a": "\x00"}',
        b'{"a": "\xff"}',
        b"\xef\xbb\xbf{}",
        '{"a": 1}'.encode("utf-16"),
        '{"a": 1}'.encode("utf-16-le"),
        '{"a": 1}'.encode("utf-32"),
        b'{"a": 1, "a": 2}',
        b'{"a": {"b": 1, "b": 2}}',
        b"[" * 16_000,
        b'{"a":' * 3000,
        b"[" * (MAXIMUM_DEPTH + 1) + b"]" * (MAXIMUM_DEPTH + 1),
        b'{"a": 1} trailing',
        b"{'a': 1}",
    ],
    ids=lambda body: repr(body[:24]),
)
def test_what_two_programs_could_read_differently_is_refused(body: bytes) -> None:
    with pytest.raises(MalformedJsonError):
        parse_strict(body)


def test_a_text_that_never_ends_is_refused_in_linear_time() -> None:
    body = b'{"question":"' + b'\\"' * 100_000
    started = time.process_time()

    with pytest.raises(MalformedJsonError):
        parse_strict(body)
    assert time.process_time() - started < 5


def test_brackets_inside_a_text_are_not_nesting() -> None:
    body = json.dumps({"question": '[{"' * 100}).encode()

    assert parse_strict(body) == {"question": '[{"' * 100}


@pytest.mark.parametrize(
    "announced",
    ["application/json", "Application/JSON; charset=UTF-8", 'application/json;charset="utf-8"'],
)
def test_plain_utf8_json_may_be_announced_in_several_ways(announced: str) -> None:
    check_media_type(Headers({"content-type": announced}))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"content-type": ""},
        {"content-type": "text/plain"},
        {"content-type": "application/x-www-form-urlencoded"},
        {"content-type": "multipart/form-data; boundary=" + "x" * 10_000},
        {"content-type": "application/json; charset=cp1251"},
        {"content-type": "application/json; charset=utf-16"},
        {"content-type": "application/json; profile=x"},
        {"content-type": "application/json", "content-encoding": "gzip"},
    ],
    ids=lambda headers: repr(headers)[:60],
)
def test_anything_else_is_an_unsupported_media_type(headers: dict[str, str]) -> None:
    with pytest.raises(MediaTypeError):
        check_media_type(Headers(headers))


def test_two_content_types_are_refused() -> None:
    raw = [(b"content-type", b"application/json"), (b"content-type", b"text/plain")]

    with pytest.raises(MediaTypeError):
        check_media_type(Headers(raw=raw))

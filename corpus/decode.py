"""Decode: the bytes of a file to text, or a named reason why they are not text."""

import codecs
import re

from corpus.errors import DocumentError

_SIGNATURES = (
    (b"%PDF-", "it is a PDF"),
    (b"\x1f\x8b", "it is gzip-compressed"),
    (b"PK\x03\x04", "it is a ZIP archive or an Office file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "it is an old Office file"),
    (b"7z\xbc\xaf\x27\x1c", "it is a 7z archive"),
    (b"Rar!\x1a\x07", "it is a RAR archive"),
    (b"\x89PNG\r\n", "it is a PNG image"),
    (b"\xff\xd8\xff\xe0", "it is a JPEG image"),
    (b"\xff\xd8\xff\xe1", "it is a JPEG image"),
    (b"GIF8", "it is a GIF image"),
    (b"{\\rtf", "it is an RTF file"),
    (b"version https://git-lfs.github.com/", "it is a Git LFS pointer, not the file itself"),
)
# UTF-32 before UTF-16: the little-endian mark of the one begins with that of the other.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What a declared charset means to Python; the first three as browsers read them.
_DECLARABLE = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    **{
        name: name
        for name in (
            *("gb18030", "big5", "big5hkscs", "cp1251", "cp1252", "koi8-r", "koi8-u", "cp866"),
            *("iso8859-5", "mac-cyrillic"),
        )
    },
}
_GUESSABLE = ["cp1251", "koi8_r", "cp866", "iso8859_5", "gb18030", "big5", "cp1252"]
_SAVE_AS_UTF8 = "Save it as UTF-8 text."
_READABLE = re.compile(
    "[\t\n\r -~\xa0-\xff\u0400-\u045f\u2010-\u2044\u2116\u3000-\u303f\u4e00-\u9fff\uff01-\uff5e]"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_LETTERS = re.compile(rb"[A-Za-z]")
_MOST_CONTROL = 0.01


def decode(raw: bytes, *, declared: str | None = None) -> str:
    """Decode a file.

    A byte order mark decides; then valid UTF-8; then UTF-16 without a mark; then what the file
    declares; then a guess among the encodings of the four languages.

    Args:
        raw: The whole file; none gives an empty text.
        declared: The charset that the file itself names, in any spelling.

    Raises:
        DocumentError: It is not text; the message says what it is, or what is wrong.
    """
    for signature, reason in _SIGNATURES:
        if raw.startswith(signature):
            raise DocumentError(f"Not a text: {reason}.", fix=_SAVE_AS_UTF8)
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return _checked(_decode_marked(raw.removeprefix(mark), encoding))
    text = None if b"\0" in raw else _try(raw, "utf-8")
    if text is None or _is_binary(text):
        text = _decode_utf16(raw) or text
    return _checked(_decode_old(raw, declared) if text is None else text)


def _decode_marked(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(
            f"It begins as {encoding.upper()} but byte {error.start} is not ({error.reason}).",
            fix=_SAVE_AS_UTF8,
        ) from error


def _decode_old(raw: bytes, declared: str | None) -> str:
    if b"\0" in raw:
        raise DocumentError("Not a text: it holds NUL bytes.", fix=_SAVE_AS_UTF8)
    text = _decode_declared(raw, declared) if declared else None
    return _guess(raw) if text is None else text


def _decode_utf16(raw: bytes) -> str | None:
    """UTF-16 without a mark, whichever end gives readable text."""
    # Two Latin letters in a row make a Chinese character: prose of them is not UTF-16.
    if len(raw) % 2 or len(_LETTERS.findall(raw)) > 0.6 * len(raw):
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _try(raw, encoding)
        if text is not None and _is_readable(text):
            return text
    return None


def _is_readable(text: str) -> bool:
    return len(_READABLE.findall(text)) >= 0.95 * len(text)


def _decode_declared(raw: bytes, declared: str) -> str | None:
    try:
        name = codecs.lookup(declared.strip()).name
    except (LookupError, UnicodeError, ValueError):
        return None
    encoding = _DECLARABLE.get(name)
    return _try(raw, encoding) if encoding else None


def _guess(raw: bytes) -> str:
    from charset_normalizer import from_bytes  # only odd files need it

    # A prefix keeps the tables of a large file from costing minutes; the encoding it
    # finds must then decode the whole.
    match = from_bytes(raw[:65536], cp_isolation=_GUESSABLE).best()
    text = _try(raw, match.encoding if match else "gb18030")
    if text is None or not _is_readable(text):
        raise DocumentError("Not a text in any encoding known here.", fix=_SAVE_AS_UTF8)
    return text


def _try(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _checked(text: str) -> str:
    if "\x1b$" in text or "\x1b(" in text:
        raise DocumentError("Its encoding is ISO-2022, which is not read.", fix=_SAVE_AS_UTF8)
    if _is_binary(text):
        raise DocumentError(
            "Not a text: too many of its characters are control characters.", fix=_SAVE_AS_UTF8
        )
    return text


def _is_binary(text: str) -> bool:
    return len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text)

"""Markdown reader: `.md` files, with YAML front matter."""

import re
from collections.abc import Iterable, Iterator, Sequence

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from corpus.clean import clean_line
from corpus.decode import decode
from corpus.digits import raised
from corpus.errors import DocumentError
from corpus.plain_text import PlainText
from corpus.reading import ParsedFile, first_heading

# The parser leaves no zero byte in a text, so one can stand for a break within a paragraph.
_SOFT_BREAK = "\0"
_BREAKS = {"softbreak": _SOFT_BREAK, "hardbreak": "\n"}
# Chinese puts no space where a line was broken.
_CHINESE_BREAK = re.compile("(?<=[\u3000-\u9fff\uff00-\uffef])\0(?=[\u3000-\u9fff\uff00-\uffef])")
_RAISING = re.compile(r"</?sup(?:\s[^>]*)?>", re.IGNORECASE)
_DEEPEST = 50


def read_markdown(raw: bytes) -> ParsedFile:
    """Read a Markdown text.

    The front matter may name `title`, `date` or `published`, `language` or `lang`, and `source`
    or `url`. Emphasis and links are reduced to their words; raw HTML and images are dropped.

    Raises:
        DocumentError: It is not text, or its front matter cannot be read.
    """
    markdown = MarkdownIt("commonmark", {"maxNesting": _DEEPEST})
    markdown.enable(["table", "strikethrough"]).use(front_matter_plugin)
    tokens = markdown.parse(decode(raw))
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        raise DocumentError(
            f"Its lists or quotations are nested more than {_DEEPEST} deep.",
            fix="Write them flatter.",
        )
    named: dict[str, str] = {}
    if tokens and tokens[0].type == "front_matter":
        named = _read_front_matter(tokens[0].content)
    text = _Writer().write(tokens)
    title = named.get("title")
    if title and not text.startswith("# "):
        text = f"# {clean_line(title)}\n\n{text}"
    return ParsedFile(
        text=text,
        title=title or first_heading(text),
        published=named.get("published") or named.get("date"),
        language=named.get("language") or named.get("lang"),
        source=named.get("source") or named.get("url"),
    )


def _read_front_matter(content: str) -> dict[str, str]:
    try:
        # Only strings: no objects are made, and an impossible date is a word, not a crash.
        entries = yaml.load(content, Loader=yaml.BaseLoader)  # noqa: S506 - the safest loader
    except (yaml.YAMLError, RecursionError) as error:
        reason = " ".join(str(error).split())[:200]
        raise DocumentError(
            f"Its front matter is not YAML: {reason}.", fix="Mend the lines between the `---`."
        ) from error
    if entries in ("", None):
        return {}
    if not isinstance(entries, dict):
        raise DocumentError(
            "Its front matter is not a list of `name: value` lines.",
            fix="Mend the lines between the `---`.",
        )
    return {
        str(name).lower(): value.strip()
        for name, value in entries.items()
        if isinstance(value, str) and value.strip()
    }


class _Writer:
    """Writes the tokens of one text as plain text."""

    def __init__(self) -> None:
        self._plain = PlainText()
        self._numbers: list[int | None] = []
        self._in_row = False

    def write(self, tokens: Sequence[Token]) -> str:
        for token in tokens:
            if token.type == "inline":
                words = "".join(_inline_words(token.children or ()))
                self._plain.add(_CHINESE_BREAK.sub("", words).replace(_SOFT_BREAK, " "))
            elif token.type in ("fence", "code_block"):
                self._plain.add(token.content)
                self._plain.end()
            elif token.nesting == 1:
                self._open(token)
            elif token.nesting == -1:
                self._close(token)
        return self._plain.text()

    def _open(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self._plain.begin("#" * int(token.tag[1]) + " ")
            case "bullet_list_open" | "ordered_list_open":
                self._open_list(token)
            case "list_item_open":
                self._plain.begin(self._mark())
            case "table_open":
                self._plain.gap()
            case "tr_open":
                self._in_row = False
            case "th_open" | "td_open":
                self._plain.add(" | " if self._in_row else "")
                self._in_row = True

    def _close(self, token: Token) -> None:
        match token.type:
            case "bullet_list_close" | "ordered_list_close":
                self._close_list()
            case "table_close":
                self._plain.gap()
            case "tr_close":
                self._plain.end(tight=True)
            case "paragraph_close":
                self._plain.end(tight=bool(self._numbers))
            case "list_item_close":
                self._plain.end_marked(tight=bool(self._numbers))
            case "heading_close":
                self._plain.end_marked()

    def _open_list(self, token: Token) -> None:
        if not self._numbers:
            self._plain.gap()
        ordered = token.type == "ordered_list_open"
        self._numbers.append(int(token.attrGet("start") or 1) if ordered else None)

    def _close_list(self) -> None:
        self._numbers.pop()
        if not self._numbers:
            self._plain.gap()

    def _mark(self) -> str:
        number = self._numbers[-1]
        if number is None:
            return "- "
        self._numbers[-1] = number + 1
        return f"{number}. "


def _inline_words(tokens: Iterable[Token]) -> Iterator[str]:
    above = False
    for token in tokens:
        if token.type == "html_inline" and _RAISING.fullmatch(token.content):
            above = not token.content.startswith("</")
        yield raised(_words(token)) if above else _words(token)


def _words(token: Token) -> str:
    if token.type in ("text", "code_inline"):
        return token.content
    return _BREAKS.get(token.type, "")

"""Formats: the kinds of files that are documents, and what reads each."""

from collections.abc import Callable

from corpus.html_reader import read_html
from corpus.markdown_reader import read_markdown
from corpus.reading import ParsedFile
from corpus.text_reader import read_text

READERS: dict[str, Callable[[bytes], ParsedFile]] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
}
"""By the suffix of a file's name, in small letters."""

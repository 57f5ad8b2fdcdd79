"""Plain text: the writer with which the Markdown and HTML readers set down what they read."""

import re

_LOOKS_LIKE_HEADING = re.compile(r"^(#{1,6}) +(?=\S)", re.MULTILINE)


class PlainText:
    """Collects words into lines; blank lines stand between paragraphs, none within a list."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._mark = ""
        self._lines: list[str] = []
        self._tight_before = False

    def add(self, words: str) -> None:
        """Add words to the current line."""
        self._words.append(words)

    def begin(self, mark: str) -> None:
        """Begin a line with a mark such as `# ` or `- `, which waits for the line's first words."""
        self.end(tight=not mark.startswith("#"))
        self._mark = mark

    def end(self, *, tight: bool = False) -> None:
        """End the line, if it has words.

        Args:
            tight: No blank line to the next tight line: entries of a list, rows of a table.
        """
        line = "".join(self._words).strip()
        self._words.clear()
        if not line:
            return
        if self._mark.startswith("#"):
            line = " ".join(line.split())
        else:
            # Words that merely look like a heading (code, a literal `# `) must not become one.
            line = _LOOKS_LIKE_HEADING.sub(r"\1", line)
        if self._lines and not (tight and self._tight_before):
            self._lines.append("")
        self._lines.append(self._mark + line)
        self._mark = ""
        self._tight_before = tight

    def end_marked(self, *, tight: bool = False) -> None:
        """End what `begin` began; a mark that found no words is for nothing that follows."""
        self.end(tight=tight)
        self._mark = ""

    def gap(self) -> None:
        """End the line and set a blank line before the next: a list or table begins or ends."""
        self.end()
        self._tight_before = False

    def text(self) -> str:
        """Everything written so far."""
        self.end()
        return "\n".join(self._lines)

"""Names: words of a question that are written with a capital, and whether a document knows them.

What an authority says of Lida does not answer a question about Orsha, however alike they are.
"""

import re

from corpus.document import Document, Language

_WORDS = re.compile(r"[^\W\d_]+")
_FEWEST_LETTERS = 3
_ENDING_LETTERS = 3
_STEM_LETTERS = range(3, 7)


def names(question: str, language: Language) -> frozenset[str]:
    """The words of a question that are names, by what their cases share; none in Chinese.

    A word at the beginning of a sentence may be any; so may all words of a question that is
    written in capitals.
    """
    if language is Language.CHINESE or question.isupper():
        return frozenset()
    return frozenset(
        _beginning(one[0])
        for one in _WORDS.finditer(question)
        if one[0][0].isupper()
        and len(one[0]) >= _FEWEST_LETTERS
        and not _begins_a_sentence(question, one.start())
    )


def knows(document: Document, named: frozenset[str]) -> bool:
    """Tell whether a document has words that begin like each of these names."""
    if not named:
        return True
    text = _folded(f"{document.title}\n{document.text}")
    return all(re.search(rf"(?<![^\W\d_]){name}", text) for name in named)


def _begins_a_sentence(text: str, start: int) -> bool:
    before = text[:start].rstrip(" \"'«“„(")
    return not before or before[-1] in ".?!…:;\n"


def _beginning(word: str) -> str:
    """The word without an ending that it may have, in from 3 to 6 letters.

    A stem would not do: China is named by "Chinese" too, and Dokshitsy by its adjective.
    """
    length = min(max(len(word) - _ENDING_LETTERS, _STEM_LETTERS[0]), _STEM_LETTERS[-1])
    return _folded(word)[:length]


def _folded(text: str) -> str:
    return text.casefold().replace("ё", "е")

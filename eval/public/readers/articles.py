"""Articles: one declaration in several languages, cut at the numbers of its articles.

    eng.txt   rus.txt   bel.txt   cmn_hans.txt

Source of the files: the Universal Declaration of Human Rights, as the Unicode project keeps it.
"""

import re
from pathlib import Path

from corpus.document import Language
from eval.errors import DataSetError
from eval.public.question_set import PublicSet
from eval.public.readers.lines import read_lines
from eval.public.readers.translations import pair_questions, translation_paragraphs

_FILES = {
    Language.ENGLISH: ("eng.txt", r"Article \d+"),
    Language.RUSSIAN: ("rus.txt", r"Статья \d+"),
    Language.BELARUSIAN: ("bel.txt", r"Артыкул \d+"),
    Language.CHINESE: ("cmn_hans.txt", r"第[一二三四五六七八九十]+条"),
}


def read_articles(folder: Path) -> PublicSet:
    """Read a set: each article, without its number, is a question that its translations answer.

    Raises:
        DataSetError: A file is absent or empty, or has more articles than another.
    """
    texts = {
        language: _articles(folder / name, heading) for language, (name, heading) in _FILES.items()
    }
    counts = {_FILES[language][0]: len(articles) for language, articles in texts.items()}
    if len(set(counts.values())) != 1 or not all(counts.values()):
        told = ", ".join(f"{name} {count}" for name, count in counts.items())
        raise DataSetError(
            f"The files in {folder} do not have one number of articles: {told}.",
            fix="Fetch them again.",
        )
    return PublicSet(
        name=folder.name,
        paragraphs=translation_paragraphs(texts),
        questions=tuple(pair_questions(texts)),
        remarks=(),
    )


def _articles(file: Path, heading: str) -> list[str]:
    articles: list[list[str]] = []
    for line in map(str.strip, read_lines(file)):
        if re.fullmatch(rf"{heading}\.?", line, re.IGNORECASE):
            articles.append([])
        elif articles and line:
            articles[-1].append(line)
    for number, words in enumerate(articles, start=1):
        if not words:
            raise DataSetError(f"{file}: article {number} is empty.", fix="Fetch it again.")
    return ["\n".join(words) for words in articles]

"""Aligned lines: a folder with one text file a language; lines of one number are translations.

    newstest2019-src.eng.txt   newstest2019-ref.rus.txt   …-ref.bel.txt   …-ref.zho-CN.txt

Every 4th line is read: the others stay for other uses.

Source of the files: NTREX-128 (Federmann et al., 2022).
"""

from pathlib import Path

from corpus.document import Language
from eval.errors import DataSetError
from eval.public.question_set import PublicSet
from eval.public.readers.lines import read_lines
from eval.public.readers.translations import pair_questions, pool_questions, translation_paragraphs

_FILES = {
    Language.ENGLISH: "newstest2019-src.eng.txt",
    Language.RUSSIAN: "newstest2019-ref.rus.txt",
    Language.BELARUSIAN: "newstest2019-ref.bel.txt",
    Language.CHINESE: "newstest2019-ref.zho-CN.txt",
}
_EVERY = 4


def read_aligned_lines(folder: Path) -> PublicSet:
    """Read a set: each line is a question that its translations answer.

    A line that is empty in one language is left out in all and counted.

    Raises:
        DataSetError: A file is absent, empty, or longer than another.
    """
    lines = {language: read_lines(folder / name)[::_EVERY] for language, name in _FILES.items()}
    counts = {_FILES[language]: len(some) for language, some in lines.items()}
    if len(set(counts.values())) != 1 or not all(counts.values()):
        told = ", ".join(f"{name} {count}" for name, count in counts.items())
        raise DataSetError(
            f"The files in {folder} do not have one number of lines: every 4th are {told}.",
            fix="Fetch them again.",
        )
    rows = list(zip(*lines.values(), strict=True))
    whole = [row for row in rows if all(text.strip() for text in row)]
    if not whole:
        raise DataSetError(f"The files in {folder} hold no words.", fix="Fetch them again.")
    texts = dict(zip(lines, zip(*whole, strict=True), strict=True))
    empty = len(rows) - len(whole)
    return PublicSet(
        name=folder.name,
        paragraphs=translation_paragraphs(texts),
        questions=(*pool_questions(texts), *pair_questions(texts)),
        remarks=(f"{empty} lines that are empty in a language",) if empty else (),
    )

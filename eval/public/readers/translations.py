"""Translations: the same texts in several languages, made into questions for one another.

A text is asked as a question in its language. Right is a translation of it: among all languages,
where its own copy does not count, or among the texts of one other language only.
"""

from collections.abc import Iterator, Mapping, Sequence

from corpus.document import Language
from eval.public.question_set import Paragraph, PublicQuestion

Texts = Mapping[Language, Sequence[str]]
"""By language; texts at the same place say the same."""


def pool_kind(asked: Language) -> str:
    """CaseKind of a question that may find a text in any language."""
    return f"{asked}→all"


def pair_kind(asked: Language, found: Language) -> str:
    """CaseKind of a question that may find texts in one language only."""
    return f"{asked}→{found}"


def translation_paragraphs(texts: Texts) -> tuple[Paragraph, ...]:
    """One for each text, without a title: a text as short as these has none of its own."""
    return tuple(
        Paragraph(id=_id(language, place), title="", text=text, language=language)
        for language, some in texts.items()
        for place, text in enumerate(some)
    )


def pool_questions(texts: Texts) -> Iterator[PublicQuestion]:
    """Each text, to find its translations among all texts but itself."""
    for language, some in texts.items():
        for place, text in enumerate(some):
            others = (other for other in texts if other is not language)
            yield PublicQuestion(
                id=f"{pool_kind(language)}/{place:04d}",
                kind=pool_kind(language),
                text=text,
                history=(),
                gains={_id(other, place): 1.0 for other in others},
                own=_id(language, place),
            )


def pair_questions(texts: Texts) -> Iterator[PublicQuestion]:
    """Each text, to find its translation among the texts of one other language, for each."""
    pairs = ((asked, found) for asked in texts for found in texts if asked is not found)
    for asked, found in pairs:
        for place, text in enumerate(texts[asked]):
            yield PublicQuestion(
                id=f"{pair_kind(asked, found)}/{place:04d}",
                kind=pair_kind(asked, found),
                text=text,
                history=(),
                gains={_id(found, place): 1.0},
                languages=frozenset({found}),
            )


def _id(language: Language, place: int) -> str:
    return f"{language}/{place:04d}"

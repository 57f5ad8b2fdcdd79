from corpus.document import Language
from eval.public.question_set import Paragraph, PublicQuestion
from eval.public.readers.translations import pair_questions, pool_questions, translation_paragraphs

TEXTS = {
    Language.ENGLISH: ["One.", "Two."],
    Language.BELARUSIAN: ["Адзін.", "Два."],
    Language.CHINESE: ["一。", "二。"],
}


def test_every_text_is_a_paragraph_in_its_language() -> None:
    paragraphs = translation_paragraphs(TEXTS)

    assert [one.id for one in paragraphs] == [
        "en/0000", "en/0001", "be/0000", "be/0001", "zh/0000", "zh/0001",
    ]  # fmt: skip
    assert paragraphs[3] == Paragraph(
        id="be/0001", title="", text="Два.", language=Language.BELARUSIAN
    )


def test_among_all_texts_the_translations_are_right_and_the_own_copy_does_not_count() -> None:
    questions = list(pool_questions(TEXTS))

    assert len(questions) == 6
    assert questions[2] == PublicQuestion(
        id="be→all/0000",
        kind="be→all",
        text="Адзін.",
        history=(),
        gains={"en/0000": 1.0, "zh/0000": 1.0},
        own="be/0000",
    )


def test_each_pair_of_languages_is_asked_apart() -> None:
    questions = list(pair_questions(TEXTS))

    assert [one.kind for one in questions[::2]] == [
        "en→be", "en→zh", "be→en", "be→zh", "zh→en", "zh→be",
    ]  # fmt: skip
    assert questions[7] == PublicQuestion(
        id="be→zh/0001",
        kind="be→zh",
        text="Два.",
        history=(),
        gains={"zh/0001": 1.0},
        languages=frozenset({Language.CHINESE}),
    )

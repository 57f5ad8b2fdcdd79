import pytest

from corpus.document import Document, Language
from corpus.language_runs import language_at, language_runs
from corpus.sentences import split_sentences
from corpus.split import Splitting, split
from tests.fakes import make_document

SAID = {
    Language.ENGLISH: "The museum is open every day from nine to six except on Monday.",
    Language.RUSSIAN: "Музей открыт ежедневно с девяти до шести часов, кроме понедельника.",
    Language.BELARUSIAN: "Музей працуе штодня з дзевяці да шасці гадзін, акрамя панядзелка.",
    Language.CHINESE: "博物馆每天上午九点至下午六点开放，星期一除外，节假日照常开放，欢迎参观。",
}
PAIRS = [(one, other) for one in Language for other in Language if one is not other]
SPLITTING = Splitting(passage_characters=800, overlap_characters=100)


def two_halves(main: Language, other: Language) -> Document:
    return make_document("\n\n".join([SAID[main]] * 3 + [SAID[other]] * 2), language=main)


@pytest.mark.parametrize(("main", "other"), PAIRS)
def test_each_paragraph_has_its_own_language(main: Language, other: Language) -> None:
    document = two_halves(main, other)

    spoken = [sentence.language for sentence in split_sentences(document)]

    assert spoken == [main] * 3 + [other] * 2
    assert [run.language for run in language_runs(document)] == [main, other]


@pytest.mark.parametrize(("main", "other"), PAIRS)
def test_a_passage_holds_one_language(main: Language, other: Language) -> None:
    document = two_halves(main, other)

    first, second = split(document, SPLITTING)

    assert (first.language, second.language) == (main, other)
    assert second.text == "\n\n".join([SAID[other]] * 2)


@pytest.mark.parametrize("language", Language)
def test_a_document_in_one_language_is_one_run(language: Language) -> None:
    document = make_document(
        f"# Minsk 2024\n\n{SAID[language]}\n\nHotel Minsk, Victoria Plaza, Lida, Grodno\n\n12",
        language=language,
    )

    [run] = language_runs(document)

    assert (run.start, run.end, run.language) == (0, len(document.text), language)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Музей «Лидия»", Language.BELARUSIAN),
        ("Тэл. 2-14-55", Language.BELARUSIAN),
        ("Касса закрыта в обед, с часу до двух", Language.RUSSIAN),
    ],
)
def test_a_line_too_short_to_tell_goes_with_its_surroundings(line: str, expected: Language) -> None:
    be, ru = SAID[Language.BELARUSIAN], SAID[Language.RUSSIAN]
    before = f"{be}\n\n" if expected is Language.BELARUSIAN else f"{be}\n\n{ru}\n\n"
    rest = f"\n\n{be}\n\n{ru}" if expected is Language.BELARUSIAN else f"\n\n{ru}"
    document = make_document(f"{before}{line}{rest}", language=Language.BELARUSIAN)

    assert language_at(document, len(before), len(before) + len(line)) is expected


def test_a_stretch_over_both_is_of_the_language_of_most_of_it() -> None:
    document = two_halves(Language.BELARUSIAN, Language.RUSSIAN)

    assert language_at(document, 0, len(document.text)) is Language.BELARUSIAN


def test_a_heading_stays_with_the_text_below_it() -> None:
    be, ru = SAID[Language.BELARUSIAN], SAID[Language.RUSSIAN]
    document = make_document(
        f"# Раённы краязнаўчы музей і яго гісторыя\n\n{ru}\n\n{be}",
        language=Language.BELARUSIAN,
    )

    first, second = split(document, SPLITTING)

    assert first.text.endswith(ru)
    assert (first.language, second.language) == (Language.RUSSIAN, Language.BELARUSIAN)

from dataclasses import replace

import pytest

from assistant.facts.subjects import same_subject, says, subject_of
from corpus.document import Language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "According to Belarusian statistics, China's direct investment in Belarus was"),
        ("ru", "По белорусской статистике прямые инвестиции Китая в Беларусь составили"),
        ("be", "Прамыя інвестыцыі Кітая ў Беларусь склалі"),
        ("zh", "据白俄罗斯方面统计，中国对白直接投资额为"),
    ],
)
def test_the_same_subject_is_read_in_every_language(language: str, text: str) -> None:
    subject = subject_of(text, Language(language))

    assert subject.topics == {"investment"}
    assert subject.marks == {"direct"}
    assert subject.places == {"china", "belarus"}
    assert subject.residue == frozenset()


def test_words_that_no_table_knows_keep_subjects_apart() -> None:
    meat = subject_of("Exports of meat were", Language.ENGLISH)
    milk = subject_of("Exports of milk were", Language.ENGLISH)
    russian = subject_of("Экспорт мяса составил", Language.RUSSIAN)

    assert meat.residue == {"meat"}
    assert same_subject(meat, meat, same_language=True)
    assert not same_subject(meat, milk, same_language=True)
    assert not same_subject(meat, russian, same_language=False)


def test_two_countries_are_whichever_two_the_other_side_names() -> None:
    both = subject_of("The bilateral trade was", Language.ENGLISH)
    named = subject_of("Trade between China and Belarus was", Language.ENGLISH)
    three = replace(named, places=named.places | {"russia"})

    assert same_subject(both, named, same_language=True)
    assert same_subject(named, both, same_language=True)
    assert not same_subject(both, three, same_language=True)


def test_a_subject_takes_its_place_from_its_surroundings() -> None:
    clause = subject_of("exports were", Language.ENGLISH)
    title = subject_of("Trade with China", Language.ENGLISH)

    assert clause.placed_by(title).places == {"china"}
    assert title.placed_by(clause).places == {"china"}


def test_a_unit_alone_is_no_subject() -> None:
    nothing = subject_of("of the", Language.ENGLISH)

    assert not nothing.tells("school")
    assert not nothing.tells("USD")
    assert nothing.tells("resident")
    assert nothing.counting("resident").topics == {"resident", "park"}
    assert nothing.counting("USD") == nothing


def test_duties_are_told_from_facts() -> None:
    assert says("aim", "Ожидается рост экспорта", Language.RUSSIAN)
    assert not says("aim", "农产品供应额为", Language.CHINESE)

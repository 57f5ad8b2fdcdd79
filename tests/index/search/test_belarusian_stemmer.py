import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.belarusian_stemmer import stem

FORMS = {
    "дырэктыв": "дырэктыва дырэктывы дырэктыве дырэктыву дырэктывай дырэктывамі",
    "трактар": "трактар трактара трактару трактарам трактары трактароў трактарамі трактарах",
    "камбайн": "камбайн камбайна камбайну камбайнам камбайны камбайнаў камбайнамі",
    "вобл": "вобласць вобласці вобласцю вобласцей вобласцям вобласцямі вобласцях",
    "год": "год года году годам годзе",
    "горад": "горад горада гораду горадам горадзе",
    "завод": "завод завода заводу заводам заводзе заводы заводаў",
    "праект": "праект праекта праекту праектам праекце праекты праектаў праектах",
    "кітайск": "кітайскі кітайская кітайскае кітайскія кітайскага кітайскай кітайскім кітайскіх",
    "беларуск": "беларускі беларуская беларускае беларускай беларускую беларускіх беларускімі",
    "краін": "краіна краіны краіне краіну краінай краін краінам краінамі краінах",
    "супрацоўніцтв": "супрацоўніцтва супрацоўніцтве супрацоўніцтву супрацоўніцтвам",
    "вад": "вада вады вадой",
    "сям": "сям'я сям'і сям'ю",
    "падпіс": "падпісаць падпісаў падпісала падпісалі",
    "чалавек": "чалавек чалавека чалавеку чалавекам",
    "інвестыт": "інвестыцыя інвестыцыі інвестыцый інвестыцыю інвестыцыямі інвестыцыях",
}


@pytest.mark.parametrize(
    ("form", "expected"), [(form, one) for one, forms in FORMS.items() for form in forms.split()]
)
def test_the_forms_of_a_word_have_one_stem(form: str, expected: str) -> None:
    assert stem(form) == expected


def test_different_words_have_different_stems() -> None:
    assert len({stem(forms.split()[0]) for forms in FORMS.values()}) == len(FORMS)


@pytest.mark.parametrize("word", ["а", "і", "да", "мы", "яны", "дом", "дзе", "ц", ""])
def test_a_short_word_stays_whole(word: str) -> None:
    assert stem(word) == word


@given(st.text("абвгдзеійклмнопрстуўфхцчшыьэюя'", max_size=20))
def test_a_stem_is_the_beginning_of_the_word_but_for_one_changed_letter(word: str) -> None:
    bare = word.replace("'", "")
    found = stem(word)

    kept = found if bare.startswith(found) else found.removesuffix("т") + "ц"
    assert bare.startswith(kept)
    assert len(found) >= min(3, len(bare))

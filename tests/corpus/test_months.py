import re

import pytest

from corpus.document import Language
from corpus.months import MONTHS

FORMS = {
    Language.ENGLISH: "January Feb. March April may June July aug Sept. October Nov December",
    Language.RUSSIAN: "января февралём марте апрель мая июня июле августа сентябрю октябре ноября"
    " декабрём",
    Language.BELARUSIAN: "студзеня лютага сакавіку красавік траўня чэрвені ліпеня жніўня верасень"
    " кастрычніка лістападзе снежні",
}


@pytest.mark.parametrize("language", MONTHS)
def test_each_form_names_its_month_alone(language: Language) -> None:
    for number, form in enumerate(FORMS[language].split()):
        named = [
            place
            for place, names in enumerate(MONTHS[language])
            if re.fullmatch(names, form, re.IGNORECASE)
        ]
        assert named == [number], form


@pytest.mark.parametrize("names", [names for table in MONTHS.values() for names in table])
def test_each_name_begins_with_three_letters_as_the_search_needs(names: str) -> None:
    plain = re.sub(r"\(\?:[^)]*\)", "", names)

    assert all(name[:3].isalpha() and len(name) >= 3 for name in plain.split("|"))

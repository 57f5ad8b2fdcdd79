import pytest

from corpus.sections import find_sections


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("text", [("text", ())]),
        ("a\n\n# H\n\nb", [("a", ()), ("# H\n\nb", ("H",))]),
        ("# H\n\n## S\n\nb", [("# H\n\n## S\n\nb", ("H", "S"))]),
        (
            "# H\na\n## S\nb\n### T\nc\n## U\nd\n# V\ne",
            [
                ("# H\na", ("H",)),
                ("## S\nb", ("H", "S")),
                ("### T\nc", ("H", "S", "T")),
                ("## U\nd", ("H", "U")),
                ("# V\ne", ("V",)),
            ],
        ),
        ("### T\na\n# H\nb", [("### T\na", ("T",)), ("# H\nb", ("H",))]),
        ("a\n# H", [("a", ()), ("# H", ("H",))]),
        ("#nothing\n####### seven", [("#nothing\n####### seven", ())]),
    ],
)
def test_a_text_is_cut_before_its_headings(
    text: str, expected: list[tuple[str, tuple[str, ...]]]
) -> None:
    found = [(text[s.start : s.end].strip(), s.headings) for s in find_sections(text)]

    assert found == expected

import pytest

from eval.measures.span_match import exact_match, f1


@pytest.mark.parametrize(
    ("given", "gold", "expected"),
    [
        ("the Norman dynasty", ["Norman dynasty"], 1.0),
        ("Norman dynasty of France", ["Norman dynasty"], 2 / 3),
        ("in 1066", ["1066", "the year 1066"], 2 / 3),
        ("China", ["France"], 0.0),
        ("北京市", ["北京"], 0.8),
        ("1.5 billion", ["15 billion"], 0.5),
        ("", ["x"], 0.0),
        ("x", [], 0.0),
    ],
)
def test_f1_is_the_harmonic_mean_of_the_words_in_common(
    given: str, gold: list[str], expected: float
) -> None:
    assert f1(given, gold) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("given", "gold", "expected"),
    [
        ("The Norman dynasty.", ["norman dynasty"], 1.0),
        ("Norman dynasties", ["Norman dynasty"], 0.0),
        ("1.5", ["15"], 0.0),
        ("《北京》", ["北京"], 1.0),
    ],
)
def test_an_exact_match_agrees_in_every_word(given: str, gold: list[str], expected: float) -> None:
    assert exact_match(given, gold) == expected

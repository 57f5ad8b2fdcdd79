from index.kept import Kept


def test_what_was_used_longest_ago_is_forgotten_first() -> None:
    kept: Kept[str] = Kept(room=10, size=len)

    kept.keep("four", 1)
    kept.keep("four", 2)
    assert kept.get(1) == "four"
    kept.keep("four", 3)

    assert kept.get(2) is None
    assert (kept.get(1), kept.get(3)) == ("four", "four")


def test_what_is_larger_than_the_room_is_not_kept() -> None:
    kept: Kept[str] = Kept(room=3, size=len)

    kept.keep("four", 1)
    kept.keep("two", 2)

    assert kept.get(1) is None
    assert kept.get(2) == "two"


def test_a_key_has_one_value_the_last_one() -> None:
    kept: Kept[str] = Kept(room=4, size=len)

    kept.keep("two", 1)
    kept.keep("one", 1)
    kept.keep("a", 2)

    assert (kept.get(1), kept.get(2)) == ("one", "a")


def test_no_key_can_be_read() -> None:
    kept: Kept[int] = Kept(room=4)

    kept.keep(1, "Who lives in Lenin Street 31?")

    assert kept.get("Who lives in Lenin Street 31?") == 1
    assert "Lenin" not in str(vars(kept))

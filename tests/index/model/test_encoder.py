from hypothesis import given
from hypothesis import strategies as st

from index.model.encoder import batches


@given(st.lists(st.integers(2, 1024)))
def test_batches_hold_every_row_once_and_have_a_bound(lengths: list[int]) -> None:
    made = list(batches(lengths))

    assert sorted(row for rows in made for row in rows) == list(range(len(lengths)))
    assert all(len(rows) * max(lengths[row] for row in rows) <= 1024 for rows in made)

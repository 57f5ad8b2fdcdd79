from eval.public.table import part_line, public_lines
from tests.eval.public.test_report import CHINESE, FOUND, SECOND, make_public_report, make_run


def test_each_part_is_a_line_with_its_scores_floor_and_verdict() -> None:
    lines = public_lines(make_public_report(make_run(FOUND, SECOND), floor=0.6))

    [line] = [line.split() for line in lines if line.startswith("set  ") and "tuning" in line]
    assert line[:9] == ["set", "tuning", "2", "3", "0.500", "0.500", "1.000", "0.815", "0.815"]
    assert line[9:11] == ["15", "recall@1"]
    assert line[-2:] == ["0.600", "FAIL"]
    assert any(one.startswith("  [FAIL] set recall_at_1: 0.500") for one in lines)


def test_a_set_without_floor_has_dashes() -> None:
    lines = public_lines(make_public_report(make_run(CHINESE)))

    assert lines[-1].split()[-2:] == ["-", "-"]
    assert "  left out: away: there is no folder" in lines


def test_a_finished_part_is_told_in_one_line() -> None:
    report = make_public_report(make_run(FOUND, SECOND))

    assert part_line(report.parts[0]) == "set: recall@1 0.500, n 2"

from eval.bench import StageCost, cost_lines


def test_stages_are_shares_of_the_first() -> None:
    costs = [
        StageCost(stage="embed the question", median=20.0, percentile_95=30.0),
        StageCost(stage="search", median=5.0, percentile_95=6.0),
    ]

    lines = cost_lines(costs)

    assert lines[1].split() == ["embed", "the", "question", "20.0", "30.0", "1.00"]
    assert lines[2].split() == ["search", "5.0", "6.0", "0.25"]

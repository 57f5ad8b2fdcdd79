"""A picture of the comparison: one small chart for each row that people ask about."""

from collections.abc import Callable, Sequence
from pathlib import Path

from eval.bench.peers.compare import PeerCosts

_OURS, _OTHERS = "#1a5fb4", "#9a9996"
_CHARTS: Sequence[tuple[str, Callable[[PeerCosts], float]]] = (
    ("Texts indexed a second (more is better)", lambda one: one.texts_a_second),
    ("First answer from a cold start, s (less is better)", lambda one: one.first),
    ("Search, median ms (less is better)", lambda one: one.median),
    ("Search, 95 % ms (less is better)", lambda one: one.percentile_95),
    ("Memory, MB (less is better)", lambda one: one.megabytes),
    ("Right text first (more is better)", lambda one: one.recall.value or 0.0),
)


def draw_peers(costs: Sequence[PeerCosts], file: Path) -> None:
    """Write the picture as SVG; the first of the programs is ours, and coloured.

    Args:
        costs: At least one.
        file: Is replaced.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    mpl.rcParams["svg.hashsalt"] = "peers"
    figure = Figure(figsize=(9, 7), layout="constrained")
    names = [one.name for one in costs]
    colours = [_OURS] + [_OTHERS] * (len(costs) - 1)
    for axes, (title, value) in zip(figure.subplots(3, 2).flat, _CHARTS, strict=True):
        bars = axes.barh(names, [value(one) for one in costs], color=colours)
        axes.bar_label(bars, fmt="%.3g", padding=3)
        axes.set_title(title, fontsize=10, loc="left")
        axes.invert_yaxis()
        axes.margins(x=0.15)
        axes.spines[["top", "right"]].set_visible(False)
    figure.savefig(file, metadata={"Date": None})

"""Figures of the chapter on the modern Hopfield network."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from attractor.show.template import (
    LIGHT,
    figure,
    line,
    log_axis,
    marks,
    rounded,
    slider,
)


class Bowl(NamedTuple):
    """A majorizer in one dimension: where it touches the energy, where it is lowest."""

    touch: float
    touch_energy: float
    bottom: float
    bottom_energy: float

    def values(self, x: np.ndarray) -> np.ndarray:
        """½(x − bottom)² + the energy at the bottom."""
        return (x - self.bottom) ** 2 / 2 + self.bottom_energy


def majorizer(x: ArrayLike, energies: ArrayLike, bowls: Sequence[Bowl]) -> go.Figure:
    """The energy and, step by step on a slider, the bowl that lies above it."""
    grid = np.asarray(x, dtype=np.float64)
    chart = figure(
        "An energy curve with two valleys. A parabola touches it from above at the "
        "query; its lowest point is the next query. The slider steps on: each "
        "parabola ends lower than the last, until the query rests in the left valley.",
        xaxis_title="x",
        yaxis_title="energy",
    )
    chart.add_trace(line("energy", grid, energies, "text"))
    chart.add_traces(_bowl_traces(grid, bowls[0]))
    labels = [str(step) for step in range(len(bowls))]
    chart.frames = [
        go.Frame(name=label, data=_bowl_traces(grid, bowl), traces=[1, 2, 3])
        for label, bowl in zip(labels, bowls, strict=True)
    ]
    top = float(np.max(np.asarray(energies)))
    bottom = float(np.min(np.asarray(energies)))
    chart.update_yaxes(range=rounded([bottom - 0.12 * (top - bottom), top]))
    chart.update_xaxes(range=rounded([grid[0], grid[-1]]))
    chart.update_layout(sliders=slider(labels, "step "), height=500)
    return chart


def _bowl_traces(grid: np.ndarray, bowl: Bowl) -> list[go.Scatter]:
    return [
        line("bowl above it", grid, bowl.values(grid), "weights", dash="dash"),
        marks("query", [bowl.touch], [bowl.touch_energy], "query"),
        marks(
            "next query", [bowl.bottom], [bowl.bottom_energy], "query", "circle-open"
        ),
    ]


def effective_patterns(
    betas: ArrayLike, low: ArrayLike, median: ArrayLike, high: ArrayLike
) -> go.Figure:
    """How many patterns a resting query blends, against β; a band around the median."""
    chart = figure(
        "Effective number of patterns in the resting state against beta, both axes "
        "logarithmic: near 100 for small beta, falling through a middle region, and "
        "1 for large beta.",
        xaxis=log_axis("inverse temperature β"),
        yaxis=log_axis("effective number of patterns"),
    )
    band = np.concatenate([np.asarray(high), np.asarray(low)[::-1]])
    around = np.concatenate([np.asarray(betas), np.asarray(betas)[::-1]])
    chart.add_scatter(
        name="nine queries in ten",
        x=rounded(around),
        y=rounded(band),
        fill="toself",
        fillcolor=LIGHT["weights"],
        opacity=0.2,
        line={"width": 0},
        hoverinfo="skip",
    )
    chart.add_trace(line("median query", betas, median, "weights"))
    return chart


def pitchfork(
    spread: ArrayLike, minima: Sequence[ArrayLike], threshold: float, axis: str
) -> go.Figure:
    """Where the minima of a two-pattern energy lie as the patterns move apart.

    `minima` holds, for each value of `spread`, the minima's positions as a fraction
    of the way from the midpoint (0) to a pattern (±1).
    """
    chart = figure(
        f"One branch of minima at the midpoint up to {axis} = {threshold:g}; there "
        "it splits in two, which bend out toward the patterns at plus and minus one.",
        xaxis_title=axis,
        yaxis_title="position of the minima",
    )
    values = np.asarray(spread, dtype=np.float64)
    x = [s for s, row in zip(values, minima, strict=True) for _ in np.asarray(row)]
    y = [m for row in minima for m in np.asarray(row)]
    points = marks("minimum", x, y, "query")
    points.marker.size = 6
    chart.add_trace(points)
    for side in (-1, 1):
        label = "stored pattern" if side == 1 else None
        edge = line(label or "", values[[0, -1]], [side, side], "pattern", dash="dot")
        chart.add_trace(edge.update(showlegend=label is not None))
    chart.add_vline(
        x=threshold,
        line={"color": LIGHT["fails"], "dash": "dash"},
        annotation={
            "text": f"{axis} = {threshold:g}",
            "font": {"color": LIGHT["fails"]},
        },
    )
    chart.update_yaxes(range=[-1.25, 1.25])
    return chart


def error_and_bound(betas: ArrayLike, error: ArrayLike, bound: ArrayLike) -> go.Figure:
    """Measured one-step retrieval error and what the theorem promises, against β."""
    chart = figure(
        "Two falling lines on a logarithmic axis: the measured error after one step "
        "lies below the proved bound at every beta, and falls at least as fast.",
        xaxis_title="inverse temperature β",
        yaxis={
            "title": "distance to the pattern",
            "type": "log",
            "exponentformat": "power",
        },
    )
    chart.add_trace(line("bound", betas, bound, "fails", dash="dash"))
    chart.add_trace(line("measured", betas, error, "holds"))
    return chart


def retrieved_share(
    betas: ArrayLike, shares: Mapping[str, ArrayLike], alt: str
) -> go.Figure:
    """Share of cues that return their picture, against β, a line for each kind."""
    chart = figure(
        alt,
        xaxis=log_axis("inverse temperature β"),
        yaxis={"title": "share retrieved", "range": [-0.03, 1.03], "tickformat": ".0%"},
    )
    styles = [
        ("query", "solid"),
        ("pattern", "dash"),
        ("weights", "dot"),
        ("holds", "dashdot"),
    ]
    for (name, share), (color, dash) in zip(shares.items(), styles, strict=False):
        chart.add_trace(line(name, betas, share, color, dash=dash))
    return chart


def capacity_by_dimension(
    counts: ArrayLike, shares: Mapping[str, ArrayLike], alt: str
) -> go.Figure:
    """Share of patterns that one step keeps, against their number, per dimension."""
    chart = retrieved_share(counts, shares, alt)
    chart.update_xaxes(title="number of patterns")
    chart.update_yaxes(title="share stored")
    return chart

"""Figures of the chapter on stacks of memories."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from attractor.show.template import LIGHT, figure, line, marks, rounded

STYLES = {
    "Eq. 6 as printed": ("fails", "dash", "square"),
    "gated": ("holds", "solid", "circle"),
    "sequential": ("weights", "dot", "triangle-up"),
    "its bound F": ("text", "dashdot", "line-ew"),
    "free weights": ("fails", "dash", "square"),
    "tied weights": ("holds", "solid", "circle"),
}


def energy_by_layer(
    energies: Mapping[str, ArrayLike], alt: str, axis: str = "global energy"
) -> go.Figure:
    """A named energy after each layer, 0 being the query; names choose the style."""
    chart = figure(alt, yaxis_title=axis)
    count = max(len(np.asarray(values)) for values in energies.values())
    chart.update_xaxes(title="after layer", dtick=2 if count > 10 else 1)
    chart.update_xaxes(range=[-0.4, count - 0.6])
    for name, values in energies.items():
        color, dash, symbol = STYLES[name]
        trace = line(name, np.arange(len(np.asarray(values))), values, color, dash=dash)
        trace.update(mode="lines+markers")
        trace.marker.update(size=9, symbol=symbol, color=LIGHT[color])
        chart.add_trace(trace)
    return chart


def gate_along_line(
    x: ArrayLike, share: ArrayLike, answers: Mapping[str, ArrayLike]
) -> go.Figure:
    """The context's share of attention and what each memory answers, along a line."""
    chart = figure(
        "Answers along a line of queries. Attention over the context alone and over "
        "the persistent vectors alone are two curves; attention over both follows the "
        "persistent one on the left and the context's on the right, and crosses over "
        "where the context's share rises from nought to one.",
        xaxis_title="query",
        yaxis_title="answer",
    )
    styles = (("pattern", "dash"), ("fails", "dot"), ("query", "solid"))
    for (name, values), (color, dash) in zip(answers.items(), styles, strict=True):
        chart.add_trace(line(name, x, values, color, dash=dash))
    chart.add_trace(line("share w of the context", x, share, "weights", dash="dashdot"))
    return chart


def answer_by_length(
    lengths: ArrayLike, answers: Mapping[str, ArrayLike], values: ArrayLike
) -> go.Figure:
    """What memories answer as one query grows longer, and the band of their values."""
    chart = figure(
        "Answers to one query as it is stretched. Attention bends and stays inside "
        "the band between the smallest and the largest stored value; the ReLU memory "
        "is a straight line that leaves the band.",
        xaxis_title="length of the query",
        yaxis_title="answer",
    )
    ends = np.asarray(lengths, dtype=np.float64)[[0, -1]]
    low, high = np.min(np.asarray(values)), np.max(np.asarray(values))
    chart.add_scatter(
        name="between smallest and largest value",
        x=rounded([*ends, *ends[::-1]]),
        y=rounded([low, low, high, high]),
        mode="lines",
        fill="toself",
        fillcolor=LIGHT["pattern"],
        opacity=0.15,
        line={"width": 0},
        hoverinfo="skip",
    )
    styles = (("query", "solid"), ("fails", "dash"))
    for (name, answer), (color, dash) in zip(answers.items(), styles, strict=True):
        chart.add_trace(line(name, lengths, answer, color, dash=dash))
    return chart


def density_and_energy(
    x: ArrayLike, energy: ArrayLike, density: ArrayLike
) -> go.Figure:
    """g and exp(−g)/Z over the reach of one layer, with the lowest point of each."""
    chart = figure(
        "Two curves over the reach from zero to one. The energy rises from its lowest "
        "point, the stored zero; the density falls and is lowest at the far end, one.",
        xaxis_title="x",
    )
    grid = np.asarray(x, dtype=np.float64)
    for name, values, color, dash in (
        ("energy g", energy, "holds", "solid"),
        ("density exp(−g)/Z", density, "fails", "dash"),
    ):
        heights = np.asarray(values, dtype=np.float64)
        at = int(heights.argmin())
        chart.add_trace(line(name, grid, heights, color, dash=dash))
        low = marks(f"lowest point of {name}", [grid[at]], [heights[at]], color)
        low.update(marker={"size": 20, "symbol": "circle-open"})
        low.marker.line.update(color=LIGHT[color], width=3)
        chart.add_trace(low)
    chart.add_trace(marks("stored pattern", [0.0], [0.0], "pattern", "diamond"))
    chart.add_vline(x=0.5, line={"color": LIGHT["query"], "dash": "dot"})
    chart.add_annotation(
        x=0.5, y=1.0, yref="paper", text="the query", showarrow=False,
        xanchor="left", xshift=6, font={"color": LIGHT["query"]},
    )  # fmt: skip
    return chart


def surrogates(
    x: ArrayLike, energy: ArrayLike, above: Mapping[str, ArrayLike], query: float
) -> go.Figure:
    """The global energy and functions above it: who touches it at the query?"""
    chart = figure(
        "A global energy with valleys at nought and ten. The printed surrogate, the "
        "parabola of layer one, lies a hundred above it at the query ten; Jensen's "
        "bowl touches it there.",
        xaxis_title="x",
        yaxis={"title": "energy", "range": [-6, 110]},
    )
    chart.add_trace(line("global energy", x, energy, "text"))
    styles = (("fails", "dash"), ("holds", "dot"))
    for (name, values), (color, dash) in zip(above.items(), styles, strict=True):
        chart.add_trace(line(name, x, values, color, dash=dash))
    chart.add_trace(marks("query", [query], [0.0], "query"))
    return chart


def asymmetries(names: Sequence[str], values: ArrayLike, alt: str) -> go.Figure:
    """How far each layer's derivative is from symmetric: 0 if it follows an energy."""
    chart = figure(alt, height=360, xaxis_title="asymmetry of the derivative")
    heights = np.asarray(values, dtype=np.float64)
    follows = heights < 1e-9
    for name, chosen, color, symbol in (
        ("a slope of some energy", follows, "holds", "circle"),
        ("of none", ~follows, "fails", "x"),
    ):
        chart.add_scatter(
            name=name,
            x=rounded(heights[chosen].round(9), 3),
            y=[label for label, keep in zip(names, chosen, strict=True) if keep],
            mode="markers",
            marker={"size": 14, "symbol": symbol, "color": LIGHT[color]},
        )
    chart.update_yaxes(
        categoryorder="array", categoryarray=list(names)[::-1], automargin=True
    )
    chart.update_xaxes(range=[-0.06, 1.1])
    return chart

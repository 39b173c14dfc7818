"""Figures of the chapter on looking inside: directions, maps, features on words."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from attractor.show.template import LIGHT, figure, figure_grid, line, marks, rounded

BLUES = [[0.0, LIGHT["surface"]], [1.0, LIGHT["query"]]]
GREENS = [[0.0, LIGHT["surface"]], [1.0, LIGHT["holds"]]]


def nouns_on_direction(
    scores: Mapping[str, tuple[ArrayLike, ArrayLike]], alt: str
) -> go.Figure:
    """Nouns along the direction of a probe, one row for each condition.

    Each value holds the scores of singular nouns and those of plural ones.
    """
    rows = [*scores]
    chart = figure(
        alt,
        height=120 + 64 * len(rows),
        xaxis={"title": "plural score less singular score", "zeroline": True},
        yaxis={"tickvals": [*range(len(rows))], "ticktext": rows[::-1]},
    )
    looks = (
        ("singular", "query", "circle", 0.14),
        ("plural", "pattern", "diamond", -0.14),
    )
    for number, (name, color, symbol, raised) in enumerate(looks):
        x = np.concatenate([np.asarray(scores[row][number]) for row in rows])
        sizes = [len(np.asarray(scores[row][number])) for row in rows]
        y = np.repeat(np.arange(len(rows))[::-1], sizes) + raised
        chart.add_trace(marks(name, x, y, color, symbol))
    chart.update_traces(marker={"opacity": 0.8})
    chart.add_vline(x=0, line={"color": LIGHT["muted"], "dash": "dot"})
    return chart.update_yaxes(range=[-0.6, len(rows) - 0.4])


def read_and_used(
    read: ArrayLike, used: ArrayLike, places: Sequence[str], alt: str
) -> go.Figure:
    """Two maps, layer by place: what a probe reads, and what the answer follows."""
    tables = (("can be read", read, BLUES), ("is used", used, GREENS))
    chart = figure_grid(
        alt, 700, rows=2, cols=1, vertical_spacing=0.2,
        subplot_titles=[name for name, *_ in tables],
    )  # fmt: skip
    for row, (_, table, colors) in enumerate(tables, start=1):
        values = np.asarray(table, dtype=np.float64)
        layers = ["embedding", *(f"layer {k}" for k in range(1, len(values)))]
        heat = go.Heatmap(
            z=np.round(values, 3).tolist(), x=[*places], y=layers, zmin=0, zmax=1,
            colorscale=colors, showscale=False, xgap=2, ygap=2, hoverinfo="skip",
        )  # fmt: skip
        chart.add_trace(heat, row=row, col=1)
        for at, layer in enumerate(layers):
            for place, value in zip(places, values[at], strict=True):
                ink = "page" if value > 0.55 else "text"
                chart.add_annotation(
                    x=place, y=layer, text=f"{value:.0%}", showarrow=False,
                    font={"color": LIGHT[ink], "size": 13}, row=row, col=1,
                )  # fmt: skip
    chart.update_xaxes(ticks="", showgrid=False, tickangle=-35)
    chart.update_yaxes(ticks="", showgrid=False)
    return chart.update_layout(margin={"t": 32, "b": 8})


def directions_in_plane(
    points: ArrayLike, directions: Mapping[str, ArrayLike], alt: str
) -> go.Figure:
    """Points (n, 2), and sets of directions (k, 2) drawn from the origin."""
    cloud = np.asarray(points, dtype=np.float64)
    chart = figure(alt, height=460)
    chart.add_trace(marks("states", cloud[:, 0], cloud[:, 1], "muted"))
    chart.data[0].update(marker={"size": 4, "opacity": 0.45, "line": {"width": 0}})
    looks = (("pattern", "solid", 1.25), ("query", "dot", 1.1), ("fails", "dash", 0.95))
    for (name, rows), (color, dash, length) in zip(
        directions.items(), looks, strict=False
    ):
        x, y = [], []
        for a, b in np.asarray(rows, dtype=np.float64):
            x += [0.0, length * a, np.nan]
            y += [0.0, length * b, np.nan]
        chart.add_trace(line(name, x, y, color, dash=dash))
    chart.update_xaxes(range=[-1.6, 1.6], title="first number of a state")
    return chart.update_yaxes(
        range=[-1.45, 1.45], title="second number", scaleanchor="x"
    )


def features_on_words(
    values: ArrayLike, features: Sequence[str], words: Sequence[str], alt: str
) -> go.Figure:
    """How strong features (n_features, n_words) are on the words of a line."""
    table = np.asarray(values, dtype=np.float64)
    chart = figure(alt, height=130 + 34 * len(features))
    places = [f"{at}. {word}" for at, word in enumerate(words, start=1)]
    chart.add_heatmap(
        z=np.round(table, 2).tolist(), x=places, y=[*features], colorscale=BLUES,
        showscale=False, xgap=2, ygap=2, zmin=0,
        hovertemplate="%{y} on %{x}: %{z}<extra></extra>",
    )  # fmt: skip
    chart.update_xaxes(
        ticks="", showgrid=False, tickangle=-50, tickvals=places, ticktext=[*words]
    )
    return chart.update_yaxes(ticks="", showgrid=False, autorange="reversed")


def shares_of_values(
    samples: Mapping[str, ArrayLike], edges: ArrayLike, alt: str
) -> go.Figure:
    """Histograms of the numbers of several codes, as shares, side by side."""
    bounds = np.asarray(edges, dtype=np.float64)
    chart = figure(
        alt,
        height=340,
        barmode="group",
        xaxis_title="number in a code",
        yaxis={"title": "share", "tickformat": ".0%"},
    )
    looks = (("query", ""), ("pattern", "/"), ("weights", "x"))
    middles = (bounds[1:] + bounds[:-1]) / 2
    for (name, values), (color, pattern) in zip(samples.items(), looks, strict=False):
        counts, _ = np.histogram(np.asarray(values, dtype=np.float64), bounds)
        chart.add_bar(
            name=name, x=rounded(middles), y=rounded(counts / counts.sum()),
            marker={"color": LIGHT[color], "pattern": {"shape": pattern}},
        )  # fmt: skip
    return chart

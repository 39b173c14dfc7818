"""Figures of the chapter on tokens: sizes, merges, word vectors, positions."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from attractor.show.curves import STYLES, measured_curves
from attractor.show.template import COLORSCALE, LIGHT, figure, line, marks, rounded


def size_bars(bits: Mapping[str, float], alt: str) -> go.Figure:
    """Bits per character of one text under several codes, the largest on top."""
    return _bars(bits, "bits per character", "query", alt)


def bits_by_merges(
    merges: Sequence[int], curves: Mapping[str, ArrayLike], alt: str
) -> go.Figure:
    """Bits per character against the number of merges, counted on even steps."""
    return _by_merges(merges, curves, "bits per character", alt)


def tokens_by_merges(
    merges: Sequence[int], curves: Mapping[str, ArrayLike], alt: str
) -> go.Figure:
    """Tokens per word against the number of merges; one token a word is the end."""
    chart = _by_merges(merges, curves, "tokens per word", alt)
    chart.add_hline(y=1, line={"color": LIGHT["muted"], "dash": "dot"})
    chart.add_annotation(
        x=0, y=1, text="every word one token", showarrow=False,
        xanchor="left", yanchor="top", font={"color": LIGHT["muted"]},
    )  # fmt: skip
    return chart


def _by_merges(
    merges: Sequence[int], curves: Mapping[str, ArrayLike], title: str, alt: str
) -> go.Figure:
    places = [*range(len(merges))]
    names = [f"{count:,}" for count in merges]
    chart = figure(
        alt,
        height=400,
        xaxis={"title": "merges", "tickvals": places, "ticktext": names},
        yaxis={"title": title, "rangemode": "tozero"},
    )
    return chart.add_traces(measured_curves(places, curves))


def letters_per_token(lengths: Mapping[str, float], alt: str) -> go.Figure:
    """How many characters one token holds, for texts of several kinds."""
    return _bars(lengths, "characters in a token", "pattern", alt)


def _bars(lengths: Mapping[str, float], title: str, color: str, alt: str) -> go.Figure:
    """Horizontal bars with their lengths behind them, the first on top."""
    names = [*lengths][::-1]
    values = [float(lengths[name]) for name in names]
    chart = figure(
        alt,
        height=90 + 44 * len(names),
        showlegend=False,
        xaxis={"title": title, "range": [0, 1.14 * max(values)]},
    )
    return chart.add_bar(
        x=rounded(values),
        y=names,
        orientation="h",
        marker={"color": LIGHT[color]},
        text=[f"{value:.2f}" for value in values],
        textposition="outside",
        cliponaxis=False,
    )


def products_against_pmi(
    optimum: ArrayLike, products: Mapping[str, ArrayLike], alt: str
) -> go.Figure:
    """Trained products of word vectors against what they tend to, and the diagonal."""
    at = np.asarray(optimum, dtype=np.float64)
    ends = [float(at.min()) - 0.3, float(at.max()) + 0.3]
    chart = figure(
        alt,
        height=460,
        xaxis={"title": "optimum, PMI − log k", "range": ends},
        yaxis={"title": "product of the trained vectors"},
    )
    chart.add_trace(line("equal", ends, ends, "muted", width=1.5))
    for (name, values), (color, _, symbol) in zip(
        products.items(), STYLES, strict=False
    ):
        chart.add_trace(marks(name, at, values, color, symbol))
        chart.data[-1].marker.size = 8
    return chart


def analogy_map(
    places: Mapping[str, Sequence[int | float]],
    corners: Sequence[str],
    answer: Sequence[int | float],
    directions: tuple[str, str],
    alt: str,
) -> go.Figure:
    """Words in a plane, and the sum a − b + c drawn as a parallelogram.

    `corners` are the words a, b and c; `answer` is where their sum lies; `directions`
    name the axes.
    """
    words = [*places]
    points = np.array([places[word] for word in words], dtype=np.float64)
    a, b, c = (np.asarray(places[word], dtype=np.float64) for word in corners)
    chart = figure(
        alt,
        height=460,
        xaxis={"title": directions[0]},
        yaxis={"title": directions[1]},
    )
    for name, ends, dash in (
        (f"{corners[2]} − {corners[1]}", (b, c), "solid"),
        ("the same step from " + corners[0], (a, answer), "dash"),
    ):
        x, y = np.array(ends).T
        chart.add_trace(line(name, x, y, "weights", dash=dash))
    chart.add_trace(marks("words", points[:, 0], points[:, 1], "query"))
    chart.data[-1].update(
        mode="markers+text",
        text=words,
        textposition=_sides(points),
        textfont={"color": LIGHT["text"]},
    )
    x, y = np.array([answer]).T
    chart.add_trace(marks("where the sum lands", x, y, "fails", "x"))
    pad = 0.22 * np.ptp(points, axis=0)
    low, high = points.min(0) - pad, points.max(0) + pad
    chart.update_xaxes(range=rounded([low[0], high[0]]))
    chart.update_yaxes(range=rounded([low[1], high[1]]))
    return chart


def _sides(points: np.ndarray) -> list[str]:
    """Above each point, or below it where an earlier one is close."""
    scaled = points / np.ptp(points, axis=0)
    return [
        "bottom center"
        if any(np.abs(one - other).max() < 0.15 for other in scaled[:at])
        else "top center"
        for at, one in enumerate(scaled)
    ]


def position_rows(positions: ArrayLike, alt: str) -> go.Figure:
    """Position vectors as a picture, a row for each position."""
    chart = figure(
        alt,
        height=440,
        xaxis={"title": "column"},
        yaxis={"title": "position", "autorange": "reversed"},
    )
    chart.add_heatmap(
        z=rounded(positions, 3),
        colorscale=COLORSCALE,
        zmin=-1,
        zmax=1,
        colorbar={"thickness": 12, "tickvals": [-1, 0, 1]},
        hovertemplate="position %{y}, column %{x}: %{z}<extra></extra>",
    )
    return chart


def products_by_lag(
    lags: ArrayLike, products: Mapping[str, ArrayLike], alt: str
) -> go.Figure:
    """Inner products of two position vectors against how far apart they stand."""
    chart = figure(
        alt,
        height=420,
        xaxis={"title": "positions apart"},
        yaxis={"title": "inner product over its value at 0"},
    )
    for (name, values), (color, dash, _) in zip(products.items(), STYLES, strict=False):
        chart.add_trace(line(name, lags, values, color, dash=dash))
    return chart

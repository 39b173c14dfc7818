"""Figures of the chapter on the radius: distances, what they scale with, controls."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from attractor.show.curves import STYLES, level, measured_curves
from attractor.show.template import LIGHT, figure, line, log_axis, marks, rounded

DISTANCE = "distance to the nearest other"
ALMOST_ALL = 0.995


def neighbor_histograms(
    edges: ArrayLike,
    counts: Mapping[str, ArrayLike],
    levels: Mapping[str, float],
    alt: str,
) -> go.Figure:
    """Shares of the vectors by distance, an outline for each size of the sample.

    `edges` (bins + 1,) belong to all `counts` (bins,); `levels` are distances to
    compare with, drawn upright with their names.
    """
    at = np.asarray(edges, dtype=np.float64)
    chart = figure(
        alt,
        height=440,
        xaxis={
            "title": DISTANCE,
            "range": [0.0, round(end_of_axis(at, counts, levels), 4)],
        },
        yaxis={"title": "share of the vectors", "tickformat": ".0%"},
    )
    for (name, row), (color, dash, _) in zip(counts.items(), STYLES, strict=False):
        share = np.asarray(row, dtype=np.float64)
        heights = np.append(share / share.sum(), 0.0)
        trace = line(name, at, heights, color, dash=dash, shape="hv", width=2)
        chart.add_trace(trace)
    for place, (name, x) in enumerate(levels.items()):
        chart.add_vline(x=round(x, 4), line={"color": LIGHT["fails"], "dash": "dot"})
        chart.add_annotation(
            x=round(x, 4), y=1 - 0.08 * place, yref="paper", text=name,
            showarrow=False, xanchor="left", xshift=4,
            font={"color": LIGHT["fails"]},
        )  # fmt: skip
    return chart


def end_of_axis(
    edges: np.ndarray, counts: Mapping[str, ArrayLike], levels: Mapping[str, float]
) -> float:
    """Where 99.5 % of every sample and all levels are shown."""
    ends = []
    for row in counts.values():
        below = np.cumsum(np.asarray(row, dtype=np.float64))
        ends.append(edges[1 + np.searchsorted(below, ALMOST_ALL * below[-1])])
    return 1.04 * float(max([*ends, *levels.values()]))


def distance_by_count(
    n_vectors: ArrayLike,
    measured: Mapping[str, ArrayLike],
    theory: tuple[ArrayLike, ArrayLike],
    alt: str,
) -> go.Figure:
    """Mean and median distances against the size of the sample, and noise's curve.

    `theory` is (numbers of vectors, distances), drawn as a line without marks.
    """
    chart = figure(
        alt,
        xaxis={
            "title": "vectors in the sample",
            "type": "log",
            "tickvals": rounded(n_vectors),
        },
        yaxis={"title": DISTANCE, "rangemode": "tozero"},
    )
    chart.add_trace(line("noise, in closed form", *theory, "muted", dash="dot"))
    for trace in measured_curves(n_vectors, measured):
        chart.add_trace(trace)
    return chart


def falls_by_count(
    n_vectors: ArrayLike,
    falls: Mapping[str, ArrayLike],
    theory: Mapping[str, ArrayLike],
    alt: str,
) -> go.Figure:
    """Distances over those of the smallest sample, and what dimensions predict."""
    chart = figure(
        alt,
        height=460,
        xaxis={
            "title": "vectors in the sample",
            "type": "log",
            "tickvals": rounded(n_vectors),
        },
        yaxis={"title": "distance over that of the smallest sample"},
    )
    for name, row in theory.items():
        chart.add_trace(line(name, n_vectors, row, "muted", dash="dot", width=1.5))
        chart.add_annotation(
            x=float(np.log10(np.asarray(n_vectors)[-1])), y=float(np.asarray(row)[-1]),
            text=name, showarrow=False, xanchor="right", yanchor="bottom",
            font={"size": 12, "color": LIGHT["muted"]},
        )  # fmt: skip
        chart.data[-1].showlegend = False
    for trace in measured_curves(n_vectors, falls):
        chart.add_trace(trace)
    return chart


def control_distances(
    names: Sequence[str],
    kinds: Mapping[str, ArrayLike],
    levels: Mapping[str, float],
    alt: str,
) -> go.Figure:
    """One row for each cloud, a mark for each kind of distance, on a log axis.

    `kinds` are at most five rows (clouds,); a distance of 0 has no place and is left
    out. `levels` are yardsticks, drawn upright with their names.
    """
    rows = [*names][::-1]
    chart = figure(
        alt,
        height=150 + 38 * len(rows),
        xaxis=log_axis("distance"),
        yaxis={
            "tickvals": [*range(len(rows))],
            "ticktext": rows,
            "range": [-0.6, len(rows) + 0.1],
            "automargin": True,
        },
    )
    for (kind, row), style in zip(kinds.items(), STYLES, strict=False):
        values = np.asarray(row, dtype=np.float64)[::-1]
        values = np.where(values > 0, values, np.nan)
        chart.add_trace(marks(kind, values, np.arange(len(rows)), style[0], style[2]))
    for name, x in levels.items():
        chart.add_vline(x=x, line={"color": LIGHT["fails"], "dash": "dot"})
        chart.add_annotation(
            x=float(np.log10(x)), y=len(rows) - 0.3, text=name,
            showarrow=False, xanchor="left", xshift=4, font={"color": LIGHT["fails"]},
        )  # fmt: skip
    return chart


def distance_by_factor(
    factors: ArrayLike,
    distances: Mapping[str, ArrayLike],
    levels: Mapping[str, float],
    alt: str,
) -> go.Figure:
    """Distances of one model, its final norm multiplied, beside the yardsticks."""
    chart = figure(
        alt,
        xaxis=log_axis("factor c on the final norm, 1/c on the head"),
        yaxis=log_axis(DISTANCE),
    )
    for trace in measured_curves(factors, distances):
        chart.add_trace(trace)
    for name, y in levels.items():
        level(chart, y, name)
    return chart


def dimensions_by_cloud(
    names: Sequence[str], dimensions: ArrayLike, width: int, alt: str
) -> go.Figure:
    """Intrinsic dimensions as bars, and the number of coordinates as a line."""
    values = rounded(np.asarray(dimensions, dtype=np.float64)[::-1], 3)
    chart = figure(
        alt,
        height=130 + 34 * len(values),
        showlegend=False,
        xaxis={"title": "intrinsic dimension, by TwoNN", "range": [0, 1.15 * width]},
        yaxis={"automargin": True},
    )
    chart.add_trace(
        go.Bar(
            x=values,
            y=[*names][::-1],
            orientation="h",
            marker={"color": LIGHT["query"]},
            text=["none" if x is None else f"{x:.1f}" for x in values],
            textposition="outside",
            cliponaxis=False,
        )
    )
    chart.add_vline(x=width, line={"color": LIGHT["muted"], "dash": "dot"})
    chart.add_annotation(
        x=width, y=1.0, yref="paper", yanchor="bottom", text=f"{width} coordinates",
        showarrow=False, font={"color": LIGHT["muted"]},
    )  # fmt: skip
    return chart


def same_token_shares(
    names: Sequence[str],
    shares: Mapping[str, ArrayLike],
    chances: Mapping[str, float],
    alt: str,
) -> go.Figure:
    """How often nearest vectors share a token, bars by cloud, and how often any do."""
    chart = figure(
        alt,
        barmode="group",
        xaxis={"tickangle": -40},
        yaxis={
            "title": "share of nearest pairs",
            "range": [0, 1.12],
            "tickformat": ".0%",
        },
    )
    for (name, row), (color, _, _) in zip(shares.items(), STYLES, strict=False):
        chart.add_trace(
            go.Bar(
                name=name, x=[*names], y=rounded(row), marker={"color": LIGHT[color]}
            )
        )
    for name, chance in chances.items():
        level(chart, chance, name)
    return chart

"""Figures of the chapter on GPT-2 and its data: losses, gaps, controls, parameters."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from attractor.show.curves import STYLES, level
from attractor.show.template import LIGHT, figure, line, log_axis, marks

NATS = "loss, nats per token"
BESIDE = {"l": 56, "r": 16, "t": 76, "b": 48}

Pair = tuple[ArrayLike, ArrayLike]


def losses_by_axis(
    runs: Mapping[str, tuple[ArrayLike, ArrayLike, ArrayLike]],
    axis: str,
    alt: str,
    wall: float | None = None,
) -> go.Figure:
    """Training losses, solid, and held-out ones, dashed, against steps or epochs.

    `runs`: by name, the places on the axis and both losses; the axis is logarithmic
    and called `axis`. `wall` is a level to compare with.
    """
    chart = figure(
        alt,
        height=460,
        margin=BESIDE,
        xaxis=log_axis(axis),
        yaxis={"title": NATS, "rangemode": "tozero"},
    )
    for (name, (places, training, held_out)), style in zip(
        runs.items(), STYLES, strict=False
    ):
        color, _, symbol = style
        chart.add_trace(line(f"{name}, training", places, training, color))
        other = line(f"{name}, held out", places, held_out, color, dash="dash")
        chart.add_trace(other.update(mode="lines+markers"))
        end = {"symbol": symbol, "color": LIGHT[color], "size": 9}
        n_inner = len(np.asarray(places)) - 1
        chart.data[-1].update(marker=end | {"maxdisplayed": 2 if n_inner else 0})
    if wall is not None:
        level(chart, wall, f"{wall:g}")
    return chart


def gap_by_epochs(gaps: Mapping[str, Pair], alt: str) -> go.Figure:
    """Held-out loss less training loss against epochs, a curve for each run."""
    chart = figure(
        alt,
        height=420,
        xaxis=log_axis("epochs"),
        yaxis_title="held-out loss less training loss",
    )
    for (name, (epochs, gap)), style in zip(gaps.items(), STYLES, strict=False):
        color, dash, symbol = style
        curve = line(name, epochs, gap, color, dash=dash)
        marker = {"symbol": symbol, "size": 7, "color": LIGHT[color]}
        chart.add_trace(curve.update(mode="lines+markers", marker=marker))
    return chart


def data_and_times(points: Mapping[str, Sequence[int | float]], alt: str) -> go.Figure:
    """Runs as bars from training to held-out loss, in rows by name.

    `points`: by name, the training and the held-out loss at the end of a run.
    """
    chart = figure(
        alt,
        height=120 + 52 * len(points),
        xaxis={"title": NATS, "rangemode": "tozero"},
        yaxis={"categoryorder": "array", "categoryarray": [*points][::-1]},
    )
    for name, (training, held_out) in points.items():
        bar = line(name, [training, held_out], [0, 0], "muted")
        chart.add_trace(bar.update(y=[name, name], showlegend=False))
    training, held_out = np.array([*points.values()], dtype=float).T
    for name, losses, color, symbol in (
        ("training", training, "query", "circle"),
        ("held out", held_out, "pattern", "diamond"),
    ):
        chart.add_trace(marks(name, losses, [0] * len(losses), color, symbol))
        chart.data[-1].update(y=[*points])
    return chart


def parameter_bars(counts: Mapping[str, Mapping[str, int]], alt: str) -> go.Figure:
    """Millions of parameters by component, a group of bars for each way to count."""
    chart = figure(
        alt,
        height=420,
        barmode="group",
        bargap=0.25,
        yaxis_title="millions of parameters",
    )
    for (name, parts), (color, _, _) in zip(counts.items(), STYLES, strict=False):
        shown = {"color": LIGHT[color]}
        millions = [round(count / 1e6, 3) for count in parts.values()]
        chart.add_trace(go.Bar(name=name, x=[*parts], y=millions, marker=shown))
    return chart


def runs_and_law(
    measured: Mapping[str, Pair], fitted: Mapping[str, Pair], floor: float, alt: str
) -> go.Figure:
    """Losses of runs against tokens, by size, and a law through them.

    Colors return after five sizes, with open symbols.
    """
    chart = figure(
        alt,
        height=460,
        margin=BESIDE,
        xaxis={"title": "training tokens D", "type": "log"},
        yaxis_title=NATS,
    )
    for at, name in enumerate(measured):
        color, _, symbol = STYLES[at % len(STYLES)]
        again = "-open" if at >= len(STYLES) else ""
        chart.add_trace(marks(name, *measured[name], color, symbol + again))
        curve = line(f"{name}, law", *fitted[name], color, width=1.8)
        chart.add_trace(curve.update(showlegend=False))
    level(chart, floor, "fitted floor")
    return chart


def floors_by_choice(floors: Mapping[str, tuple[float, float]], alt: str) -> go.Figure:
    """Fitted floors with their standard errors, one row for each way to fit."""
    values, errors = np.array([*floors.values()], dtype=float).T
    chart = figure(
        alt,
        height=120 + 44 * len(floors),
        xaxis_title="floor E, nats per token",
        yaxis={"categoryorder": "array", "categoryarray": [*floors][::-1]},
    )
    points = marks("fitted floor", values, [0] * len(values), "query")
    bars = {"type": "data", "array": errors.round(4).tolist()}
    bars |= {"color": LIGHT["query"], "thickness": 2}
    chart.add_trace(points.update(y=[*floors], error_x=bars, showlegend=False))
    return chart

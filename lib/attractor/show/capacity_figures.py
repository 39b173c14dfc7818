"""Figures of the chapter on capacity: how recall ends as patterns pile up."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from attractor.show.curves import SHARE, STYLES, measured_curves
from attractor.show.template import (
    LIGHT,
    figure,
    line,
    log_axis,
    marks,
    rounded,
    slider,
)


def stability_histograms(
    centers: ArrayLike, shares: Mapping[str, ArrayLike], normal: Mapping[str, ArrayLike]
) -> go.Figure:
    """How strongly each unit of a stored pattern is held, one frame per load.

    Bars are shares of the units by the field that holds them, the line is a normal
    distribution; bars below zero are units that turn over.
    """
    x = np.asarray(centers, dtype=np.float64)
    names = list(shares)
    chart = figure(
        "A bell-shaped histogram around one. Its left tail crosses zero: those units "
        "turn over. The slider adds patterns; the bell widens, and the part beyond "
        "zero grows. A normal curve lies on the bars at every step.",
        height=460,
        xaxis_title="field that holds a unit (1 without other patterns)",
        yaxis={"title": "share of units", "tickformat": ".0%"},
        bargap=0.06,
    )

    def traces(name: str) -> list[Any]:
        share = np.asarray(shares[name])
        kinds = (("units that hold", x >= 0, "query"), ("that turn", x < 0, "fails"))
        bars = [
            go.Bar(
                name=kind,
                x=rounded(x[here]),
                y=rounded(share[here], 4),
                marker={"color": LIGHT[color]},
            )
            for kind, here, color in kinds
        ]
        return [*bars, line("normal", x, normal[name], "pattern", dash="dash")]

    chart.add_traces(traces(names[0]))
    chart.frames = [go.Frame(name=name, data=traces(name)) for name in names]
    chart.add_vline(x=0, line={"color": LIGHT["fails"], "width": 2})
    chart.update_layout(sliders=slider(names, "patterns "))
    return chart


def error_by_load(
    loads: ArrayLike, measured: ArrayLike, theory: ArrayLike, limit: ArrayLike
) -> go.Figure:
    """Share of wrong bits after one step: counted, and two formulas."""
    chart = figure(
        "One-step bit error against load on a logarithmic axis: measured points lie "
        "on the curve for 500 units; the curve for infinitely many lies just above.",
        xaxis_title="load α = K/N",
        yaxis=log_axis("share of wrong bits"),
    )
    chart.add_trace(line("N → ∞", loads, limit, "muted", dash="dash"))
    chart.add_trace(line("500 units", loads, theory, "query"))
    chart.add_trace(marks("counted", loads, measured, "pattern"))
    return chart


def error_free_shares(
    counts: ArrayLike,
    shares: Mapping[str, ArrayLike],
    theory: Mapping[str, ArrayLike],
    marked: Mapping[str, float],
) -> go.Figure:
    """Share of patterns, and of whole networks, without one wrong bit."""
    chart = figure(
        "Two falling curves against the number of patterns: the share of patterns "
        "without a wrong bit stays near one until forty and falls slowly; the share "
        "of networks where all patterns are so falls earlier and steeply. Two "
        "vertical lines mark McEliece's counts, twenty and forty.",
        xaxis_title="number of patterns K",
        yaxis={"title": "share without a wrong bit", **SHARE},
    )
    looks = (("query", "solid", "circle"), ("weights", "dot", "diamond"))
    for (name, share), (color, dash, symbol) in zip(shares.items(), looks, strict=True):
        chart.add_trace(line(f"{name}, theory", counts, theory[name], color, dash=dash))
        chart.add_trace(marks(name, counts, share, color, symbol))
    for name, count in marked.items():
        _mark(chart, count, name, 0.55)
    return chart


def overlap_by_sweep(paths: Mapping[str, ArrayLike]) -> go.Figure:
    """Mean overlap with the pattern after each sweep, a line for each load."""
    chart = figure(
        "Mean overlap after each sweep, one line for each load, all starting at one. "
        "At light loads the line stays flat near one. At heavy loads it starts just "
        "as gently and then slides away, sweep by sweep.",
        xaxis_title="sweeps through all units",
        yaxis={"title": "overlap with the pattern", "range": [0.2, 1.03]},
    )
    longest = max(len(np.asarray(path)) for path in paths.values())
    chart.add_traces(measured_curves(np.arange(longest), paths))
    return chart


def capacity_curves(
    curves: Mapping[str, tuple[ArrayLike, ArrayLike, ArrayLike]],
    limit: tuple[ArrayLike, ArrayLike],
    critical: float,
) -> go.Figure:
    """Final overlap against load for several sizes, and the limit of all.

    `curves` maps a name to loads, mean overlaps and their standard errors.
    """
    chart = figure(
        "Mean final overlap against load for 500, 1,000, 2,000 and 4,000 units. All "
        "stay close to one up to a load of about 0.13 and then fall; the larger the "
        "network, the steeper. The curve for infinite size ends at 0.138.",
        height=460,
        xaxis_title="load α = K/N",
        yaxis={"title": "overlap at rest", "range": [0.2, 1.03]},
    )
    for (name, (loads, means, errors)), (color, dash, symbol) in zip(
        curves.items(), STYLES, strict=False
    ):
        curve = line(name, loads, means, color, dash=dash)
        bars = {"type": "data", "array": rounded(errors, 3), "thickness": 1.2}
        curve.update(mode="lines+markers", marker_symbol=symbol, error_y=bars)
        chart.add_trace(curve)
    chart.add_trace(line("N → ∞", *limit, "text", width=3.5))
    _mark(chart, critical, f"α = {critical:.3f}", 0.12)
    return chart


def recall_by_cue(
    cues: ArrayLike, overlaps: Mapping[str, ArrayLike], alt: str
) -> go.Figure:
    """Mean final overlap against the cue's, a line for each load."""
    chart = figure(
        alt,
        xaxis={"title": "overlap of the cue", "range": [0.05, 1.03]},
        yaxis={"title": "overlap at rest", "range": [-0.03, 1.03]},
    )
    same = [0.0, 1.0]
    chart.add_trace(line("no change", same, same, "muted", dash="dot", width=1.5))
    chart.add_traces(measured_curves(cues, overlaps))
    return chart


def fates(counts: ArrayLike, shares: Mapping[str, ArrayLike], alt: str) -> go.Figure:
    """Where random starts end, a line for each kind, against the number of patterns."""
    chart = figure(
        alt,
        xaxis={"title": "number of patterns K", "type": "category"},
        yaxis={"title": "share of random starts", **SHARE},
    )
    looks = (
        ("pattern", "solid", "diamond"),
        ("weights", "dash", "square"),
        ("query", "dot", "circle"),
        ("fails", "longdash", "x"),
    )
    labels = [f"{count:g}" for count in np.asarray(counts)]
    for (name, share), (color, dash, symbol) in zip(shares.items(), looks, strict=True):
        curve = line(name, range(len(labels)), share, color, dash=dash)
        marked = {"mode": "lines+markers", "marker_symbol": symbol, "marker_size": 8}
        chart.add_trace(curve.update(x=labels, **marked))
    return chart


def energy_levels(
    loads: ArrayLike, energies: Mapping[str, ArrayLike], alt: str
) -> go.Figure:
    """Energy per unit at rest against load, a line for each kind of start."""
    chart = figure(
        alt, xaxis_title="load α = K/N", yaxis_title="energy per unit at rest"
    )
    for (name, energy), (color, dash, symbol) in zip(
        energies.items(), STYLES, strict=False
    ):
        curve = line(name, loads, energy, color, dash=dash)
        chart.add_trace(curve.update(mode="lines+markers", marker_symbol=symbol))
    return chart


def error_by_rule(
    x: ArrayLike, errors: Mapping[str, ArrayLike], title: str, alt: str
) -> go.Figure:
    """What three storage rules make of the same patterns, against `title`."""
    chart = figure(alt, xaxis_title=title, yaxis={"title": "overlap at rest"})
    chart.update_yaxes(range=[-0.03, 1.05])
    for (name, error), (color, dash, symbol) in zip(
        errors.items(), STYLES, strict=False
    ):
        curve = line(name, x, error, color, dash=dash)
        chart.add_trace(curve.update(mode="lines+markers", marker_symbol=symbol))
    return chart


def _mark(chart: go.Figure, x: float, words: str, height: float) -> None:
    """A vertical line with its meaning beside it, at a share of the height."""
    chart.add_vline(x=round(x, 5), line={"color": LIGHT["fails"], "dash": "dash"})
    chart.add_annotation(
        x=round(x, 5),
        y=height,
        yref="paper",
        text=words,
        font={"color": LIGHT["fails"]},
        bgcolor=LIGHT["page"],
        showarrow=False,
        xanchor="left",
        xshift=5,
    )

"""Figures of the chapter on dense memories."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from attractor.show.curves import SHARE, STYLES, measured_curves
from attractor.show.palette import ON_MAP
from attractor.show.template import (
    COLORSCALE,
    LIGHT,
    figure,
    line,
    log_axis,
    marks,
    rounded,
    slider,
)


def kept_by_count(counts: ArrayLike, kept: Mapping[str, ArrayLike]) -> go.Figure:
    """Share of the stored pictures that stay put, against how many are stored."""
    chart = figure(
        "Share of the stored digits that stay against their number, one curve for "
        "each power of the overlap. Power 2 is at zero from ten digits on; the higher "
        "the power, the later its curve falls; power 15 still keeps nearly all of 500.",
        xaxis=log_axis("digits stored"),
        yaxis={"title": "share that stays", **SHARE},
    )
    chart.add_traces(measured_curves(counts, kept))
    values = rounded(counts)
    chart.update_xaxes(tickvals=values, ticktext=[f"{value:g}" for value in values])
    return chart


def field_histograms(edges: ArrayLike, shares: Mapping[str, ArrayLike]) -> go.Figure:
    """How the fields of stored units spread, the signal being 1, one step a degree."""
    steps = np.asarray(edges, dtype=np.float64)
    middles = (steps[:-1] + steps[1:]) / 2
    chart = figure(
        "Histograms of the field of stored units, in units of the signal. At degree 2 "
        "it spreads so far around 1 that a good part lies below 0, where a unit turns; "
        "with each degree it narrows, and none is left below 0.",
        xaxis_title="field, along the stored sign (signal = 1)",
        yaxis={"title": "share of units", "tickformat": ".0%"},
    )
    for (name, row), (color, dash, _) in zip(shares.items(), STYLES, strict=False):
        trace = line(name, middles, row, color, dash=dash, shape="hvh")
        chart.add_trace(trace)
    _boundary(chart, 0.0, "turns | stays")
    return chart


def _boundary(chart: go.Figure, x: float, words: str) -> None:
    chart.add_vline(
        x=x,
        line={"color": LIGHT["fails"], "dash": "dash"},
        annotation={"text": words, "font": {"color": LIGHT["fails"]}},
    )


def collapse(
    n_patterns: Sequence[ArrayLike],
    dims: Sequence[int],
    errors: Sequence[ArrayLike],
    powers: Sequence[int],
) -> go.Figure:
    """Bit errors of several sizes, their patterns counted in units of n to a power.

    The slider goes through `powers`. To keep one axis, numbers are brought to the
    smallest size: d (n_min / n)^power.
    """
    least = min(dims)

    def traces(power: int) -> list[go.Scatter]:
        rows = []
        for d, n, error, style in zip(n_patterns, dims, errors, STYLES, strict=False):
            scaled = np.asarray(d, dtype=np.float64) * (least / n) ** power
            trace = line(f"n = {n}", scaled, error, style[0], dash=style[1])
            trace.update(
                mode="lines+markers",
                marker={"symbol": style[2], "size": 8, "color": LIGHT[style[0]]},
            )
            rows.append(trace)
        return rows

    chart = figure(
        "Bit error against the number of patterns for four sizes. Counted in units of "
        "n the curves lie apart, larger networks to the right; in units of n squared "
        "they fall on one another; in units of n cubed they lie apart again, larger "
        "networks to the left.",
        height=500,
        xaxis=log_axis(f"patterns, brought to the size n = {least}"),
        yaxis={"title": "share of units that turn", "tickformat": ".0%"},
    )
    labels = [f"d / n{'⁰¹²³⁴⁵'[power] if power > 1 else ''}" for power in powers]
    chart.add_traces(traces(powers[0]))
    chart.frames = [
        go.Frame(name=label, data=traces(power), traces=list(range(len(dims))))
        for label, power in zip(labels, powers, strict=True)
    ]
    everything = np.concatenate(
        [
            np.asarray(d, dtype=np.float64) * (least / n) ** power
            for power in powers
            for d, n in zip(n_patterns, dims, strict=True)
        ]
    )
    span = np.log10([everything.min(), everything.max()])
    chart.update_xaxes(range=rounded([span[0] - 0.1, span[1] + 0.1]))
    chart.update_layout(sliders=slider(labels, "patterns counted as "))
    return chart


def stability(
    dims: ArrayLike,
    measured: Mapping[str, ArrayLike],
    sizes: ArrayLike,
    theory: Mapping[str, ArrayLike],
) -> go.Figure:
    """Share of draws in which every pattern is stable, against n, with a formula.

    `measured` is at `dims`, `theory` at `sizes`.
    """
    chart = figure(
        "Probability that all of two to the alpha n patterns are stable against n. At "
        "alpha 0.3 it is near one and rises; at 0.4 it rises from a third to about "
        "seven tenths; at 0.45 it stays low; at 0.5 it is zero. Thin lines, the "
        "formula, run through the points.",
        xaxis_title="units n",
        yaxis={"title": "all patterns stable", **SHARE},
    )
    for (name, share), style in zip(measured.items(), STYLES, strict=False):
        chart.add_trace(marks(name, dims, share, style[0], style[2]))
    for (name, share), style in zip(theory.items(), STYLES, strict=False):
        formula = line(f"{name}, formula", sizes, share, style[0], dash=style[1])
        formula.update(showlegend=False, line={"width": 1.5})
        chart.add_trace(formula)
    return chart


def forgiven_damage(
    rates: ArrayLike,
    damages: ArrayLike,
    recovered: ArrayLike,
    borders: Mapping[str, tuple[ArrayLike, ArrayLike]],
) -> go.Figure:
    """Share of patterns that come back, over load and damage, with borders on it.

    `recovered` is (rate, damage); each border is its rates and its damages.
    """
    chart = figure(
        "Map of the share of patterns recovered over the load exponent alpha and the "
        "share of turned units. Bright where nearly all come back: few patterns and "
        "little damage. The proved border lies inside the bright part; the limit of a "
        "noisy channel runs along its edge.",
        height=460,
        xaxis_title="load exponent α, with 2<sup>αn</sup> patterns",
        yaxis={"title": "share of units turned", "tickformat": ".0%"},
    )
    chart.add_heatmap(
        x=rounded(rates),
        y=rounded(damages),
        z=rounded(np.asarray(recovered).T, 3),
        zmin=0,
        zmax=1,
        colorscale=COLORSCALE,
        colorbar={"title": {"text": "recovered"}, "tickformat": ".0%"},
        hovertemplate="α %{x}, damage %{y:.0%}: %{z:.0%}<extra></extra>",
    )
    for (name, (x, y)), dash in zip(borders.items(), ("solid", "dot"), strict=False):
        halo = line("", x, y, "page").update(showlegend=False, hoverinfo="skip")
        halo.line.update(color=ON_MAP["ink"], width=7)
        chart.add_traces([halo, line(name, x, y, "fails", dash=dash)])
    low, high = np.asarray(rates)[[0, -1]]
    half = (np.asarray(rates)[1] - low) / 2
    chart.update_xaxes(range=rounded([low - half, high + half]))
    chart.update_yaxes(range=rounded([np.min(damages), np.max(damages)]))
    return chart


def basins(
    damages: ArrayLike, shares: Mapping[str, Mapping[str, ArrayLike]]
) -> go.Figure:
    """Share recovered against damage, a curve for each energy, a step for each load.

    `shares` maps a label of the slider to curves by name.
    """
    labels = list(shares)
    chart = figure(
        "Share of patterns recovered against the share of turned units, one curve for "
        "each energy. With few patterns all forgive much; as the slider adds patterns, "
        "power 2 falls to zero first, then power 3, then power 4; the exponential "
        "stays, forgiving less.",
        height=500,
        xaxis={"title": "share of units turned", "tickformat": ".0%"},
        yaxis={"title": "recovered", **SHARE},
    )
    chart.add_traces(measured_curves(damages, shares[labels[0]]))
    chart.frames = [
        go.Frame(
            name=label,
            data=measured_curves(damages, rows),
            traces=list(range(len(rows))),
        )
        for label, rows in shares.items()
    ]
    chart.update_layout(sliders=slider(labels, "patterns "))
    return chart


def lost_by_rival(rivals: ArrayLike, kept: ArrayLike) -> go.Figure:
    """Kept and lost pictures, stacked, by the overlap with their closest rival."""
    flags = np.asarray(kept, dtype=bool)
    near = np.asarray(rivals, dtype=np.float64)
    values = np.unique(near)
    chart = figure(
        "Bars: digits by the overlap with the stored digit most like them, those that "
        "stay and those that are lost. Losses stand at the right end, where the "
        "closest rival is nearly the same picture; further left all stay.",
        xaxis_title="overlap with the closest rival, of 64",
        yaxis_title="digits",
        barmode="stack",
    )
    for name, chosen, color, pattern in (
        ("stays", flags, "holds", ""),
        ("lost", ~flags, "fails", "/"),
    ):
        chart.add_bar(
            name=name,
            x=rounded(values),
            y=[int((chosen & (near == value)).sum()) for value in values],
            marker={"color": LIGHT[color], "pattern": {"shape": pattern}},
        )
    return chart

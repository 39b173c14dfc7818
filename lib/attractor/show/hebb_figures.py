"""Figures of the chapter on Hebbian memory."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from attractor.show.template import LIGHT, figure, line, marks, rounded

PULL_SCALE = [[0.0, LIGHT["fails"]], [0.5, LIGHT["page"]], [1.0, LIGHT["holds"]]]
STYLES = (
    ("query", "solid"),
    ("pattern", "dash"),
    ("weights", "dot"),
    ("fails", "dashdot"),
    ("holds", "longdash"),
)


def coupling_tables(tables: Mapping[str, ArrayLike], alt: str) -> go.Figure:
    """Square matrices side by side, each entry written and colored by its sign."""
    chart = figure(alt, height=240)
    width = 1 / len(tables)
    for k, (name, table) in enumerate(tables.items()):
        values = np.asarray(table, dtype=np.float64)
        axis = "" if k == 0 else str(k + 1)
        chart.add_heatmap(
            z=rounded(values),
            text=[[f"{value:g}".replace("-", "−") for value in row] for row in values],
            texttemplate="%{text}",
            textfont={"color": LIGHT["text"], "size": 13},
            colorscale=PULL_SCALE,
            zmin=-4,
            zmax=4,
            showscale=False,
            hoverinfo="skip",
            xgap=1,
            ygap=1,
            xaxis=f"x{axis}",
            yaxis=f"y{axis}",
        )
        domain = [k * width + 0.01, (k + 1) * width - 0.01]
        chart.update_layout(
            {
                f"xaxis{axis}": _hidden(domain=domain, title=name, anchor=f"y{axis}"),
                f"yaxis{axis}": _hidden(
                    autorange="reversed", scaleanchor=f"x{axis}", anchor=f"x{axis}"
                ),
            }
        )
    chart.update_layout(margin={"l": 8, "r": 8, "t": 8, "b": 40})
    return chart


def _hidden(**style: Any) -> dict[str, Any]:
    bare = {"showticklabels": False, "ticks": "", "showgrid": False, "showline": False}
    return bare | {"zeroline": False, "constrain": "domain"} | style


def energy_traces(
    traces: Mapping[str, ArrayLike], alt: str, axis: str = "updates of a unit"
) -> go.Figure:
    """The energy after each update, a staircase per name."""
    chart = figure(alt, xaxis_title=axis, yaxis_title="energy E")
    for (name, energies), (color, dash) in zip(traces.items(), STYLES, strict=False):
        values = np.asarray(energies, dtype=np.float64)
        chart.add_trace(
            line(name, np.arange(len(values)), values, color, dash=dash, shape="hv")
        )
    return chart


def share_lines(
    x: ArrayLike, shares: Mapping[str, ArrayLike], axis: str, alt: str
) -> go.Figure:
    """Shares between 0 and 1 against `x`, a line with marks per name."""
    chart = figure(
        alt,
        xaxis_title=axis,
        yaxis={"title": "share", "range": [-0.04, 1.04], "tickformat": ".0%"},
    )
    for (name, share), (color, dash) in zip(shares.items(), STYLES, strict=False):
        chart.add_trace(line(name, x, share, color, dash=dash))
    return chart


def overlap_lines(
    x: ArrayLike, overlaps: Mapping[str, ArrayLike], axis: str, alt: str
) -> go.Figure:
    """Overlaps between −1 (inverse) and 1 (equal) against `x`, a line per name."""
    chart = share_lines(x, overlaps, axis, alt)
    chart.update_yaxes(
        title="overlap with the stored digit", range=[-1.1, 1.1], tickformat=""
    )
    return chart


def stored_by_rule(
    n_patterns: ArrayLike, stored: Mapping[str, ArrayLike], alt: str
) -> go.Figure:
    """How many patterns are fixed points against how many were stored, per rule."""
    counts = np.asarray(n_patterns)
    chart = figure(
        alt, xaxis_title="digits written", yaxis_title="digits that are fixed points"
    )
    chart.add_trace(line("all of them", counts, counts, "muted", dash="dot", width=1.5))
    for (name, kept), (color, dash) in zip(stored.items(), STYLES, strict=False):
        chart.add_trace(
            line(name, counts, kept, color, dash=dash).update(mode="lines+markers")
        )
    return chart


def count_bars(
    groups: Mapping[str, Mapping[int, float]], axis: str, alt: str
) -> go.Figure:
    """Shares of whole numbers as bars, a color and a pattern per group."""
    chart = figure(alt, xaxis_title=axis, yaxis={"title": "share", "tickformat": ".0%"})
    hatches = ("", "/", ".", "x")
    for (name, shares), (color, _), hatch in zip(
        groups.items(), STYLES, hatches, strict=False
    ):
        chart.add_bar(
            name=name,
            x=list(shares),
            y=rounded(list(shares.values())),
            marker={
                "color": LIGHT[color],
                "pattern": {
                    "shape": hatch,
                    "fgcolor": LIGHT["page"],
                    "fillmode": "overlay",
                },
            },
        )
    chart.update_layout(barmode="group")
    chart.update_xaxes(dtick=2)
    return chart


def graph_cuts(
    places: ArrayLike,
    edges: Sequence[tuple[int, int]],
    cuts: Mapping[str, ArrayLike],
    alt: str,
) -> go.Figure:
    """A graph once per state: full and hollow nodes, cut and uncut edges."""
    chart = figure(alt, height=360)
    spots = np.asarray(places, dtype=np.float64)
    spots = (spots - spots.min(0)) / np.ptp(spots, axis=0)
    for k, (name, state) in enumerate(cuts.items()):
        here, side = spots + np.array([1.35 * k, 0.0]), np.asarray(state)
        cut = [(a, b) for a, b in edges if side[a] != side[b]]
        kept = [(a, b) for a, b in edges if side[a] == side[b]]
        first = k == 0
        last = k == len(cuts) - 1
        chart.add_trace(_segments("cut", here, cut, "holds", first))
        chart.add_trace(_segments("not cut", here, kept, "fails", last, dash="dot"))
        for value, label, symbol in ((1, "+1", "circle"), (-1, "−1", "circle-open")):
            nodes = here[side == value]
            points = marks(label, nodes[:, 0], nodes[:, 1], "query", symbol)
            points.marker.size = 16
            points.marker.line = {"color": LIGHT["query"], "width": 2}
            chart.add_trace(points.update(showlegend=first, hoverinfo="skip"))
        chart.add_annotation(
            text=name, x=1.35 * k + 0.5, y=-0.2, showarrow=False, font_size=13
        )
    chart.update_xaxes(visible=False, range=[-0.12, 1.35 * len(cuts) - 0.23])
    chart.update_yaxes(visible=False, range=[-0.32, 1.12], scaleanchor="x")
    chart.update_layout(margin={"l": 8, "r": 8, "t": 40, "b": 8})
    return chart


def _segments(
    name: str,
    places: np.ndarray,
    pairs: Sequence[tuple[int, int]],
    color: str,
    named: bool,
    **style: Any,
) -> go.Scatter:
    x = [v for a, b in pairs for v in (places[a, 0], places[b, 0], np.nan)]
    y = [v for a, b in pairs for v in (places[a, 1], places[b, 1], np.nan)]
    return line(name, x, y, color, **style).update(showlegend=named, hoverinfo="skip")

"""Figures of the chapter on the distance energy."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from attractor.show.palette import ON_MAP
from attractor.show.template import (
    COLORSCALE,
    LIGHT,
    MARKS,
    diamonds,
    figure,
    figure_grid,
    line,
    log_axis,
    marks,
    rounded,
)


class Panel(NamedTuple):
    """One landscape over the plane: its energies (rows are y) and its minima."""

    title: str
    energies: ArrayLike
    minima: ArrayLike


def curves_with_minima(
    x: ArrayLike,
    curves: Mapping[str, ArrayLike],
    minima: Mapping[str, tuple[ArrayLike, ArrayLike]],
    patterns: ArrayLike,
    alt: str,
) -> go.Figure:
    """Energies over the line, each with its minima; the patterns along the bottom.

    `minima` maps a curve's name to positions and energies of its minima.
    """
    chart = figure(alt, xaxis_title="x", yaxis_title="energy")
    dashes = ("solid", "dash", "dot", "dashdot", "longdash")
    names = ("query", "weights", "holds", "fails", "text")
    lowest = min(float(np.min(np.asarray(y))) for y in curves.values())
    for (name, y), color, dash in zip(curves.items(), names, dashes, strict=False):
        chart.add_trace(line(name, x, y, color, dash=dash))
        if name in minima:
            at, height = minima[name]
            ring = marks(f"minima of {name}", at, height, color)
            chart.add_trace(ring.update(showlegend=False))
    stored = np.asarray(patterns, dtype=np.float64).ravel()
    floor = [lowest - 0.6] * len(stored)
    chart.add_trace(marks("stored patterns", stored, floor, "pattern", "diamond"))
    return chart


def gap_and_bands(
    x: ArrayLike,
    gap: ArrayLike,
    printed: tuple[float, float],
    corrected: tuple[float, float],
) -> go.Figure:
    """g − 2 E_M along the line, between the printed and the corrected interval."""
    chart = figure(
        "A curve that stays inside the corrected interval everywhere and dips below "
        "the lower edge of the printed interval around the patterns.",
        xaxis_title="x",
        yaxis_title="g(x) − 2 E_M(x)",
    )
    ends = np.asarray(x, dtype=np.float64)[[0, -1]]
    for name, (low, high), color, dash in (
        ("printed interval", printed, "fails", "dash"),
        ("corrected interval", corrected, "holds", "solid"),
    ):
        outline = {
            "x": rounded([*ends, *ends[::-1]]),
            "y": rounded([low, low, high, high]),
            "legendgroup": name,
            "hoverinfo": "skip",
        }
        chart.add_scatter(
            **outline,
            mode="lines",
            fill="toself",
            fillcolor=LIGHT[color],
            opacity=0.13,
            line={"width": 0},
            showlegend=False,
        )
        chart.add_scatter(
            **outline,
            name=name,
            mode="lines",
            line={"color": LIGHT[color], "width": 1.5, "dash": dash},
        )
    chart.add_trace(line("g − 2 E_M", x, gap, "query"))
    return chart


def landscape_panels(
    axis: ArrayLike, panels: list[Panel], patterns: ArrayLike, alt: str
) -> go.Figure:
    """Four landscapes over the same square, each with its minima counted."""
    chart = figure_grid(
        alt,
        680,
        rows=2,
        cols=2,
        subplot_titles=[panel.title for panel in panels],
        horizontal_spacing=0.08,
        vertical_spacing=0.12,
    )
    stored = np.asarray(patterns, dtype=np.float64)
    for index, panel in enumerate(panels):
        place = {"row": index // 2 + 1, "col": index % 2 + 1}
        contour = go.Contour(
            x=rounded(axis),
            y=rounded(axis),
            z=rounded(panel.energies, 3),
            colorscale=COLORSCALE,
            showscale=False,
            ncontours=22,
            line={"width": 0.6, "color": ON_MAP["ink"]},
            hovertemplate="(%{x}, %{y}): %{z}<extra></extra>",
        )
        chart.add_trace(contour, **place)
        chart.add_trace(diamonds(*stored.T).update(showlegend=index == 0), **place)
        found = np.asarray(panel.minima, dtype=np.float64).reshape(-1, 2)
        rings = marks("minima", found[:, 0], found[:, 1], "query", "circle-open")
        rings.marker.update(size=20, color=ON_MAP["ink"], line_width=3)
        rings.marker.line.color = ON_MAP["ink"]
        chart.add_trace(rings.update(showlegend=index == 0), **place)
    chart.update_xaxes(scaleratio=1, constrain="domain", title=None)
    chart.update_layout(legend={"y": 1.06})
    return chart


def paths_over_density(
    axis: ArrayLike,
    density: ArrayLike,
    paths: list[ArrayLike],
    patterns: ArrayLike,
    alt: str,
) -> go.Figure:
    """Retrieval paths over the density e^{−E}: queries climb to a mode."""
    chart = figure(alt, height=560)
    chart.add_contour(
        x=rounded(axis),
        y=rounded(axis),
        z=rounded(density, 3),
        colorscale=COLORSCALE,
        showscale=False,
        ncontours=16,
        line={"width": 0.6, "color": ON_MAP["ink"]},
        hoverinfo="skip",
    )
    for path in paths:
        points = np.asarray(path, dtype=np.float64)
        chart.add_scatter(
            showlegend=False,
            x=rounded(points[:, 0]),
            y=rounded(points[:, 1]),
            mode="lines+markers",
            line={"color": ON_MAP["ink"], "width": 2},
            marker={"size": 5, "color": ON_MAP["ink"]},
        )
    stored = np.asarray(patterns, dtype=np.float64)
    chart.add_trace(diamonds(*stored.T))
    chart.update_yaxes(scaleanchor="x", constrain="domain")
    chart.update_xaxes(constrain="domain")
    return chart


def error_between_balls(
    axis: ArrayLike, error: ArrayLike, patterns: ArrayLike, radius: float
) -> go.Figure:
    """How far g lies above E over the plane, with a ball around each pattern."""
    chart = figure(
        "A map of g minus E: nearly zero inside the balls around the patterns, up to "
        "log 2 on the lines halfway between two of them and log 3 where three meet.",
        height=560,
    )
    chart.add_heatmap(
        x=rounded(axis),
        y=rounded(axis),
        z=rounded(error, 3),
        zsmooth="best",
        colorscale=COLORSCALE,
        colorbar={"title": "g − E"},
        hovertemplate="(%{x}, %{y}): %{z}<extra></extra>",
    )
    stored = np.asarray(patterns, dtype=np.float64)
    for x, y in stored.tolist():
        chart.add_shape(
            type="circle",
            x0=x - radius,
            x1=x + radius,
            y0=y - radius,
            y1=y + radius,
            line={"color": ON_MAP["ink"], "width": 2},
        )
    chart.add_trace(diamonds(*stored.T))
    chart.update_yaxes(scaleanchor="x", constrain="domain")
    chart.update_xaxes(constrain="domain")
    return chart


def stored_by_energy(
    betas: ArrayLike, counts: Mapping[str, ArrayLike], total: int
) -> go.Figure:
    """How many of `total` patterns each energy stores, against β."""
    chart = figure(
        "Two rising curves against beta: the modern energy levels off at two fifths "
        "of the pictures, the distance energy reaches all of them.",
        xaxis=log_axis("inverse temperature β of the distance energy"),
        yaxis={"title": "pictures stored", "range": [-3, 1.03 * total]},
    )
    dashes = ("solid", "dash", "dot")
    for (name, count), color, dash in zip(counts.items(), MARKS, dashes, strict=False):
        chart.add_trace(line(name, betas, count, color, dash=dash))
    return chart

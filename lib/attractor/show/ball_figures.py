"""Figures of the chapter on the wall at 1: balls, their volumes and integrals."""

from collections.abc import Mapping

import plotly.graph_objects as go
from numpy.typing import ArrayLike

from attractor.show.bound_figures import LOOKS, level
from attractor.show.template import LIGHT, figure, line, log_axis, marks


def integral_ratios(dims: ArrayLike, ratios: Mapping[str, ArrayLike]) -> go.Figure:
    """Log of printed over right integral, by dimension, a line for each radius."""
    chart = figure(
        "The logarithm of the printed integral over the right one, against the "
        "dimension. For a radius of one half it stays a little below zero, for radius "
        "one it dips below and returns to it, for two and three it rises and levels "
        "off at two and at six.",
        xaxis=log_axis("dimension n"),
        yaxis={"title": "log (printed / right)", "range": [-1, 7]},
    )
    for (name, values), (color, dash) in zip(ratios.items(), LOOKS, strict=False):
        chart.add_trace(line(name, dims, values, color, dash=dash))
    level(chart, 0.0, "no error", "holds")
    return chart


def mass_by_shell(shares: ArrayLike, masses: Mapping[str, ArrayLike]) -> go.Figure:
    """Where in a ball its part of the bell lies: density of the share of the radius."""
    chart = figure(
        "How the part of a bell inside a ball is spread between center and rim. In two "
        "dimensions a broad hill that is highest at the rim; in ten it leans on the "
        "rim; in a hundred and in a thousand all of it is a spike at the rim.",
        xaxis={"title": "distance from the center, over the radius"},
        yaxis={"title": "share of the integral, per unit", "range": [0, 24]},
    )
    for (name, values), (color, dash) in zip(masses.items(), LOOKS, strict=False):
        chart.add_trace(line(name, shares, values, color, dash=dash))
    return chart


def bound_over_integral(radii: ArrayLike, ratios: Mapping[str, ArrayLike]) -> go.Figure:
    """The printed lower bound over the integral it should lie below, by radius."""
    chart = figure(
        "The printed lower bound divided by the integral, against the radius. In one "
        "and two dimensions the curve stays below one. In three it just passes one "
        "near radius three, in four and six it rises far above.",
        xaxis={"title": "radius s"},
        yaxis={"title": "bound / integral", "range": [0, 3]},
    )
    for (name, values), (color, dash) in zip(ratios.items(), LOOKS, strict=False):
        chart.add_trace(line(name, radii, values, color, dash=dash))
    level(chart, 1.0, "1")
    return chart


def volumes_by_dimension(
    dims: ArrayLike, volumes: Mapping[str, ArrayLike]
) -> go.Figure:
    """Volumes of balls against the dimension, both axes logarithmic."""
    chart = figure(
        "Volumes of balls against the dimension, both on logarithmic axes. That of "
        "the unit ball rises to five dimensions and then plunges. At the radius that "
        "Stirling's formula suggests the volume falls along a straight line, the "
        "inverse root of n times pi. At a slightly larger radius it is one throughout.",
        xaxis=log_axis("dimension n"),
        yaxis={**log_axis("volume"), "range": [-3.6, 1.2]},
    )
    styles = (
        ("fails", "dash"),
        ("query", "solid"),
        ("text", "dot"),
        ("holds", "solid"),
    )
    for (name, values), (color, dash) in zip(volumes.items(), styles, strict=True):
        chart.add_trace(line(name, dims, values, color, dash=dash))
    return chart


def unit_radii(
    dims: ArrayLike, radii: Mapping[str, ArrayLike], lines: Mapping[str, float]
) -> go.Figure:
    """The radius of Z = 1 over √n against the dimension, for numbers of patterns."""
    chart = figure(
        "The radius at which Z is one, divided by the root of the dimension, against "
        "the dimension. For one pattern it falls from 0.55, for more it rises from "
        "near zero; all curves close in on 0.2587, above the 0.2420 of the paper.",
        xaxis=log_axis("dimension n"),
        yaxis={"title": "radius of Z = 1, over √n", "range": [0, 0.6]},
    )
    for (name, values), (color, dash) in zip(radii.items(), LOOKS, strict=False):
        chart.add_trace(line(name, dims, values, color, dash=dash))
    for (name, height), shift in zip(lines.items(), (9, -9), strict=True):
        chart.add_hline(
            y=height, line={"color": LIGHT["muted"], "width": 1, "dash": "dot"}
        )
        chart.add_annotation(
            x=0,
            xref="paper",
            y=height,
            text=name,
            showarrow=False,
            xanchor="left",
            yshift=shift,
            font={"color": LIGHT["muted"]},
        )
    return chart


def eliminations(
    tokens: ArrayLike,
    sizes: Mapping[str, ArrayLike],
    at: tuple[float, float],
    models: tuple[ArrayLike, ArrayLike],
    alt: str,
) -> go.Figure:
    """Model size against data size, a line for each way to eliminate, and models.

    `at`: tokens and parameters of the model that the lines were drawn from; `models`:
    those of others.
    """
    chart = figure(
        alt,
        xaxis=log_axis("tokens D"),
        yaxis=log_axis("parameters N"),
        height=460,
    )
    styles = (
        ("fails", "dash"),
        ("weights", "dashdot"),
        ("query", "dot"),
        ("holds", "solid"),
    )
    for (name, values), (color, dash) in zip(sizes.items(), styles, strict=True):
        chart.add_trace(line(name, tokens, values, color, dash=dash))
    chart.add_trace(marks("GPT-2 small", [at[0]], [at[1]], "pattern", "diamond"))
    chart.add_trace(marks("models of Table 2", *models, "text", "circle"))
    chart.update_yaxes(dtick=2, range=[0, 15.5])
    return chart

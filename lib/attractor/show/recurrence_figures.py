"""Figures on recurrent networks and on memories that are one matrix."""

from collections.abc import Mapping

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from attractor.show.curves import SHARE, STYLES, level, measured_curves
from attractor.show.template import figure, line, log_axis


def gradient_by_distance(
    curves: Mapping[str, ArrayLike], alt: str, title: str = "size of the gradient"
) -> go.Figure:
    """Sizes on a logarithmic axis against steps back in time, 0, 1, 2, ..."""
    chart = figure(
        alt,
        height=420,
        xaxis={"title": "steps back in time"},
        yaxis=log_axis(title) | {"dtick": 3},
    )
    for (name, sizes), (color, dash, _) in zip(curves.items(), STYLES, strict=False):
        chart.add_trace(
            line(name, range(np.asarray(sizes).size), sizes, color, dash=dash)
        )
    return chart


def recalled_by_distance(
    distances: ArrayLike, shares: Mapping[str, ArrayLike], chance: float, alt: str
) -> go.Figure:
    """Share of letters said right against how many letters back they were."""
    chart = figure(
        alt,
        height=400,
        xaxis={"title": "letters back"},
        yaxis={"title": "letters said right", **SHARE},
    )
    chart.add_traces(measured_curves(distances, shares))
    level(chart, chance, "chance", "muted")
    return chart


def error_by_pairs(
    counts: ArrayLike, errors: Mapping[str, ArrayLike], alt: str
) -> go.Figure:
    """Error of a recall against the number of pairs, both on logarithmic axes."""
    chart = figure(
        alt,
        height=460,
        margin={"t": 72},
        xaxis=log_axis("pairs stored"),
        yaxis=log_axis("error, over a value's square"),
    )
    return chart.add_traces(measured_curves(counts, errors))


def error_by_age(
    ages: ArrayLike, errors: Mapping[str, ArrayLike], alt: str
) -> go.Figure:
    """Error of a recall against how many pairs were written since."""
    chart = figure(
        alt,
        height=420,
        xaxis={"title": "pairs written since"},
        yaxis={"title": "error, over a value's square", "rangemode": "tozero"},
    )
    for (name, y), (color, dash, _) in zip(errors.items(), STYLES, strict=False):
        chart.add_trace(line(name, ages, y, color, dash=dash))
    return chart


def error_by_sweep(
    sweeps: ArrayLike, errors: Mapping[str, ArrayLike], alt: str
) -> go.Figure:
    """Error of a recall against how often all pairs were written."""
    chart = figure(
        alt,
        height=420,
        xaxis={"title": "sweeps through all pairs"},
        yaxis=log_axis("error, over a value's square") | {"dtick": 2},
    )
    return chart.add_traces(measured_curves(sweeps, errors))


def kept_by_length(
    lengths: ArrayLike, kept: Mapping[str, ArrayLike], alt: str
) -> go.Figure:
    """Numbers that are kept against tokens read, both on logarithmic axes."""
    chart = figure(
        alt,
        height=400,
        xaxis=log_axis("tokens read"),
        yaxis=log_axis("numbers kept"),
    )
    for (name, y), (color, dash, _) in zip(kept.items(), STYLES, strict=False):
        chart.add_trace(line(name, lengths, y, color, dash=dash))
    return chart

"""Figures of the chapter on GPT: losses while it learns, temperature, work saved."""

from collections.abc import Mapping

import plotly.graph_objects as go
from numpy.typing import ArrayLike

from attractor.show.curves import SHARE, STYLES, level, measured_curves
from attractor.show.template import figure, line, log_axis

Curve = tuple[ArrayLike, ArrayLike]
BESIDE = {"t": 72}


def losses_by_characters(
    curves: Mapping[str, Curve], levels: Mapping[str, float], alt: str
) -> go.Figure:
    """Held-out losses against the characters read in training, and what to beat.

    `levels`: losses of readers that learn nothing more, named at the right.
    """
    chart = figure(
        alt,
        height=460,
        margin=BESIDE,
        xaxis=log_axis("characters read in training"),
        yaxis={"title": "nats per character", "range": [1.4, 4.4]},
    )
    for (name, (read, losses)), (color, dash, _) in zip(
        curves.items(), STYLES, strict=False
    ):
        chart.add_trace(line(name, read, losses, color, dash=dash))
    for name, height in levels.items():
        level(chart, height, name, "muted")
    return chart


def entropy_by_temperature(
    temperatures: ArrayLike, entropies: Mapping[str, ArrayLike], most: float, alt: str
) -> go.Figure:
    """Entropy of what is drawn against the temperature, a curve for each text.

    `most` is the entropy of a draw among all tokens alike.
    """
    chart = figure(
        alt,
        height=440,
        margin=BESIDE,
        xaxis={"title": "temperature T"},
        yaxis={"title": "entropy, nats", "range": [-0.1, 1.1 * most]},
    )
    for (name, values), (color, dash, _) in zip(
        entropies.items(), STYLES, strict=False
    ):
        chart.add_trace(line(name, temperatures, values, color, dash=dash))
    level(chart, most, "all alike", "muted")
    return chart


def words_by_temperature(
    temperatures: ArrayLike, shares: Mapping[str, ArrayLike], alt: str
) -> go.Figure:
    """Shares of words in samples against the temperature they were drawn at."""
    chart = figure(
        alt,
        height=380,
        xaxis={"title": "temperature T"},
        yaxis={"title": "share of the words", **SHARE},
    )
    return chart.add_traces(measured_curves(temperatures, shares))


def work_by_length(
    lengths: ArrayLike, work: Mapping[str, ArrayLike], alt: str
) -> go.Figure:
    """Multiplications against the number of tokens written, on logarithmic axes."""
    chart = figure(
        alt,
        height=420,
        xaxis=log_axis("tokens written"),
        yaxis=log_axis("multiplications"),
    )
    for (name, values), (color, dash, _) in zip(work.items(), STYLES, strict=False):
        chart.add_trace(line(name, lengths, values, color, dash=dash))
    return chart

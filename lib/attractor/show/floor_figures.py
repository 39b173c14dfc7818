"""Figures of the chapter on Question-Formation: losses, floors, costs of words."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from attractor.show.curves import SHARE, STYLES, level, measured_curves
from attractor.show.template import LIGHT, figure, line, log_axis, marks, rounded

NATS = "loss, nats per token"
BARS = ("query", "pattern")


def losses_along_training(
    curves: Mapping[str, tuple[ArrayLike, ArrayLike]],
    levels: Mapping[str, float],
    alt: str,
    batches: tuple[ArrayLike, ArrayLike] = ((), ()),
) -> go.Figure:
    """Losses along training, with levels to compare them to.

    `batches` are losses of single batches, drawn as faint points behind the curves.
    """
    chart = figure(alt, height=440, xaxis_title="step", yaxis_title=NATS)
    if len(np.asarray(batches[0])):
        chart.add_trace(marks("single batches", *batches, "muted"))
        chart.data[0].marker.update(size=3, opacity=0.5, line={"width": 0})
    for (name, (steps, losses)), style in zip(curves.items(), STYLES, strict=False):
        color, dash, _ = style
        chart.add_trace(line(name, steps, losses, color, dash=dash))
    for name, height in levels.items():
        level(chart, height, name)
    return chart


def token_costs(
    tokens: Sequence[str], costs: Mapping[str, ArrayLike], alt: str
) -> go.Figure:
    """Nats of every token of a line, side by side for at most two readers."""
    places = [*range(len(tokens))]
    chart = figure(
        alt,
        height=420,
        barmode="group",
        bargap=0.25,
        xaxis={"tickvals": places, "ticktext": list(tokens), "tickangle": -60},
        yaxis_title="nats",
    )
    for (name, nats), color in zip(costs.items(), BARS, strict=False):
        shown = {"color": LIGHT[color]}
        chart.add_trace(go.Bar(name=name, x=places, y=rounded(nats, 4), marker=shown))
    return chart


def entropy_bars(terms: Mapping[str, float], tokens: float, alt: str) -> go.Figure:
    """What each part of a line adds to its nats, and to the nats of one token."""
    names = [*terms][::-1]
    nats = np.array([terms[name] for name in names])
    chart = figure(
        alt,
        height=400,
        showlegend=False,
        xaxis={"title": "nats per line", "range": [0, 1.3 * max(terms.values())]},
        yaxis={"automargin": True},
    )
    labels = [f"{share:.3f}" for share in nats / tokens]
    chart.add_trace(
        go.Bar(
            x=rounded(nats),
            y=names,
            orientation="h",
            marker={"color": LIGHT["query"]},
            text=labels,
            textposition="outside",
            cliponaxis=False,
        )
    )
    return chart


def plateaus_by_floor(
    groups: Mapping[str, tuple[ArrayLike, ArrayLike]],
    names: Mapping[str, tuple[float, float]],
    alt: str,
) -> go.Figure:
    """Where losses stopped against the entropy of the source, and the diagonal.

    `groups` are (floors, plateaus) by kind of run; `names` are words beside a point.
    """
    chart = figure(
        alt,
        height=480,
        xaxis={"title": "exact entropy, nats per token", "range": [-0.12, 2.2]},
        yaxis={"title": "where the loss stopped", "range": [-0.12, 2.2]},
    )
    chart.add_trace(
        line("loss = entropy", [0.0, 2.15], [0.0, 2.15], "muted", width=1.5)
    )
    for (name, points), (color, _, symbol) in zip(groups.items(), STYLES, strict=False):
        chart.add_trace(marks(name, *points, color, symbol))
    for at, (text, (x, y)) in enumerate(names.items()):
        side = 1 if at % 2 == 0 else -1  # below on the right, or above on the left
        chart.add_annotation(
            x=round(float(x), 4), y=round(float(y), 4), text=text, showarrow=False,
            xanchor="left" if side > 0 else "right",
            xshift=10 * side, yshift=-11 * side,
            font={"size": 12, "color": LIGHT["muted"]},
        )  # fmt: skip
    level(chart, 1.0, "the wall at 1")
    return chart


def excess_by_step(
    steps: ArrayLike, excess: Mapping[str, ArrayLike], alt: str
) -> go.Figure:
    """How far above the entropy held-out losses are, on a logarithmic axis."""
    chart = figure(
        alt,
        height=420,
        xaxis_title="step",
        yaxis=log_axis("loss less entropy, nats per token"),
    )
    for trace in measured_curves(steps, excess):
        chart.add_trace(trace.update(marker={"size": 6}))
    return chart


def shares_by_step(
    curves: Mapping[str, tuple[ArrayLike, ArrayLike]], alt: str
) -> go.Figure:
    """Shares of right answers along training."""
    chart = figure(
        alt,
        xaxis=log_axis("step"),
        yaxis={"title": "right first words", **SHARE},
    )
    for (name, (steps, shares)), style in zip(curves.items(), STYLES, strict=False):
        color, dash, symbol = style
        trace = line(name, steps, shares, color, dash=dash)
        marker = {"symbol": symbol, "size": 7, "color": LIGHT[color]}
        chart.add_trace(trace.update(mode="lines+markers", marker=marker))
    return chart


def batch_histograms(
    edges: ArrayLike, shares: Mapping[str, ArrayLike], floor: float, alt: str
) -> go.Figure:
    """How the losses of single batches are spread around the floor."""
    at = np.asarray(edges)
    centers = (at[1:] + at[:-1]) / 2
    chart = figure(
        alt,
        barmode="overlay",
        bargap=0,
        xaxis={"title": "loss of a batch, nats per token"},
        yaxis={"title": "share of batches", "tickformat": ".0%"},
    )
    for (name, values), color in zip(shares.items(), BARS, strict=False):
        bars = {"color": LIGHT[color], "opacity": 0.6}
        chart.add_trace(
            go.Bar(name=name, x=rounded(centers), y=rounded(values), marker=bars)
        )
    for x, words, color in ((floor, "entropy", "text"), (1.0, "1", "fails")):
        chart.add_vline(x=round(x, 5), line={"color": LIGHT[color], "dash": "dot"})
        chart.add_annotation(
            x=round(x, 5), y=1.0, yref="paper", text=words, showarrow=False,
            xanchor="right" if x < 1 else "left", xshift=-4 if x < 1 else 4,
            font={"color": LIGHT[color]},
        )  # fmt: skip
    return chart

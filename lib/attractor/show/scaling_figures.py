"""Figures of the chapter on scaling laws: losses over size, tokens and compute."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from attractor.show.curves import level
from attractor.show.template import LIGHT, figure, line, log_axis, marks

LOOKS = (
    ("query", "solid", "circle"),
    ("weights", "dash", "square"),
    ("holds", "dot", "diamond"),
    ("pattern", "dashdot", "triangle-up"),
    ("fails", "longdash", "x"),
)
NATS = "loss, nats per token"


def losses_by_tokens(
    tokens: ArrayLike, chinchilla: Mapping[str, ArrayLike], kaplan: Sequence[ArrayLike]
) -> go.Figure:
    """Loss against tokens for several sizes, by both laws in one color each size."""
    chart = figure(
        "Loss against training tokens on a logarithmic axis for four model sizes. "
        "Each curve falls and then levels off, the larger the model the later and the "
        "lower. Kaplan's dashed curves level off sooner and, for the largest sizes, "
        "lower than Chinchilla's solid ones.",
        height=440,
        xaxis=log_axis("training tokens D"),
        yaxis={"title": NATS, "range": [1.4, 3.9]},
    )
    for (name, solid), dashed, (color, _, _) in zip(
        chinchilla.items(), kaplan, LOOKS, strict=False
    ):
        chart.add_trace(line(name, tokens, solid, color))
        other = line(f"{name}, Kaplan", tokens, dashed, color, dash="dash", width=1.8)
        chart.add_trace(other.update(showlegend=False))
    return chart


def best_losses(
    flops: ArrayLike,
    losses: Mapping[str, ArrayLike],
    levels: Mapping[str, float],
    fitted: tuple[float, float],
) -> go.Figure:
    """The lowest loss a budget buys, law by law, with levels and the fitted range."""
    chart = figure(
        "Lowest loss against compute on a logarithmic axis. Both laws fall through the "
        "narrow band of budgets that were fitted. Far to the right Chinchilla's curve "
        "levels off at its floor; Kaplan's goes on falling, through the line at one.",
        height=440,
        xaxis={**log_axis("compute C, operations"), "dtick": 4},
        yaxis={"title": NATS, "range": [0, 4.6]},
    )
    low, high = fitted
    chart.add_vrect(
        x0=low, x1=high, fillcolor=LIGHT["pattern"], opacity=0.14, line_width=0
    )
    chart.add_annotation(
        x=(np.log10(low) + np.log10(high)) / 2, y=0.02, yref="paper", text="fitted",
        showarrow=False, font={"color": LIGHT["pattern"]},
    )  # fmt: skip
    for (name, values), (color, dash, _) in zip(losses.items(), LOOKS, strict=False):
        chart.add_trace(line(name, flops, values, color, dash=dash))
    for name, height in levels.items():
        level(chart, height, name)
    return chart


def budget_valleys(
    sizes: ArrayLike,
    losses: Mapping[str, ArrayLike],
    best: tuple[ArrayLike, ArrayLike],
    thumb: tuple[ArrayLike, ArrayLike],
) -> go.Figure:
    """Loss over the size at equal compute, a curve for each budget."""
    chart = figure(
        "Loss against model size at equal compute, a valley for each of four budgets. "
        "More compute moves the valley to the right and down. The bottoms are so flat "
        "that the models of the rule of thumb, to the right of the lowest points, lie "
        "hardly higher.",
        height=440,
        xaxis=log_axis("parameters N"),
        yaxis={"title": NATS, "range": [1.8, 4.1]},
    )
    for (name, values), (color, dash, _) in zip(losses.items(), LOOKS, strict=False):
        chart.add_trace(line(name, sizes, values, color, dash=dash))
    chart.add_trace(marks("best split", *best, "text", "circle"))
    chart.add_trace(marks("20 tokens per parameter", *thumb, "fails", "diamond"))
    return chart


def tokens_per_parameter(
    flops: ArrayLike,
    ratios: Mapping[str, ArrayLike],
    chinchilla: tuple[int | float, int | float],
) -> go.Figure:
    """D/N of the best split against compute, for several sets of constants."""
    chart = figure(
        "Tokens per parameter of the best split against compute, on logarithmic axes. "
        "With the constants as printed the ratio climbs past ninety at Chinchilla's "
        "budget; with their unrounded digits it is near sixty; fitted again it stays "
        "near twenty; under Kaplan's law it falls below two.",
        height=440,
        xaxis={**log_axis("compute C, operations"), "dtick": 2},
        yaxis=log_axis("tokens per parameter"),
    )
    for (name, values), (color, dash, _) in zip(ratios.items(), LOOKS, strict=False):
        chart.add_trace(line(name, flops, values, color, dash=dash))
    at, ratio = chinchilla
    chart.add_trace(marks("Chinchilla as trained", [at], [ratio], "pattern", "diamond"))
    return chart


def needed_floors(
    names: Sequence[str], needed: ArrayLike, floors: Sequence[float]
) -> go.Figure:
    """The floor that would make the law give each model's printed loss."""
    low, high = min(floors), max(floors)
    chart = figure(
        "Five models and, for each, the floor with which the law would give the loss "
        "that the table prints. Only the first lies near the two proposed floors; the "
        "others need between one point eight and almost two.",
        height=320,
        xaxis={"title": "floor E that the row needs", "range": [1.55, 2.02]},
    )
    for floor in (low, high):
        chart.add_vline(x=floor, line={"color": LIGHT["fails"], "dash": "dash"})
        chart.add_annotation(
            x=floor, y=1.09, yref="paper", text=f"{floor:g}", showarrow=False,
            font={"color": LIGHT["fails"]},
        )  # fmt: skip
    chart.add_trace(marks("needed", needed, [0] * len(names), "query"))
    chart.data[0].update(y=list(names), showlegend=False)
    chart.data[0].marker.size = 14
    chart.update_yaxes(categoryorder="array", categoryarray=list(names)[::-1])
    return chart


def loss_per_byte(
    lengths: ArrayLike, losses: Mapping[str, ArrayLike], alt: str
) -> go.Figure:
    """The same losses in nats per byte, as a function of the length of a token."""
    chart = figure(
        alt,
        xaxis_title="bytes in a token, on average",
        yaxis={"title": "nats per byte", "range": [0, 2.6]},
    )
    for (name, values), (color, dash, _) in zip(losses.items(), LOOKS, strict=False):
        chart.add_trace(line(name, lengths, values, color, dash=dash))
    level(chart, 1.0, "1")
    return chart


def training_paths(
    steps: ArrayLike, losses: Mapping[str, ArrayLike], floor: float, alt: str
) -> go.Figure:
    """Losses along a training run, and the entropy beneath them."""
    chart = figure(alt, xaxis_title="step", yaxis_title="nats")
    for (name, values), (color, dash, _) in zip(losses.items(), LOOKS, strict=False):
        chart.add_trace(line(name, steps, values, color, dash=dash))
    level(chart, floor, "entropy of the data")
    return chart


def fan_of_fits(
    flops: ArrayLike,
    fits: Sequence[ArrayLike],
    truth: ArrayLike,
    runs: tuple[ArrayLike, ArrayLike],
    alt: str,
) -> go.Figure:
    """Laws fitted to repeated noisy runs, carried on far beyond them."""
    chart = figure(
        alt,
        height=440,
        xaxis={**log_axis("compute C, operations"), "dtick": 4},
        yaxis={"title": NATS, "range": [1.4, 4.6]},
    )
    for at, losses in enumerate(fits):
        fitted = line("fitted", flops, losses, "muted", width=1)
        chart.add_trace(fitted.update(opacity=0.55, showlegend=at == 0))
    chart.add_trace(line("the law", flops, truth, "query"))
    chart.add_trace(marks("one set of runs", *runs, "pattern", "diamond"))
    chart.data[-1].marker.size = 7
    return chart


def floor_errors(
    decades: ArrayLike, errors: Mapping[str, ArrayLike], difference: float
) -> go.Figure:
    """The floor's standard error against the width of the ladder of budgets."""
    chart = figure(
        "Standard error of the fitted floor against the width of the ladder of "
        "budgets, in powers of ten. Ladders that start a hundred thousand times apart "
        "lie on one curve; it falls from about one tenth at one power of ten to less "
        "than one fiftieth at six.",
        xaxis={"title": "powers of ten between the smallest and largest budget"},
        yaxis=log_axis("standard error of E"),
    )
    for (name, values), (color, dash, symbol) in zip(
        errors.items(), LOOKS, strict=False
    ):
        curve = line(name, decades, values, color, dash=dash)
        curve.update(mode="lines+markers", marker={"symbol": symbol, "size": 9})
        if symbol != "circle":
            edge = {"color": LIGHT[color], "width": 2}
            curve.marker.update(size=13, color=LIGHT["page"], line=edge)
        chart.add_trace(curve)
    level(chart, difference, "half of 1.69 − 1.61")
    return chart


def going_on(
    flops: Mapping[str, ArrayLike],
    losses: Mapping[str, ArrayLike],
    frontier: tuple[ArrayLike, ArrayLike],
    stops: tuple[ArrayLike, ArrayLike],
) -> go.Figure:
    """Loss of models of fixed size as they train on, and where each should stop."""
    chart = figure(
        "Loss against compute for models of fixed size as they train on. Each curve "
        "touches the frontier of best splits at one point, where it is marked, and "
        "then stays above it, because a larger model would use the compute better.",
        height=440,
        xaxis={**log_axis("compute so far, operations"), "dtick": 2},
        yaxis={"title": NATS, "range": [1.8, 4.1]},
    )
    for name, (color, dash, _) in zip(flops, LOOKS, strict=False):
        chart.add_trace(line(name, flops[name], losses[name], color, dash=dash))
    chart.add_trace(line("best splits", *frontier, "text", width=1.5))
    chart.add_trace(marks("a larger model would be better from here", *stops, "fails"))
    return chart

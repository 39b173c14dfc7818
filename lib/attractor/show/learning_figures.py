"""Figures of the chapter on learning: lines, sizes, gradients, losses, classes."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from attractor.show.curves import STYLES, level, measured_curves
from attractor.show.template import (
    COLORSCALE,
    LIGHT,
    figure,
    figure_grid,
    line,
    log_axis,
    marks,
    rounded,
    slider,
)

SQUARE = {"range": [-0.6, 1.6], "constrain": "domain"}
SIDES = ((1, "+1", "pattern", "diamond"), (-1, "−1", "query", "circle"))


def separating_lines(
    points: ArrayLike, labels: ArrayLike, path: ArrayLike
) -> go.Figure:
    """Points of two kinds and, correction by correction, the line w₁x + w₂y + b = 0.

    `path` (n_weights, 3) holds w₁, w₂ and b; where w₁ = w₂ = 0 there is no line.
    """
    weights = np.asarray(path, dtype=np.float64)
    chart = figure(
        "The four corners of a square, one of them of the other kind, and the line on "
        "which the neuron's sum is zero. The slider steps through the corrections: the "
        "line turns and jumps, and after the last one it cuts off the single corner.",
        height=470,
        xaxis={"title": "first input", **SQUARE},
        yaxis={"title": "second input", **SQUARE, "scaleanchor": "x"},
    )
    chart.add_trace(_zero_line(weights[-1]))
    for trace in _two_kinds(points, labels):
        chart.add_trace(trace)
    names = [str(count) for count in range(len(weights))]
    chart.frames = [
        go.Frame(name=name, data=[_zero_line(row)], traces=[0])
        for name, row in zip(names, weights, strict=True)
    ]
    chart.update_layout(sliders=slider(names, "corrections: ", len(names) - 1))
    return chart


def _zero_line(weights: np.ndarray) -> go.Scatter:
    """The line's part near the corners; empty where both weights are zero."""
    normal, bias = weights[:2], weights[2]
    length = float(normal @ normal)
    if length == 0:
        return line("sum is 0", [np.nan], [np.nan], "text")
    along = 3 * np.array([-normal[1], normal[0]]) / np.sqrt(length)
    foot = -bias * normal / length
    ends = np.stack([foot - along, foot + along])
    return line("sum is 0", ends[:, 0], ends[:, 1], "text")


def _two_kinds(points: ArrayLike, labels: ArrayLike) -> list[go.Scatter]:
    places, kinds = np.asarray(points), np.asarray(labels)
    traces = []
    for sign, name, color, symbol in SIDES:
        there = places[np.sign(kinds) == sign]
        traces.append(marks(name, there[:, 0], there[:, 1], color, symbol))
        traces[-1].marker.size = 14
    return traces


def broken_line(
    x: ArrayLike, curve: ArrayLike, drawn: ArrayLike, fitted: tuple[float, float]
) -> go.Figure:
    """A curve, the broken line that hinges draw, and the stretch they were made for."""
    chart = figure(
        "A sine wave and the broken line of six hinges. On the shaded stretch the line "
        "follows the wave with corners; beyond it the line goes straight on while the "
        "wave turns back.",
        xaxis_title="x",
        yaxis={"title": "value", "range": [-1.6, 3.2]},
    )
    low, high = fitted
    chart.add_vrect(
        x0=round(low, 4), x1=round(high, 4), fillcolor=LIGHT["query"], opacity=0.1,
        line_width=0,
    )  # fmt: skip
    chart.add_trace(line("sin x", x, curve, "pattern", dash="dash"))
    chart.add_trace(line("six hinges", x, drawn, "query"))
    return chart


def error_by_width(
    counts: ArrayLike, errors: ArrayLike, bounds: ArrayLike
) -> go.Figure:
    """Largest error against the number of hinges, and the bound above it."""
    chart = figure(
        "Largest error against the number of hinges, both logarithmic: points on a "
        "falling straight line, just below the line of the bound. Four times the "
        "hinges, a sixteenth of the error.",
        height=380,
        xaxis={**log_axis("hinges"), "dtick": None, "tickvals": rounded(counts)},
        yaxis=log_axis("largest error"),
    )
    chart.add_trace(line("h²/8", counts, bounds, "fails", dash="dash"))
    chart.add_trace(marks("measured", counts, errors, "query"))
    return chart


def activations_and_slopes(
    sums: ArrayLike,
    functions: Mapping[str, ArrayLike],
    slopes: Mapping[str, ArrayLike],
) -> go.Figure:
    """Activations above, their slopes below, over the weighted sum z."""
    chart = figure_grid(
        "Above, four activations of the weighted sum: the sigmoid rises from 0 to 1, "
        "tanh from −1 to 1, ReLU and GELU are flat on the left and straight on the "
        "right. Below, their slopes: the sigmoid's never exceeds a quarter, tanh's "
        "reaches one at the middle only, ReLU's jumps from 0 to 1.",
        560,
        rows=2,
        shared_xaxes=True,
        vertical_spacing=0.08,
    )
    for row, curves in ((1, functions), (2, slopes)):
        for (name, values), (color, dash, _) in zip(
            curves.items(), STYLES, strict=False
        ):
            trace = line(name, sums, values, color, dash=dash)
            chart.add_trace(trace.update(showlegend=row == 1), row=row, col=1)
    chart.update_yaxes(title="a(z)", range=[-1.2, 2.4], row=1, col=1)
    chart.update_yaxes(title="slope a′(z)", row=2, col=1)
    chart.update_xaxes(title="weighted sum z", row=2, col=1)
    return chart


def sizes_by_depth(sizes: Mapping[str, ArrayLike], alt: str, axis: str) -> go.Figure:
    """Sizes by layer on a logarithmic axis: the middle draw, and the range of all.

    Every value of `sizes` holds one row for each draw, (n_draws, n_layers + 1).
    """
    chart = figure(alt, height=460, xaxis_title="after layer")
    chart.update_yaxes(**{**log_axis(axis), "dtick": 4})
    for (name, draws), (color, dash, _) in zip(sizes.items(), STYLES, strict=False):
        rows = np.asarray(draws, dtype=np.float64)
        depth = np.arange(rows.shape[1])
        chart.add_scatter(
            x=rounded([*depth, *depth[::-1]]),
            y=rounded([*rows.min(0), *rows.max(0)[::-1]]),
            mode="lines", fill="toself", fillcolor=LIGHT[color], opacity=0.2,
            line={"width": 0}, hoverinfo="skip", showlegend=False,
        )  # fmt: skip
        chart.add_trace(line(name, depth, np.median(rows, 0), color, dash=dash))
    return chart


def cosines_by_depth(measured: Mapping[str, ArrayLike], rule: ArrayLike) -> go.Figure:
    """How alike two unrelated inputs have become after each layer, and a formula."""
    depth = np.arange(len(np.asarray(rule)))
    chart = figure(
        "Cosine between the images of two unrelated inputs against the layer. With "
        "ReLU it climbs from 0 over one half to about 0.95 after twenty layers, close "
        "to the formula's curve; with tanh it stays at 0.",
        xaxis_title="after layer",
        yaxis={"title": "cosine", "range": [-0.1, 1.03]},
    )
    chart.add_trace(line("formula for ReLU", depth, rule, "text", width=1.5))
    for trace in measured_curves(depth, measured):
        chart.add_trace(trace)
    return chart


def gradients_by_lead(lead: ArrayLike, sizes: Mapping[str, ArrayLike]) -> go.Figure:
    """The gradient at the true class against how far a wrong class leads."""
    chart = figure(
        "Size of the gradient at the true class, logarithmic, against the lead of a "
        "wrong class. Where the network is right both losses have small gradients. "
        "Where it is wrong, cross-entropy's levels off at one, while squared "
        "error's falls again, without end.",
        xaxis_title="lead of the wrong class, in logits",
        yaxis={**log_axis("gradient"), "dtick": 3},
    )
    for (name, values), (color, dash, _) in zip(
        sizes.items(), STYLES[1:], strict=False
    ):
        chart.add_trace(line(name, lead, values, color, dash=dash))
    return chart


def losses_by_angle(angles: ArrayLike, losses: Mapping[str, ArrayLike]) -> go.Figure:
    """Where each rule ends when the whole problem, start included, is turned."""
    chart = figure(
        "Loss after sixty steps, logarithmic, against the angle by which the bowl and "
        "the start are turned. Two level lines: gradient descent and momentum. RMSProp "
        "lies twenty powers of ten lower at 0 and 90 degrees and far above gradient "
        "descent in between; Adam and AdamW change by a factor of ten and more.",
        height=460,
        xaxis={"title": "turned by, degrees", "dtick": 15},
        yaxis={**log_axis("loss after 60 steps"), "dtick": 4},
    )
    for trace in measured_curves(angles, losses):
        trace.marker.size = 6
        chart.add_trace(trace)
    return chart


def losses_by_start(
    steps: ArrayLike, losses: Mapping[str, ArrayLike], guess: float, alt: str
) -> go.Figure:
    """Training losses of networks that start differently, and the loss of a guess."""
    chart = figure(
        alt, xaxis_title="step", yaxis={"title": "cross-entropy, nats", "range": [0, 1]}
    )
    for (name, values), (color, dash, _) in zip(losses.items(), STYLES, strict=False):
        chart.add_trace(line(name, steps, values, color, dash=dash))
    level(chart, guess, "a coin")
    return chart


def class_map(
    side: ArrayLike, shares: ArrayLike, points: ArrayLike, labels: ArrayLike, alt: str
) -> go.Figure:
    """The probability of +1 over a square of inputs, with the points trained on.

    `shares` (n_side, n_side), its rows along the second input.
    """
    grid = np.asarray(side, dtype=np.float64)
    bar = {"title": "P(+1)", "orientation": "h", "thickness": 12, "y": -0.22}
    ends: dict[str, Any] = {"range": rounded(grid[[0, -1]]), "constrain": "domain"}
    chart = figure(alt, height=480, xaxis=ends, yaxis={**ends, "scaleanchor": "x"})
    chart.add_heatmap(
        x=rounded(side), y=rounded(side), z=rounded(shares, 3), zmin=0, zmax=1,
        colorscale=COLORSCALE, colorbar=bar, zsmooth="fast",
        hovertemplate="%{z:.2f}<extra></extra>",
    )  # fmt: skip
    for trace in _two_kinds(points, labels):
        trace.marker.size = 8
        chart.add_trace(trace)
    return chart

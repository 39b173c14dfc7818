"""Figures of the chapter on the wall at 1: losses, true and printed."""

from collections.abc import Mapping

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from attractor.show.template import (
    LIGHT,
    figure,
    line,
    log_axis,
    marks,
    rounded,
    slider,
)

LOOKS = (
    ("holds", "solid"),
    ("fails", "dash"),
    ("weights", "dashdot"),
    ("query", "dot"),
    ("pattern", "longdash"),
)
REVERSED = (LOOKS[4], LOOKS[3], LOOKS[2], LOOKS[0])


def losses_by_partition(
    log_z: ArrayLike, printed: ArrayLike, crossings: Mapping[str, tuple[float, float]]
) -> go.Figure:
    """The true loss and the printed one against log Z; named points on the latter."""
    chart = figure(
        "Two losses against log Z. The true one is a straight line through zero. The "
        "printed one, log Z + 1/Z, is least at log Z = 0, where it is 1; to the right "
        "it joins the line, to the left it shoots up. Two more points on it mark the "
        "height 1.61, one on each side of the least.",
        xaxis_title="log Z",
        yaxis={"title": "loss", "range": [-3.2, 5.2]},
    )
    chart.add_trace(line("true loss, log Z", log_z, log_z, "holds"))
    chart.add_trace(line("printed, log Z + 1/Z", log_z, printed, "fails", dash="dash"))
    for (name, (x, y)), symbol in zip(
        crossings.items(), ("circle", "square", "diamond"), strict=False
    ):
        chart.add_trace(marks(name, [x], [y], "fails", symbol))
    level(chart, 1.0, "1")
    return chart


def constant_along_line(
    x: ArrayLike, constants: Mapping[str, ArrayLike], most: float
) -> go.Figure:
    """What must be added to E_t − log l to get the global energy, along a line."""
    chart = figure(
        "The c of equation 10 along a line that holds a memory of the first layer at 0 "
        "and one of the second at 3. With the nearest layer at each place it stays "
        "between zero and log 2, with a crease halfway. With the first layer "
        "everywhere it is near log 2 on the left and far below zero on the right.",
        xaxis_title="x",
        yaxis={"title": "c(x)", "range": [-4.2, 1.4]},
    )
    ends = np.asarray(x, dtype=np.float64)[[0, -1]]
    chart.add_scatter(
        name="where c must lie",
        x=rounded([*ends, *ends[::-1]]),
        y=rounded([0, 0, most, most]),
        mode="lines",
        fill="toself",
        fillcolor=LIGHT["pattern"],
        opacity=0.2,
        line={"width": 0},
        hoverinfo="skip",
    )
    for (name, values), (color, dash) in zip(constants.items(), LOOKS, strict=False):
        chart.add_trace(line(name, x, values, color, dash=dash))
    return chart


def losses_by_radius(radii: ArrayLike, losses: Mapping[str, ArrayLike]) -> go.Figure:
    """Losses of one pattern in an interval, one line for each way to compute it."""
    chart = figure(
        "Losses of one pattern against the radius of its interval. With the energy "
        "throughout, the loss rises from far below zero to 0.57. With the density "
        "throughout it rises too, and goes on. The printed formula, which mixes "
        "the two, comes down from above, touches 1 and rises a little.",
        xaxis=log_axis("radius of the interval"),
        yaxis={"title": "loss", "range": [-3.6, 4.4]},
    )
    for (name, values), (color, dash) in zip(
        losses.items(), (LOOKS[0], LOOKS[2], LOOKS[1]), strict=True
    ):
        chart.add_trace(line(name, radii, values, color, dash=dash))
    level(chart, 1.0, "1", left=True)
    return chart


def losses_by_constant(
    radii: ArrayLike, true: ArrayLike, printed: Mapping[str, ArrayLike]
) -> go.Figure:
    """The true loss and the printed one by radius, a frame for each constant in E."""
    chart = figure(
        "Two losses of one pattern against its radius, with a slider for a constant "
        "added to the energy. The true one stays where it is. The printed one moves "
        "with the constant, and with it the radius at which it is least.",
        height=480,
        xaxis=log_axis("radius of the interval"),
        yaxis={"title": "loss", "range": [-3.6, 4.4]},
    )
    names = list(printed)
    start = len(names) // 2

    def moving(name: str) -> go.Scatter:
        return line("as printed", radii, printed[name], "fails", dash="dash")

    chart.add_trace(moving(names[start]))
    chart.add_trace(line("true loss", radii, true, "holds"))
    chart.frames = [
        go.Frame(name=name, data=[moving(name)], traces=[0]) for name in names
    ]
    chart.update_layout(sliders=slider(names, "constant added to the energy: ", start))
    level(chart, 1.0, "1", left=True)
    return chart


def losses_by_unit(
    units: ArrayLike, losses: Mapping[str, ArrayLike], named: Mapping[str, float]
) -> go.Figure:
    """The loss of one and the same model, by the unit in which lengths are measured."""
    chart = figure(
        "Straight lines: the loss of one model against the number of new units in an "
        "old one, on a logarithmic axis, in one, two and three dimensions. The higher "
        "the dimension the steeper. Every line crosses 1 and 0.",
        xaxis=log_axis("new units in an old one, a"),
        yaxis={"title": "loss", "range": [-12, 18]},
    )
    for (name, values), (color, dash) in zip(losses.items(), LOOKS, strict=False):
        chart.add_trace(line(name, units, values, color, dash=dash))
    level(chart, 1.0, "1")
    for name, unit in named.items():
        chart.add_annotation(
            x=float(np.log10(unit)),
            y=-11,
            text=name,
            showarrow=False,
            font={"color": LIGHT["muted"]},
            bgcolor=LIGHT["page"],
        )
    return chart


def entropy_and_divergence(
    widths: ArrayLike, parts: Mapping[str, ArrayLike]
) -> go.Figure:
    """Entropy, divergence and their sum as a target is squeezed onto a point."""
    chart = figure(
        "As the width of the target shrinks from one to a billionth, its entropy falls "
        "without end and the divergence from it rises without end. Their sum, the "
        "loss, stays where it is.",
        xaxis=log_axis("width of the target around its pattern"),
        yaxis={"title": "nats"},
    )
    styles = (("query", "dot"), ("fails", "dash"), ("holds", "solid"))
    for (name, values), (color, dash) in zip(parts.items(), styles, strict=True):
        chart.add_trace(line(name, widths, values, color, dash=dash))
    chart.update_xaxes(autorange="reversed", dtick=3)
    return chart


def loss_by_context(
    lengths: ArrayLike, losses: Mapping[str, ArrayLike], floor: float, alt: str
) -> go.Figure:
    """Loss per character against the characters a model looks back; and the floor."""
    chart = figure(
        alt,
        xaxis={
            "title": "characters the model looks back",
            "range": [-0.6, float(np.max(np.asarray(lengths))) + 0.6],
        },
        yaxis={"title": "loss, nats per character", "rangemode": "tozero"},
    )
    looks = (("query", "solid", "circle"), ("weights", "dot", "diamond"))
    for (name, values), (color, dash, symbol) in zip(
        losses.items(), looks, strict=False
    ):
        curve = line(name, lengths, values, color, dash=dash)
        curve.update(mode="lines+markers", marker_symbol=symbol, marker_size=9)
        chart.add_trace(curve)
    level(chart, 1.0, "1")
    level(chart, floor, "log d / T", "holds", left=True)
    return chart


def losses_by_step(steps: ArrayLike, losses: Mapping[str, ArrayLike]) -> go.Figure:
    """Loss per character along gradient descent, a line for each model."""
    chart = figure(
        "Loss per character along gradient descent, steps on a logarithmic axis, for "
        "four models of one text. All start at 3.8. Those that look back none or one "
        "character settle above 1, at 3.1 and 2.0. Those that look back two and "
        "thirty-one pass 1 without a kink and settle at 0.9 and 0.1.",
        xaxis=log_axis("steps of gradient descent"),
        yaxis={"title": "loss, nats per character", "range": [0, 4]},
    )
    for (name, values), (color, dash) in zip(losses.items(), REVERSED, strict=False):
        chart.add_trace(line(name, steps, values, color, dash=dash))
    level(chart, 1.0, "1", left=True)
    return chart


def level(
    chart: go.Figure,
    height: float,
    words: str,
    color: str = "fails",
    left: bool = False,
) -> None:
    """A thin horizontal line with its name at one end."""
    chart.add_hline(y=height, line={"color": LIGHT[color], "width": 1, "dash": "dot"})
    chart.add_annotation(
        x=0 if left else 1,
        xref="paper",
        y=height,
        text=words,
        showarrow=False,
        xanchor="left" if left else "right",
        xshift=6 if left else 0,
        yshift=9,
        font={"color": LIGHT[color]},
    )

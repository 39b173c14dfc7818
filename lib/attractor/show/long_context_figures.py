"""Figures of the chapter on long context: masks, times, gradients, readers, slots."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from attractor.show.attention_figures import VIOLET
from attractor.show.curves import STYLES, measured_curves
from attractor.show.template import LIGHT, figure, figure_grid, line, log_axis, rounded

SEEN = [
    [0.0, LIGHT["surface"]], [0.33, LIGHT["surface"]],
    [0.33, LIGHT["weights"]], [0.67, LIGHT["weights"]],
    [0.67, LIGHT["pattern"]], [1.0, LIGHT["pattern"]],
]  # fmt: skip
BESIDE = {"t": 88}


def mask_panels(
    masks: Mapping[str, ArrayLike], alt: str, height: int = 300
) -> go.Figure:
    """Who sees whom, side by side: rows look, columns are looked at.

    0 is not seen, 1 is a token that is seen, 2 a slot.
    """
    chart = figure_grid(
        alt,
        height=height,
        cols=len(masks),
        subplot_titles=[*masks],
        horizontal_spacing=0.04,
    )
    for number, mask in enumerate(masks.values()):
        heat = go.Heatmap(
            z=np.asarray(mask, dtype=int).tolist(), zmin=0, zmax=2, colorscale=SEEN,
            showscale=False, xgap=1, ygap=1, hoverinfo="skip",
        )  # fmt: skip
        chart.add_trace(heat, row=1, col=number + 1)
    chart.update_xaxes(showticklabels=False, ticks="", constrain="domain")
    chart.update_yaxes(showticklabels=False, ticks="", autorange="reversed")
    for number in range(1, len(masks) + 1):
        chart.update_yaxes(scaleanchor=f"x{number}", constrain="domain", col=number)
    chart.update_annotations(font={"size": 13})
    return chart.update_layout(margin={"l": 8, "r": 8, "t": 34, "b": 8})


def times_by_length(
    lengths: ArrayLike, seconds: Mapping[str, ArrayLike], alt: str
) -> go.Figure:
    """Milliseconds against the number of tokens, with slopes 1 and 2 for the eye.

    The slopes go through the last time of the first curve and of the last.
    """
    chart = figure(
        alt,
        height=460,
        margin=BESIDE,
        xaxis={
            "title": "tokens", "type": "log", "tickvals": [*np.asarray(lengths)],
            "ticktext": [f"{n:,}" for n in np.asarray(lengths)],
        },
        yaxis=log_axis("milliseconds, median"),
    )  # fmt: skip
    taken = {name: 1e3 * np.asarray(each) for name, each in seconds.items()}
    chart.add_traces(measured_curves(lengths, taken))
    tokens = np.asarray(lengths, dtype=float)
    first, *_, last = taken.values()
    ends = ((2, first), (1, last))
    for slope, times in ends:
        guide = times[-1] * (tokens / tokens[-1]) ** slope
        trace = line(f"slope {slope}", tokens, guide, "muted", width=1.2)
        chart.add_trace(trace.update(showlegend=False))
        chart.add_annotation(
            x=np.log10(tokens[1]), y=float(rounded([np.log10(guide[1])])[0]),
            text=f"slope {slope}", showarrow=False, yanchor="top", xanchor="left",
            font={"color": LIGHT["muted"]},
        )  # fmt: skip
    return chart


def gradients_by_token(
    norms: Mapping[str, ArrayLike], block: int, alt: str
) -> go.Figure:
    """How strongly each token moves the last one, blocks told apart by lines.

    What is exactly 0 stands below the axis, as a cross.
    """
    chart = figure(
        alt,
        height=420,
        margin=BESIDE,
        xaxis_title="token",
        yaxis=log_axis("norm of the gradient"),
    )
    every = np.concatenate([np.asarray(each, dtype=float) for each in norms.values()])
    least = 10.0 ** (np.floor(np.log10(every[every > 0].min())) - 0.6)
    for (name, values), (color, _, symbol) in zip(norms.items(), STYLES, strict=False):
        found = np.asarray(values, dtype=float)
        places = np.arange(len(found))
        some = found > 0
        for kept, mark, label in ((some, symbol, name), (~some, "x", f"{name}: 0")):
            if kept.any():
                chart.add_scatter(
                    x=places[kept].tolist(),
                    y=rounded(np.where(some, found, least)[kept]),
                    mode="markers",
                    name=label,
                    marker={"color": LIGHT[color], "symbol": mark, "size": 8},
                )
    for edge in range(block, len(found), block):
        chart.add_vline(x=edge - 0.5, line={"color": LIGHT["grid"], "width": 1})
    return chart


def scores_by_slots(
    slots: Sequence[int], scores: Mapping[str, ArrayLike], at: int, alt: str
) -> go.Figure:
    """Scores of tasks against the number of slots, each over its own at one number."""
    place = [*slots].index(at)
    shares = {name: np.asarray(y) / np.asarray(y)[place] for name, y in scores.items()}
    chart = figure(
        alt,
        height=400,
        xaxis={
            "title": "slots", "type": "log", "tickvals": [*slots],
            "ticktext": [f"{n:,}" for n in slots],
        },
        yaxis={"title": f"score, over that at {at}"},
    )  # fmt: skip
    return chart.add_traces(measured_curves(slots, shares))


def losses_by_reader(
    losses: Mapping[str, Sequence[ArrayLike]], guessing: float, alt: str, over: int = 20
) -> go.Figure:
    """Loss against the step, mean of `over` steps, a line for each seed of a reader."""
    chart = figure(
        alt,
        height=440,
        margin=BESIDE,
        xaxis_title="step of training",
        yaxis={"title": "nats per key symbol", "rangemode": "tozero"},
    )
    for (name, seeds), (color, dash, _) in zip(losses.items(), STYLES, strict=False):
        for number, one in enumerate(seeds):
            values = np.asarray(one, dtype=float)
            means = values[: len(values) // over * over].reshape(-1, over).mean(1)
            steps = over * (np.arange(len(means)) + 0.5)
            trace = line(name, steps, means, color, dash=dash, width=1.8)
            trace.update(showlegend=number == 0, legendgroup=name)
            chart.add_trace(trace)
    chart.add_hline(y=round(guessing, 5), line={"color": LIGHT["muted"], "dash": "dot"})
    return chart


def energies_by_step(curves: Mapping[str, ArrayLike], alt: str) -> go.Figure:
    """Energy of slots after each rewriting, 0 being before the first."""
    chart = figure(
        alt, height=400, margin=BESIDE, xaxis_title="rewritten so many times"
    )
    steps = range(len(np.asarray(next(iter(curves.values())))))
    chart.add_traces(measured_curves([*steps], curves))
    return chart.update_yaxes(title="energy of the slots")


def slot_weights(
    weights: ArrayLike, rows: Sequence[str], columns: Sequence[str], alt: str
) -> go.Figure:
    """Where slots look when they are written: a row for each, a column for each key."""
    chart = figure(alt, height=110 + 26 * len(rows))
    chart.add_heatmap(
        z=np.round(np.asarray(weights, dtype=float), 2).tolist(),
        x=[*range(len(columns))],
        y=[*rows],
        zmin=0,
        zmax=1,
        colorscale=VIOLET,
        showscale=False,
        xgap=1,
        ygap=1,
        hovertemplate="%{y}: %{z}<extra></extra>",
    )
    chart.update_xaxes(
        tickvals=[*range(len(columns))], ticktext=[*columns], ticks="", tickangle=0
    )
    chart.update_yaxes(autorange="reversed", ticks="")
    return chart.update_layout(margin={"l": 8, "r": 8, "t": 12, "b": 40})

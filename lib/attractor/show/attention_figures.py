"""Figures of the chapter on self-attention: sharpness, heads, stacks, intervention."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from attractor.show.curves import level, measured_curves
from attractor.show.template import LIGHT, figure, figure_grid, log_axis, rounded

VIOLET = [[0.0, LIGHT["surface"]], [1.0, LIGHT["weights"]]]


def keys_by_dimension(
    dims: Sequence[int], curves: Mapping[str, ArrayLike], n_keys: int, alt: str
) -> go.Figure:
    """How many of `n_keys` keys a query looks at, against the dimension."""
    chart = figure(
        alt,
        xaxis={
            "title": "dimension of queries and keys",
            "type": "log",
            "tickvals": [*dims],
            "ticktext": [f"{dim:,}" for dim in dims],
        },
        yaxis={"title": "keys looked at", "range": [0, 1.15 * n_keys]},
    )
    chart.add_traces(measured_curves([*dims], curves))
    level(chart, float(n_keys), "all of them", "muted")
    return chart


def attention_maps(
    maps: ArrayLike, names: Sequence[str], tokens: Sequence[str], alt: str
) -> go.Figure:
    """Attention weights of several heads, (n_maps, n, n), four in a row."""
    weights = np.asarray(maps, dtype=np.float64)
    n_rows = -(-len(weights) // 4)
    chart = figure_grid(
        alt,
        height=40 + 190 * n_rows,
        rows=n_rows,
        cols=4,
        subplot_titles=[*names],
        horizontal_spacing=0.02,
        vertical_spacing=0.3 / max(2, n_rows),
    )
    hover = "%{y} looks at %{x}: %{z}<extra></extra>"
    places = [f"{place + 1} {token}" for place, token in enumerate(tokens)]
    for number, table in enumerate(weights):
        heat = go.Heatmap(
            z=np.round(table, 2).tolist(), x=places, y=places, zmin=0, zmax=1,
            colorscale=VIOLET, showscale=False, hovertemplate=hover,
        )  # fmt: skip
        chart.add_trace(heat, row=number // 4 + 1, col=number % 4 + 1)
    chart.update_xaxes(showticklabels=False, ticks="")
    chart.update_yaxes(showticklabels=False, ticks="", autorange="reversed")
    chart.update_annotations(font={"size": 12})
    return chart.update_layout(margin={"l": 8, "r": 8, "t": 32, "b": 8})


def sizes_in_stack(
    curves: Mapping[str, ArrayLike], axis: str, alt: str, least: float = 1e-14
) -> go.Figure:
    """One number for each layer of a stack, several stacks, on a logarithmic axis.

    What is below `least`, the noise of the computer, is drawn there.
    """
    depth = len(next(iter(curves.values())))  # type: ignore[arg-type]
    chart = figure(alt, height=440, xaxis_title="after layer", yaxis=log_axis(axis))
    shown = {name: np.maximum(values, least) for name, values in curves.items()}
    chart.add_traces(measured_curves(range(1, depth + 1), shown))
    span = np.ptp([np.log10(values) for values in shown.values()])
    return chart.update_yaxes(dtick="D2" if span < 2 else 4)


def said_by_condition(
    shares: Mapping[str, Sequence[float]], answers: Sequence[str], alt: str
) -> go.Figure:
    """Stacked bars: the share of each answer, under each condition."""
    conditions = [*shares][::-1]
    chart = figure(
        alt,
        height=130 + 52 * len(conditions),
        barmode="stack",
        xaxis={"range": [0, 1.02], "tickformat": ".0%"},
    )
    looks = (("holds", ""), ("fails", "/"), ("muted", "x"))
    for place, (answer, (color, pattern)) in enumerate(
        zip(answers, looks, strict=False)
    ):
        values = [shares[name][place] for name in conditions]
        chart.add_bar(
            name=answer, y=conditions, x=rounded(values), orientation="h",
            marker={"color": LIGHT[color], "pattern": {"shape": pattern}},
        )  # fmt: skip
    return chart.update_layout(legend={"traceorder": "normal"})


def features_by_token(before: ArrayLike, after: ArrayLike, alt: str) -> go.Figure:
    """The features of a few tokens, as they are and normalized, a curve a token."""
    panels = [np.asarray(values, dtype=np.float64) for values in (before, after)]
    chart = figure_grid(
        alt, height=360, rows=1, cols=2, subplot_titles=["before", "after"]
    )
    for column, values in enumerate(panels, start=1):
        curves = {f"token {k + 1}": row for k, row in enumerate(values)}
        for trace in measured_curves(range(1, values.shape[1] + 1), curves):
            trace.update(showlegend=column == 1, legendgroup=trace.name)
            chart.add_trace(trace, row=1, col=column)
    chart.update_xaxes(title="feature", dtick=1)
    return chart.update_layout(legend={"y": 1.12})

"""Figures of the chapter on ring attention: memory, running sums, hosts, time."""

from collections.abc import Mapping, Sequence

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from attractor.show.attention_figures import VIOLET
from attractor.show.curves import measured_curves
from attractor.show.template import LIGHT, figure, figure_grid, log_axis, rounded


def memory_by_length(
    lengths: ArrayLike, curves: Mapping[str, ArrayLike], limit: float, alt: str
) -> go.Figure:
    """Bytes against the number of tokens, both logarithmic; a line at the `limit`."""
    chart = figure(alt, height=440, xaxis=log_axis("tokens"), yaxis=log_axis("bytes"))
    chart.add_traces(measured_curves(lengths, curves))
    chart.add_hline(y=limit, line={"color": LIGHT["fails"], "dash": "dot"})
    chart.add_annotation(
        x=0, xref="paper", y=float(np.log10(limit)), text="memory of one device",
        showarrow=False, xanchor="left", yanchor="bottom",
        font={"color": LIGHT["fails"]},
    )  # fmt: skip
    return chart.update_yaxes(dtick=2)


def running_row(
    scores: ArrayLike, largest: ArrayLike, means: ArrayLike, alt: str
) -> go.Figure:
    """One row of scores read from left to right: its maximum and its mean so far."""
    keys = np.arange(len(np.asarray(scores)))
    chart = figure_grid(
        alt, height=480, rows=2, cols=1, shared_xaxes=True, vertical_spacing=0.1
    )
    score, mean = measured_curves(keys, {"score": scores, "mean so far": means})
    score.update(mode="markers")
    mean.update(line={"dash": "solid"})
    top = go.Scatter(
        name="largest so far", x=keys.tolist(), y=rounded(largest), mode="lines",
        line={"color": LIGHT["fails"], "width": 2.5, "shape": "hv"},
    )  # fmt: skip
    chart.add_trace(top, row=1, col=1)
    chart.add_trace(score, row=1, col=1)
    chart.add_trace(mean, row=2, col=1)
    chart.update_yaxes(title="score", row=1, col=1)
    chart.update_yaxes(title="mean of values", row=2, col=1)
    chart.update_xaxes(title="key read last", row=2, col=1)
    return chart


def host_shares(shares: ArrayLike, tokens: Sequence[str], alt: str) -> go.Figure:
    """The share of its attention that each token pays to each host, (token, host)."""
    table = np.asarray(shares, dtype=np.float64).T
    places = [f"{place} {token}" for place, token in enumerate(tokens)]
    chart = figure(alt, height=150 + 32 * len(table))
    chart.add_heatmap(
        z=np.round(table, 3).tolist(), x=places,
        y=[f"host {host}" for host in range(len(table))],
        zmin=0, zmax=1, colorscale=VIOLET, xgap=1, ygap=1,
        colorbar={"title": "share", "thickness": 12},
        hovertemplate="%{x} pays %{z} to %{y}<extra></extra>",
    )  # fmt: skip
    chart.update_xaxes(
        title="query", tickvals=places, ticktext=[*tokens], tickangle=0, ticks=""
    )
    return chart.update_yaxes(autorange="reversed", ticks="")


def work_tables(tables: Mapping[str, ArrayLike], alt: str) -> go.Figure:
    """Pairs to compute, a row for each host and a column for each step, per order."""
    chart = figure_grid(
        alt, height=300, rows=1, cols=len(tables), subplot_titles=[*tables],
        horizontal_spacing=0.08,
    )  # fmt: skip
    most = max(np.max(np.asarray(table)) for table in tables.values())
    for column, table in enumerate(tables.values(), start=1):
        pairs = np.asarray(table)
        heat = go.Heatmap(
            z=pairs.tolist(), zmin=0, zmax=int(most), colorscale=VIOLET, xgap=2,
            ygap=2, showscale=False,
            hovertemplate="host %{y}, step %{x}: %{z} pairs<extra></extra>",
        )  # fmt: skip
        chart.add_trace(heat, row=1, col=column)
        for host, step in np.ndindex(*pairs.shape):
            dark = pairs[host, step] > 0.8 * most
            chart.add_annotation(
                x=step, y=host, text=f"{pairs[host, step]}", showarrow=False, row=1,
                col=column, font={"color": LIGHT["page" if dark else "text"]},
            )  # fmt: skip
    chart.update_xaxes(title="step", dtick=1, ticks="", showgrid=False)
    chart.update_yaxes(dtick=1, autorange="reversed", ticks="", showgrid=False)
    chart.update_yaxes(title="host", col=1)
    return chart.update_layout(margin={"t": 40})


def use_by_hosts(
    hosts: Sequence[int], curves: Mapping[str, ArrayLike], alt: str
) -> go.Figure:
    """Share of the hosts' time that is work, against their number."""
    chart = figure(
        alt,
        xaxis={"title": "hosts", "type": "log", "tickvals": [*hosts], "tickangle": 0},
        yaxis={"title": "time in use", "range": [0, 1.08], "tickformat": ".0%"},
    )
    chart.add_traces(measured_curves([*hosts], curves))
    return chart


def host_schedules(
    panels: Mapping[str, tuple[ArrayLike, ArrayLike]], alt: str
) -> go.Figure:
    """When each host works: panels of bars from begins to ends, (n_hosts, n_steps)."""
    chart = figure_grid(
        alt, height=110 + 130 * len(panels), rows=len(panels), cols=1,
        shared_xaxes=True, subplot_titles=[*panels], vertical_spacing=0.16,
    )  # fmt: skip
    looks = (("weights", ""), ("query", "/"), ("pattern", "x"), ("holds", "."))
    for row, (begins, ends) in enumerate(panels.values(), start=1):
        first, last = (np.asarray(t, dtype=np.float64) for t in (begins, ends))
        names = [f"host {host}" for host in range(len(first))]
        for step in range(first.shape[1]):
            color, pattern = looks[step % len(looks)]
            bar = go.Bar(
                name=f"step {step}", y=names, base=rounded(first[:, step]),
                x=rounded(last[:, step] - first[:, step]), orientation="h",
                marker={"color": LIGHT[color], "pattern": {"shape": pattern}},
                legendgroup=f"step {step}", showlegend=row == 1,
            )  # fmt: skip
            chart.add_trace(bar, row=row, col=1)
    chart.update_yaxes(autorange="reversed", ticks="")
    chart.update_xaxes(title="time", row=len(panels), col=1)
    return chart.update_layout(barmode="overlay", legend={"y": 1.12})


def times_by_block(
    tokens: ArrayLike, curves: Mapping[str, ArrayLike], alt: str
) -> go.Figure:
    """Milliseconds of a step against the tokens that each host holds."""
    chart = figure(
        alt, height=440, xaxis=log_axis("tokens a host holds"),
        yaxis=log_axis("milliseconds a step"),
    )  # fmt: skip
    chart.add_traces(measured_curves(tokens, curves))
    return chart

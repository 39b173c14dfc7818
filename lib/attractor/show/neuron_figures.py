"""Figures of the chapter on neurons: gates, spikes, rates, and a cell's two habits."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from attractor.show.template import (
    LIGHT,
    MARKS,
    figure,
    figure_grid,
    line,
    marks,
    rounded,
)

DASHES = ("solid", "dash", "dot", "dashdot", "longdash")
JUMP = 30.0  # Hz
STILL = 0.5  # mV that a swing must exceed to be one
GATE_STYLE = {"n": ("weights", "dash"), "m": ("fails", "solid"), "h": ("holds", "dot")}


def _two_rows(alt: str, titles: tuple[str, str], height: int = 560) -> go.Figure:
    chart = figure_grid(alt, height, rows=2, shared_xaxes=True, vertical_spacing=0.07)
    for row, title in enumerate(titles, start=1):
        chart.update_yaxes(title=title, row=row)
    return chart


def gate_curves(
    voltage: ArrayLike,
    steady: Mapping[str, ArrayLike],
    sluggish: Mapping[str, ArrayLike],
    fitted: Mapping[str, ArrayLike],
) -> go.Figure:
    """Steady gates over the voltage, with their Boltzmann fits, and time constants."""
    chart = _two_rows(
        "Above, three S-shaped curves between 0 and 1: m and n rise with the voltage, "
        "h falls; thin Boltzmann curves nearly cover them. Below, three humps: the "
        "time constant of m stays below 0.6 ms, those of n and h reach 6 and 9 ms.",
        ("open in the long run", "time constant, ms"),
    )
    for name, (color, dash) in GATE_STYLE.items():
        curve = line(name, voltage, steady[name], color, dash=dash)
        chart.add_trace(curve.update(legendgroup=name), row=1, col=1)
        fit = line("", voltage, fitted[name], "text", width=1)
        chart.add_trace(fit.update(showlegend=False), row=1, col=1)
        slow = line(name, voltage, sluggish[name], color, dash=dash)
        slow.update(legendgroup=name, showlegend=False)
        chart.add_trace(slow, row=2, col=1)
    chart.add_trace(
        line("Boltzmann fit", [np.nan], [np.nan], "text", width=1), row=1, col=1
    )
    return chart.update_xaxes(title="voltage, mV", row=2)


def spike_anatomy(
    times: ArrayLike,
    voltage: ArrayLike,
    conductances: Mapping[str, ArrayLike],
    batteries: Mapping[str, float],
) -> go.Figure:
    """One spike, and below it what the membrane lets through."""
    chart = _two_rows(
        "Above, a spike: the voltage jumps from minus 65 to plus 40 millivolts, "
        "almost to the sodium battery, and dips below rest, toward the potassium "
        "battery. Below, sodium's conductance peaks first and briefly, then "
        "potassium's, lower and longer.",
        ("voltage, mV", "conductance, mS/cm²"),
    )
    chart.add_trace(line("V", times, voltage, "query"), row=1, col=1)
    styles = {"sodium": ("fails", "solid"), "potassium": ("weights", "dash")}
    for name, (color, dash) in styles.items():
        curve = line(name, times, conductances[name], color, dash=dash)
        chart.add_trace(curve, row=2, col=1)
        chart.add_hline(
            y=batteries[name],
            line={"color": LIGHT[color], "dash": dash, "width": 1},
            annotation={"text": f"{name} battery", "font": {"color": LIGHT[color]}},
            row=1,
            col=1,
        )
    return chart.update_xaxes(title="time, ms", row=2)


def voltage_traces(
    times: ArrayLike, traces: Mapping[str, ArrayLike], alt: str
) -> go.Figure:
    """Voltages over time, one below the other, all on one scale."""
    rows = len(traces)
    gap = 0.12 / rows + 0.02
    chart = figure_grid(
        alt, 150 + 120 * rows, rows=rows, shared_xaxes=True, vertical_spacing=gap
    )
    colors = ("query", "weights", "holds", "fails", "pattern")
    for row, ((name, voltage), color) in enumerate(
        zip(traces.items(), colors, strict=False), start=1
    ):
        trace = line(name, times, voltage, color)
        trace.line.width = 1.75
        chart.add_trace(trace, row=row, col=1)
        chart.update_yaxes(range=[-85, 50], row=row, title="mV")
    return chart.update_xaxes(title="time, ms", row=rows)


def rate_curves(
    curves: Mapping[str, tuple[ArrayLike, ArrayLike]],
    thresholds: Mapping[str, float],
    axis: str,
    alt: str,
) -> go.Figure:
    """Firing rate against current, with thresholds as dashed lines."""
    chart = figure(alt, xaxis_title=axis, yaxis_title="spikes per second")
    for (name, (current, rate)), color, dash in zip(
        curves.items(), MARKS, DASHES, strict=False
    ):
        chart.add_trace(line(name, *_cut(current, rate), color, dash=dash))
    for height, (name, current) in enumerate(thresholds.items()):
        chart.add_vline(x=current, line={"color": LIGHT["fails"], "dash": "dash"})
        chart.add_annotation(
            x=current,
            y=1 - 0.09 * height,
            yref="paper",
            text=name,
            xanchor="left",
            xshift=4,
            showarrow=False,
            bgcolor=LIGHT["page"],
            font={"color": LIGHT["fails"]},
        )
    return chart


def _cut(current: ArrayLike, rate: ArrayLike) -> tuple[np.ndarray, np.ndarray]:
    """The curve with a gap where it jumps from silence to more than 30 a second."""
    x, y = (np.asarray(values, dtype=np.float64) for values in (current, rate))
    jumps = np.flatnonzero((y[:-1] == 0) & (y[1:] > JUMP)) + 1
    return np.insert(x, jumps, x[jumps]), np.insert(y, jumps, np.nan)


class Swing(NamedTuple):
    """For each current: the balance, whether it is stable, and how far V swings."""

    current: ArrayLike
    balance: ArrayLike
    stable: ArrayLike
    low: ArrayLike
    high: ArrayLike


def swings(swing: Swing) -> go.Figure:
    """What a cell settles into at each current: a point, or a swing between two."""
    chart = figure(
        "Voltage against current. A rising line of balances is stable up to 9.8, "
        "dotted and unstable up to 154.5, then stable again. Two outer curves mark "
        "the top and bottom of the oscillation: wide apart from 6.3 on, they close "
        "like a fish's tail on the line at 154.5.",
        xaxis_title="current, µA/cm²",
        yaxis_title="voltage, mV",
        height=460,
    )
    stable = np.asarray(swing.stable, dtype=bool)
    balance = np.asarray(swing.balance, dtype=np.float64)
    held = np.where(stable, balance, np.nan)
    # The dotted piece takes in its neighbors, so that no gap shows.
    near = stable & ~(np.roll(~stable, 1) | np.roll(~stable, -1))
    chart.add_trace(line("stable balance", swing.current, held, "holds"))
    loose = np.where(near, np.nan, balance)
    chart.add_trace(line("unstable balance", swing.current, loose, "fails", dash="dot"))
    low, high = (np.asarray(v, dtype=np.float64) for v in (swing.low, swing.high))
    moving = high - low > STILL
    top = np.where(moving, high, np.nan)
    chart.add_trace(line("top and bottom of the swing", swing.current, top, "query"))
    bottom = line("bottom", swing.current, np.where(moving, low, np.nan), "query")
    return chart.add_trace(bottom.update(showlegend=False))


def kick_map(
    phases: ArrayLike, sizes: ArrayLike, fires: ArrayLike, rhythm: ArrayLike
) -> go.Figure:
    """Which kicks end a cell's firing: their time after a spike, and their size.

    `fires` (n_sizes, n_phases) says whether the cell goes on; `rhythm` is the voltage
    at each phase.
    """
    chart = figure_grid(
        "A map of kicks. Nearly all leave the cell firing. Two small islands end it: "
        "one of positive kicks about 8 milliseconds after a spike, one of negative "
        "kicks about 14 milliseconds after it.",
        560,
        rows=2,
        shared_xaxes=True,
        vertical_spacing=0.07,
        row_heights=[0.7, 0.3],
    )
    ends = 1.0 - np.asarray(fires, dtype=np.float64)
    chart.add_heatmap(
        x=rounded(phases),
        y=rounded(sizes),
        z=rounded(ends),
        colorscale=[[0.0, LIGHT["surface"]], [1.0, LIGHT["holds"]]],
        showscale=False,
        hovertemplate="%{x} ms after a spike, kick %{y}<extra></extra>",
        row=1,
        col=1,
    )
    silent = marks("the cell falls silent", [np.nan], [np.nan], "holds", "square")
    chart.add_trace(silent, row=1, col=1)
    chart.add_trace(line("V without a kick", phases, rhythm, "query"), row=2, col=1)
    chart.update_yaxes(title="kick, µA/cm²", row=1)
    chart.update_yaxes(title="mV", row=2)
    return chart.update_xaxes(title="time after a spike, ms", row=2)


def integrated_and_fired(
    times: ArrayLike,
    voltages: Mapping[str, ArrayLike],
    spikes: Mapping[str, Sequence[float]],
    threshold: float,
) -> go.Figure:
    """Leaky integrate-and-fire voltages, with a stroke where each cell fires."""
    chart = figure(
        "A voltage that only charges levels off below the dashed threshold. With the "
        "rule, it climbs to the threshold, falls back to rest, and climbs again: a "
        "saw with a stroke at each tooth.",
        xaxis_title="time, ms",
        yaxis_title="voltage, mV",
    )
    for (name, voltage), color, dash in zip(
        voltages.items(), ("query", "weights", "holds"), DASHES, strict=False
    ):
        chart.add_trace(line(name, times, voltage, color, dash=dash))
        for k, instant in enumerate(spikes.get(name, ())):
            stroke = line(
                "spikes", [instant, instant], [threshold, threshold + 25], color
            )
            chart.add_trace(stroke.update(showlegend=k == 0))
    chart.add_hline(
        y=threshold,
        line={"color": LIGHT["fails"], "dash": "dash"},
        annotation={"text": "threshold", "font": {"color": LIGHT["fails"]}},
        annotation_position="top left",
    )
    return chart

"""Several curves in one chart, told apart by color, dash and symbol at once."""

from collections.abc import Mapping

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from attractor.show.template import LIGHT, line, rounded

STYLES = (
    ("query", "solid", "circle"),
    ("pattern", "dash", "diamond"),
    ("weights", "dot", "square"),
    ("holds", "dashdot", "triangle-up"),
    ("fails", "longdash", "x"),
)
SHARE = {"range": [-0.03, 1.03], "tickformat": ".0%"}
"""An axis for shares, with room for marks at 0 and 1."""


def measured_curves(x: ArrayLike, rows: Mapping[str, ArrayLike]) -> list[go.Scatter]:
    """One curve for each name, with a mark at every measured point."""
    traces = []
    for (name, y), (color, dash, symbol) in zip(rows.items(), STYLES, strict=False):
        trace = line(name, x, y, color, dash=dash)
        marker = {"symbol": symbol, "size": 8, "color": LIGHT[color]}
        traces.append(trace.update(mode="lines+markers", marker=marker))
    return traces


def level(chart: go.Figure, y: float, words: str, color: str = "fails") -> None:
    """A horizontal line with its meaning above its right end."""
    logarithmic = chart.layout.yaxis.type == "log"
    at = float(np.log10(y)) if logarithmic else y
    chart.add_hline(y=round(y, 5), line={"color": LIGHT[color], "dash": "dot"})
    chart.add_annotation(
        x=1, xref="paper", y=float(rounded([at])[0]), text=words, showarrow=False,
        xanchor="right", yanchor="bottom", font={"color": LIGHT[color]},
    )  # fmt: skip

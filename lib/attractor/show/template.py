"""What every Plotly figure of the book shares: template, alt text, rounding.

Figures are drawn in the light palette; the page swaps each color for its dark
partner, so a figure names colors through `LIGHT` only.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike
from plotly.subplots import make_subplots

from attractor.show.palette import CIVIDIS, ON_MAP, PALETTE

LIGHT = PALETTE["light"]
COLORSCALE = [[i / (len(CIVIDIS) - 1), color] for i, color in enumerate(CIVIDIS)]
INK_SCALE = [[0.0, LIGHT["page"]], [1.0, LIGHT["text"]]]
MARKS = ("query", "pattern", "weights", "holds", "fails")
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"

_AXIS = {
    "gridcolor": LIGHT["grid"],
    "linecolor": LIGHT["muted"],
    "zerolinecolor": LIGHT["grid"],
    "tickcolor": LIGHT["muted"],
    "ticks": "outside",
    "showline": True,
    "automargin": True,
    "title": {"standoff": 8},
}

TEMPLATE = go.layout.Template(
    layout={
        "font": {"family": FONT, "size": 14, "color": LIGHT["text"]},
        "paper_bgcolor": LIGHT["page"],
        "plot_bgcolor": LIGHT["page"],
        "colorway": [
            LIGHT[c] for c in ("query", "pattern", "weights", "holds", "fails")
        ],
        "xaxis": _AXIS,
        "yaxis": _AXIS,
        "legend": {"orientation": "h", "yanchor": "bottom", "y": 1.02, "x": 0},
        "margin": {"l": 56, "r": 16, "t": 48, "b": 48},
        "hoverlabel": {"font": {"family": FONT}},
    }
)


def rounded(values: ArrayLike, digits: int = 5) -> list[Any]:
    """`values` to `digits` significant digits, as (nested) lists; NaN becomes None."""
    array = np.asarray(values, dtype=np.float64)
    kept = [
        float(f"{value:.{digits}g}") if np.isfinite(value) else None
        for value in array.flat
    ]
    return np.array(kept, dtype=object).reshape(array.shape).tolist()


def figure(alt: str, height: int = 420, **layout: Any) -> go.Figure:
    """An empty figure in the book's template whose text alternative is `alt`."""
    if not alt.strip():
        raise ValueError("alt must say in words what the figure shows")
    empty = go.Figure()
    empty.update_layout(template=TEMPLATE, height=height, meta={"alt": alt}, **layout)
    return empty


def figure_grid(alt: str, height: int, **grid: Any) -> go.Figure:
    """An empty figure of several axes, a `grid` as `make_subplots` takes it."""
    empty = make_subplots(**grid)
    empty.layout.template = None  # Plotly's own, of which half would stay
    return empty.update_layout(figure(alt, height).layout)


def log_axis(title: str) -> dict[str, Any]:
    """A logarithmic axis with a label at each power of ten."""
    return {"title": title, "type": "log", "dtick": 1, "exponentformat": "power"}


def line(name: str, x: ArrayLike, y: ArrayLike, color: str, **style: Any) -> go.Scatter:
    """A named curve in a palette color; `style` is Plotly's line style."""
    return go.Scatter(
        name=name,
        x=rounded(x),
        y=rounded(y),
        mode="lines",
        line={"color": LIGHT[color], "width": 2.5, **style},
    )


def marks(
    name: str, x: ArrayLike, y: ArrayLike, color: str, symbol: str = "circle"
) -> go.Scatter:
    """Named points, outlined so that they stand out on any ground."""
    return go.Scatter(
        name=name,
        x=rounded(x),
        y=rounded(y),
        mode="markers",
        marker={
            "color": LIGHT[color],
            "symbol": symbol,
            "size": 11,
            "line": {"color": LIGHT["page"], "width": 1.5},
        },
    )


def diamonds(x: ArrayLike, y: ArrayLike) -> go.Scatter:
    """Stored patterns on an energy map: bright amber, outlined in light ink."""
    return marks("stored patterns", x, y, "pattern", "diamond").update(
        marker={
            "color": ON_MAP["pattern"],
            "size": 13,
            "line": {"color": ON_MAP["ink"], "width": 1.5},
        }
    )


def slider(labels: Sequence[str], prefix: str, active: int = 0) -> list[dict[str, Any]]:
    """A Plotly slider that steps through frames named by `labels`."""
    jump = {"mode": "immediate", "frame": {"duration": 0, "redraw": True}}
    steps = [
        {"label": label, "method": "animate", "args": [[label], jump]}
        for label in labels
    ]
    return [
        {
            "active": active,
            "currentvalue": {"prefix": prefix, "font": {"color": LIGHT["text"]}},
            "bgcolor": LIGHT["grid"],
            "activebgcolor": LIGHT["query"],
            "bordercolor": LIGHT["muted"],
            "font": {"color": LIGHT["muted"]},
            "pad": {"t": 40},
            "steps": steps,
        }
    ]

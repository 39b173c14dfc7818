"""Small grayscale pictures in labeled rows."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import ArrayLike

from attractor.show.template import INK_SCALE, LIGHT, figure, rounded

GAP = 1


def picture_rows(rows: Mapping[str, ArrayLike], alt: str) -> go.Figure:
    """Rows of square pictures, one row per label, each picture scaled by itself.

    Every value of `rows` holds as many pictures, (n_pictures, side * side) or
    (n_pictures, side, side). Dark ink is a high value.
    """
    blocks = [
        _row(np.asarray(pictures, dtype=np.float64)) for pictures in rows.values()
    ]
    height, width = blocks[0].shape
    spacer = np.full((GAP, width), np.nan)
    sheet = np.vstack([part for block in blocks for part in (block, spacer)][:-1])
    chart = figure(alt, height=int(64 + 560 * len(sheet) / (width + 10)))
    chart.add_heatmap(
        z=rounded(sheet, 3),
        colorscale=INK_SCALE,
        showscale=False,
        hoverinfo="skip",
    )
    chart.update_layout(
        shapes=_frames(len(blocks), width // (height + GAP) + 1, height)
    )
    middles = [i * (height + GAP) + (height - 1) / 2 for i in range(len(blocks))]
    chart.update_yaxes(
        autorange="reversed",
        tickvals=middles,
        ticktext=list(rows),
        ticks="",
        showgrid=False,
        showline=False,
        zeroline=False,
        color=LIGHT["text"],
    )
    chart.update_xaxes(visible=False)
    chart.update_layout(margin={"l": 8, "r": 8, "t": 8, "b": 8})
    chart.update_yaxes(scaleanchor="x", constrain="domain")
    return chart


def _frames(n_rows: int, n_columns: int, side: int) -> list[dict[str, Any]]:
    step = side + GAP
    return [
        {
            "type": "rect",
            "x0": column * step - 0.5,
            "x1": column * step + side - 0.5,
            "y0": row * step - 0.5,
            "y1": row * step + side - 0.5,
            "line": {"color": LIGHT["grid"], "width": 1},
        }
        for row in range(n_rows)
        for column in range(n_columns)
    ]


def _row(pictures: np.ndarray) -> np.ndarray:
    side = round(np.sqrt(pictures[0].size))
    squares = pictures.reshape(len(pictures), side, side)
    low = squares.min(axis=(1, 2), keepdims=True)
    high = squares.max(axis=(1, 2), keepdims=True)
    scaled = (squares - low) / np.where(high > low, high - low, 1.0)
    spacer = np.full((side, GAP), np.nan)
    return np.hstack([part for square in scaled for part in (square, spacer)][:-1])

"""Figures of dense memories: what they hold, that they say it, and in which colors."""

import json
import re

import numpy as np
import plotly.graph_objects as go
import pytest

from attractor.show import (
    PALETTE,
    basins,
    collapse,
    field_histograms,
    forgiven_damage,
    kept_by_count,
    lost_by_rival,
    stability,
)
from attractor.show.palette import CIVIDIS, ON_MAP

COUNTS = [2, 10, 100]
DIMS = [10, 20]
PATTERNS = [[10, 100], [40, 400]]
ERRORS = [[0.1, 0.2], [0.1, 0.2]]

FIGURES = {
    "kept_by_count": lambda: kept_by_count(COUNTS, {"power 2": [1, 0.5, 0]}),
    "field_histograms": lambda: field_histograms([-1, 0, 1], {"degree 2": [0.2, 0.8]}),
    "collapse": lambda: collapse(PATTERNS, DIMS, ERRORS, [1, 2, 3]),
    "stability": lambda: stability(
        DIMS, {"α = 0.3": [0.8, 0.9]}, [10, 15, 20], {"α = 0.3": [0.8, 0.85, 0.9]}
    ),
    "forgiven_damage": lambda: forgiven_damage(
        [0.1, 0.2], [0.0, 0.5, 1.0], np.ones((2, 3)), {"proved": ([0.1, 0.2], [1, 0])}
    ),
    "basins": lambda: basins(
        [0, 0.5], {"4": {"power 2": [1, 0]}, "16": {"power 2": [0.5, 0]}}
    ),
    "lost_by_rival": lambda: lost_by_rival([50, 50, 58], [True, False, False]),
}


@pytest.fixture(params=list(FIGURES))
def chart(request: pytest.FixtureRequest) -> go.Figure:
    """Each figure on small arrays."""
    return FIGURES[request.param]()


def test_every_figure_says_in_words_what_it_shows(chart: go.Figure) -> None:
    assert len(chart.layout.meta["alt"]) > 80


def test_every_color_is_the_books(chart: go.Figure) -> None:
    known = {*PALETTE["light"].values(), *CIVIDIS, *ON_MAP.values()}
    text = json.dumps(chart.to_plotly_json(), default=str)
    used = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", text))
    assert used and used <= known


def test_every_curve_has_its_own_color_dash_and_symbol() -> None:
    rows = {f"power {r}": [1, 0.5, 0] for r in (2, 3, 5, 8, 15)}
    traces = kept_by_count(COUNTS, rows).data
    assert len({t.line.color for t in traces}) == 5
    assert len({t.line.dash for t in traces}) == 5
    assert len({t.marker.symbol for t in traces}) == 5


def test_the_slider_brings_all_sizes_to_the_smallest() -> None:
    chart = collapse(PATTERNS, DIMS, ERRORS, [1, 2, 3])
    assert [frame.name for frame in chart.frames] == ["d / n", "d / n²", "d / n³"]
    # Degree 3 data: d ∝ n² fall on one another at the second step only.
    first, second, third = ([list(t.x) for t in frame.data] for frame in chart.frames)
    assert second[0] == second[1] == [10, 100]
    assert first[1] == [20, 200] and third[1] == [5, 50]
    assert [list(t.x) for t in chart.data] == first


def test_a_step_of_the_load_changes_every_curve() -> None:
    chart = FIGURES["basins"]()
    assert [frame.name for frame in chart.frames] == ["4", "16"]
    assert list(chart.frames[1].data[0].y) == [0.5, 0]
    assert list(chart.data[0].y) == list(chart.frames[0].data[0].y)


def test_bars_count_kept_and_lost_at_each_overlap() -> None:
    stays, lost = lost_by_rival([50, 50, 58], [True, False, False]).data
    assert (list(stays.x), list(stays.y)) == ([50, 58], [1, 0])
    assert (list(lost.x), list(lost.y)) == ([50, 58], [1, 1])


def test_the_map_has_damage_upward() -> None:
    recovered = np.array([[1.0, 0.5, 0.25], [0.9, 0.4, 0.0]])
    chart = forgiven_damage([0.1, 0.2], [0.0, 0.1, 0.2], recovered, {})
    assert [list(row) for row in chart.data[0].z] == [[1, 0.9], [0.5, 0.4], [0.25, 0]]

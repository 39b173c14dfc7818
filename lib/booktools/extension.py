"""The Sphinx extension of the book: each part sets itself up."""

from sphinx.application import Sphinx

from booktools import (
    assets,
    bibliography,
    chapter_cards,
    colophon,
    icons,
    offline_pages,
    plotly_figures,
    widget_host,
)

PARTS = (
    assets,
    bibliography,
    chapter_cards,
    colophon,
    icons,
    offline_pages,
    plotly_figures,
    widget_host,
)


def setup(app: Sphinx) -> dict[str, bool | str]:
    """Register every part with Sphinx."""
    for part in PARTS:
        part.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

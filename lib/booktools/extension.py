"""The Sphinx extension of the book: each part sets itself up."""

from sphinx.application import Sphinx

import booktools.assets
import booktools.bibliography
import booktools.chapter_cards
import booktools.claim_links
import booktools.colophon
import booktools.folds
import booktools.fonts
import booktools.icons
import booktools.lean_styles
import booktools.offline_pages
import booktools.plotly_figures
import booktools.theme
import booktools.widget_host

PARTS = (
    booktools.assets,
    booktools.bibliography,
    booktools.chapter_cards,
    booktools.claim_links,
    booktools.colophon,
    booktools.folds,
    booktools.fonts,
    booktools.icons,
    booktools.lean_styles,
    booktools.offline_pages,
    booktools.plotly_figures,
    booktools.theme,
    booktools.widget_host,
)


def setup(app: Sphinx) -> dict[str, bool | str]:
    """Register every part with Sphinx."""
    for part in PARTS:
        part.setup(app)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}

"""Plotly figures in the page, without a kernel: drawn lazily by `figures.js`."""

import html
import json
from typing import Any, ClassVar

from docutils import nodes
from myst_nb.core.render import MimeData, NbElementRenderer, sanitize_script_content
from sphinx.application import Sphinx

from booktools import mime_renderers

PLOTLY = "application/vnd.plotly.v1+json"
SCRIPTS = ("palette.js", "plotly.min.js", "figures.js")
USUAL_HEIGHT = 450  # Plotly's own default, in pixels


def alt_text(figure: dict[str, Any]) -> str:
    """What `layout.meta.alt` says, or nothing."""
    meta = figure.get("layout", {}).get("meta")
    alt = meta.get("alt") if isinstance(meta, dict) else None
    return alt.strip() if isinstance(alt, str) else ""


def figure_html(figure: dict[str, Any]) -> str:
    """The page's element for a figure: its data, its room and its description."""
    alt = html.escape(alt_text(figure), quote=True)
    height = int(figure.get("layout", {}).get("height") or USUAL_HEIGHT)
    data = sanitize_script_content(
        json.dumps(figure, separators=(",", ":"), sort_keys=True, ensure_ascii=False)
    )
    return (
        f'<div class="plotly-figure" role="group" aria-label="{alt}"'
        f' style="min-height:{height}px">'
        f'<script type="application/json">{data}</script>'
        f"<noscript><p>{alt} (The drawing needs JavaScript.)</p></noscript></div>"
    )


class PlotlyRenderer:
    """myst-nb's renderer for Plotly's MIME type."""

    mime_priority_overrides: ClassVar = [("html", PLOTLY, 5)]

    @staticmethod
    def handle_mime(
        renderer: NbElementRenderer, data: MimeData, inline: bool
    ) -> list[nodes.Element] | None:
        """Draw a Plotly output; leave every other one to myst-nb."""
        if data.mime_type != PLOTLY:
            return None
        figure = json.loads(json.dumps(data.content))
        if not alt_text(figure):
            renderer.logger.warning(
                "This figure has no alt text: say in layout.meta.alt what it shows.",
                subtype="alt",
                line=data.line,
            )
        for script in SCRIPTS:
            renderer.add_js_file(script, script, {"defer": "defer"})
        return [nodes.raw(text=figure_html(figure), format="html")]


def setup(app: Sphinx) -> None:
    """Draw Plotly outputs."""
    mime_renderers.register(PlotlyRenderer)

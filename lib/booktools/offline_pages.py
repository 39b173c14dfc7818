"""Pages that ask no other host for anything and carry no script they do not use."""

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

TEMPLATES = Path(__file__).with_name("templates")
ICON_SCRIPT = re.compile(r"<script[^>]*fontawesome\.js[^>]*></script>")
UNUSED = ("THEBE_JS_URL", "sphinx-thebe", "widget-state+json", "thebe.css")

Context = dict[str, Any]


def without_icon_script(head: str) -> str:
    """The theme's head without its 1.5 MB of icons; `icons.css` has those shown."""
    return ICON_SCRIPT.sub("", head)


def is_unused(asset: Any) -> bool:
    """Whether a script or style sheet belongs to live code, which no page runs.

    Jupyter Book always loads thebe, whose code is at another host, and myst-nb
    repeats the widgets' state, which `widget_host` has put into the page.
    """
    attributes = getattr(asset, "attributes", {}) or {}
    told = (str(getattr(asset, "filename", asset)), *map(str, attributes.values()))
    return any(name in text for name in UNUSED for text in told)


def trim_page(
    app: Sphinx, page: str, template: str, context: Context, doctree: nodes.document
) -> None:
    """Drop unused assets and give the templates what they call."""
    for kind in ("script_files", "css_files"):
        context[kind] = [asset for asset in context[kind] if not is_unused(asset)]
    context["without_icon_script"] = without_icon_script
    context["is_landing_page"] = page == app.config.root_doc


def flatten_launch_buttons(
    app: Sphinx, page: str, template: str, context: Context, doctree: nodes.document
) -> None:
    """Show a menu of one link as that link."""
    buttons = context.get("header_buttons", [])
    context["header_buttons"] = [
        button["buttons"][0] | {"classes": "launch-button"}
        if button.get("label") == "launch-buttons" and len(button["buttons"]) == 1
        else button
        for button in buttons
    ]


def use_our_templates(app: Sphinx, config: Config) -> None:
    """Look into our templates before the theme's, and load no widget manager."""
    config.templates_path.insert(0, str(TEMPLATES))
    config.nb_ipywidgets_js = {}


def setup(app: Sphinx) -> None:
    """Trim every page, after the theme and the other extensions had their say."""
    app.connect("config-inited", use_our_templates, priority=900)
    app.connect("html-page-context", flatten_launch_buttons, priority=990)
    app.connect("html-page-context", trim_page, priority=999)
    app.add_js_file("overflow.js", loading_method="defer")

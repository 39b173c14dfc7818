"""Pages that ask no other host for anything and carry no script they do not use."""

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

# Jupyter Book loads these whether or not a book wants them: live code from another
# host, comments, and folding by script (see `folds`).
UNWANTED = ("sphinx_thebe", "sphinx_comments", "sphinx_togglebutton")
ICON_SCRIPT = re.compile(r"<script[^>]*fontawesome\.js[^>]*></script>")
MENDED = {
    # sphinx-proof and sphinx-exercise give the same id to every box.
    re.compile(r' id="(?:proof|exercise|solution)-content"'): "",
    # docutils calls the bibliography a list, and none of its entries an item.
    re.compile(r'<div role="list" class="citation-list">'): "<div>",
}
# Left in the page's lists: a style or script of an extension above, and myst-nb's
# copy of the widgets' state, which `widget_host` has put in its place.
LEFT_OVER = re.compile(r"thebe|togglebutton|widget-state\+json")

Context = dict[str, Any]


def silence(app: Sphinx, extensions: tuple[str, ...]) -> None:
    """Let these extensions hear of no event."""
    for listeners in app.events.listeners.values():
        for listener in list(listeners):
            module = getattr(listener.handler, "__module__", "") or ""
            if module.partition(".")[0] in extensions:
                listeners.remove(listener)


def without_icon_script(head: str) -> str:
    """The theme's head without its 1.5 MB of icons; `icons.css` has those shown."""
    return ICON_SCRIPT.sub("", head)


def is_left_over(asset: Any) -> bool:
    """Whether a script or style sheet serves nothing on this page."""
    kind = getattr(asset, "attributes", {}).get("type")
    return bool(LEFT_OVER.search(f"{getattr(asset, 'filename', asset)} {kind}"))


def trim_page(
    app: Sphinx,
    page: str,
    template: str,
    context: Context,
    doctree: nodes.document | None,
) -> None:
    """Drop what the page does not use, and mend what others wrote wrong."""
    for kind in ("script_files", "css_files"):
        context[kind] = [each for each in context[kind] if not is_left_over(each)]
    context["without_icon_script"] = without_icon_script
    for fault, mended in MENDED.items():
        context["body"] = fault.sub(mended, context.get("body") or "")


def load_no_widget_manager(app: Sphinx, config: Config) -> None:
    """Keep myst-nb from linking its widget scripts, which lie on another host."""
    config.nb_ipywidgets_js = {}


def setup(app: Sphinx) -> None:
    """Trim every page, after the theme and the other extensions had their say."""
    silence(app, UNWANTED)
    app.connect("config-inited", load_no_widget_manager)
    app.connect("html-page-context", trim_page, priority=999)

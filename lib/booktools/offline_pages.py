"""Pages that ask no other host for anything and carry no script they do not use."""

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

# Jupyter Book loads these whether or not a book wants them: live code from another
# host, comments, and folding by script (see `folds`).
UNWANTED = ("sphinx_thebe", "sphinx_comments", "sphinx_togglebutton")
# In the theme's head: 1.5 MB of icons, of which `icons.css` has those shown, and the
# index of the whole book, which only the search page reads.
UNREAD = re.compile(
    r"<script[^>]*(?:fontawesome|searchtools|language_data|searchindex)\.js[^>]*></script>"
)
MENDED = {
    # sphinx-proof and sphinx-exercise give the same id to every box.
    re.compile(r' id="(?:proof|exercise|solution)-content"'): "",
    # docutils calls the bibliography a list, and none of its entries an item.
    re.compile(r'<div role="list" class="citation-list">'): "<div>",
}
# Left in the page's lists: a style or script of an extension above, and myst-nb's
# copy of the widgets' state, which `widget_host` has put in its place.
LEFT_OVER = "thebe|togglebutton|widget-state\\+json"
CARDS = "sphinx-design|design-tabs"  # of use only to pages with its grids

Context = dict[str, Any]


def silence(app: Sphinx, extensions: tuple[str, ...]) -> None:
    """Let these extensions hear of no event."""
    for listeners in app.events.listeners.values():
        for listener in list(listeners):
            module = getattr(listener.handler, "__module__", "") or ""
            if module.partition(".")[0] in extensions:
                listeners.remove(listener)


def without_unread(head: str) -> str:
    """The theme's head without the scripts that no page but the search page runs."""
    return UNREAD.sub("", head)


def is_named(asset: Any, names: str) -> bool:
    """Whether a script or style sheet matches one of these names."""
    kind = getattr(asset, "attributes", {}).get("type")
    return bool(re.search(names, f"{getattr(asset, 'filename', asset)} {kind}"))


def trim_page(
    app: Sphinx,
    page: str,
    template: str,
    context: Context,
    doctree: nodes.document | None,
) -> None:
    """Drop what the page does not use, and mend what others wrote wrong."""
    body = context.get("body") or ""
    unused = LEFT_OVER if " sd-" in body else f"{LEFT_OVER}|{CARDS}"
    for kind in ("script_files", "css_files"):
        context[kind] = [each for each in context[kind] if not is_named(each, unused)]
    context["without_unread"] = without_unread
    for fault, mended in MENDED.items():
        body = fault.sub(mended, body)
    if body:
        context["body"] = body


def load_no_widget_manager(app: Sphinx, config: Config) -> None:
    """Keep myst-nb from linking its widget scripts, which lie on another host."""
    config.nb_ipywidgets_js = {}


def setup(app: Sphinx) -> None:
    """Trim every page, after the theme and the other extensions had their say."""
    silence(app, UNWANTED)
    app.connect("config-inited", load_no_widget_manager)
    app.connect("html-page-context", trim_page, priority=999)

"""What the book changes in the theme: options, templates, header buttons."""

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

TEMPLATES = Path(__file__).with_name("templates")
STYLES = ("book", "frame", "content", "boxes")
OPTIONS = {
    "use_fullscreen_button": False,
    "back_to_top_button": False,
    "primary_sidebar_end": [],
    "navbar_persistent": [],
    "search_bar_text": "Search this book",
    "toc_title": "On this page",
}

CHAPTER_NUMBER = re.compile(r'(<h1><span class="section-number">)(\d+)\. ')

Context = dict[str, Any]


def configure(app: Sphinx, config: Config) -> None:
    """Set the theme's options and look into our templates first."""
    config.html_theme_options = {**config.html_theme_options, **OPTIONS}
    config.templates_path.insert(0, str(TEMPLATES))


def flat(button: dict[str, Any]) -> dict[str, Any]:
    """A menu of one link as that link."""
    if button.get("label") != "launch-buttons" or len(button["buttons"]) != 1:
        return button
    return {**button["buttons"][0], "icon": None, "classes": "launch-button"}


def prepare_page(
    app: Sphinx,
    page: str,
    template: str,
    context: Context,
    doctree: nodes.document | None,
) -> None:
    """Tell the templates which page this is and what its header offers."""
    context["is_landing_page"] = page == app.config.root_doc
    if "body" in context:
        context["body"] = CHAPTER_NUMBER.sub(r"\1Chapter \2 ", context["body"])
    context["header_buttons"] = [flat(each) for each in context["header_buttons"]]


def setup(app: Sphinx) -> None:
    """Change the theme, after it has set itself up."""
    app.connect("config-inited", configure, priority=900)
    app.connect("html-page-context", prepare_page, priority=990)
    app.add_js_file("formulas.js", loading_method="defer")
    for number, name in enumerate(STYLES):
        app.add_css_file(f"{name}.css", priority=620 + number)

"""Explorables in the page, without a kernel: anywidget views run by `widgets.js`.

The notebook's metadata holds the state of every widget. A page gets the models that
its views show, each distinct module and style once, and in the place of each view its
still: a picture that is fetched only where no script runs, or where the view fails.
"""

import html
import json
from collections.abc import Iterable
from typing import Any, ClassVar

from docutils import nodes
from myst_nb.core.render import MimeData, NbElementRenderer, sanitize_script_content
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

from booktools import mime_renderers

STATE = "application/vnd.jupyter.widget-state+json"
VIEW = "application/vnd.jupyter.widget-view+json"
WITHOUT_SCRIPT = "This picture is an explorable: with JavaScript it can be moved."

Model = dict[str, Any]


class ExplorableNode(nodes.General, nodes.Element):
    """The place of one view; its only child, if any, is the still."""


def page_models(models: dict[str, Model]) -> dict[str, Any]:
    """What `widgets.js` needs of these models (model id -> entry of the state).

    Each distinct `_esm` and `_css` is kept once; a model names its by number.
    """
    modules = list(dict.fromkeys(entry["state"]["_esm"] for entry in models.values()))
    styles = list(
        dict.fromkeys(entry["state"].get("_css") or "" for entry in models.values())
    )

    def trimmed(state: dict[str, Any]) -> dict[str, Any]:
        traits = {key: value for key, value in state.items() if key[0] != "_"}
        return {
            "module": modules.index(state["_esm"]),
            "style": styles.index(state.get("_css") or ""),
            "traits": traits,
        }

    return {
        "modules": modules,
        "styles": styles,
        "models": {name: trimmed(entry["state"]) for name, entry in models.items()},
    }


def models_html(models: dict[str, Model]) -> str:
    """The script element that carries `page_models` into a page."""
    data = json.dumps(page_models(models), sort_keys=True, ensure_ascii=False)
    content = sanitize_script_content(data)
    return f'<script type="application/json" id="explorable-models">{content}</script>'


def explorable_html(model_id: str, still: str = "") -> str:
    """The element in which `widgets.js` shows a model, around its still."""
    name = html.escape(model_id, quote=True)
    instead = f"<noscript>{still}<p>{WITHOUT_SCRIPT}</p></noscript>"
    return f'<div class="explorable" data-model="{name}">{instead}</div>'


def complaint(model_id: str, models: dict[str, Model]) -> str:
    """Why this view cannot be shown without a kernel, in one sentence, or nothing."""
    if model_id not in models:
        return "The model of this explorable is missing from the notebook."
    entry = models[model_id]
    if entry.get("model_module") != "anywidget" or "_esm" not in entry["state"]:
        kind = entry.get("model_name", "widget")
        return f"A {kind} needs a running kernel: a page can show only anywidgets."
    if entry.get("buffers"):
        return "This explorable keeps binary data, which a page cannot carry."
    return ""


class WidgetViewRenderer:
    """myst-nb's renderer for widget views."""

    mime_priority_overrides: ClassVar = [("html", VIEW, 4)]

    @staticmethod
    def handle_mime(
        renderer: NbElementRenderer, data: MimeData, inline: bool
    ) -> list[nodes.Element] | None:
        """Take the place of a view; leave every other output to myst-nb."""
        if data.mime_type != VIEW:
            return None
        view = json.loads(json.dumps(data.content))
        metadata = renderer.renderer.nb_client.nb_metadata
        models = metadata.get("widgets", {}).get(STATE, {}).get("state", {})
        problem = complaint(view["model_id"], models)
        if problem:
            renderer.logger.warning(problem, subtype="explorable", line=data.line)
            return [nodes.paragraph("", problem, classes=["explorable-problem"])]
        renderer.add_js_file("widgets.js", "widgets.js", {"defer": "defer"})
        entry = json.loads(json.dumps(models[view["model_id"]]))
        return [ExplorableNode(model_id=view["model_id"], entry=entry)]


class MoveStills(SphinxPostTransform):
    """Put the picture stored beside a view into the view's place.

    Runs before myst-nb keeps only one of the outputs. The picture's description is
    the model's trait `alt`.
    """

    default_priority = 3

    def run(self, **kwargs: Any) -> None:
        """Change every explorable of the document."""
        for explorable in self.document.findall(ExplorableNode):
            bundle = explorable.parent.parent
            stills: Iterable[nodes.Element] = (
                output for output in bundle if output["mime_type"] == "image/png"
            )
            for output in list(stills):
                picture = output.next_node(nodes.image)
                picture["alt"] = explorable["entry"]["state"].get("alt", "")
                picture["classes"].append("still")
                output.remove(picture)
                explorable.append(picture)


def visit_explorable(translator: HTML5Translator, node: ExplorableNode) -> None:
    """Open the element of a view."""
    before, tag, _ = explorable_html(node["model_id"]).partition("<noscript>")
    translator.body.append(before + tag)


def depart_explorable(translator: HTML5Translator, node: ExplorableNode) -> None:
    """Close the element; the page's last one brings the models."""
    _, _, after = explorable_html(node["model_id"]).partition("<noscript>")
    translator.body.append(after)
    explorables = list(node.document.findall(ExplorableNode))
    if node is explorables[-1]:
        models = {other["model_id"]: other["entry"] for other in explorables}
        translator.body.append(models_html(models))


def setup(app: Sphinx) -> None:
    """Show anywidget views, and none of myst-nb's own widget scripts."""
    mime_renderers.register(WidgetViewRenderer)
    app.add_node(ExplorableNode, html=(visit_explorable, depart_explorable))
    app.add_post_transform(MoveStills)

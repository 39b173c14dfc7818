"""Proofs, solutions and boxes of class `dropdown`, folded without any script."""

import html
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.writers.html5 import HTML5Translator

CLASS = "dropdown"


class FoldNode(nodes.General, nodes.Element):
    """A part of the page that opens on demand."""


def is_folded(node: nodes.Node) -> bool:
    """Whether an element asks to be folded."""
    return isinstance(node, nodes.Element) and CLASS in node.get("classes", ())


def summary_of(node: nodes.Element) -> str:
    """What to call a folded box: its title, or the kind of box it is."""
    title = node.children[0] if node.children else None
    if isinstance(title, nodes.title):
        return title.astext()
    return "Solution" if "solution" in node["classes"] else "Proof"


class FoldBoxes(SphinxPostTransform):
    """Wrap every box of class `dropdown`."""

    default_priority = 900  # after references and numbers are resolved
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Wrap them all; the class itself goes, so that no script folds twice."""
        for node in list(self.document.findall(is_folded)):
            node["classes"].remove(CLASS)
            fold = FoldNode(summary=summary_of(node))
            node.replace_self(fold)
            fold += node


def visit_fold(translator: HTML5Translator, node: FoldNode) -> None:
    """Open the fold."""
    summary = html.escape(node["summary"])
    translator.body.append(f'<details class="fold"><summary>{summary}</summary>\n')


def depart_fold(translator: HTML5Translator, node: FoldNode) -> None:
    """Close the fold."""
    translator.body.append("</details>\n")


def setup(app: Sphinx) -> None:
    """Fold with `<details>`."""
    app.add_node(FoldNode, html=(visit_fold, depart_fold))
    app.add_post_transform(FoldBoxes)

"""The card at the head of a chapter: what one will be able to do, and the effort.

:::{chapter-card}
:needs: the dot product, exponentials, the idea of a gradient
- derive ...
- explain ...
:::
"""

import html
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri
from sphinx.writers.html5 import HTML5Translator

from booktools.links import colab_url
from booktools.reading import (
    TIMINGS,
    count_exercises,
    minutes_to_read,
    seconds_to_run,
)


class ChapterCardNode(nodes.General, nodes.Element):
    """A card; its children are the objectives and what to know first."""


class ChapterCard(SphinxDirective):
    """`chapter-card`: a list of objectives, and `:needs:`, what to know first."""

    has_content = True
    option_spec: ClassVar = {"needs": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Build the card; one without objectives or needs is an error."""
        self.assert_has_content()
        if "needs" not in self.options:
            raise self.error("A chapter card says in :needs: what to know first.")
        self.env.note_dependency(str(TIMINGS))
        card = ChapterCardNode()
        card += nodes.paragraph("", "You will be able to", classes=["card-title"])
        self.state.nested_parse(self.content, self.content_offset, card)
        known, messages = self.state.inline_text(self.options["needs"], self.lineno)
        needs = nodes.paragraph("", "", classes=["card-needs"])
        needs += [nodes.strong("", "Know first: "), *known]
        card += [needs, *messages]
        return [card]


def counted(number: int, thing: str) -> str:
    """A number and its noun."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def effort(document: nodes.document, root: Path, page: str) -> list[str]:
    """What the chapter costs, in short phrases."""
    facts = [f"{minutes_to_read(document)} min to read"]
    if exercises := count_exercises(document):
        facts.append(counted(exercises, "exercise"))
    if seconds := seconds_to_run(root, page):
        facts.append(f"{seconds} s to run on two CPU cores")
    return facts


def notebook_links(translator: HTML5Translator, page: str) -> list[tuple[str, str]]:
    """Words and address of each way to get the page's notebook."""
    source = translator.builder.env.doc2path(page, base=False)
    if not source.endswith(".ipynb"):
        return []
    here = translator.builder.get_target_uri(page)
    return [
        ("Open in Colab", colab_url(translator.config, page)),
        ("Download the notebook", relative_uri(here, f"_sources/{source}")),
    ]


def visit_card(translator: HTML5Translator, node: ChapterCardNode) -> None:
    """Open the card."""
    translator.body.append(
        '<div class="chapter-card" role="group" aria-label="This chapter at a glance">'
    )


def depart_card(translator: HTML5Translator, node: ChapterCardNode) -> None:
    """Add effort and links, and close the card."""
    env = translator.builder.env
    page = env.path2doc(node.document["source"]) or ""
    facts = "".join(
        f"<li>{fact}</li>" for fact in effort(node.document, Path(env.srcdir), page)
    )
    links = "".join(
        f'<a href="{html.escape(address)}">{words}</a>'
        for words, address in notebook_links(translator, page)
    )
    translator.body.append(
        f'<ul class="card-effort">{facts}</ul><p class="card-links">{links}</p></div>'
    )


def setup(app: Sphinx) -> None:
    """Add the directive."""
    app.add_node(ChapterCardNode, html=(visit_card, depart_card))
    app.add_directive("chapter-card", ChapterCard)

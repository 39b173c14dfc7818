"""Links between the ledger of claims and the places where chapters judge them.

{claim}`prop-3` links to the claim's row; the first on a page is where the row links to.
"""

from typing import Any

from docutils import nodes
from docutils.parsers.rst.states import Inliner
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

LEDGER = "book/reference/claims"


class ClaimNode(nodes.Inline, nodes.TextElement):
    """The id of a claim, not yet a link."""


def claim_role(
    name: str,
    rawtext: str,
    text: str,
    lineno: int,
    inliner: Inliner,
    options: dict[str, Any] | None = None,
    content: list[str] | None = None,
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """The role `claim`, in the form that docutils calls it."""
    return [ClaimNode(rawtext, text, claim=text)], []


class ClaimLinks(SphinxPostTransform):
    """Turn every claim into a link, and the first of its kind into an anchor too."""

    default_priority = 800

    def run(self, **kwargs: Any) -> None:
        """Replace them in the order of the page."""
        ledger = self.app.builder.get_relative_uri(self.env.docname, LEDGER)
        anchored: set[str] = set()
        for node in list(self.document.findall(ClaimNode)):
            claim = node["claim"]
            link = nodes.reference("", "", internal=True, refuri=f"{ledger}#{claim}")
            link += nodes.literal("", claim)
            if claim not in anchored:
                link["ids"].append(f"claim-{claim}")
                anchored.add(claim)
            node.replace_self(link)


def setup(app: Sphinx) -> None:
    """Add the role."""
    app.add_node(ClaimNode)
    app.add_role("claim", claim_role)
    app.add_post_transform(ClaimLinks)

"""Links between the ledger of claims and the places where chapters judge them.

{claim}`prop-3` links to the claim's row; the first on a page is where the row links to.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxRole

LEDGER = "book/reference/claims"


class ClaimNode(nodes.Inline, nodes.TextElement):
    """The id of a claim, not yet a link."""


class ClaimRole(SphinxRole):
    """The role `claim`: the id waits until the whole page is read."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """The node that becomes a link."""
        return [ClaimNode(self.rawtext, self.text, claim=self.text)], []


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
    app.add_role("claim", ClaimRole())
    app.add_post_transform(ClaimLinks)

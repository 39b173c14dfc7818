"""The end of a chapter: how to cite it, and a way to report a mistake."""

import html
import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

from booktools.chapter_cards import ChapterCardNode
from booktools.links import issue_url, repository_url, source_url


def citation(config: Config, title: str) -> str:
    """The chapter as a line of a bibliography."""
    book, author = config.html_title, config.author
    year = config.copyright
    return f"{author} ({year}). {title} In {book}. {repository_url(config)}"


def bibtex(config: Config, page: str, title: str) -> str:
    """The chapter as a BibTeX entry."""
    key = re.sub(r"\W", "", page.rpartition("/")[2])
    fields = {
        "author": "{" + config.author + "}",
        "title": title,
        "booktitle": config.html_title,
        "year": config.copyright,
        "url": repository_url(config),
    }
    rows = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@incollection{{attractors-{key},\n{rows}\n}}"


def sentence(title: str) -> str:
    """A title that ends like a sentence."""
    return title if title.endswith(("?", ".")) else f"{title}."


def colophon_html(config: Config, page: str, title: str) -> str:
    """The section that closes a chapter."""
    cite = html.escape(citation(config, sentence(title)))
    entry = html.escape(bibtex(config, page, title))
    report = html.escape(issue_url(config, page, title))
    source = html.escape(source_url(config, page, ".md"))
    return f"""
<section class="colophon" aria-label="About this chapter">
<h2>Cite this chapter</h2>
<p class="citation">{cite}</p>
<details><summary>BibTeX</summary>
<div class="highlight-none notranslate"><div class="highlight"><pre>{entry}
</pre></div></div></details>
<p class="colophon-links"><a href="{report}">Report a mistake in this chapter</a>
<a href="{source}">See its source</a></p>
</section>"""


def add_colophon(
    app: Sphinx,
    page: str,
    template: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Close every page that has a chapter card."""
    if doctree is None or doctree.next_node(ChapterCardNode) is None:
        return
    title = app.env.titles[page].astext()
    context["body"] += colophon_html(app.config, page, title)


def setup(app: Sphinx) -> None:
    """Add colophons."""
    app.connect("html-page-context", add_colophon)

"""The theme's styles, reduced to the rules that some page can use.

The theme brings all of Bootstrap and two thousand icon glyphs. A rule stays when one
of its selectors names only classes that occur as words in a page or in a script.
"""

import re
from pathlib import Path

from sphinx.application import Sphinx

from booktools.assets import package_folder

THEME = "pydata_sphinx_theme"
STYLES = Path("styles") / "pydata-sphinx-theme.css"
LIBRARIES = ("mathjax", "plotly.min.js")  # they bring their own styles
RULE = re.compile(r"(?P<selectors>[^{};]+)\{[^{}]*\}")
ICON_FONT = re.compile(r"@font-face\{[^}]*Font Awesome[^}]*\}")
WORD = re.compile(r"[A-Za-z_][\w-]*")
CLASS = re.compile(r"\.([A-Za-z_][\w-]*)")
NEGATION = re.compile(r":not\([^()]*\)")


def words_of(out: Path) -> set[str]:
    """Every word in the pages and in the scripts of a built site."""
    scripts = [
        file
        for file in (out / "_static").rglob("*.js")
        if not any(name in file.as_posix() for name in LIBRARIES)
    ]
    words: set[str] = set()
    for file in (*out.rglob("*.html"), *scripts):
        words.update(WORD.findall(file.read_text(encoding="utf-8")))
    return words


def lean(css: str, words: set[str]) -> str:
    """The style sheet without icon fonts and without rules of absent classes."""

    def kept(rule: re.Match[str]) -> str:
        selectors = NEGATION.sub("", rule["selectors"]).split(",")
        usable = any(words.issuperset(CLASS.findall(each)) for each in selectors)
        return rule[0] if usable else ""

    return RULE.sub(kept, ICON_FONT.sub("", css))


def write_lean_styles(app: Sphinx, error: Exception | None) -> None:
    """Rewrite the theme's style sheet for the pages just built."""
    if error or app.builder.format != "html":
        return
    out = Path(app.outdir)
    theme = package_folder(THEME) / "theme" / THEME / "static"
    full = (theme / STYLES).read_text(encoding="utf-8")
    (out / "_static" / STYLES).write_text(lean(full, words_of(out)), encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Rewrite once all pages are written."""
    app.connect("build-finished", write_lean_styles)

"""What a build copies from installed packages, and the palette it writes.

Nothing third-party is kept in the repository: MathJax and Plotly come out of the
environment, always in its version, and only what pages use.
"""

import json
import shutil
from importlib.util import find_spec
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError

from attractor.show.palette import PALETTE, css_variables

MATHJAX_PACKAGE = "sphinx-mathjax-offline"
MATHJAX_PARTS = (
    "tex-chtml.js",
    "output/chtml/fonts/woff-v2",
    "input/tex/extensions",  # fetched one by one when a formula needs it
)
MATHJAX_CONFIG = {
    # No menu: it would make every formula a stop of the Tab key.
    "options": {"enableMenu": False},
    "chtml": {"mtextInheritFont": True},
}


def package_folder(name: str) -> Path:
    """Where an installed package lies, without importing it."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise ExtensionError(
            f"The package {name!r} is missing: install requirements.txt."
        )
    return Path(spec.origin).parent


def copy_parts(source: Path, parts: tuple[str, ...], target: Path) -> None:
    """Copy the named files and folders of `source` to the same places in `target`."""
    for part in parts:
        (target / part).parent.mkdir(parents=True, exist_ok=True)
        if (source / part).is_dir():
            shutil.copytree(source / part, target / part, dirs_exist_ok=True)
        else:
            shutil.copy2(source / part, target / part)


def write_palette(static: Path) -> None:
    """The one color language, for style sheets and for figures."""
    (static / "palette.css").write_text(css_variables(), encoding="utf-8")
    palette = json.dumps(PALETTE)
    (static / "palette.js").write_text(f"globalThis.bookPalette = {palette};\n")


def fill_static(app: Sphinx) -> None:
    """Put palette, MathJax and Plotly's script into the build's `_static`."""
    if app.builder.format != "html":
        return
    static = Path(app.outdir) / "_static"
    static.mkdir(parents=True, exist_ok=True)
    write_palette(static)
    mathjax = package_folder(MATHJAX_PACKAGE) / "static" / "mathjax"
    copy_parts(mathjax, MATHJAX_PARTS, static / "mathjax")
    plotly = package_folder("plotly") / "package_data"
    copy_parts(plotly, ("plotly.min.js",), static)


def use_local_mathjax(app: Sphinx, config: Config) -> None:
    """Point Sphinx at the copy; MyST adds its own settings to ours later."""
    config.mathjax_path = "mathjax/tex-chtml.js"
    config.mathjax3_config = MATHJAX_CONFIG | (config.mathjax3_config or {})


def setup(app: Sphinx) -> None:
    """Fill `_static` before any page is written, and link the styles."""
    app.connect("config-inited", use_local_mathjax, priority=100)
    app.connect("builder-inited", fill_static)
    app.add_css_file("palette.css", priority=600)
    app.add_css_file("icons.css", priority=610)

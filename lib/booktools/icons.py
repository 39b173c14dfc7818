"""Only the icons that pages show, as CSS masks out of the theme's own icon data."""

import re
from pathlib import Path
from urllib.parse import quote

from sphinx.application import Sphinx
from sphinx.util import logging

from booktools.assets import package_folder

THEME = "pydata_sphinx_theme"
STATIC = Path("theme") / THEME / "static"
PREFIXES = {"fab": "brands", "far": "regular", "fas": "solid"}
NO_ICON = {"fa-solid", "fa-regular", "fa-brands", "fa-lg", "fa-fw"}
ENTRY = re.compile(
    r'[{,]"?(?P<name>[a-z0-9-]+)"?:\[(?P<width>\d+),(?P<height>\d+),'
    r'\[(?P<aliases>[^\]]*)\],"[0-9a-f]+","(?P<path>[^"]+)"\]'
)
CLASSES = re.compile(r'class="([^"]*\bfa-[^"]*)"')
RULES = """\
.fa, .fab, .far, .fas, .fa-brands, .fa-regular, .fa-solid {
  display: inline-block; width: 1em; height: 1em; vertical-align: -0.125em;
  background-color: currentColor;
  -webkit-mask: var(--icon) center / contain no-repeat;
  mask: var(--icon) center / contain no-repeat;
}
"""

log = logging.getLogger(__name__)


def read_icons(script: str) -> dict[str, str]:
    """SVG pictures by class name out of the theme's `fontawesome.js`.

    An icon drawn both solid and regular is the solid one.
    """
    icons: dict[str, str] = {}
    rest = script
    for prefix in PREFIXES:
        section, _, rest = rest.partition(f'("{prefix}",')
        for entry in ENTRY.finditer(section):
            aliases = re.findall(r'"([a-z0-9-]+)"', entry["aliases"])
            picture = (
                '<svg xmlns="http://www.w3.org/2000/svg" '
                f'viewBox="0 0 {entry["width"]} {entry["height"]}">'
                f'<path d="{entry["path"]}"/></svg>'
            )
            icons |= {f"fa-{name}": picture for name in (entry["name"], *aliases)}
    return icons


def shown_icons(pages: list[Path]) -> set[str]:
    """Class names of the icons in these pages."""
    shown = set()
    for page in pages:
        for classes in CLASSES.findall(page.read_text(encoding="utf-8")):
            shown |= {name for name in classes.split() if name.startswith("fa-")}
    return shown - NO_ICON


def icon_css(icons: dict[str, str]) -> str:
    """One rule per icon, and the rule that draws them all in the text's color."""
    rules = [
        f'.{name} {{ --icon: url("data:image/svg+xml,{quote(picture)}"); }}\n'
        for name, picture in sorted(icons.items())
    ]
    return RULES + "".join(rules)


def replace_icons(app: Sphinx, error: Exception | None) -> None:
    """Write `icons.css` for the pages just built and take the icon fonts away."""
    if error or app.builder.format != "html":
        return
    out = Path(app.outdir)
    theme = package_folder(THEME) / STATIC
    known = read_icons((theme / "scripts" / "fontawesome.js").read_text("utf-8"))
    shown = shown_icons(list(out.rglob("*.html")))
    for name in sorted(shown - known.keys()):
        log.warning("The theme has no icon %r.", name, type="booktools", subtype="icon")
    css = icon_css({name: known[name] for name in shown & known.keys()})
    static = out / "_static"
    (static / "icons.css").write_text(css, encoding="utf-8")
    unused = [static / "scripts" / "fontawesome.js", *static.rglob("fa-*-*.woff2")]
    for file in (*unused, *static.rglob("fa-*-*.ttf"), *static.rglob("*.js.map")):
        file.unlink(missing_ok=True)


def setup(app: Sphinx) -> None:
    """Replace the icons once all pages are written."""
    app.connect("build-finished", replace_icons)

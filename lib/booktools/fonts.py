"""The book's typefaces as web fonts, cut at build time from installed packages.

Source Serif for text and Source Sans for titles and controls (Adobe, SIL Open Font
License), reduced to the characters a chapter needs: about 15 KB each.
"""

import shutil
from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from sphinx.application import Sphinx

from booktools.assets import package_folder

FACES = {
    "serif": ("font_source_serif_pro", "SourceSerifPro-Regular.ttf"),
    "serif-italic": ("font_source_serif_pro", "SourceSerifPro-It.ttf"),
    "serif-bold": ("font_source_serif_pro", "SourceSerifPro-Semibold.ttf"),
    "sans": ("font_source_sans_pro", "SourceSansPro-Regular.ttf"),
    "sans-bold": ("font_source_sans_pro", "SourceSansPro-Semibold.ttf"),
}
LATIN = (*range(0x20, 0x7F), *range(0xA0, 0x100))
GREEK = tuple(range(0x391, 0x3CA))
PUNCTUATION = tuple(range(0x2010, 0x2027))
SIGNS = tuple(map(ord, "←↑→↓−√∞≈≠≤≥"))


@cache
def web_font(package: str, file: str) -> bytes:
    """One face as WOFF2, with only our characters."""
    font = TTFont(package_folder(package) / "files" / file)
    options = Options(layout_features=["kern", "liga"], hinting=False, name_IDs=[])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=(*LATIN, *GREEK, *PUNCTUATION, *SIGNS))
    subsetter.subset(font)
    font.flavor = "woff2"
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def write_fonts(app: Sphinx) -> None:
    """Put the faces and their license beside the pages, once per build folder."""
    if app.builder.format != "html":
        return
    folder = Path(app.outdir) / "_static" / "fonts"
    folder.mkdir(parents=True, exist_ok=True)
    for name, (package, file) in FACES.items():
        target = folder / f"{name}.woff2"
        if not target.exists():
            target.write_bytes(web_font(package, file))
        license_text = package_folder(package) / "files" / "LICENSE.txt"
        shutil.copy(license_text, folder / f"{package}-license.txt")


def setup(app: Sphinx) -> None:
    """Write the fonts before the pages."""
    app.connect("builder-inited", write_fonts)

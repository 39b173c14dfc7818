"""What every explorable has: its code and style, its alt text, its name in links."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import traitlets

from attractor.show.javascript import joined_module
from attractor.show.palette import CIVIDIS, PALETTE, css_variables

SHOW = Path(__file__).parents[1]
BASE_MODULES = (
    "explorable/elements.js",
    "explorable/canvas.js",
    "explorable/address.js",
    "explorable/view.js",
)


def module_of(*names: str) -> str:
    """The shared modules and these, paths below `attractor/show`, as one module."""
    return joined_module((*BASE_MODULES, *names), SHOW)


def style_of(*names: str) -> str:
    """The palette, the shared style and these, paths below `attractor/show`."""
    sheets = ("explorable/style.css", *names)
    texts = ((SHOW / name).read_text(encoding="utf-8") for name in sheets)
    return css_variables() + _map_colors() + "\n".join(texts)


def _map_colors() -> str:
    """Colors on the energy map, which looks the same in both themes."""
    bright = PALETTE["dark"]
    colors = {name: bright[name] for name in ("pattern", "query", "weights")}
    colors |= {"ink": bright["page"], "paper": PALETTE["light"]["page"]}
    rows = [f"--attractor-map-{name}: {value};" for name, value in colors.items()]
    rows.append(f"--attractor-map-stops: {', '.join(CIVIDIS)};")
    return f".attractor-explorable {{ {' '.join(rows)} }}\n"


class Explorable(anywidget.AnyWidget):
    """A picture to take hold of, computed in the page.

    `anchor`: the name of its field in the page's address. `alt`: what the picture
    shows, written by `describe` from the state unless given. A subclass names in
    `shown` the traits that its repr shows and its alt text depends on.
    """

    shown: ClassVar[Sequence[str]] = ()

    anchor = traitlets.Unicode().tag(sync=True)
    alt = traitlets.Unicode().tag(sync=True)

    def __init__(self, **traits: Any) -> None:
        self._own_alt = "alt" in traits
        super().__init__(**traits)
        self.observe(self._write_alt, names=list(self.shown))
        self._write_alt()

    def describe(self) -> str:
        """The picture in a sentence, from the state alone."""
        raise NotImplementedError

    def _write_alt(self, change: Any = None) -> None:
        if not self._own_alt:
            self.alt = self.describe()

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.shown)
        return f"{type(self).__name__}({values})"


def numbers(values: Any) -> Any:
    """Tensors, arrays and tuples as nested lists."""
    if hasattr(values, "detach"):
        values = values.detach()
    if hasattr(values, "tolist"):
        return values.tolist()
    if isinstance(values, list | tuple):
        return [numbers(value) for value in values]
    return values


def within(name: str, value: Any, least: int | float, most: int | float) -> Any:
    """`value`, or a `TraitError` that says from where to where it may go."""
    if not least <= value <= most:
        raise traitlets.TraitError(
            f"{name} must be from {least:g} to {most:g}, got {value}"
        )
    return value

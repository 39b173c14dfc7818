"""The one color language of the book, a shade per theme.

Okabe-Ito hues: readable as text (4.5:1) on the theme's page, distinct to
color-blind eyes, and never alone: a word or a shape says the same.
"""

from typing import Literal

Theme = Literal["light", "dark"]

PALETTE: dict[Theme, dict[str, str]] = {
    "light": {
        "page": "#ffffff",
        "surface": "#f5f5f2",
        "text": "#1f2328",
        "muted": "#59626d",
        "grid": "#dcdfe3",
        "pattern": "#8f5b00",
        "query": "#005f9e",
        "weights": "#87398a",
        "holds": "#00705a",
        "fails": "#b03a00",
    },
    "dark": {
        "page": "#121212",
        "surface": "#1d1f22",
        "text": "#e6e6e3",
        "muted": "#a3abb5",
        "grid": "#3a3f45",
        "pattern": "#f0b13a",
        "query": "#6cbbee",
        "weights": "#dca0d8",
        "holds": "#3fc9a4",
        "fails": "#ff8f5a",
    },
}
"""`pattern` amber, `query` blue (states too), `weights` violet (attention),
`holds` teal, `fails` vermilion; the rest is paper and ink."""

CIVIDIS: tuple[str, ...] = (
    "#00224e",
    "#1b3a6b",
    "#434e6c",
    "#61656f",
    "#7d7c78",
    "#9b9476",
    "#bcae6c",
    "#dfca57",
    "#fee838",
)
"""Energy, low to high: perceptually uniform and safe for color-blind eyes."""

ON_MAP = {"ink": "#fdfdfb", "pattern": "#f0b13a"}
"""Marks that lie on the energy map, the same in both themes."""


def css_variables() -> str:
    """The palette as CSS custom properties `--attractor-NAME` for both themes.

    Dark applies under `html[data-theme="dark"]` and, where no theme is stated
    (Colab, Jupyter), by the reader's system setting.
    """

    def block(theme: Theme) -> str:
        rows = (
            f"--attractor-{name}: {value};" for name, value in PALETTE[theme].items()
        )
        return " ".join(rows)

    return (
        f":root {{ {block('light')} }}\n"
        f'html[data-theme="dark"] {{ {block("dark")} }}\n'
        "@media (prefers-color-scheme: dark) {\n"
        f"  html:not([data-theme]) {{ {block('dark')} }}\n}}\n"
    )

"""Renderers for notebook outputs that myst-nb does not know.

myst-nb finds renderers by entry point, which needs an installed package; booktools
is no part of the wheel, so it joins the list that myst-nb loads.
"""

from typing import Any

import myst_nb.core.render as myst_nb_render


def register(renderer: type[Any]) -> None:
    """Let `renderer.handle_mime` see every notebook output first."""
    load = myst_nb_render.load_mime_renders
    if renderer in load():
        return
    myst_nb_render.load_mime_renders = lambda: [renderer, *load()]

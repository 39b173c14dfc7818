"""Make two builds of a notebook byte-identical: stable ids, nothing left over."""

import hashlib
import json
import re
from collections import Counter
from typing import Any

from nbformat import NotebookNode

WIDGET_STATE = "application/vnd.jupyter.widget-state+json"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
REFERENCE = re.compile(r"IPY_MODEL_([0-9a-f]{32})")


def normalize(notebook: NotebookNode, name: str) -> None:
    """Replace, in place, all that differs between two runs of chapter `name`."""
    notebook.metadata.pop("language_info", None)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    name_cells(notebook)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    name_widgets(notebook, name)


def name_cells(notebook: NotebookNode) -> None:
    """Give each cell an id made from its content; repeats are counted."""
    seen: Counter[str] = Counter()
    for cell in notebook.cells:
        content = hashlib.sha256(f"{cell.cell_type}\n{cell.source}".encode())
        stem = content.hexdigest()[:10]
        cell["id"] = f"{stem}-{seen[stem]}" if seen[stem] else stem
        seen[stem] += 1


def name_widgets(notebook: NotebookNode, name: str) -> None:
    """Keep the widget models that are shown or linked, under stable ids."""
    state = widget_state(notebook)
    order = _shown_models(state, _view_ids(notebook))
    names = {old: _stable_id(name, index) for index, old in enumerate(order)}
    for output in _widget_outputs(notebook):
        shown = output["data"][WIDGET_VIEW]["model_id"]
        output["data"][WIDGET_VIEW]["model_id"] = names.get(shown, shown)
    if not order:
        notebook.metadata.pop("widgets", None)
        return
    text = json.dumps({old: state[old] for old in order})
    for old, new in names.items():
        text = text.replace(old, new)
    notebook.metadata["widgets"][WIDGET_STATE]["state"] = json.loads(text)


def widget_state(notebook: NotebookNode) -> dict[str, Any]:
    """The stored widget models by id."""
    return notebook.metadata.get("widgets", {}).get(WIDGET_STATE, {}).get("state", {})


def _widget_outputs(notebook: NotebookNode) -> list[NotebookNode]:
    cells = (cell for cell in notebook.cells if cell.cell_type == "code")
    outputs = (output for cell in cells for output in cell.outputs)
    return [output for output in outputs if WIDGET_VIEW in output.get("data", {})]


def _view_ids(notebook: NotebookNode) -> list[str]:
    return [out["data"][WIDGET_VIEW]["model_id"] for out in _widget_outputs(notebook)]


def _shown_models(state: dict[str, Any], views: list[str]) -> list[str]:
    """Models in a fixed order: views, what they refer to, then what links them."""
    order: list[str] = []
    waiting = list(views)
    while waiting:
        model = waiting.pop(0)
        if model in state and model not in order:
            order.append(model)
            waiting += _references(state[model])
    links = sorted(
        (
            REFERENCE.sub(lambda match: _place(match[1], order), _text(state[model])),
            model,
        )
        for model in state.keys() - set(order)
        if set(_references(state[model])) & set(order)
    )
    return order + [model for _, model in links]


def _place(model: str, order: list[str]) -> str:
    return str(order.index(model)) if model in order else "elsewhere"


def _references(model: dict[str, Any]) -> list[str]:
    return REFERENCE.findall(_text(model))


def _text(model: dict[str, Any]) -> str:
    return json.dumps(model["state"], sort_keys=True)


def _stable_id(name: str, index: int) -> str:
    return hashlib.md5(f"{name} {index}".encode(), usedforsecurity=False).hexdigest()

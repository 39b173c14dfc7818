"""Teach nbval what a front end does with outputs (a `conftest.py`).

What a live lab prints belongs inside its output widget, as in Jupyter and in
the stored notebook, and not under the cell. Errors pass through: a lab that
fails at its first drawing must be noticed. What versions of Plotly and ipywidgets
add of their own, and nobody sees, is not compared.
"""

import copy
from collections.abc import Sequence
from typing import Any

from nbval.plugin import IPyNbCell, IPyNbFile

FIGURE = "application/vnd.plotly.v1+json"
VIEW = "application/vnd.jupyter.widget-view+json"
SHOWN_IN_WIDGET = {"stream", "display_data", "execute_result", "clear_output"}
next_message = IPyNbFile.get_kernel_message
compare_all = IPyNbCell.compare_outputs


def message_for_the_cell(
    notebook: Any, timeout: float | None = None, stream: str = "iopub"
) -> dict[str, Any]:
    """The kernel's next message that no output widget of the notebook takes."""
    if not hasattr(notebook, "listening"):
        notebook.listening = set()
    while True:
        message = next_message(notebook, timeout, stream)
        if message["msg_type"] in {"comm_open", "comm_msg"}:
            follow(notebook.listening, message["content"])
        if not notebook.listening or message["msg_type"] not in SHOWN_IN_WIDGET:
            return message


def follow(listening: set[str], content: dict[str, Any]) -> None:
    """An output widget listens from naming a message until it names none."""
    state = content["data"].get("state", {})
    if "msg_id" in state:
        change = listening.add if state["msg_id"] else listening.discard
        change(content["comm_id"])


def compare_what_is_seen(
    cell: Any, test: Sequence[Any], ref: Sequence[Any], skip_compare: Any = None
) -> bool:
    """Whether the outputs agree in all that a page would show."""
    agree: bool = compare_all(cell, seen(test), seen(ref), skip_compare)
    return agree


def seen(outputs: Sequence[Any]) -> list[Any]:
    """Outputs without the address of a figure's server, or a drawn widget's text."""
    kept = copy.deepcopy(list(outputs))
    for output in kept:
        data = output.get("data", {})
        if FIGURE in data:
            data[FIGURE].pop("config", None)
        if VIEW in data:
            data.pop("text/plain", None)
    return kept


IPyNbFile.get_kernel_message = message_for_the_cell
IPyNbCell.compare_outputs = compare_what_is_seen

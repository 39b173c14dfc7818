"""Teach nbval what a front end does with outputs (a `conftest.py`).

What a live lab prints belongs inside its output widget, as in Jupyter and in
the stored notebook, and not under the cell. Errors pass through: a lab that
fails at its first drawing must be noticed. Of a figure, its data and its layout
are compared, not the address of a server that some versions of Plotly add.
"""

from typing import Any

from nbval.plugin import IPyNbFile

SHOWN_IN_WIDGET = {"stream", "display_data", "execute_result", "clear_output"}
FIGURE = "application/vnd.plotly.v1+json"
next_message = IPyNbFile.get_kernel_message


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
        message["content"].get("data", {}).get(FIGURE, {}).pop("config", None)
        if not notebook.listening or message["msg_type"] not in SHOWN_IN_WIDGET:
            return message


def follow(listening: set[str], content: dict[str, Any]) -> None:
    """An output widget listens from naming a message until it names none."""
    state = content["data"].get("state", {})
    if "msg_id" in state:
        change = listening.add if state["msg_id"] else listening.discard
        change(content["comm_id"])


IPyNbFile.get_kernel_message = message_for_the_cell

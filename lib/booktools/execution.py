"""Run a notebook in a kernel that can reach nothing but the installed packages."""

import copy
import json
import os
import re
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import packages_distributions
from pathlib import Path

import nbformat
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

from .chapters import ChapterError

TIMEOUT = 150  # seconds for one cell; a whole chapter has 90
PROBE = """\
import json, sys, time
loaded = sorted(name for name, module in sys.modules.items() if module)
print(json.dumps({"loaded": loaded, "busy": time.process_time()}))
"""
TERMINAL_COLORS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Execution:
    """What one run of a notebook used and how long it took.

    `seconds` is wall time, or processor time where that is less: what other
    programs do on the machine meanwhile does not count.
    """

    seconds: float
    modules: list[str]
    distributions: list[str]


def execute(
    notebook: NotebookNode, label: str, python: str = sys.executable
) -> Execution:
    """Run `notebook` in place, from top to bottom, in an empty folder.

    Outputs and widget state are stored in the notebook. The kernel is that of
    the interpreter `python`, whatever kernels are installed. A kernel that falls
    silent is replaced once: on a busy machine its messages can get lost. Raises
    `ChapterError` that names the failing cell.
    """
    source = copy.deepcopy(notebook.cells)
    try:
        return _attempt(notebook, label, python)
    except CellTimeoutError:
        notebook.cells = source
    try:
        return _attempt(notebook, label, python)
    except CellTimeoutError as error:
        raise ChapterError(_explain(notebook, label, error)) from None


def _attempt(notebook: NotebookNode, label: str, python: str) -> Execution:
    notebook.cells.append(nbformat.v4.new_code_cell(PROBE))
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        client = _client(notebook, place, python)
        try:
            client.execute(cleanup_kc=True, env=_environment(place / "ipython"))
        except (CellExecutionError, DeadKernelError) as error:
            raise ChapterError(_explain(notebook, label, error)) from None
    wall = time.monotonic() - started
    seen = json.loads(notebook.cells.pop().outputs[-1].text)
    loaded = seen["loaded"]
    return Execution(min(wall, seen["busy"]), _rooms(loaded), _distributions(loaded))


def _client(notebook: NotebookNode, place: Path, python: str) -> NotebookClient:
    """A client whose kernel runs `python` in an empty folder of `place`."""
    kernel = place / "kernels" / "chapter"
    empty = place / "empty"
    kernel.mkdir(parents=True)
    empty.mkdir()
    start = [python, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec = {"argv": start, "display_name": "chapter", "language": "python"}
    (kernel / "kernel.json").write_text(json.dumps(spec))
    kernels = KernelSpecManager(kernel_dirs=[str(kernel.parent)])
    return NotebookClient(
        notebook,
        km=AsyncKernelManager(
            kernel_name="chapter",
            kernel_spec_manager=kernels,
            connection_file=str(place / "kernel.json"),
            transport="ipc",
        ),
        timeout=TIMEOUT,
        resources={"metadata": {"path": str(empty)}},
        store_widget_state=True,
        record_timing=False,
        coalesce_streams=True,
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
    )


def _environment(profile: Path) -> dict[str, str]:
    """The environment without what would let a chapter see this machine."""
    hidden = {"PYTHONPATH", "PYTHONSTARTUP"}
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    return kept | {"IPYTHONDIR": str(profile)}


def _rooms(loaded: list[str]) -> list[str]:
    return [name for name in loaded if name.split(".")[0] == "attractor"]


def _distributions(loaded: list[str]) -> list[str]:
    """The installed distributions that the loaded modules came from."""
    owners = packages_distributions()
    packages = {name.split(".")[0] for name in loaded}
    return sorted({owner for package in packages for owner in owners.get(package, ())})


def _explain(notebook: NotebookNode, label: str, error: Exception) -> str:
    """One sentence that names the cell, then its code and traceback."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for number, cell in enumerate(cells, 1):
        for output in cell.outputs:
            if output.output_type == "error":
                traceback = TERMINAL_COLORS.sub("", "\n".join(output.traceback))
                what = f"{output.ename}: {output.evalue}".strip()
                return f"{label}: code cell {number} fails with {what}\n\n{traceback}"
    number = 1 + sum(cell.execution_count is not None for cell in cells)
    reason = TERMINAL_COLORS.sub("", str(error)).strip().splitlines()[0]
    return f"{label}: the kernel stopped in code cell {number}: {reason}"

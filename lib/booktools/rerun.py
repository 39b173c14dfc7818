"""Run the stored notebooks again and compare: `python -m booktools.rerun`.

Each notebook goes to an empty folder of its own and through nbval, its kernel in
the environment of the Python that is named: what it prints must be what is stored.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from .chapters import Chapter, find_chapters

OUTPUT_WIDGETS = Path(__file__).with_name("output_widgets.py")
KERNEL = "reader"
PATIENCE = 90  # seconds a chapter may take
PLAIN_PYTEST = "[pytest]\naddopts = -p no:cacheprovider --tb=short\n"


def rerun(
    chapters: Iterable[Chapter], folder: Path, python: str = sys.executable
) -> subprocess.CompletedProcess[str]:
    """Run the chapters with nbval in `folder`, which holds nothing else.

    `python`, which may be another than the one that compares, needs ipykernel and
    attractor; the repository is not on its path. The result's `returncode` is 0 when
    every cell agrees. A run that falls silent is repeated once: on a busy machine a
    kernel's messages can get lost.
    """
    folder.mkdir(parents=True, exist_ok=True)
    settings = folder / "pytest.ini"
    settings.write_text(PLAIN_PYTEST)
    shutil.copy2(OUTPUT_WIDGETS, folder / "conftest.py")
    copies = [_copy_alone(chapter, folder) for chapter in chapters]
    describe_kernel(folder / "jupyter", python)
    options = ["--nbval", "--nbval-kernel-name", KERNEL, "-c", str(settings), "-q"]
    command = [sys.executable, "-m", "pytest", *options, *map(str, copies)]
    patience = PATIENCE * (1 + len(copies))
    try:
        return _run(command, folder, patience)
    except subprocess.TimeoutExpired:
        return _run(command, folder, patience)


def _run(
    command: list[str], folder: Path, patience: int
) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    told = {
        "JUPYTER_PATH": str(folder / "jupyter"),
        "PLOTLY_RENDERER": "plotly_mimetype",  # older versions write HTML beside it
    }
    return subprocess.run(
        command,
        cwd=folder,
        env=kept | told,
        capture_output=True,
        text=True,
        timeout=patience,
    )


def describe_kernel(folder: Path, python: str) -> None:
    """Tell Jupyter of a kernel that is this Python, in a folder of its search path."""
    place = folder / "kernels" / KERNEL
    place.mkdir(parents=True)
    start = [python, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec = {"argv": start, "display_name": KERNEL, "language": "python"}
    (place / "kernel.json").write_text(json.dumps(spec))


def _copy_alone(chapter: Chapter, folder: Path) -> Path:
    """A copy of the notebook in a folder without any other file."""
    alone = folder / chapter.name
    alone.mkdir(parents=True)
    return Path(shutil.copy2(chapter.notebook, alone))


def main() -> int:
    """Run all chapters in this interpreter's environment."""
    with tempfile.TemporaryDirectory() as folder:
        result = rerun(find_chapters(Path.cwd()), Path(folder))
    print(result.stdout + result.stderr)
    return result.returncode


if __name__ == "__main__":
    sys.exit(main())

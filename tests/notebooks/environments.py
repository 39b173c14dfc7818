"""Environments in which the repository is out of reach, for running chapters."""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
OWN_PACKAGES = Path(sysconfig.get_path("purelib"))


def build_wheel(folder: Path) -> Path:
    """The wheel, built from a copy so that the repository stays as it is."""
    source = folder / "source"
    kept = ("pyproject.toml", "README.md", "LICENSE")
    skip = shutil.ignore_patterns("__pycache__", "*.egg-info")
    shutil.copytree(ROOT / "lib", source / "lib", ignore=skip)
    for name in kept:
        shutil.copy2(ROOT / name, source)
    pip(
        sys.executable,
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        source,
        "-w",
        folder,
    )
    (wheel,) = folder.glob("*.whl")
    return wheel


def make_environment(folder: Path, *package_folders: Path) -> str:
    """A fresh environment that also sees these folders; returns its Python.

    Lines of a `.pth` file inside those folders are not followed, so an editable
    installation there stays invisible.
    """
    venv = [sys.executable, "-m", "venv", "--without-pip", str(folder)]
    subprocess.run(venv, check=True)
    python = folder / "bin" / "python"
    paths = "".join(f"{place}\n" for place in package_folders)
    (site_packages(str(python)) / "elsewhere.pth").write_text(paths)
    return str(python)


def site_packages(python: str) -> Path:
    """Where that Python's own packages are."""
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    return Path(ask_python(python, ask))


def ask_python(python: str, code: str) -> str:
    """What the code prints, run in the file system's root."""
    answer = subprocess.run(
        [python, "-c", code], check=True, capture_output=True, text=True, cwd="/"
    )
    return answer.stdout.strip()


def pip(python: str, *arguments: object) -> str:
    """Run this environment's pip for that Python; its output."""
    command = [sys.executable, "-m", "pip", "--python", python]
    result = subprocess.run(
        [*command, *map(str, arguments)], capture_output=True, text=True, env=quiet()
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def quiet() -> dict[str, str]:
    """The environment, without pip's advertisement of a newer pip."""
    return os.environ | {"PIP_DISABLE_PIP_VERSION_CHECK": "1"}


def installed(python: str) -> dict[str, str]:
    """Version of each distribution that this Python can see."""
    listed = json.loads(pip(python, "list", "--format", "json"))
    return {entry["name"]: entry["version"] for entry in listed}


def link_with_requirements(name: str, folder: Path) -> None:
    """Make one installed distribution, and what it needs, visible in `folder`."""
    waiting, linked = [name], set()
    while waiting:
        found = distribution(waiting.pop())
        if found.name not in linked:
            linked.add(found.name)
            waiting += _requirements(found)
            for top in _top_level(found):
                place = folder / top
                if not place.exists():
                    place.symlink_to(OWN_PACKAGES / top)


def _requirements(found: Distribution) -> Iterable[str]:
    """What this distribution needs here, extras left out."""
    for line in found.requires or ():
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield requirement.name


def _top_level(found: Distribution) -> set[str]:
    """The files and folders of site-packages that belong to a distribution."""
    first = {path.parts[0] for path in found.files or ()}
    return first - {"..", "__pycache__", "bin"}

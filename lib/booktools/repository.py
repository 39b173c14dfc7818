"""The book's address: `python -m booktools.repository URL`.

It is defined in `_config.yml` and stands in the README, the citation, the
package's metadata and each chapter's install cell; this command changes it in
all of them. Notebooks are then built again, as their text has changed.
"""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import yaml

from .files import write_atomically

ADDRESS = re.compile(
    r"https://github\.com/([A-Za-z0-9-]+)/([A-Za-z0-9._-]+?)(\.git)?/?"
)
WRITTEN = {".md", ".yml", ".yaml", ".toml", ".cff", ".py", ".js", ".css", ".html", ""}
ELSEWHERE = {"_build", "build", "dist", "tests", "__pycache__", "node_modules"}


class AddressError(ValueError):
    """An address that Colab and GitHub Pages could not use."""


def owner_and_name(url: str) -> tuple[str, str]:
    """`https://github.com/OWNER/NAME` in its two parts.

    Raises `AddressError` for anything else: Colab opens notebooks from GitHub.
    """
    match = ADDRESS.fullmatch(url)
    if match is None:
        raise AddressError(
            f"The address must look like https://github.com/OWNER/NAME, not {url!r}."
        )
    return match[1], match[2]


def read_address(root: Path) -> str:
    """The address that `_config.yml` defines."""
    config = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8"))
    return config["repository"]["url"]


def set_address(root: Path, url: str) -> list[Path]:
    """Write `url` wherever the old address stands; returns the changed files."""
    new = owner_and_name(url)
    old = owner_and_name(read_address(root))
    changed = []
    for path in written_files(root):
        before = path.read_text(encoding="utf-8")
        after = replace_address(before, old, new)
        if after != before:
            write_atomically(path, after)
            changed.append(path)
    return changed


def replace_address(text: str, old: tuple[str, str], new: tuple[str, str]) -> str:
    """Exchange the repository (`.../OWNER/NAME`) and its pages' address."""
    repository = re.compile(rf"(?<=/){'/'.join(map(re.escape, old))}(?![\w-])")
    pages = re.compile(rf"{re.escape(old[0])}\.github\.io/{re.escape(old[1])}(?![\w-])")
    text = repository.sub("/".join(new), text)
    return pages.sub(f"{new[0]}.github.io/{new[1]}", text)


def written_files(root: Path) -> Iterator[Path]:
    """The text files that people write, notebooks and tests left out."""
    for folder, inner, names in os.walk(root):
        inner[:] = sorted(name for name in inner if _is_written(name))
        for name in sorted(names):
            if Path(name).suffix in WRITTEN:
                yield Path(folder, name)


def _is_written(folder: str) -> bool:
    if folder.startswith("."):
        return folder in {".github", ".ci"}
    return folder not in ELSEWHERE


def main(arguments: list[str]) -> int:
    """The command line; returns the exit status."""
    root = Path.cwd()
    if len(arguments) != 1:
        print("Name one address: make set-repository URL=https://github.com/YOU/NAME")
        return 2
    try:
        changed = set_address(root, arguments[0])
    except AddressError as error:
        print(error, file=sys.stderr)
        return 1
    for path in changed:
        print(f"wrote the new address into {path.relative_to(root)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Build the site from stored outputs: `python -m booktools.site`.

Every page is read again and every warning is an error, so that a second build
does not pass where the first one failed.
"""

import subprocess
import sys
from pathlib import Path

START = "from jupyter_book.cli.main import main; main()"
STRICT = ["-W", "-n", "--keep-going", "--all"]


def build_site(root: Path, output: Path | None = None) -> Path:
    """Build the book at `root` strictly; returns the folder of the pages.

    `output` is where `_build` goes, the root itself unless it is named. Raises
    `subprocess.CalledProcessError` when there is any warning.
    """
    place = output or root
    command = ["build", str(root), *STRICT, "--path-output", str(place)]
    subprocess.run([sys.executable, "-c", START, *command], check=True)
    return place / "_build" / "html"


def main() -> int:
    """The command line; returns the exit status."""
    try:
        pages = build_site(Path.cwd())
    except subprocess.CalledProcessError as error:
        print("The build stopped: the warnings above are errors.", file=sys.stderr)
        return error.returncode
    print(f"The site is at {(pages / 'index.html').as_uri()}")
    print(
        "Its Colab links open once the book is published at its repository's address"
        " (README, Publishing your copy)."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""The built site and the browser that opens it, for the tests of its pages."""

import hashlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser

from booktools.chromium import open_chromium
from booktools.site import build_site

ROOT = Path(__file__).parents[2]
SOURCES = ("book", "lib", "_config.yml", "_toc.yml", "requirements.txt")
LEFT_OUT = {"__pycache__", "attractors_to_attention.egg-info", ".ipynb_checkpoints"}


def source_files() -> list[Path]:
    """Every file that a page is made of."""
    found = []
    for name in SOURCES:
        path = ROOT / name
        found += sorted(path.rglob("*")) if path.is_dir() else [path]
    return [
        path
        for path in found
        if path.is_file() and LEFT_OUT.isdisjoint(path.relative_to(ROOT).parts)
    ]


def fingerprint() -> str:
    """Changes with any source of the site."""
    digest = hashlib.sha256()
    for path in source_files():
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


@pytest.fixture(scope="session")
def site() -> Path:
    """The pages, built strictly unless an earlier test run built these very ones."""
    folder = ROOT / "_build" / "tested-site"
    pages = folder / "_build" / "html"
    stamp = folder / "sources.sha256"
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder.with_suffix(".lock")):
        now = fingerprint()
        if stamp.exists() and stamp.read_text() == now and pages.is_dir():
            return pages
        stamp.unlink(missing_ok=True)
        try:
            build_site(ROOT, folder)
        except subprocess.CalledProcessError:
            pytest.fail("the strict build failed: see what it printed", pytrace=False)
        stamp.write_text(now)
    return pages


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A headless Chromium; without one the tests skip, or fail if one is required."""
    with open_chromium() as found:
        if found is None:
            refuse = pytest.fail if os.environ.get("REQUIRE_BROWSER") else pytest.skip
            refuse("NO CHROMIUM HERE: no page was opened and nothing in it was tested")
        yield found

"""How heavy the pages are and how long the site takes: `python benchmarks/pages.py`.

Weight is what a browser fetches for a page, compressed as a server would, besides
MathJax and the figure script, which only pages that use them load and every later
page takes from the cache.
"""

import gzip
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import unquote, urlparse

import yaml
from playwright.sync_api import Browser

from booktools.chromium import open_chromium
from booktools.site import build_site

ROOT = Path(__file__).parents[1]
PAGE_BAR = 300  # KB
BUILD_BAR = 90  # seconds
COUNTED_APART = ("/mathjax/", "plotly.min.js")
COMPRESSED = {".woff", ".woff2", ".png", ".jpg"}


def page_names() -> list[str]:
    """The pages of the table of contents."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text())
    files = [toc["root"], *(c["file"] for p in toc["parts"] for c in p["chapters"])]
    return [name.removesuffix(".ipynb") for name in files]


def fetched(browser: Browser, page: Path) -> set[Path]:
    """The files a browser reads to show a page."""
    tab = browser.new_page()
    addresses: set[str] = set()
    tab.on("request", lambda request: addresses.add(request.url))
    tab.goto(page.as_uri(), wait_until="networkidle")
    tab.close()
    local = (urlparse(address) for address in addresses)
    return {Path(unquote(each.path)) for each in local if each.scheme == "file"}


def kilobytes(file: Path) -> float:
    """The size of a file on its way to a reader."""
    content = file.read_bytes()
    if file.suffix not in COMPRESSED:
        content = gzip.compress(content, 6)
    return len(content) / 1000


def weigh(browser: Browser, page: Path) -> tuple[float, float]:
    """Kilobytes of a page, and of the MathJax and figure script beside it."""
    files = fetched(browser, page)
    apart = {each for each in files if any(name in str(each) for name in COUNTED_APART)}
    return sum(map(kilobytes, files - apart)), sum(map(kilobytes, apart))


def main() -> int:
    """Print both tables; returns 1 when a bar is missed."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        site = build_site(ROOT, Path(folder))
        seconds = time.perf_counter() - start
        with open_chromium() as browser:
            if browser is None:
                print("No Chromium here: pages were not weighed.")
                return 0
            weights = {
                name: weigh(browser, site / f"{name}.html") for name in page_names()
            }
    print(f"\n{'page':<34} {'KB':>6} {'bar':>5}   MathJax and Plotly, KB")
    for name, (own, apart) in weights.items():
        print(f"{name:<34} {own:6.0f} {PAGE_BAR:5}   {apart:6.0f}")
    print(f"\nsite build from stored outputs: {seconds:.0f} s (bar {BUILD_BAR} s)")
    heaviest = max(own for own, _ in weights.values())
    return int(heaviest > PAGE_BAR or seconds > BUILD_BAR)


if __name__ == "__main__":
    sys.exit(main())

"""Seconds a chapter takes to run, as the chapter cards print them.

`book/timings.json` maps "attention/layers" to seconds on two CPU cores, rounded
up to five. A new measurement is written only when the printed one is off by
more than 30 %, so that a rebuild does not change the file for nothing.
"""

import json
import math
from pathlib import Path

from .files import write_atomically

STEP = 5
SLACK = 0.3


def timings_file(root: Path) -> Path:
    """Where the measured times are kept."""
    return root / "book" / "timings.json"


def read_timings(root: Path) -> dict[str, int]:
    """Printed seconds by chapter name; empty before the first build."""
    path = timings_file(root)
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def printed_seconds(measured: float, printed: int | None) -> int:
    """The number to print: the old one while it is near enough, else a new one."""
    rounded = max(STEP, STEP * math.ceil(measured / STEP))
    if printed is None or rounded == printed:
        return rounded
    return printed if abs(measured - printed) <= SLACK * printed else rounded


def record_timing(root: Path, name: str, measured: float, names: list[str]) -> None:
    """Store one measurement and forget chapters that are not among `names`."""
    before = read_timings(root)
    after = {key: seconds for key, seconds in before.items() if key in names}
    after[name] = printed_seconds(measured, before.get(name))
    if after != before:
        text = json.dumps(after, indent=2, sort_keys=True) + "\n"
        write_atomically(timings_file(root), text)

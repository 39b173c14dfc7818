"""What a folder's results were made with: written down once, and compared later."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attractor.lab.whole_files import whole_file


def write_settings(path: Path, settings: Mapping[str, Any]) -> None:
    """Keep settings as readable JSON."""
    with whole_file(path) as file:
        file.write((json.dumps(settings, indent=2) + "\n").encode())


def check_settings(
    path: Path, settings: Mapping[str, Any], *, made: str, advice: str
) -> None:
    """Raise `ValueError` unless those kept at `path` are the same.

    `made` says how the folder's content came about ("was trained"), `advice` what to
    do where it was made otherwise, or where the file cannot be read.
    """
    try:
        kept = dict(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:
        raise ValueError(f"{path} cannot be read ({error}); {advice}") from error
    for name, value in json.loads(json.dumps(settings)).items():
        if kept.get(name) != value:
            raise ValueError(
                f"{path.parent} {made} with {name} = {kept.get(name)}, not {value}; "
                f"{advice}"
            )

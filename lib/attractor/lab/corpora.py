"""Real texts by name: from a folder of one's own, or downloaded once and checked."""

import json
import os
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pooch

from attractor.lab.training.checkpoints import sha256

FOLDER_VARIABLE = "ATTRACTOR_DATA"
LIST = Path(__file__).with_suffix(".json")


class Source(NamedTuple):
    """Where a file is on the net, pinned to one version, and its sha256."""

    url: str
    sha256: str


@cache
def corpus_sources() -> dict[str, Source]:
    """Every file there is, by its name, such as `tinyshakespeare/input.txt`."""
    listed = json.loads(LIST.read_text(encoding="utf-8"))
    return {name: Source(**source) for name, source in listed.items()}


def corpus_file(name: str) -> Path:
    """Where a file of real text lies; it is downloaded where it is not there yet.

    The folder that the environment variable `ATTRACTOR_DATA` names is looked in first,
    then the download cache of this machine. Raises `ValueError` on a name that does not
    exist and on a file that is not what its checksum says, which is left as it is, and
    `OSError` where the download fails.
    """
    sources = corpus_sources()
    if name not in sources:
        folders = sorted({each.split("/")[0] for each in sources})
        raise ValueError(
            f"name must be one of corpus_sources(), files in {folders}, got {name!r}"
        )
    own = os.environ.get(FOLDER_VARIABLE)
    if own and (Path(own) / name).is_file():
        return checked(Path(own) / name, sources[name])
    kept = pooch.os_cache("attractor") / name
    if kept.is_file():
        return checked(kept, sources[name])
    return download(name, sources[name], kept)


def checked(path: Path, source: Source) -> Path:
    """`path`, if its content is what the source's checksum says."""
    if sha256(path) != source.sha256:
        raise ValueError(
            f"{path} is not the file that {source.url} had: its sha256 differs; move "
            "it away to download it again"
        )
    return path


def download(name: str, source: Source, path: Path) -> Path:
    """Fetch a file with a progress bar; it appears when it is whole and right."""
    try:
        pooch.retrieve(
            source.url,
            known_hash=f"sha256:{source.sha256}",
            fname=path.name,
            path=path.parent,
            progressbar=True,
        )
    except (OSError, ValueError) as error:
        raise OSError(
            f"{name} could not be downloaded from {source.url} "
            f"({type(error).__name__}); where there is no network, put the file at "
            f"{name} in a folder of yours and name that folder in {FOLDER_VARIABLE}"
        ) from error
    return path

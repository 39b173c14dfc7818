"""Where a result comes from: seed, device, time, versions, commit, data."""

import importlib.metadata
import platform
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import torch

PACKAGE = Path(__file__).parents[1]
VERSIONED = ("attractors-to-attention", "numpy", "torch")


@dataclass(frozen=True)
class Provenance:
    """What is needed to trust a result, or to make it again.

    `seconds` is wall time, `date` is UTC when the run ended, `commit` ends in
    `+changes` where a source that ran differed from it and is None outside a
    checkout, `data_sha256` is None where all data were generated from `seed`.
    """

    seed: int
    device: str
    seconds: float
    date: str
    versions: Mapping[str, str]
    commit: str | None
    data_sha256: str | None = None

    def line(self) -> str:
        """The result's papers in one line, as a chapter prints them."""
        return (
            f"seed {self.seed}, {self.device}, {self.seconds:.0f} s, "
            f"{self.date[:10]}, torch {self.versions['torch']}"
        )


def trace(
    seed: int,
    device: str | torch.device,
    seconds: float,
    commit: str | None,
    data_sha256: str | None = None,
) -> Provenance:
    """Provenance of a run that ends now on this machine.

    `commit` is what `source_commit` said when the run began: sources may change since.
    """
    return Provenance(
        seed=seed,
        device=describe_device(torch.device(device)),
        seconds=round(seconds, 1),
        date=datetime.now(UTC).isoformat(timespec="seconds"),
        versions=installed_versions(),
        commit=commit,
        data_sha256=data_sha256,
    )


def describe_device(device: torch.device) -> str:
    """A device in words: the GPU's name, or the processor kind and threads."""
    if device.type == "cuda":
        return torch.cuda.get_device_name(device)
    threads = torch.get_num_threads()
    return f"{device.type} ({platform.machine()}, {threads} thread{'s'[: threads - 1]})"


def installed_versions() -> dict[str, str]:
    """Versions of Python and of the packages that decide a result."""
    versions = {"python": platform.python_version()}
    for package in VERSIONED:
        try:
            versions[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            versions[package] = "not installed"
    return versions


def source_commit() -> str | None:
    """The commit the package runs from; None where there is no checkout."""
    commit = _git("rev-parse", "HEAD")
    if commit is None:
        return None
    loaded = [
        str(module.__file__)
        for name, module in list(sys.modules.items())
        if name.split(".")[0] == "attractor" and getattr(module, "__file__", None)
    ]
    changed = _git("status", "--porcelain", "--", *loaded)
    return commit if not changed else f"{commit}+changes"


def _git(*arguments: str) -> str | None:
    try:
        done = subprocess.run(
            ["git", "-C", str(PACKAGE), *arguments],
            capture_output=True,
            text=True,
            timeout=20,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()

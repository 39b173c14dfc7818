"""How an experiment becomes a run: pick the scale, measure, sign."""

import time
from dataclasses import asdict, fields, replace
from typing import Any

import torch

from attractor.lab.experiments import EXPERIMENTS
from attractor.lab.provenance import source_commit, trace
from attractor.lab.runs import Run


def run(experiment: str, scale: str = "toy", **overrides: Any) -> Run:
    """Run an experiment at a scale and return its result with its provenance.

    `overrides` replace fields of the scale's configuration, such as `seed=3`. Raises
    `ValueError` on an experiment, scale or field that does not exist.
    """
    if experiment not in EXPERIMENTS:
        raise ValueError(
            f"experiment must be one of {sorted(EXPERIMENTS)}, got {experiment!r}"
        )
    scales, measure = EXPERIMENTS[experiment]
    if scale not in scales:
        raise ValueError(
            f"scale of {experiment} must be one of {sorted(scales)}, got {scale!r}"
        )
    config: Any = scales[scale]
    known = [field.name for field in fields(config)]
    for name in overrides:
        if name not in known:
            raise ValueError(f"{name} is no setting of {experiment}: {known}")
    config = replace(config, **overrides)
    check_device(config.device)
    commit, start = source_commit(), time.perf_counter()
    arrays = measure(config)
    seconds = time.perf_counter() - start
    data = getattr(config, "data_sha256", None)
    provenance = trace(config.seed, config.device, seconds, commit, data)
    return Run(experiment, scale, asdict(config), provenance, arrays)


def check_device(name: str) -> None:
    """Raise `ValueError` before hours are spent, not after, where it is not there."""
    message = (
        f"device must be one that this machine has, got {name!r}; "
        "device=cpu runs anywhere, more slowly"
    )
    try:
        device = torch.device(name)
    except RuntimeError as error:
        raise ValueError(message) from error
    if device.type == "cuda" and (device.index or 0) >= torch.cuda.device_count():
        raise ValueError(message)

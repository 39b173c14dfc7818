"""What the settings of an optimizer may be, in one sentence each."""

import math
from dataclasses import fields
from typing import Any

POSITIVE = ("rate", "epsilon")
SHARES = ("momentum", "decay")
NOT_NEGATIVE = ("l2", "weight_decay")


def check_settings(rule: Any) -> None:
    """Raise `ValueError` on the first setting of an optimizer that makes no sense."""
    for field in fields(rule):
        _check(field.name, getattr(rule, field.name))


def _check(name: str, value: Any) -> None:
    if name == "betas":
        for beta in value:
            if not 0 <= beta < 1:
                raise ValueError(f"betas must be from 0 to below 1, got {value}")
    elif not math.isfinite(value):
        raise ValueError(f"{name} must be finite, got {value}")
    elif name in POSITIVE and value <= 0:
        raise ValueError(f"{name} must be positive, got {value}")
    elif name in SHARES and not 0 <= value < 1:
        raise ValueError(f"{name} must be from 0 to below 1, got {value}")
    elif name in NOT_NEGATIVE and value < 0:
        raise ValueError(f"{name} must be 0 or more, got {value}")

"""Asking a reader's function, and reading whatever it gives back.

Nothing a reader's function does gets out of here as an exception.
"""

import warnings
from collections.abc import Callable
from numbers import Real
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor

Function = Callable[..., object]
Case = tuple[Tensor | float | int, ...]


class Reply(NamedTuple):
    """Numbers in float64 with the type they came in, or else a complaint."""

    values: Tensor | None
    dtype: torch.dtype = torch.float64
    complaint: str = ""


def ask(function: Function, case: Case) -> Reply:
    """What `function` replies to a copy of `case`."""
    copies = [item.clone() if isinstance(item, Tensor) else item for item in case]
    try:
        with warnings.catch_warnings(), torch.random.fork_rng(devices=[]):
            warnings.simplefilter("ignore")
            reply = _read(function(*copies))
    except Exception as error:
        return Reply(None, complaint=f"raises {type(error).__name__}{_reason(error)}")
    if not all(map(_same, copies, case)):
        return Reply(
            None, complaint="changes its own input: use x = x - y in place of x -= y"
        )
    return reply


def _reason(error: Exception) -> str:
    """The error's first line, without its full stop."""
    lines = str(error).strip().splitlines()
    return f": {lines[0].rstrip('.')}" if lines else ""


def _same(copy: Tensor | float | int, original: Tensor | float | int) -> bool:
    if isinstance(copy, Tensor) and isinstance(original, Tensor):
        return torch.equal(copy, original)
    return bool(copy == original)


def _read(reply: object) -> Reply:
    if reply is None:
        return Reply(None, complaint="returns nothing: the return statement is missing")
    if isinstance(reply, Real):
        return Reply(torch.tensor(float(reply), dtype=torch.float64))
    if isinstance(reply, np.ndarray | np.generic):
        reply = torch.as_tensor(np.array(reply))
    if isinstance(reply, Tensor) and not reply.is_complex():
        return Reply(reply.detach().to("cpu", torch.float64), reply.dtype)
    if isinstance(reply, tuple | list) and reply:
        parts = [_read(part) for part in reply]
        values = [part.values for part in parts if part.values is not None]
        if len(values) == len(parts):
            return Reply(torch.stack(values))
    return Reply(None, complaint=f"returns a {type(reply).__name__}, not numbers")

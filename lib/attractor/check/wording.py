"""A case and a difference, in words short enough for one sentence."""

import torch
from torch import Tensor

from attractor.check.reply import Case

MOST_NUMBERS_SHOWN = 8


def describe(arguments: tuple[str, ...], case: Case) -> str:
    """`patterns [[1, 0], [0, 2]], queries [3, 1], β = 2`, or shapes where long."""
    return ", ".join(
        f"{name} {_tensor(item)}" if isinstance(item, Tensor) else f"{name} = {item:g}"
        for name, item in zip(arguments, case, strict=True)
    )


def difference(got: Tensor, expected: Tensor) -> str:
    """What should have come, and what came, at the first place that differs."""
    if got.shape != expected.shape:
        return (
            f"the answer has shape {tuple(got.shape)} "
            f"where {tuple(expected.shape)} is due"
        )
    wrong = ~torch.isclose(got, expected, rtol=1e-5, atol=1e-5, equal_nan=True)
    place = tuple(wrong.nonzero()[0].tolist())
    here = f" at {list(place)}" if place else ""
    due, came = expected[place].item(), got[place].item()
    digits = next(n for n in (4, 6, 9, 17) if f"{due:.{n}g}" != f"{came:.{n}g}")
    return f"the answer{here} should be {due:.{digits}g}, not {came:.{digits}g}"


def _tensor(values: Tensor) -> str:
    if values.numel() > MOST_NUMBERS_SHOWN:
        return f"of shape {tuple(values.shape)}"
    return _list(values.tolist())


def _list(values: object) -> str:
    if isinstance(values, list):
        return f"[{', '.join(map(_list, values))}]"
    return f"{values:g}"

"""The examiner: compare with the right answer, then with known mistakes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import Tensor

from attractor.check.answer import Answer
from attractor.check.reply import Case, Function, Reply, ask
from attractor.check.wording import describe, difference

TOLERANCE = 1e-5


class Mistake(NamedTuple):
    """A sentence for the reader, and a function that errs in the same way."""

    message: str
    function: Callable[..., object]


@dataclass(frozen=True)
class Exercise:
    """What a reader's function must do, on which cases, and how readers err.

    `far` are cases with large values, asked only once all `cases` are right;
    `overflow` is the advice when one of them goes wrong.
    """

    arguments: tuple[str, ...]
    truth: Function
    cases: tuple[Case, ...]
    mistakes: tuple[Mistake, ...]
    far: tuple[Case, ...] = ()
    overflow: str = ""

    def examine(self, function: object) -> Answer:
        """One sentence on `function`, whatever it is."""
        if not callable(function):
            kind = type(function).__name__
            return Answer(
                False, f"Give the function itself, without calling it: this is {kind}."
            )
        replies = [ask(function, case) for case in self.cases]
        truths = [_values(self.truth, case) for case in self.cases]
        if not all(map(_agrees, replies, truths)):
            return Answer(False, self._diagnosis(replies, truths))
        for case in self.far:
            reply, truth = ask(function, case), _values(self.truth, case)
            if not _agrees(reply, truth):
                said = self._said(case, reply, truth)
                message = f"Right for small values, but for {said}: {self.overflow}."
                return Answer(False, message)
        return self._verdict_on_dtype(replies)

    def _verdict_on_dtype(self, replies: list[Reply]) -> Answer:
        for case, reply in zip(self.cases, replies, strict=True):
            asked = {item.dtype for item in case if isinstance(item, Tensor)}
            if asked and reply.dtype not in asked:
                return Answer(
                    False,
                    f"Right to a few digits only: the answer comes in {reply.dtype} "
                    f"though the input is {asked.pop()}, so let the dtype follow it.",
                )
        return Answer(True, f"Right on all {len(self.cases) + len(self.far)} cases.")

    def _diagnosis(self, replies: list[Reply], truths: list[Tensor]) -> str:
        for mistake in self.mistakes:
            if self._reproduces(mistake, replies, truths):
                return mistake.message
        wrong = [
            (case, reply, truth)
            for case, reply, truth in zip(self.cases, replies, truths, strict=True)
            if not _agrees(reply, truth)
        ]
        unread = [item for item in wrong if item[1].values is None]
        opening = (
            "For" if len(wrong) == len(replies) else "Right in some cases, but for"
        )
        return f"{opening} {self._said(*(unread or wrong)[0])}."

    def _said(self, case: Case, reply: Reply, truth: Tensor) -> str:
        asked = describe(self.arguments, case)
        if reply.values is None:
            return f"{asked} it {reply.complaint}"
        return f"{asked} {difference(reply.values, truth)}"

    def _reproduces(
        self, mistake: Mistake, replies: list[Reply], truths: list[Tensor]
    ) -> bool:
        """True if it errs, and as the reader does wherever the reader answers."""
        errs = False
        for case, reply, truth in zip(self.cases, replies, truths, strict=True):
            if reply.values is None:
                continue
            wrong = ask(mistake.function, case)
            if wrong.values is None or not _agrees(reply, wrong.values):
                return False
            errs = errs or not _agrees(wrong, truth)
        return errs


def _values(truth: Function, case: Case) -> Tensor:
    values = ask(truth, case).values
    assert values is not None
    return values


def _agrees(reply: Reply, truth: Tensor) -> bool:
    if reply.values is None or reply.values.shape != truth.shape:
        return False
    return torch.allclose(
        reply.values, truth, rtol=TOLERANCE, atol=TOLERANCE, equal_nan=True
    )

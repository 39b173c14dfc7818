"""Check on LoRA's merge: W + (α/r) B A."""

import torch

from attractor.check.answer import Answer
from attractor.check.exercise import Exercise, Mistake
from attractor.check.reply import Case
from attractor.models import merge_low_rank as truth


def _case(seed: int, n_out: int, rank: int, n_in: int, alpha: float) -> Case:
    generator = torch.Generator().manual_seed(seed)
    shapes = (n_out, n_in), (rank, n_in), (n_out, rank)
    return (
        *(
            torch.randn(shape, generator=generator, dtype=torch.float64).round(
                decimals=1
            )
            for shape in shapes
        ),
        alpha,
    )


def _small() -> Case:
    rows = [[1.0, 0.0], [0.0, 1.0]], [[1.0, 2.0]], [[3.0], [0.0]]
    return (*(torch.tensor(row, dtype=torch.float64) for row in rows), 2.0)


MERGE = Exercise(
    arguments=("W", "A", "B", "α"),
    truth=truth,
    cases=(
        _small(),
        _case(1, 4, 2, 3, 6.0),
        _case(2, 3, 3, 3, 2.0),
        _case(3, 5, 3, 5, 1.0),
        _case(4, 4, 2, 6, 0.5),
    ),
    mistakes=(
        Mistake(
            "The scale α/r is missing.",
            lambda w, a, b, alpha: w + b @ a,
        ),
        Mistake(
            "It is scaled by α alone: divide by the rank r too.",
            lambda w, a, b, alpha: w + alpha * (b @ a),
        ),
        Mistake(
            "It is divided by r, but not multiplied by α.",
            lambda w, a, b, alpha: w + b @ a / len(a),
        ),
        Mistake(
            "It is scaled by r/α: the other way round.",
            lambda w, a, b, alpha: w + len(a) / alpha * (b @ a),
        ),
        Mistake(
            "α is divided by the root of r: that is the rank-stabilized variant, here "
            "it is r itself.",
            lambda w, a, b, alpha: w + alpha / len(a) ** 0.5 * (b @ a),
        ),
        Mistake(
            "α is divided by the number of inputs: r is how many rows A has.",
            lambda w, a, b, alpha: w + alpha / a.shape[1] * (b @ a),
        ),
        Mistake(
            "α is divided by the number of outputs: r is how many rows A has.",
            lambda w, a, b, alpha: w + alpha / len(b) * (b @ a),
        ),
        Mistake(
            "The scale α/r multiplies W too: it belongs to the change alone.",
            lambda w, a, b, alpha: alpha / len(a) * (w + b @ a),
        ),
        Mistake(
            "The scale α/r multiplies W in place of the change.",
            lambda w, a, b, alpha: alpha / len(a) * w + b @ a,
        ),
        Mistake(
            "The change is subtracted: that undoes a merge.",
            lambda w, a, b, alpha: w - alpha / len(a) * (b @ a),
        ),
        Mistake(
            "That is the change alone: W is still to be added.",
            lambda w, a, b, alpha: alpha / len(a) * (b @ a),
        ),
        Mistake(
            "That is W without the change: B is 0 only before training.",
            lambda w, a, b, alpha: w.clone(),
        ),
        Mistake(
            "The product is the wrong way round: A narrows first and B widens, so it "
            "is B A.",
            lambda w, a, b, alpha: w + alpha / len(a) * (a @ b),
        ),
        Mistake(
            "The change is transposed: rows belong to outputs.",
            lambda w, a, b, alpha: w + alpha / len(a) * (b @ a).mT,
        ),
        Mistake(
            "W is multiplied by the change: the two are added.",
            lambda w, a, b, alpha: w * (alpha / len(a) * (b @ a)),
        ),
        Mistake(
            "The change is counted twice.",
            lambda w, a, b, alpha: w + 2 * alpha / len(a) * (b @ a),
        ),
    ),
)  # fmt: skip


def lora_merge(function: object) -> Answer:
    """Check (W, A, B, α) ↦ W + (α/r) B A, (n_out, n_in), where A is (r, n_in)."""
    return MERGE.examine(function)

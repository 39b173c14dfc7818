"""Check on one step of AdamW, with η = 0.1, β = (0.9, 0.999), ε = 1e-8, λ = 0.1."""

import torch

from attractor.check.adamw_parts import (
    B1,
    B2,
    DECAY,
    EPSILON,
    RATE,
    after_the_move,
    averaged,
    before_correcting,
    cases,
    decayed,
    in_the_root,
    mean_of,
    moved,
    toward,
    truth,
    with_old_means,
    with_penalty,
)
from attractor.check.answer import Answer
from attractor.check.exercise import Exercise, Mistake

ADAMW_STEP = Exercise(
    arguments=("w", "g", "m", "v", "t"),
    truth=truth,
    cases=cases(),
    mistakes=(
        Mistake(
            "The bias corrections are missing: divide m by 1 − β₁ᵗ and v by 1 − β₂ᵗ.",
            moved(lambda p: decayed(p) - RATE * p.m / (p.v.sqrt() + EPSILON)),
        ),
        Mistake(
            "m is not corrected: divide it by 1 − β₁ᵗ.",
            moved(lambda p: decayed(p) - RATE * toward(p, t_mean=torch.inf)),
        ),
        Mistake(
            "v is not corrected: divide it by 1 − β₂ᵗ.",
            moved(lambda p: decayed(p) - RATE * toward(p, t_square=torch.inf)),
        ),
        Mistake(
            "The corrections are a step ahead: t counts from 1 already.",
            moved(lambda p: decayed(p) - RATE * toward(p, p.t + 1, p.t + 1)),
        ),
        Mistake(
            "The corrections lack the power t: they are 1 − βᵗ.",
            moved(lambda p: decayed(p) - RATE * toward(p, 1, 1)),
        ),
        Mistake(
            "The decay is inside the gradient: that is Adam with an L2 penalty, which "
            "AdamW was made to replace.",
            with_penalty,
        ),
        Mistake(
            "The weight decay is missing: that is Adam.",
            moved(lambda p: p.w - RATE * toward(p)),
        ),
        Mistake(
            "The decay lacks the rate: each step takes the share ηλ off the weights.",
            moved(lambda p: (1 - DECAY) * p.w - RATE * toward(p)),
        ),
        Mistake(
            "The decay lets the weights grow: it is (1 − ηλ) w.",
            moved(lambda p: (1 + RATE * DECAY) * p.w - RATE * toward(p)),
        ),
        Mistake(
            "The decay acts on the weights already moved: it is (1 − ηλ) times the old "
            "ones.",
            moved(after_the_move),
        ),
        Mistake(
            "The step goes uphill: subtract it.",
            moved(lambda p: decayed(p) + RATE * toward(p)),
        ),
        Mistake(
            "The rate is missing before Adam's step.",
            moved(lambda p: decayed(p) - toward(p)),
        ),
        Mistake(
            "The root is missing: divide by √v̂ + ε.",
            moved(
                lambda p: (
                    decayed(p)
                    - RATE * (p.m / (1 - B1**p.t)) / (p.v / (1 - B2**p.t) + EPSILON)
                )
            ),
        ),
        Mistake("ε stands inside the root: it is √v̂ + ε.", moved(in_the_root)),
        Mistake(
            "ε is added before v is corrected: it is √v̂ + ε.",
            moved(before_correcting),
        ),
        Mistake(
            "ε is missing: where gradients are tiny it keeps the step small.",
            moved(
                lambda p: (
                    decayed(p)
                    - RATE * (p.m / (1 - B1**p.t)) / (p.v / (1 - B2**p.t)).sqrt()
                )
            ),
        ),
        Mistake(
            "The gradient itself is divided: the step goes along its mean m̂.",
            moved(
                lambda p: (
                    decayed(p) - RATE * toward(p._replace(m=p.g * (1 - B1**p.t)))
                )
            ),
        ),
        Mistake(
            "The step is made with the means as they came: update m and v first.",
            moved(with_old_means),
        ),
        Mistake(
            "β₁ and β₂ are swapped: 0.9 is for the gradient, 0.999 for its square.",
            lambda w, g, m, v, t: torch.stack(
                [
                    (1 - RATE * DECAY) * w
                    - RATE
                    * ((B2 * m + (1 - B2) * g) / (1 - B2**t))
                    / (
                        ((B1 * v + (1 - B1) * g**2) / (1 - B1**t)).sqrt() + EPSILON
                    ),
                    B2 * m + (1 - B2) * g,
                    B1 * v + (1 - B1) * g**2,
                ]
            ),
        ),
        Mistake(
            "The new gradient's share is missing: it is (1 − β) times it.",
            averaged(lambda m, g: B1 * m + g, lambda v, g: B2 * v + g**2),
        ),
        Mistake(
            "β weighs the new gradient: it is the share of the old mean.",
            averaged(
                lambda m, g: (1 - B1) * m + B1 * g,
                lambda v, g: (1 - B2) * v + B2 * g**2,
            ),
        ),
        Mistake(
            "v averages the gradient's size: it is the mean of its square.",
            averaged(mean_of, lambda v, g: B2 * v + (1 - B2) * g.abs()),
        ),
        Mistake(
            "v holds the last square alone: it is a running mean.",
            averaged(mean_of, lambda v, g: (1 - B2) * g**2),
        ),
        Mistake(
            "The corrected means are given back: remember m and v as they are.",
            lambda w, g, m, v, t: (
                truth(w, g, m, v, t)
                / torch.tensor([1, 1 - B1**t, 1 - B2**t])
                .to(w)
                .reshape(3, *[1] * w.ndim)
            ),
        ),
        Mistake(
            "Those are w, v and m: give back w, m, v.",
            lambda *case: truth(*case)[[0, 2, 1]],
        ),
        Mistake(
            "That is the new w alone: give back m and v too, the next step needs them.",
            lambda *case: truth(*case)[0],
        ),
    ),
)  # fmt: skip


def adamw_step(function: object) -> Answer:
    """Check (w, g, m, v, t) ↦ (w, m, v) after step t, counted from 1, of AdamW.

    With rate 0.1, β = (0.9, 0.999), ε = 1e-8 and weight decay 0.1.
    """
    return ADAMW_STEP.examine(function)

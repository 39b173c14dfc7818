"""Check on the best split of a budget of compute under Chinchilla's law."""

import math

from attractor.check.answer import Answer
from attractor.check.exercise import Exercise, Mistake
from attractor.theory import HOFFMANN, kaplan_optimal
from attractor.theory import compute_optimal as truth

_, A, B, ALPHA, BETA = HOFFMANN

BUDGETS = ((5.88e23,), (1e18,), (6e20,), (1e25,))


def _split(balance: float, exponent: float, flops: float) -> tuple[float, float]:
    """N = (balance · P^β)^(1/(α+β)) in units where it is 1 for the right answer."""
    right = truth(flops)
    product = flops / 6
    n_params = right.n_params * balance * product ** (exponent - BETA / (ALPHA + BETA))
    return n_params, product / n_params


def _balanced(left: float, right: float, flops: float) -> tuple[float, float]:
    """The split at which left·A/N^α = right·B/D^β."""
    product = flops / 6
    n_params = (left * A / (right * B) * product**BETA) ** (1 / (ALPHA + BETA))
    return n_params, product / n_params


def _twenty(flops: float) -> tuple[float, float]:
    n_params = math.sqrt(flops / 120)
    return n_params, 20 * n_params


def _without_six(flops: float) -> tuple[float, float]:
    return truth(6 * flops)


def _swapped(flops: float) -> tuple[float, float]:
    n_params, n_tokens = truth(flops)
    return n_tokens, n_params


COMPUTE_OPTIMAL = Exercise(
    arguments=("C",),
    truth=truth,
    cases=BUDGETS,
    mistakes=(
        Mistake(
            "The 6 is missing: a budget of C buys N·D = C/6.",
            _without_six,
        ),
        Mistake(
            "N and D are swapped: the parameters come first.",
            _swapped,
        ),
        Mistake(
            "That is the rule of thumb, D = 20 N: derive the split from the law.",
            _twenty,
        ),
        Mistake(
            "That is the best split under Kaplan's law: take Chinchilla's.",
            kaplan_optimal,
        ),
        Mistake(
            "There the two terms are equal, A/N^α = B/D^β: at the best split their "
            "slopes are, αA/N^α = βB/D^β.",
            lambda c: _balanced(1.0, 1.0, c),
        ),
        Mistake(
            "α and β are swapped in the balance: it is αA/N^α = βB/D^β.",
            lambda c: _balanced(BETA, ALPHA, c),
        ),
        Mistake(
            "The exponents of C are swapped: N grows like C^(β/(α+β)).",
            lambda c: _split(1.0, ALPHA / (ALPHA + BETA), c),
        ),
        Mistake(
            "That splits the budget evenly, N = D.",
            lambda c: (math.sqrt(c / 6), math.sqrt(c / 6)),
        ),
        Mistake(
            "D is not what the budget leaves: D = C/(6N).",
            lambda c: (truth(c).n_params, c / truth(c).n_params),
        ),
        Mistake(
            "N alone: return both, (N, D).",
            lambda c: truth(c).n_params,
        ),
    ),
)


def compute_optimal(function: object) -> Answer:
    """Check C ↦ (N, D), the best split of C = 6ND under Chinchilla's law."""
    return COMPUTE_OPTIMAL.examine(function)

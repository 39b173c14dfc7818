"""Check on the update of one unit: sᵢ ← +1 if Σⱼ wᵢⱼ sⱼ ≥ θᵢ, else −1."""

from collections.abc import Callable

from torch import Tensor

from attractor.check.answer import Answer
from attractor.check.classical_cases import unit_cases
from attractor.check.exercise import Exercise, Mistake
from attractor.memory import unit_update as update

Rule = Callable[[Tensor, Tensor, int, Tensor], Tensor | float | int]


def _with(s: Tensor, unit: int, value: Tensor | float | int) -> Tensor:
    changed = s.clone()
    changed[unit] = value
    return changed


def _setting(rule: Rule) -> Rule:
    """The state with what `rule` says as the value of the unit."""
    return lambda w, s, i, t: _with(s, i, rule(w, s, i, t))


def _all_units(w: Tensor, s: Tensor, i: int, t: Tensor) -> Tensor:
    return 2.0 * (w @ s >= t) - 1.0


UNIT_UPDATE = Exercise(
    arguments=("couplings", "state", "unit", "thresholds"),
    truth=update,
    cases=unit_cases(),
    mistakes=(
        Mistake(
            "A tie goes the wrong way: a field equal to its threshold gives +1.",
            _setting(lambda w, s, i, t: 1 if w[i] @ s > t[i] else -1),
        ),
        Mistake(
            "On a tie it keeps the old value: a field equal to its threshold gives +1.",
            _setting(
                lambda w, s, i, t: (
                    s[i] if w[i] @ s == t[i] else (1 if w[i] @ s > t[i] else -1)
                )
            ),
        ),
        Mistake(
            "A tie becomes 0, as torch.sign has it: a field equal to its threshold "
            "gives +1.",
            _setting(lambda w, s, i, t: (w[i] @ s - t[i]).sign()),
        ),
        Mistake(
            "The threshold is not used: compare the field with θᵢ, not with 0.",
            _setting(lambda w, s, i, t: 1 if w[i] @ s >= 0 else -1),
        ),
        Mistake(
            "The threshold has the wrong sign: compare the field with θᵢ.",
            _setting(lambda w, s, i, t: 1 if w[i] @ s + t[i] >= 0 else -1),
        ),
        Mistake(
            "It reads a column of the couplings: wᵢⱼ leads from j to i, so unit i has "
            "row i.",
            _setting(lambda w, s, i, t: 1 if w[:, i] @ s >= t[i] else -1),
        ),
        Mistake(
            "The signs are exchanged: a field over its threshold gives +1.",
            _setting(lambda w, s, i, t: -1 if w[i] @ s >= t[i] else 1),
        ),
        Mistake(
            "It turns the unit over whatever its field is.",
            _setting(lambda w, s, i, t: -s[i]),
        ),
        Mistake(
            "The unit becomes 0 where it should be −1: states are +1 and −1.",
            _setting(lambda w, s, i, t: 1 if w[i] @ s >= t[i] else 0),
        ),
        Mistake(
            "The unit only ever turns on: below its threshold it becomes −1.",
            _setting(lambda w, s, i, t: 1 if w[i] @ s >= t[i] else s[i]),
        ),
        Mistake(
            "The unit only ever turns off: from its threshold on it becomes +1.",
            _setting(lambda w, s, i, t: s[i] if w[i] @ s >= t[i] else -1),
        ),
        Mistake(
            "The unit becomes its field: take the sign of what is over the threshold.",
            _setting(lambda w, s, i, t: w[i] @ s),
        ),
        Mistake(
            "Its own state is multiplied in: that is whether it agrees with its field.",
            _setting(lambda w, s, i, t: 1 if s[i] * (w[i] @ s) >= t[i] else -1),
        ),
        Mistake(
            "The unit's coupling to itself is left out: the field sums over all j.",
            _setting(lambda w, s, i, t: 1 if w[i] @ s - w[i, i] * s[i] >= t[i] else -1),
        ),
        Mistake("All units are updated: only unit i looks at its field.", _all_units),
        Mistake(
            "That is the unit's new value: give back the whole state.",
            lambda w, s, i, t: 1.0 if w[i] @ s >= t[i] else -1.0,
        ),
        Mistake("That is the state itself: nothing is updated.", lambda w, s, i, t: s),
        Mistake(
            "It counts units from 1: unit 0 is the first.",
            lambda w, s, i, t: update(w, s, (i - 1) % len(s), t),
        ),
        Mistake("That is the field, not the new state.", lambda w, s, i, t: w[i] @ s),
    ),
)


def unit_update(function: object) -> Answer:
    """Check (couplings, state, unit, thresholds) ↦ the state after one update."""
    return UNIT_UPDATE.examine(function)

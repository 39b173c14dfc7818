"""The Python side of the fractions explorable."""

from typing import Any

import numpy as np
import pytest
import traitlets

from attractor.show import DataFractions

STEPS = np.array([100, 200, 400])


def arrays(per_step: float = 0.01, **changed: Any) -> dict[str, np.ndarray]:
    """Three evaluations of a run with so many epochs a step."""
    made = {
        "evaluated_at": STEPS,
        "epochs": STEPS * per_step,
        "training": np.array([4.0, 3.0, 2.0]),
        "held_out": np.array([4.5, 4.0, 5.0]),
    }
    return made | changed


def fractions(**traits: Any) -> DataFractions:
    return DataFractions({"all": arrays(0.01), "a tenth": arrays(0.1)}, **traits)


def test_it_opens_where_the_run_of_fewest_steps_ends() -> None:
    shown = fractions()
    assert (shown.axis, shown.view) == ("steps", "losses")
    assert (shown.steps, shown.epochs) == (400, 4)
    early = arrays(0.1, evaluated_at=STEPS / 2)
    assert DataFractions({"all": arrays(), "early": early}).steps == 200


def test_curves_are_plain_numbers() -> None:
    thirds = arrays(1 / 300, training=np.array([4, 3, 2]) / 3)
    assert DataFractions({"one": thirds}).curves == [
        {
            "name": "one",
            "steps": [100, 200, 400],
            "epochs": [0.33333333, 0.66666667, 1.3333333],
            "training": [1.33333, 1.0, 0.66667],
            "heldOut": [4.5, 4.0, 5.0],
        }
    ]


def test_the_text_alternative_follows_the_state() -> None:
    shown = fractions()
    assert "all, a tenth" in shown.alt and "at 400 steps" in shown.alt
    assert "held-out loss, dashed, against steps" in shown.alt
    shown.axis, shown.view, shown.epochs = "epochs", "gap", 2.5
    assert "Held-out loss less training loss, against epochs" in shown.alt
    assert "at 2.5 epochs" in shown.alt


def test_the_repr_is_the_state() -> None:
    assert repr(fractions(epochs=10)) == (
        "DataFractions(axis='steps', view='losses', epochs=10.0, steps=400.0)"
    )


@pytest.mark.parametrize(
    ("traits", "complaint"),
    [
        ({"epochs": 0.5}, "epochs must be from 1 to 40, got 0.5"),
        ({"steps": 401}, "steps must be from 100 to 400, got 401"),
        ({"axis": "tokens"}, "'axis' trait"),
        ({"view": "both"}, "'view' trait"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_sentence(
    traits: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(traitlets.TraitError, match=complaint):
        fractions(**traits)


@pytest.mark.parametrize(
    ("runs", "complaint"),
    [
        ({}, "runs must be one to 5, by name, got 0"),
        ({str(k): arrays() for k in range(6)}, "runs must be one to 5.* got 6"),
        ({"a": [1, 2]}, r"runs must have the arrays evaluated_at.* got \[1, 2\]"),
        ({"a": {"epochs": [1]}}, r"of training-gpt2 have, got \['epochs'\]"),
        ({"a": arrays(training=[1, 2])}, "runs must have two evaluations at least"),
        ({"a": arrays(held_out=[1, 2, np.nan])}, "finite numbers, a has not"),
        ({"a": arrays(evaluated_at=[0, 1, 2])}, "positive steps and epochs that rise"),
        ({"a": arrays(epochs=[1, 3, 3])}, "positive steps and epochs that rise"),
    ],
)
def test_what_is_no_run_is_refused_in_one_sentence(
    runs: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(traitlets.TraitError, match=complaint):
        DataFractions(runs)

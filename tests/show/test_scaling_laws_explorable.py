"""The Python side of the scaling explorable."""

import pytest
import traitlets

from attractor.show import ScalingLaws


def test_it_opens_on_chinchilla_itself():
    shown = ScalingLaws()
    assert (shown.n_params, shown.n_tokens) == (70e9, 1.4e12)
    assert (shown.law, shown.floor, shown.below) == ("chinchilla", 1.69, "budget")


def test_the_text_alternative_follows_the_state():
    shown = ScalingLaws()
    assert "floor 1.69" in shown.alt and "10 to the 23.8 operations" in shown.alt
    assert "every split" in shown.alt
    shown.law, shown.below, shown.n_params = "kaplan", "table", 1e9
    assert "Kaplan's law" in shown.alt and "1e+09 parameters" in shown.alt
    assert "Table 2 prints" in shown.alt


def test_the_repr_is_the_state():
    assert repr(ScalingLaws(n_params=1e9, n_tokens=2e10, floor=1.61)) == (
        "ScalingLaws(n_params=1000000000.0, n_tokens=20000000000.0, "
        "law='chinchilla', floor=1.61, below='budget')"
    )


@pytest.mark.parametrize(
    ("traits", "complaint"),
    [
        ({"n_params": 1e6}, "n_params must be from 1e\\+07 to 1e\\+15, got 1000000"),
        ({"n_tokens": 0.0}, "n_tokens must be from 1e\\+08 to 1e\\+16, got 0"),
        ({"law": "moore"}, "'law' trait"),
        ({"floor": 1.0}, "'floor' trait"),
        ({"below": "cellar"}, "'below' trait"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_sentence(traits, complaint):
    with pytest.raises(traitlets.TraitError, match=complaint):
        ScalingLaws(**traits)

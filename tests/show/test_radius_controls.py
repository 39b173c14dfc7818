"""The Python side of the radius explorable."""

import math
from typing import Any

import numpy as np
import pytest
import traitlets

from attractor.show import RadiusControls

COUNTS = [10, 20]


def arrays(**changed: Any) -> dict[str, Any]:
    yards = [math.sqrt(64 * n / (2 * math.pi * math.e)) for n in (1, 16, 32)]
    return {
        "controls": np.array(["trained", "layer-2", "rescaled"]),
        "n_vectors": np.array(COUNTS),
        "mean": np.array([[2.0, 1.0], [4.0, 3.0], [6.0, 3.0]]),
        "median": np.array([[1.5, 1 / 3], [3.5, 2.5], [4.5, 1.0]]),
        "histogram": np.array([[[4, 6], [15, 5]]] * 3),
        "edges": np.array([[0.0, 1.0, 2.0]] * 3),
        "sigma": np.array([0.5, 1.0, 1.5]),
        "yardsticks": np.array(yards),
        **changed,
    }


def test_the_page_gets_plain_numbers_and_rescales_by_itself() -> None:
    recorded = RadiusControls(arrays()).recorded
    assert (recorded["dim"], recorded["length"]) == (64, 16)
    assert recorded["counts"] == COUNTS
    assert [cloud["name"] for cloud in recorded["clouds"]] == ["trained", "layer-2"]
    assert recorded["clouds"][0] == {
        "name": "trained",
        "mean": [2.0, 1.0],
        "median": [1.5, 0.333333],
        "sigma": 0.5,
        "edges": [0.0, 1.0, 2.0],
        "histogram": [[4, 6], [15, 5]],
    }


def test_it_opens_on_all_vectors_of_the_first_cloud_as_they_are() -> None:
    shown = RadiusControls(arrays())
    assert (shown.cloud, shown.share, shown.factor) == ("trained", 100, 1.0)
    assert repr(shown) == "RadiusControls(cloud='trained', share=100, factor=1.0)"


def test_the_text_alternative_follows_the_state() -> None:
    shown = RadiusControls(arrays())
    assert "20 vectors, trained" in shown.alt and "mean 1," in shown.alt
    assert "n = 64 and n = 1,024" in shown.alt
    shown.cloud, shown.share, shown.factor = "layer-2", 50, 2.0
    assert "10 vectors, layer 2, times 2" in shown.alt and "mean 8," in shown.alt


@pytest.mark.parametrize(
    ("traits", "complaint"),
    [
        ({"cloud": "rescaled"}, r"cloud must be one of \['trained', 'layer-2'\]"),
        ({"share": 30}, r"share must be one of \[50, 100\], got 30"),
        ({"factor": 0.0}, "factor must be from 0.001 to 1000, got 0"),
        ({"factor": 1001.0}, "factor must be from 0.001 to 1000, got 1001"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_sentence(
    traits: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(traitlets.TraitError, match=complaint):
        RadiusControls(arrays(), **traits)


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"mean": np.ones((2, 2))}, "for each control and each of them, mean"),
        ({"n_vectors": np.array([20, 10])}, "rising n_vectors"),
        ({"sigma": np.array([1.0, np.nan, 1.0])}, "arrays must be finite"),
    ],
)
def test_arrays_of_another_kind_are_refused(
    changed: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(traitlets.TraitError, match=complaint):
        RadiusControls(arrays(**changed))
    with pytest.raises(traitlets.TraitError, match="mean, sigma missing"):
        RadiusControls(
            {k: v for k, v in arrays().items() if k not in {"mean", "sigma"}}
        )

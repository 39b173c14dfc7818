"""How comparisons become a verdict."""

import pytest

from attractor.claims import Comparison, Evidence

YES = Comparison("yes", 1.0, "=", 1.0)
NO = Comparison("no", 1.0, "=", 2.0)


@pytest.mark.parametrize(
    ("evidence", "verdict"),
    [
        (Evidence(printed=(YES,)), "holds"),
        (Evidence(printed=(YES, NO)), "fails"),
        (Evidence(printed=(NO,), core=(YES,)), "holds with a correction"),
        (Evidence(printed=(NO,), core=(YES, NO)), "fails"),
        (Evidence(printed=(NO,), corrected=(YES,)), "fails"),
        (Evidence(readings=((YES, NO), (NO, YES))), "inconsistent"),
        (Evidence(printed=(YES,), readings=((YES, NO), (YES, YES))), "holds"),
        (Evidence(printed=(YES,), controls=(YES,)), "unsupported"),
        (Evidence(printed=(YES,), controls=(YES, NO)), "holds"),
    ],
)
def test_the_comparisons_decide(evidence: Evidence, verdict: str) -> None:
    assert evidence.verdict == verdict


@pytest.mark.parametrize(
    ("value", "relation", "reference", "tolerance", "holds"),
    [
        (1.0, "=", 1.05, 0.1, True),
        (1.0, "=", 1.2, 0.1, False),
        (1.0, "≠", 1.2, 0.1, True),
        (1.0, "≤", 0.95, 0.1, True),
        (1.0, "≤", 0.5, 0.1, False),
        (1.0, "≥", 1.05, 0.1, True),
        (1.0, ">", 1.0, 0.1, False),
        (1.0, "<", 1.5, 0.0, True),
        (float("nan"), "=", 1.0, 0.1, False),
    ],
)
def test_a_relation_holds_or_not(
    value: float, relation: str, reference: float, tolerance: float, holds: bool
) -> None:
    assert Comparison("x", value, relation, reference, tolerance).holds == holds


def test_a_comparison_reads_as_a_sentence() -> None:
    assert str(Comparison("minima", 3.0, "=", 2.0)) == "minima: 3 not = 2"
    assert str(Comparison("E − g", 0.5, "≤", 1.0)) == "E − g: 0.5 ≤ 1"

"""Which rules of a style sheet stay."""

import pytest

from booktools.lean_styles import lean

WORDS = {"shown", "card"}


@pytest.mark.parametrize(
    "rule",
    [
        "p{margin:0}",
        ".card>.shown{margin:0}",
        ".absent,.card{margin:0}",
        ".card:not(.absent){margin:0}",
        "@media print{.card{margin:0}}",
        "@keyframes turn{50%{opacity:1}}",
    ],
)
def test_a_rule_that_a_page_can_use_stays(rule: str) -> None:
    assert lean(rule, WORDS) == rule


@pytest.mark.parametrize(
    "rule",
    [
        ".absent{margin:0}",
        ".card .absent{margin:0}",
        "@font-face{font-family:Font Awesome 6 Free;src:url(x)}",
    ],
)
def test_a_rule_that_no_page_can_use_goes(rule: str) -> None:
    assert lean(rule, WORDS) == ""

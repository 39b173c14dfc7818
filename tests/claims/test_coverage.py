"""Nothing that the paper numbers and nothing that the audit judged is left out.

The tables are typed by hand: what the paper numbers, and the verdicts of an audit of it
that was made before any of this was computed.
"""

import pytest

from attractor.claims import ledger

LEDGER = {claim.id: claim for claim in ledger()}
HOLDS, CORRECTED = "holds", "holds with a correction"
INCONSISTENT, FAILS, UNSUPPORTED = "inconsistent", "fails", "unsupported"

NUMBERED = {
    "Equation": {
        1: ("eq-1",),
        2: ("eq-2",),
        3: ("eq-3",),
        4: ("eq-4",),
        5: ("claim-1",),
        6: ("eq-6",),
        7: ("eq-7",),
        8: ("eq-8",),
        9: ("eq-9",),
        10: ("eq-10",),
        11: ("eq-11",),
        12: ("eq-12", "eq-12-balls"),
        13: ("eq-13",),
        14: ("eq-14",),
    },
    "Proposition": {
        1: ("prop-1",),
        2: ("prop-2",),
        3: ("prop-3",),
        4: ("prop-4", "prop-4-strict"),
    },
    "Lemma": {
        1: ("lemma-1",),
        2: ("lemma-2",),
        3: ("lemma-3",),
        4: ("lemma-4",),
        5: ("lemma-5",),
    },
    "Theorem": {"C.1": ("theorem-c1",)},
    "Definition": {1: ("definition-1",)},
    "Claim": {1: ("claim-1",)},
    "Observation": {1: ("observation-1",), 2: ("persistent-vectors",)},
    "Assumption": {1: ("assumption-1",), 2: ("assumption-2",), 3: ("assumption-3",)},
    "Remark": {1: ("remark-1",), 2: ("remark-2",), 3: ("remark-3",)},
    "Table": {
        1: (
            "table-1-hopfield",
            "table-1-krotov",
            "table-1-demircigil",
            "table-1-modern",
        ),
        2: ("table-2",),
    },
    "Figure": {
        1: ("fig-1",),
        2: ("fig-2", "fig-2-caption"),
        3: ("fig-3",),
        4: ("fig-4",),
    },
    "Appendix": {
        "C.1": ("eq-14", "appendix-c1"),
        "C.2": ("eq-12",),
        "D": ("gpt2-parameter-count", "feed-forward-width", "a-about-15"),
    },
    "Section": {
        "6.1": ("radius-from-neighbors", "radius-scale", "sample-fractions"),
        "6.2": ("not-well-separated", "model-size-order", "similar-loss"),
        "6.3": ("corroborates-prop-4", "question-formation-data"),
        "7": ("majority-loss", "conclusion-energy"),
    },
}
HOW_MANY = {"Equation": 14, "Proposition": 4, "Lemma": 5, "Table": 2, "Figure": 4}

AUDIT = {
    "Eq 1 Kaplan": {"eq-1": HOLDS},
    "Eq 2 Chinchilla": {"eq-2": CORRECTED},
    "EBM": {"energy-based-model": HOLDS},
    "MCHN energy": {"modern-energy": CORRECTED, "modern-convex": FAILS},
    "-LSE is not convex": {"log-sum-exp-not-convex": HOLDS},
    "Attention formula": {"attention-formula": FAILS},
    "Observation 2": {"persistent-vectors": CORRECTED},
    "Definition 1": {"definition-1": CORRECTED},
    "Assumption 2": {"assumption-2": FAILS},
    "Assumption 3": {"assumption-3": UNSUPPORTED},
    "Eq 3": {"eq-3": HOLDS},
    "Eq 4": {"eq-4": CORRECTED, "no-regularization": CORRECTED},
    "Fig 1": {"fig-1": FAILS},
    "Prop 1": {"prop-1": HOLDS},
    "Lemma 1": {"lemma-1": HOLDS},
    "Lemmas 2 and 3": {"lemma-2": CORRECTED, "lemma-3": CORRECTED},
    "Lemma 4": {"lemma-4": HOLDS},
    "Prop 2": {"prop-2": CORRECTED},
    "Prop 3": {"prop-3": FAILS},
    "Claim 1, Eq 5": {"claim-1": CORRECTED},
    "Section 4.1": {"layer-energy": INCONSISTENT},
    "Eq 6": {"eq-6": CORRECTED},
    "Eq 7": {"eq-7": HOLDS},
    "Eq 8": {"eq-8": CORRECTED},
    "MM equivalence": {"majorize-minimize": FAILS},
    "Eq 9": {"eq-9": HOLDS},
    "Eq 10": {"eq-10": FAILS},
    "Eq 11": {"eq-11": CORRECTED},
    "Prop 4": {"prop-4": FAILS},
    "Remark 2": {"remark-2": CORRECTED},
    "Eq 12, C.2": {"eq-12": FAILS},
    "Lemma 5 and what is made of it": {"lemma-5": HOLDS, "ball-lower-bound": FAILS},
    "Stirling": {"stirling": HOLDS},
    "V = O(1)": {"unit-volume": CORRECTED},
    "Eq 13": {"eq-13": FAILS},
    "N = O(D²)": {"n-over-d-squared": FAILS},
    "Section 6.1": {
        "radius-dimension": INCONSISTENT,
        "radius-from-neighbors": UNSUPPORTED,
        "radius-scale": UNSUPPORTED,
    },
    "Section 6.2": {"not-well-separated": FAILS, "model-size-order": FAILS},
    "Section 6.3": {"corroborates-prop-4": UNSUPPORTED},
    "Appendix D": {
        "gpt2-parameter-count": FAILS,
        "feed-forward-width": FAILS,
        "a-about-15": FAILS,
    },
    "Table 1": {
        "table-1-hopfield": CORRECTED,
        "table-1-krotov": CORRECTED,
        "table-1-demircigil": CORRECTED,
        "table-1-modern": CORRECTED,
    },
    "Table 2": {"table-2": UNSUPPORTED},
    "Conclusion": {"conclusion-energy": CORRECTED, "majority-loss": FAILS},
}

DECK = {
    "deck-hebbian-hopfield": CORRECTED,
    "deck-hopfield-code": FAILS,
    "deck-optimization": CORRECTED,
    "deck-circuit": CORRECTED,
    "deck-fourth-power": HOLDS,
    "deck-boltzmann": CORRECTED,
    "deck-leaky": CORRECTED,
    "deck-forward-pass": CORRECTED,
    "deck-universal": CORRECTED,
    "deck-error-of-each-layer": CORRECTED,
    "deck-backprop-slope": CORRECTED,
    "deck-weight-update": CORRECTED,
    "deck-initialization": HOLDS,
    "deck-relu-gradients": CORRECTED,
    "deck-squared-error": CORRECTED,
    "deck-softmax": HOLDS,
    "deck-rmsprop": CORRECTED,
    "deck-adamw": CORRECTED,
    "deck-first-merge": HOLDS,
    "deck-prefixes": CORRECTED,
    "deck-lossless": CORRECTED,
    "deck-analogy": CORRECTED,
    "deck-positions": CORRECTED,
    "deck-scaling": HOLDS,
    "deck-other-keys": CORRECTED,
    "deck-descent-in-attention": CORRECTED,
    "deck-sum-of-values": CORRECTED,
    "deck-heads": CORRECTED,
    "deck-look-ahead-column": CORRECTED,
    "deck-masked-softmax": HOLDS,
    "deck-norm-input": CORRECTED,
    "deck-norm-statistics": CORRECTED,
    "deck-smoothing": CORRECTED,
    "deck-logits": CORRECTED,
    "deck-head": CORRECTED,
    "deck-next-token-table": HOLDS,
    "deck-eight-rows": CORRECTED,
    "deck-next-word-check": CORRECTED,
    "deck-decoder-only": CORRECTED,
    "deck-vae-sparsity": CORRECTED,
    "deck-linear-probes": CORRECTED,
    "deck-recurrent-weights": CORRECTED,
    "deck-recurrent-state": CORRECTED,
    "deck-recurrent-sequences": CORRECTED,
    "deck-ring-neighbors": HOLDS,
    "deck-ring-passing": CORRECTED,
    "deck-ring-idle": CORRECTED,
}

TRANSFORMER_FAM = {
    "quadratic-cost": HOLDS,
    "window-limit": CORRECTED,
    "past-unmasked": HOLDS,
    "fam-no-weights": CORRECTED,
    "fam-compresses": HOLDS,
    "fam-infinite-field": HOLDS,
    "fam-speed": CORRECTED,
    "fam-saturates": CORRECTED,
    "fam-symmetry": FAILS,
    "fam-indefinite": CORRECTED,
}

ITEMS = [
    pytest.param(kind, number, ids, id=f"{kind} {number}")
    for kind, numbers in NUMBERED.items()
    for number, ids in numbers.items()
]


@pytest.mark.parametrize(("kind", "number", "ids"), ITEMS)
def test_every_numbered_item_of_the_paper_is_in_the_ledger(
    kind: str, number: int | str, ids: tuple[str, ...]
) -> None:
    assert [each for each in ids if each not in LEDGER] == []
    places = [LEDGER[each].where.lower() for each in ids]
    names = (f"{kind} {number}".lower(), f"{kind} ({number})".lower())
    if kind == "Section":
        assert all(str(number) in place for place in places)
    else:
        assert any(name in place for name in names for place in places)


def test_the_table_of_items_counts_as_the_paper_does() -> None:
    for kind, count in HOW_MANY.items():
        assert sorted(NUMBERED[kind]) == list(range(1, count + 1))


@pytest.mark.parametrize("row", AUDIT)
def test_every_row_of_the_audit_has_its_claims_with_its_verdict(row: str) -> None:
    assert {name: LEDGER[name].verdict for name in AUDIT[row]} == AUDIT[row]


def test_the_deck_has_a_claim_for_each_of_its_boxes() -> None:
    found = {c.id: c.verdict for c in LEDGER.values() if c.where.startswith("The deck")}
    assert found == DECK


def test_what_is_said_of_transformer_fam_has_its_claims() -> None:
    where = "TransformerFAM"
    found = {c.id: c.verdict for c in LEDGER.values() if c.where.startswith(where)}
    assert found == TRANSFORMER_FAM


def test_the_ledger_has_at_least_45_claims() -> None:
    assert len(LEDGER) >= 45


def test_only_figures_and_what_needs_training_wait() -> None:
    waiting = {claim.id for claim in LEDGER.values() if claim.verdict is None}
    assert waiting <= {"observation-1", "fig-2", "fig-3", "fig-4", "similar-loss"}

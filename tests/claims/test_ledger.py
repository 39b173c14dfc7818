"""Every verdict follows from its evidence, and one named change overturns it."""

from collections import Counter
from functools import cache

import pytest

from attractor.claims import VERDICTS, Claim, Evidence, ledger
from attractor.claims.claim import all_hold

LEDGER = ledger()
CLAIMS = [claim for claim in LEDGER if claim.verdict is not None]


@cache
def computed(claim: Claim) -> Evidence:
    """The evidence, computed once for all tests."""
    assert claim.evidence is not None
    return claim.evidence()


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_the_verdict_follows_from_the_evidence(claim: Claim) -> None:
    evidence = computed(claim)
    shown = [*evidence.printed, *evidence.core, *evidence.controls]
    assert evidence.verdict == claim.verdict, "\n".join(map(str, shown))


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_one_named_change_gives_another_verdict(claim: Claim) -> None:
    assert claim.variant is not None
    evidence = claim.variant.evidence()
    assert evidence.verdict in VERDICTS
    assert evidence.verdict != claim.verdict, claim.variant.name


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_the_corrected_statement_holds(claim: Claim) -> None:
    wrong = [str(each) for each in computed(claim).corrected if not each.holds]
    assert not wrong


def test_ids_are_unique() -> None:
    counts = Counter(claim.id for claim in LEDGER)
    assert [name for name, count in counts.items() if count > 1] == []


def test_what_does_not_hold_is_corrected() -> None:
    bare = [c.id for c in CLAIMS if c.verdict != "holds" and not c.corrected]
    assert bare == []


def test_evidence_is_the_same_each_time() -> None:
    for claim in CLAIMS:
        assert claim.evidence is not None
        assert claim.evidence() == computed(claim)


def test_without_evidence_there_is_no_verdict() -> None:
    for claim in LEDGER:
        missing = [each is None for each in (claim.evidence, claim.variant)]
        assert missing == [claim.verdict is None] * 2


def test_evidence_compares_something() -> None:
    for claim in CLAIMS:
        evidence = computed(claim)
        assert evidence.printed or evidence.readings or evidence.controls
        assert not (claim.verdict == "holds" and not all_hold(evidence.printed))

"""The paper's claims, each with evidence that computes and a verdict that follows."""

from attractor.claims.claim import VERDICTS as VERDICTS
from attractor.claims.claim import Claim as Claim
from attractor.claims.claim import Comparison as Comparison
from attractor.claims.claim import Evidence as Evidence
from attractor.claims.claim import Variant as Variant
from attractor.claims.claim import Verdict as Verdict
from attractor.claims.ledger import ledger as ledger
from attractor.claims.titles import TITLES as TITLES

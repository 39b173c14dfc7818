"""The grammar again, as rewriting rules: an oracle that knows nothing of templates.

The rules are those of question.gr, with the weights of clauses and objects free.
"""

import math
from functools import cache

NUMBERS = ("S", "P")
CLASS_OF = {
    "Det": "determiners",
    "N_S": "singular_nouns",
    "N_P": "plural_nouns",
    "V_intrans": "intransitive_verbs",
    "V_trans": "transitive_verbs",
    "Aux_S": "singular_auxiliaries",
    "Aux_P": "plural_auxiliaries",
    "Prep": "prepositions",
    "Rel": "relatives",
}

Rules = dict[str, list[tuple[float, tuple[str, ...]]]]


def rules(subject, predicate, lexicon) -> Rules:
    """Right sides with their weights, from five and six structure weights."""
    intransitive, *objects = predicate
    written: Rules = {
        "S": [(1, ("NP_S", "VP_S")), (1, ("NP_P", "VP_P"))],
        "N": [(1, ("N_S",)), (1, ("N_P",))],
        "NP_O": [(1, ("O_S",)), (1, ("O_P",))],
    }
    for x in NUMBERS:
        written[f"NP_{x}"] = noun_phrase(x, subject)
        written[f"O_{x}"] = noun_phrase(x, objects)
        written[f"VP_{x}"] = [
            (intransitive, (f"Aux_{x}", "V_intrans")),
            (sum(objects), (f"Aux_{x}", "V_trans", "NP_O")),
        ]
    for left, name in CLASS_OF.items():
        written[left] = [(1, (word,)) for word in getattr(lexicon, name)]
    return written


def noun_phrase(x, weights):
    bare, prepositional, intransitive, gap, transitive = weights
    head = ("Det", f"N_{x}")
    return [
        (bare, head),
        (prepositional, (*head, "Prep", "Det", "N")),
        (intransitive, (*head, "Rel", f"Aux_{x}", "V_intrans")),
        (gap / 2, (*head, "Rel", "Det", "N_S", "Aux_S", "V_trans")),
        (gap / 2, (*head, "Rel", "Det", "N_P", "Aux_P", "V_trans")),
        (transitive, (*head, "Rel", f"Aux_{x}", "V_trans", "Det", "N")),
    ]


def without_clauses(written: Rules) -> Rules:
    """The same without relative clauses on the subject."""
    kept = {x: written[x] for x in written if x not in ("NP_S", "NP_P")}
    for left in ("NP_S", "NP_P"):
        kept[left] = [rule for rule in written[left] if "Rel" not in rule[1]]
    return kept


def nats_and_words(written: Rules) -> tuple[float, float]:
    """Entropy and expected length of a sentence, symbol by symbol (Grenander 1976)."""

    @cache
    def of(symbol: str) -> tuple[float, float]:
        if symbol not in written:
            return 0.0, 1.0
        total = sum(weight for weight, _ in written[symbol])
        nats = words = 0.0
        for weight, right in written[symbol]:
            share = weight / total
            parts = [of(part) for part in right]
            nats += share * (sum(part[0] for part in parts) - math.log(share))
            words += share * sum(part[1] for part in parts)
        return nats, words

    return of("S")


def sentences(written: Rules, symbol: str = "S") -> list[tuple[tuple[str, ...], float]]:
    """Every sentence with its probability; for small lexicons."""
    if symbol not in written:
        return [((symbol,), 1.0)]
    total = sum(weight for weight, _ in written[symbol])
    found = []
    for weight, right in written[symbol]:
        partial = [((), weight / total)]
        for part in right:
            partial = [
                (left + more, p * q)
                for left, p in partial
                for more, q in sentences(written, part)
            ]
        found += partial
    return found


def filtered_entropy(subject, predicate, lexicon) -> tuple[float, float]:
    """Nats and tokens of a line: declaratives, and questions without clauses.

    A question is redrawn while its subject has a clause, so that it is kept with
    probability q, and the marker is quest with probability q / (1 + q).
    """
    written = rules(subject, predicate, lexicon)
    kept = sum(subject[:2]) / sum(subject)
    quest = kept / (1 + kept)
    whole, plain = nats_and_words(written), nats_and_words(without_clauses(written))
    marker = -quest * math.log(quest) - (1 - quest) * math.log(1 - quest)
    nats = marker + quest * plain[0] + (1 - quest) * whole[0]
    words = quest * plain[1] + (1 - quest) * whole[1]
    return nats, 2 * words + 4

"""How often each structure occurs: as published, and as the data set has it."""

from dataclasses import dataclass

MODIFIERS = (
    "bare",  # the newt
    "prepositional",  # the newt near my yak
    "intransitive_relative",  # the newt who does giggle
    "object_relative",  # the newt who my yak does amuse
    "transitive_relative",  # the newt who does amuse my yak
)
INTRANSITIVE = "intransitive"
PREDICATES = (INTRANSITIVE, *MODIFIERS)  # a modifier: of the object


@dataclass(frozen=True)
class StructureWeights:
    """How often a subject and, independently, a predicate has each of its forms.

    `subject` has one weight for each of the five forms of a noun phrase, in the order
    of `MODIFIERS`; `predicate` one for a verb without an object and five for the forms
    of the object. Singular and plural are equally frequent. `source` says where the
    numbers come from. `ValueError` unless all weights are positive.
    """

    subject: tuple[int | float, ...]
    predicate: tuple[int | float, ...]
    source: str

    def __post_init__(self) -> None:
        for name, forms in (("subject", MODIFIERS), ("predicate", PREDICATES)):
            weights = getattr(self, name)
            if len(weights) != len(forms):
                raise ValueError(
                    f"{name} must have {len(forms)} weights, one for each of "
                    f"{', '.join(forms)}; got {len(weights)}"
                )
            if not all(0 < weight < float("inf") for weight in weights):
                raise ValueError(f"{name} weights must be positive, got {weights}")

    @property
    def shares(self) -> tuple[dict[str, float], dict[str, float]]:
        """Probability of each form of the subject, and of each predicate."""
        return (
            normalized(MODIFIERS, self.subject),
            normalized(PREDICATES, self.predicate),
        )


def normalized(
    names: tuple[str, ...], weights: tuple[int | float, ...]
) -> dict[str, float]:
    """Weights by name, divided by their sum."""
    total = sum(weights)
    return {name: w / total for name, w in zip(names, weights, strict=True)}


PUBLISHED_WEIGHTS = StructureWeights(
    # NP: 1 bare, 1 with a preposition, 1 with a clause; RC: 2, 1 + 1, 2.
    subject=(3, 3, 1, 1, 1),
    # VP: 1 without an object, 1 with one, which is a noun phrase like the above.
    predicate=(9, 3, 3, 1, 1, 1),
    source=(
        "cfgs/question.gr of github.com/tommccoy1/rnn-hierarchical-biases, "
        "commit f34a87c4fe804cb288d0527daa9c251def0ae24e, rules multiplied out"
    ),
)

FITTED_WEIGHTS = StructureWeights(
    subject=(15, 6, 2, 4, 2),
    predicate=(3, 3, 3, 2, 1, 1),
    source=(
        "small integers chosen by us to fit the structures counted in 31,000 lines of "
        "the data set (the first 20,000 of train, dev and test); in no document"
    ),
)

WEIGHTS = {"published": PUBLISHED_WEIGHTS, "fitted": FITTED_WEIGHTS}

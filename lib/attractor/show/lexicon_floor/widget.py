"""The explorable lexicon floor: its traits, and what they may be."""

from collections.abc import Mapping, Sequence
from typing import Any

import traitlets

from attractor.show.explorable import Explorable, module_of, style_of, within
from attractor.show.lexicon_floor.tables import (
    CLASSES,
    cell_rows,
    named_lexicon,
    plateau_point,
)

SIZE_MOST = 200
COPIES_MOST = 4
LINES = (10, 10_000_000)

MODULES = (
    "lexicon_floor/entropy.js",
    "lexicon_floor/ladder.js",
    "lexicon_floor/setting.js",
    "lexicon_floor/words.js",
    "lexicon_floor/marks.js",
    "lexicon_floor/cascade.js",
    "lexicon_floor/plateaus.js",
    "explorable/handles.js",
    "lexicon_floor/grips.js",
    "lexicon_floor/controls.js",
    "lexicon_floor/view.js",
)


class LexiconFloor(Explorable):
    """How many words there are, and the least loss per token that they allow.

    `sources`: by the name of their weights, such as have a `table` of cells, as
    `QuestionFormation` has. `lexicons`: by number of words, such as have `sizes`.
    `plateaus`: recorded runs, each (words, floor, plateau), or none. The word classes,
    from 1 to 200 words: `determiners`, `nouns` (so many singular and so many plural),
    `intransitive` and `transitive` verbs, `auxiliaries` (as nouns), `prepositions`,
    `relatives`; by default those of the data set. `weights`: one of the sources, by
    default the first. `scored`: "line", "source" or "target"; `copies` of the target
    from 0 (not where it is scored) to 4. `lines`, from 10 to 10,000,000: what a
    memorizer knows by heart. `anchor`: its field in the page's address, as in
    `#floor=nouns:26;weights:fitted;scored:line;copies:1`. Bad values raise `TraitError`
    in one sentence.
    """

    _esm = module_of(*MODULES)
    _css = style_of("lexicon_floor/style.css")
    shown = (*CLASSES, "weights", "scored", "copies", "lines")

    sources = traitlets.Dict().tag(sync=True)
    lexicons = traitlets.List(traitlets.Dict()).tag(sync=True)
    plateaus = traitlets.List(traitlets.Dict()).tag(sync=True)
    determiners = traitlets.Int(6).tag(sync=True)
    nouns = traitlets.Int(13).tag(sync=True)
    intransitive = traitlets.Int(9).tag(sync=True)
    transitive = traitlets.Int(9).tag(sync=True)
    auxiliaries = traitlets.Int(2).tag(sync=True)
    prepositions = traitlets.Int(8).tag(sync=True)
    relatives = traitlets.Int(2).tag(sync=True)
    weights = traitlets.Unicode().tag(sync=True)
    scored = traitlets.Enum(("line", "source", "target"), "line").tag(sync=True)
    copies = traitlets.Int(1).tag(sync=True)
    lines = traitlets.Int(500).tag(sync=True)
    anchor = traitlets.Unicode("floor").tag(sync=True)

    def __init__(
        self,
        sources: Mapping[str, Any],
        lexicons: Mapping[int, Any],
        plateaus: Sequence[Any] = (),
        **traits: Any,
    ) -> None:
        if not sources:
            raise traitlets.TraitError("sources must be at least one, by its weights")
        self._weights = list(sources)
        traits.setdefault("weights", self._weights[0])
        super().__init__(
            sources={name: cell_rows(source) for name, source in sources.items()},
            lexicons=[named_lexicon(*item) for item in lexicons.items()],
            plateaus=[plateau_point(recorded) for recorded in plateaus],
            **traits,
        )

    @traitlets.validate(*CLASSES)
    def _size_within(self, proposal: Any) -> int:
        return within(proposal["trait"].name, proposal["value"], 1, SIZE_MOST)

    @traitlets.validate("lines")
    def _lines_within(self, proposal: Any) -> int:
        return within("lines", proposal["value"], *LINES)

    @traitlets.validate("weights")
    def _weights_known(self, proposal: Any) -> str:
        if proposal["value"] not in self._weights:
            raise traitlets.TraitError(
                f"weights must be one of {self._weights}, got {proposal['value']!r}"
            )
        return proposal["value"]

    @traitlets.validate("copies", "scored")
    def _copies_within(self, proposal: Any) -> Any:
        now = {"copies": self.copies, "scored": self.scored}
        now[proposal["trait"].name] = proposal["value"]
        least = 1 if now["scored"] == "target" else 0
        within("copies", now["copies"], least, COPIES_MOST)
        return proposal["value"]

    def describe(self) -> str:
        """The picture in a sentence, from the state alone."""
        sizes = ", ".join(f"{getattr(self, name)} {name}" for name in CLASSES)
        return (
            "Least nats per token as a sum of bars, the structure's and one for each "
            f"class of words, beside a line at 1, with {sizes}; nouns and auxiliaries "
            f"for each number; {self.weights} weights; the {self.scored} is scored, "
            f"copies of the target: {self.copies}. Below: plateaus against exact "
            f"floors, and the diagonal; recorded runs: {len(self.plateaus)}."
        )

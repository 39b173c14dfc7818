"""Question-Formation: a grammar whose entropy is known exactly."""

from attractor.lab.question_formation.entropy import Entropy as Entropy
from attractor.lab.question_formation.entropy import (
    memorized_entropy as memorized_entropy,
)
from attractor.lab.question_formation.grammar import (
    QuestionFormation as QuestionFormation,
)
from attractor.lab.question_formation.lexicon import LEXICONS as LEXICONS
from attractor.lab.question_formation.lexicon import Lexicon as Lexicon
from attractor.lab.question_formation.lexicon import sized_lexicon as sized_lexicon
from attractor.lab.question_formation.repeats import WithoutRepeats as WithoutRepeats
from attractor.lab.question_formation.telling import (
    telling_questions as telling_questions,
)
from attractor.lab.question_formation.tokens import LineTokenizer as LineTokenizer
from attractor.lab.question_formation.weights import (
    FITTED_WEIGHTS as FITTED_WEIGHTS,
)
from attractor.lab.question_formation.weights import (
    PUBLISHED_WEIGHTS as PUBLISHED_WEIGHTS,
)
from attractor.lab.question_formation.weights import (
    StructureWeights as StructureWeights,
)

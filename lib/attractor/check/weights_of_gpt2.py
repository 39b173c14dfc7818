"""Check on how many parameters a GPT-2 of given sizes has."""

from attractor.check.answer import Answer
from attractor.check.exercise import Exercise, Mistake

SIZES = (
    (12, 768, 1024, 50_257),
    (2, 6, 10, 31),
    (3, 8, 5, 64),
    (1, 4, 16, 7),
)


def _count(n_layers: int, dim: int, context: int, vocabulary: int) -> int:
    layer = 12 * dim**2 + 13 * dim
    return (vocabulary + context) * dim + n_layers * layer + 2 * dim


PARAMETERS = Exercise(
    arguments=("n_layers", "dim", "context", "vocabulary"),
    truth=_count,
    cases=SIZES,
    mistakes=(
        Mistake(
            "The head is counted too: it is tied to the token embeddings, the same "
            "numbers.",
            lambda n, d, c, v: _count(n, d, c, v) + v * d,
        ),
        Mistake(
            "A head with biases is counted: it is the token embeddings, and has none.",
            lambda n, d, c, v: _count(n, d, c, v) + v * d + v,
        ),
        Mistake(
            "The positions are missing: context × dim learned numbers.",
            lambda n, d, c, v: _count(n, d, c, v) - c * d,
        ),
        Mistake(
            "The token embeddings are missing: vocabulary × dim.",
            lambda n, d, c, v: _count(n, d, c, v) - v * d,
        ),
        Mistake(
            "The embeddings of tokens and positions are both missing.",
            lambda n, d, c, v: _count(n, d, c, v) - (v + c) * d,
        ),
        Mistake(
            "The head is counted too, and the positions are missing.",
            lambda n, d, c, v: _count(n, d, c, v) + (v - c) * d,
        ),
        Mistake(
            "The final norm is missing: 2 dim after the last layer.",
            lambda n, d, c, v: _count(n, d, c, v) - 2 * d,
        ),
        Mistake(
            "The biases of the linear layers are missing: 9 dim a layer.",
            lambda n, d, c, v: _count(n, d, c, v) - 9 * d * n,
        ),
        Mistake(
            "All biases are missing, those of the norms too: 11 dim a layer, and dim.",
            lambda n, d, c, v: _count(n, d, c, v) - 11 * d * n - d,
        ),
        Mistake(
            "4 dim are missing in each layer: either attention's biases, or scale and "
            "shift of its two norms.",
            lambda n, d, c, v: _count(n, d, c, v) - 4 * d * n,
        ),
        Mistake(
            "The biases of the feed-forward part are missing: 5 dim a layer.",
            lambda n, d, c, v: _count(n, d, c, v) - 5 * d * n,
        ),
        Mistake(
            "All norms are missing: 4 dim a layer, and 2 dim after the last.",
            lambda n, d, c, v: _count(n, d, c, v) - 4 * d * n - 2 * d,
        ),
        Mistake(
            "A norm of each layer is missing: there are two, with scale and shift.",
            lambda n, d, c, v: _count(n, d, c, v) - 2 * d * n,
        ),
        Mistake(
            "The norms have no shift there: scale and shift are 2 dim.",
            lambda n, d, c, v: _count(n, d, c, v) - 2 * d * n - d,
        ),
        Mistake(
            "The biases of attention and a norm of each layer are missing, as in the "
            "paper's Appendix D: 6 dim a layer.",
            lambda n, d, c, v: _count(n, d, c, v) - 6 * d * n,
        ),
        Mistake(
            "Only one layer is counted.",
            lambda n, d, c, v: _count(1, d, c, v),
        ),
        Mistake(
            "The output matrix of attention is missing, W_O: dim² + dim a layer.",
            lambda n, d, c, v: _count(n, d, c, v) - n * (d**2 + d),
        ),
        Mistake(
            "Queries, keys and values share a matrix there: each has one.",
            lambda n, d, c, v: _count(n, d, c, v) - n * (2 * d**2 + 2 * d),
        ),
        Mistake(
            "The feed-forward part goes one way there: wide and back, 8 dim² a layer.",
            lambda n, d, c, v: _count(n, d, c, v) - n * (4 * d**2 + d),
        ),
        Mistake(
            "The feed-forward part is no wider than dim there: it is 4 times as wide.",
            lambda n, d, c, v: _count(n, d, c, v) - n * (6 * d**2 + 3 * d),
        ),
        Mistake(
            "That is the rule of thumb 12 n_layers dim²: embeddings, biases and norms "
            "are still to come.",
            lambda n, d, c, v: 12 * n * d**2,
        ),
        Mistake(
            "Biases and norms are missing: those are the matrices alone.",
            lambda n, d, c, v: 12 * n * d**2 + (v + c) * d,
        ),
    ),
)


def parameter_count(function: object) -> Answer:
    """Check (n_layers, dim, context, vocabulary) ↦ GPT-2's number of parameters."""
    return PARAMETERS.examine(function)

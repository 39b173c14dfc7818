"""Masks, attention, top-p, parameters: right and wrong, as readers write them."""

import math

import numpy as np
import pytest
import torch
from answers import assert_each_has_its_own_message
from torch.nn import functional as F  # noqa: N812

from attractor import check
from attractor.models import GPT2_SIZES, Gpt, Gpt2Size, gpt2_parameter_counts

# ---- masks


def test_right_causal_masks_pass():
    def by_comparing(n):
        place = torch.arange(n)
        return place[None, :] <= place[:, None]

    assert check.causal_mask(by_comparing).message == "Right on all 4 cases."
    assert check.causal_mask(lambda n: np.tri(n))
    assert check.causal_mask(lambda n: [[j <= i for j in range(n)] for i in range(n)])


def test_wrong_causal_masks_are_each_named():
    def ones(n):
        return torch.ones(n, n)

    assert_each_has_its_own_message(
        check.causal_mask,
        {
            "The mask is transposed: rows": lambda n: torch.triu(ones(n)),
            "inverted": lambda n: ones(n).triu(1).bool(),
            "does not see itself: the diagonal": lambda n: ones(n).tril(-1),
            "sees the one after": lambda n: ones(n).tril(1),
            "sees all": ones,
            "itself alone": lambda n: torch.eye(n).bool(),
            "numbers to add": lambda n: torch.full((n, n), -math.inf).triu(1),
            "shares, each row": lambda n: (
                ones(n).tril() / torch.arange(1, n + 1)[:, None]
            ),
            "too many": lambda n: ones(n + 1).tril(),
        },
    )


def test_right_padded_masks_pass():
    def by_comparing(is_token):
        place = torch.arange(is_token.shape[-1])
        return is_token.unsqueeze(-2) & (place <= place[:, None])

    assert check.padded_causal_mask(by_comparing), check.padded_causal_mask(
        by_comparing
    )


def test_wrong_padded_masks_are_each_named():
    def look(t):
        return torch.ones(t.shape[-1], t.shape[-1]).tril().bool()

    def key(t):
        return t.unsqueeze(-2)

    def row(t):
        return t.unsqueeze(-1)

    def eye(t):
        return torch.eye(t.shape[-1]).bool()

    assert_each_has_its_own_message(
        check.padded_causal_mask,
        {
            "Padding is seen": lambda t: look(t) | (row(t) & False),
            "Tokens see what comes after": lambda t: key(t) | (eye(t) & False),
            "not its columns": lambda t: row(t) & look(t),
            "are false too": lambda t: row(t) & key(t) & look(t),
            "in place of or": lambda t: key(t) | look(t),
            "The causal mask is transposed": lambda t: key(t) & look(t).T,
            "The whole mask is transposed": lambda t: row(t) & look(t).T,
            "The mask is inverted": lambda t: ~(key(t) & look(t)),
            "The padding mask is inverted": lambda t: ~key(t) & look(t),
            "The causal mask is inverted": lambda t: key(t) & ~look(t),
            "A token does not see itself": lambda t: key(t) & look(t) & ~eye(t),
            "Padding sees itself": lambda t: (key(t) & look(t)) | eye(t),
            "numbers to add": lambda t: torch.where(key(t) & look(t), 0.0, -math.inf),
            "should be 1, not 0": lambda t: key(t) & look(t) & False,
            "has shape": key,
        },
    )


# ---- attention


def in_numpy(q, k, v):
    q, k, v = (np.asarray(each) for each in (q, k, v))
    scores = q @ np.swapaxes(k, -1, -2) / np.sqrt(q.shape[-1])
    raised = np.exp(scores - scores.max(-1, keepdims=True))
    return raised / raised.sum(-1, keepdims=True) @ v


@pytest.mark.parametrize("right", [F.scaled_dot_product_attention, in_numpy])
def test_right_attention_passes(right):
    answer = check.attention_output(right)
    assert answer.passed, answer
    assert answer.message == "Right on all 7 cases."


def test_wrong_attentions_are_each_named():
    def score(q, k, v):
        return torch.einsum("...id,...jd->...ij", q, k) / q.shape[-1] ** 0.5

    def weigh(weights, v):
        return torch.einsum("...ij,...jd->...id", weights, v)

    def naive(q, k, v):
        raised = score(q, k, v).exp()
        return weigh(raised / raised.sum(-1, keepdim=True), v)

    def causal(q, k, v):
        return F.scaled_dot_product_attention(
            q, k, v, torch.ones(q.shape[-2], k.shape[-2]).tril().bool()
        )

    def scaled(factor):
        return lambda q, k, v: F.scaled_dot_product_attention(
            q, k, v, scale=factor(q, k, v)
        )

    assert_each_has_its_own_message(
        check.attention_output,
        {
            "not divided by √d": scaled(lambda q, k, v: 1.0),
            "divided by d:": scaled(lambda q, k, v: 1 / q.shape[-1]),
            "multiplied by √d": scaled(lambda q, k, v: q.shape[-1] ** 0.5),
            "root of the number of keys": scaled(lambda q, k, v: k.shape[-2] ** -0.5),
            "root of the values' width": scaled(lambda q, k, v: v.shape[-1] ** -0.5),
            "comes after the softmax": lambda q, k, v: (
                weigh((q @ k.mT).softmax(-1), v) / q.shape[-1] ** 0.5
            ),
            "over the queries: each": lambda q, k, v: weigh(
                F.softmax(score(q, k, v), dim=-2), v
            ),
            "over the queries, and √d": lambda q, k, v: weigh(
                F.softmax(q @ k.mT, dim=-2), v
            ),
            "over all scores": lambda q, k, v: weigh(
                score(q, k, v).exp() / score(q, k, v).exp().sum((-1, -2), True), v
            ),
            "on the left of the weights: it": lambda q, k, v: (
                v @ score(q, k, v).softmax(-1)
            ),
            "on the left of the weights, and": lambda q, k, v: (
                v @ (q @ k.mT).softmax(-1)
            ),
            "weights are transposed": lambda q, k, v: score(q, k, v).softmax(-1).mT @ v,
            "are swapped": lambda q, k, v: score(k, q, v).softmax(-1) @ v,
            "softmax is missing": lambda q, k, v: score(q, k, v) @ v,
            "Those are the weights": lambda q, k, v: score(q, k, v).softmax(-1),
            "Those are the scores": score,
            "keys are averaged": lambda q, k, v: score(q, k, v).softmax(-1) @ k,
            "sigmoid of its own": lambda q, k, v: torch.sigmoid(score(q, k, v)) @ v,
            "equal weights": lambda q, k, v: (0 * score(q, k, v) + 1 / k.shape[-2]) @ v,
            "Only the best": lambda q, k, v: weigh(
                (1e9 * score(q, k, v)).softmax(-1), v
            ),
            "only what is before": causal,
            "leaves the range of numbers": naive,
        },
    )


# ---- top-p


def by_hand(shares, p):
    """Token after token, as one would on paper."""
    shares = np.asarray(shares)
    if shares.ndim > 1:
        return np.stack([by_hand(each, p) for each in shares])
    kept, total = np.zeros_like(shares), 0.0
    for place in np.argsort(-shares, kind="stable"):
        if total >= p:
            break
        kept[place] = shares[place]
        total += shares[place]
    return kept / kept.sum()


def cut(shares, p, drop, scale=True):
    ordered, places = shares.sort(descending=True, dim=-1)
    out = ordered.masked_fill(drop(ordered, ordered.cumsum(-1), p), 0.0)
    out = torch.zeros_like(out).scatter(-1, places, out)
    return out / out.sum(-1, keepdim=True) if scale else out


def reached(o, c, p):
    return c - o >= p


def test_right_nuclei_pass():
    assert check.top_p(by_hand).message == "Right on all 8 cases."
    assert check.top_p(lambda q, p: cut(q, p, reached))


def test_wrong_nuclei_are_each_named():
    def rarest(q, p):
        ordered, places = q.sort(dim=-1)
        out = ordered * (ordered.cumsum(-1) - ordered < p)
        out = torch.zeros_like(out).scatter(-1, places, out)
        return out / out.sum(-1, keepdim=True)

    def normal(x):
        return x / x.sum(-1, keepdim=True)

    assert_each_has_its_own_message(
        check.top_p,
        {
            "stops before p": lambda q, p: cut(q, p, lambda o, c, p: c > p),
            "where the sum is p exactly": lambda q, p: cut(
                q, p, lambda o, c, p: c - o > p
            ),
            "not divided by its sum": lambda q, p: cut(q, p, reached, scale=False),
            "reach p alone": lambda q, p: normal(q * (q >= p)),
            "min-p": lambda q, p: normal(q * (q >= p * q.max(-1, keepdim=True)[0])),
            "rarest": rarest,
            "order of the tokens": lambda q, p: normal(q * (q.cumsum(-1) - q < p)),
            "is sorted": lambda q, p: cut(q, p, reached).sort(-1, descending=True)[0],
            "a share p of the tokens": lambda q, p: normal(
                q * (q >= q.topk(math.ceil(p * q.shape[-1]), -1)[0][..., -1:])
            ),
            "keeps 1 − p": lambda q, p: cut(
                q, p, lambda o, c, p: (c - o >= 1 - p) & (c - o > 0)
            ),
            "true and false": lambda q, p: cut(q, p, reached) > 0,
            "A softmax is taken": lambda q, p: torch.where(
                cut(q, p, reached) > 0, q, -math.inf
            ).softmax(-1),
            "All tokens stay": lambda q, p: q.clone(),
            "Only the likeliest": lambda q, p: F.one_hot(
                q.argmax(-1), q.shape[-1]
            ).double(),
        },
    )


def test_stopping_short_is_named_with_and_without_one_token_for_sure():
    sure = check.top_p(lambda q, p: cut(q, p, lambda o, c, p: (c > p) & (c - o > 0)))
    assert "stops before p" in sure.message


# ---- parameters


def counted(n_layers, dim, context, vocabulary):
    """From the shapes of the model itself."""
    with torch.device("meta"):
        size = Gpt2Size(n_layers, dim, 1, context, vocabulary)
        model = Gpt(size, generator=torch.Generator())
    return sum(parameter.numel() for parameter in model.parameters())


def test_the_count_of_the_real_model_passes():
    assert check.parameter_count(counted).message == "Right on all 4 cases."
    size = GPT2_SIZES["gpt2-xl"]
    due = gpt2_parameter_counts("gpt2-xl")["total"]
    assert counted(size.n_layers, size.dim, size.context, size.vocabulary) == due


def test_wrong_counts_are_each_named():
    def count(n, d, c, v, layer=lambda d: 12 * d * d + 13 * d, end=2):
        return v * d + c * d + n * layer(d) + end * d

    def layered(layer, end=2):
        return lambda n, d, c, v: count(n, d, c, v, layer, end)

    assert_each_has_its_own_message(
        check.parameter_count,
        {
            "The head is counted too: ": lambda n, d, c, v: count(n, d, c, v) + v * d,
            "with biases": lambda n, d, c, v: count(n, d, c, v) + v * d + v,
            "The positions are missing": lambda n, d, c, v: count(n, d, 0, v),
            "The token embeddings": lambda n, d, c, v: count(n, d, c, 0),
            "both missing": lambda n, d, c, v: count(n, d, 0, 0),
            "too, and the positions": lambda n, d, c, v: count(n, d, v, v),
            "final norm": lambda n, d, c, v: count(n, d, c, v, end=0),
            "linear layers": layered(lambda d: 12 * d**2 + 4 * d),
            "All biases": layered(lambda d: 12 * d**2 + 2 * d, end=1),
            "either attention's": layered(lambda d: 12 * d**2 + 9 * d),
            "feed-forward part are missing": layered(lambda d: 12 * d**2 + 8 * d),
            "All norms": layered(lambda d: 12 * d**2 + 9 * d, end=0),
            "A norm of each": layered(lambda d: 12 * d**2 + 11 * d),
            "no shift": layered(lambda d: 12 * d**2 + 11 * d, end=1),
            "Appendix D": layered(lambda d: 12 * d**2 + 7 * d),
            "Only one layer": lambda n, d, c, v: count(1, d, c, v),
            "W_O": layered(lambda d: 11 * d**2 + 12 * d),
            "share a matrix": layered(lambda d: 10 * d**2 + 11 * d),
            "goes one way": layered(lambda d: 8 * d**2 + 12 * d),
            "no wider": layered(lambda d: 6 * d**2 + 10 * d),
            "rule of thumb": lambda n, d, c, v: n * 12 * d * d,
            "Biases and norms": layered(lambda d: 12 * d**2, end=0),
        },
    )

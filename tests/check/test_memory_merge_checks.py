"""Softmax merged, LoRA merged, memory recalled: right and wrong, as readers write."""

import math

import numpy as np
import pytest
import torch
from answers import assert_each_has_its_own_message

from attractor import check

NONE = -torch.inf


# ---- two parts of a softmax


def merge_guarded(m, k, a, n, j, b):
    top = torch.maximum(m, n)
    shift = torch.where(top == NONE, torch.zeros_like(top), top)
    p, q = (m - shift).exp(), (n - shift).exp()
    return top, p * k + q * j, p * a + q * b


def merge_in_numpy(m, k, a, n, j, b):
    m, k, a, n, j, b = (np.asarray(x) for x in (m, k, a, n, j, b))
    top = np.maximum(m, n)
    shift = np.where(np.isinf(top), 0, top)
    return np.stack(
        [
            top,
            k * np.exp(m - shift) + j * np.exp(n - shift),
            a * np.exp(m - shift) + b * np.exp(n - shift),
        ]
    )


@pytest.mark.parametrize("right", [merge_guarded, merge_in_numpy])
def test_a_right_merge_passes(right):
    answer = check.softmax_merge(right)
    assert answer.passed, answer
    assert answer.message == "Right on all 6 cases."


def merge_with(factors, top=torch.maximum):
    """A merge that is right but for the factors of l and of a, and the maximum."""

    def merge(m, k, a, n, j, b):
        new = top(m, n)
        shift = torch.where(new == NONE, 0.0, new)
        (p, q), (r, s) = factors(m - shift, n - shift)
        return new, p * k + q * j, r * a + s * b

    return merge


def test_wrong_merges_are_each_named():
    one = torch.ones(1, dtype=torch.float64)

    def by_loop_without_guard(m, k, a, n, j, b):
        top = torch.maximum(m, n)
        p, q = torch.exp(m - top), torch.exp(n - top)
        return [top, k * p + j * q, a * p + b * q]

    def normalized(m, k, a, n, j, b):
        top, total, mean = merge_guarded(m, k, a, n, j, b)
        return top, total, mean / total

    def halves(m, k, a, n, j, b):
        top, total, mean = merge_guarded(m, k, a, n, j, b)
        return top, total * 0.5, mean * 0.5

    def sum_of_maxima(m, k, a, n, j, b):
        return (m + n, *merge_guarded(m, k, a, n, j, b)[1:])

    def plain(m, k, a, n, j, b):
        p, q = torch.exp(m), torch.exp(n)
        return torch.maximum(m, n), p * k + q * j, p * a + q * b

    def winner(m, k, a, n, j, b):
        first = (m >= n).double()
        keep = [torch.where(first == 1, x, y) for x, y in ((m, n), (k, j), (a, b))]
        return tuple(keep)

    def through_logs(m, k, a, n, j, b):
        top = torch.maximum(m, n)
        shift = torch.where(top == NONE, 0.0, top)
        e = torch.exp(-shift)
        k, a = k * torch.exp(m), a * torch.exp(m)
        j, b = j * torch.exp(n), b * torch.exp(n)
        return top, e * (k + j), e * (a + b)

    wrong = {
        "without keys give NaN": by_loop_without_guard,
        "sums are added as they are": merge_with(lambda d, f: ((one, one), (one, one))),
        "a is added without": merge_with(lambda d, f: ((d.exp(), f.exp()), (one, one))),
        "l is added without": merge_with(lambda d, f: ((one, one), (d.exp(), f.exp()))),
        "Only the first part is rescaled": merge_with(
            lambda d, f: ((d.exp(), one), (d.exp(), one))
        ),
        "Only the second part is rescaled": merge_with(
            lambda d, f: ((one, f.exp()), (one, f.exp()))
        ),
        "exponent has the wrong sign": merge_with(
            lambda d, f: (((-d).exp(), (-f).exp()), ((-d).exp(), (-f).exp()))
        ),
        "smaller maximum is kept": lambda m, k, a, n, j, b: (
            torch.minimum(m, n),
            (m - torch.minimum(m, n)).exp() * k + (n - torch.minimum(m, n)).exp() * j,
            (m - torch.minimum(m, n)).exp() * a + (n - torch.minimum(m, n)).exp() * b,
        ),
        "maxima are added": sum_of_maxima,
        "e to each maximum itself": plain,
        "divided by l already": normalized,
        "halves are averaged": halves,
        "the larger maximum is kept: the other": winner,
        "Only the second part is kept": lambda m, k, a, n, j, b: (n, j, b),
        "only differences from the larger one": through_logs,
        "return statement": lambda m, k, a, n, j, b: None,
    }
    assert_each_has_its_own_message(check.softmax_merge, wrong)


# ---- online softmax


def in_blocks(scores, values, block):
    m = torch.full(scores.shape[:1], NONE, dtype=scores.dtype)
    total = torch.zeros_like(m)
    weighted = scores.new_zeros(len(scores), values.shape[1])
    for start in range(0, scores.shape[1], block):
        s, v = scores[:, start : start + block], values[start : start + block]
        new = torch.maximum(m, s.max(1).values)
        shift = torch.where(new == NONE, 0.0, new)
        e = torch.exp(s - shift[:, None])
        fade = torch.exp(m - shift)
        total, weighted = total * fade + e.sum(1), weighted * fade[:, None] + e @ v
        m = new
    return weighted / total[:, None]


@pytest.mark.parametrize("right", [in_blocks, lambda s, v, block: s.softmax(1) @ v])
def test_a_right_online_softmax_passes(right):
    answer = check.online_softmax(right)
    assert answer.passed, answer
    assert answer.message == "Right on all 6 cases."


def test_wrong_online_softmaxes_are_each_named():
    def key_by_key(scores, values, block, fade_total=True, fade_values=True, sign=1):
        rows = []
        for s in scores:
            m, total, weighted = -math.inf, 0.0, torch.zeros(values.shape[1]).double()
            for part, v in zip(s.split(block), values.split(block), strict=True):
                new = max(m, float(part.max()))
                shift = 0.0 if new == -math.inf else new
                started = m != -math.inf
                fade = math.exp(sign * (m - shift)) if started else 0.0
                e = torch.exp(part - shift)
                total = total * (fade if fade_total else 1) + float(e.sum())
                weighted = weighted * (fade if fade_values else 1) + e @ v
                m = new
            rows.append(weighted / total)
        return torch.stack(rows)

    def unguarded(scores, values, block):
        m = scores[:, :block].max(1, keepdim=True).values
        e = torch.exp(scores[:, :block] - m)
        total, weighted = e.sum(1, keepdim=True), e @ values[:block]
        for start in range(block, scores.shape[1], block):
            s = scores[:, start : start + block]
            new = torch.maximum(m, s.max(1, keepdim=True).values)
            e, fade = torch.exp(s - new), torch.exp(m - new)
            total = total * fade + e.sum(1, keepdim=True)
            weighted = weighted * fade + e @ values[start : start + block]
            m = new
        return weighted / total

    def means(s, v, block):
        pairs = zip(s.split(block, 1), v.split(block), strict=True)
        return [p.softmax(1).nan_to_num(0.0) @ rows for p, rows in pairs]

    wrong = {
        "block that is −∞ throughout": unguarded,
        "running sums are not rescaled": lambda s, v, n: key_by_key(
            s, v, n, False, False
        ),
        "sum of weights is not rescaled": lambda s, v, n: key_by_key(s, v, n, False),
        "weighted values are not rescaled": lambda s, v, n: key_by_key(
            s, v, n, True, False
        ),
        "the sign is wrong": lambda s, v, n: key_by_key(s, v, n, sign=-1),
        "the means are averaged": lambda s, v, n: (
            sum(means(s, v, n)) / len(means(s, v, n))
        ),
        "the means are added": lambda s, v, n: sum(means(s, v, n)),
        "Only the last block": lambda s, v, n: means(s, v, n)[-1],
        "Only the first block": lambda s, v, n: means(s, v, n)[0],
        "last block is dropped": lambda s, v, n: in_blocks(
            s[:, : len(v) - len(v) % n], v[: len(v) - len(v) % n], n
        ),
        "division at the end": lambda s, v, n: torch.exp(s - s.max(1, True).values) @ v,
        "runs over the rows": lambda s, v, n: torch.softmax(s, 0) @ v,
        "all scores at once": lambda s, v, n: s.exp() / s.exp().sum() @ v,
        "exponential is missing": lambda s, v, n: torch.matmul(s, v),
        "Those are the weights": lambda s, v, n: torch.softmax(s, 1),
        "log of the sum": lambda s, v, n: s.exp().sum(1).log(),
        "exp() leaves the range": lambda s, v, n: (
            s.exp() @ v / s.exp().sum(1, keepdim=True)
        ),
    }
    assert_each_has_its_own_message(check.online_softmax, wrong)


# ---- LoRA


@pytest.mark.parametrize(
    "right",
    [
        lambda w, a, b, alpha: w + (alpha / a.shape[0]) * b.matmul(a),
        lambda w, a, b, alpha: torch.addmm(w, b, a, alpha=alpha / len(a)),
        lambda w, a, b, alpha: w.numpy() + alpha * (b.numpy() @ a.numpy()) / len(a),
    ],
)
def test_a_right_lora_merge_passes(right):
    answer = check.lora_merge(right)
    assert answer.passed, answer
    assert answer.message == "Right on all 5 cases."


def test_wrong_lora_merges_are_each_named():
    def in_place(w, a, b, alpha):
        w += alpha / len(a) * b @ a
        return w

    wrong = {
        "scale α/r is missing": lambda w, a, b, alpha: w + b @ a,
        "by α alone": lambda w, a, b, alpha: w + alpha * b @ a,
        "not multiplied by α": lambda w, a, b, alpha: w + b @ a / b.shape[1],
        "the other way round.": lambda w, a, b, alpha: w + b @ a / (alpha / len(a)),
        "rank-stabilized": lambda w, a, b, alpha: w + b @ a * alpha / math.sqrt(len(a)),
        "number of inputs": lambda w, a, b, alpha: w + b @ a * alpha / w.shape[1],
        "number of outputs": lambda w, a, b, alpha: w + b @ a * alpha / len(w),
        "multiplies W too": lambda w, a, b, alpha: (b @ a + w) * alpha / len(a),
        "in place of the change": lambda w, a, b, alpha: b @ a + w * alpha / len(a),
        "is subtracted": lambda w, a, b, alpha: w - b @ a * alpha / len(a),
        "change alone": lambda w, a, b, alpha: b @ a * alpha / len(a),
        "W without the change": lambda w, a, b, alpha: w,
        "A narrows first": lambda w, a, b, alpha: w + a @ b * alpha / len(a),
        "change is transposed": lambda w, a, b, alpha: w + a.T @ b.T * alpha / len(a),
        "W is multiplied": lambda w, a, b, alpha: w * (b @ a) * alpha / len(a),
        "counted twice": lambda w, a, b, alpha: w + b @ a * alpha / len(a) * 2,
        "changes its own input": in_place,
    }
    assert_each_has_its_own_message(check.lora_merge, wrong)


# ---- recall from a matrix


def recall_by_loop(keys, values, queries):
    memory = torch.zeros(keys.shape[1], values.shape[1], dtype=keys.dtype)
    for k, v in zip(keys, values, strict=True):
        memory = memory + torch.outer(k, v)
    return torch.stack([memory.T @ q for q in queries])


@pytest.mark.parametrize(
    "right",
    [
        recall_by_loop,
        lambda k, v, q: torch.einsum("qd,nd,ne->qe", q, k, v),
        lambda k, v, q: q.numpy() @ (k.numpy().T @ v.numpy()),
    ],
)
def test_a_right_recall_passes(right):
    answer = check.matrix_recall(right)
    assert answer.passed, answer
    assert answer.message == "Right on all 4 cases."


def test_wrong_recalls_are_each_named():
    def forgets(keys, values, queries):
        for k, v in zip(keys, values, strict=True):
            memory = torch.outer(k, v)
        return queries @ memory

    def hollow(k, v, q):
        memory = k.T @ v
        for i in range(min(memory.shape)):
            memory[i, i] = 0
        return q @ memory

    wrong = {
        "A softmax is in there": lambda k, v, q: torch.softmax(q @ k.T, 1) @ v,
        "A softmax and the scale": lambda k, v, q: (
            torch.nn.functional.scaled_dot_product_attention(q, k, v)
        ),
        "divided by √d": lambda k, v, q: q @ k.T @ v / math.sqrt(k.shape[1]),
        "dimension of the keys": lambda k, v, q: q @ k.T @ v / k.shape[1],
        "number of pairs": lambda k, v, q: q @ k.T @ v / k.shape[0],
        "sum of the products": lambda k, v, q: q @ k.T @ v / (q @ k.T).sum(1, True),
        "diagonal of the memory": hollow,
        "changed places": lambda k, v, q: q @ v.T @ k,
        "under themselves": lambda k, v, q: q @ k.T @ k,
        "Only the last pair": forgets,
        "Only the first pair": lambda k, v, q: q @ torch.outer(k[0], v[0]),
        "before they are multiplied": lambda k, v, q: (
            q @ k.sum(0, True).T @ v.sum(0, True)
        ),
        "no mask is asked for": lambda k, v, q: torch.tril(q @ k.T) @ v,
        "brought to length 1": lambda k, v, q: q @ (k / k.norm(dim=1)[:, None]).T @ v,
        "least-squares": lambda k, v, q: (
            q @ torch.linalg.lstsq(k, v, driver="gelsd").solution
        ),
        "Only the best key's": lambda k, v, q: v[(q @ k.T).argmax(1)],
        "products q·k: they": lambda k, v, q: q @ k.T,
        "That is the memory": lambda k, v, q: k.T @ v,
        "sign is flipped": lambda k, v, q: -q @ k.T @ v,
    }
    assert_each_has_its_own_message(check.matrix_recall, wrong)
    # Read the wrong way round, a memory is the one with keys and values exchanged.
    transposed = check.matrix_recall(lambda k, v, q: q @ (k.T @ v).T)
    assert transposed.message == check.matrix_recall(wrong["changed places"]).message

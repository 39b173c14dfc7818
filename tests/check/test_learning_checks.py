"""Forward, backward, AdamW, cross-entropy: right and wrong, as readers write them."""

import math

import numpy as np
import pytest
import torch
from answers import assert_each_has_its_own_message
from torch.nn import functional as F  # noqa: N812

from attractor import check


def squash(z):
    return 1 / (1 + torch.exp(-z))


def one_hot(z, c):
    return F.one_hot(c, z.shape[-1])


# ---- forward


def forward_in_numpy(x, w, b):
    return 1 / (1 + np.exp(-(np.asarray(x) @ np.asarray(w) + np.asarray(b))))


def forward_by_linear(x, w, b):
    return torch.sigmoid(F.linear(x, w.T, b))


def forward_by_einsum(x, w, b):
    return torch.special.expit(torch.einsum("...i,ij->...j", x, w) + b)


@pytest.mark.parametrize("right", [forward_by_linear, forward_by_einsum])
def test_a_right_forward_pass_passes(right):
    answer = check.forward_pass(right)
    assert answer.passed, answer
    assert answer.message == "Right on all 7 cases."


def test_a_forward_pass_in_numpy_passes():
    assert check.forward_pass(forward_in_numpy)


def test_wrong_forward_passes_are_each_named():
    def naive(x, w, b):
        z = x @ w + b
        return z.exp() / (1 + z.exp())

    def tanh(x, w, b):
        z = x @ w + b
        return (z.exp() - (-z).exp()) / (z.exp() + (-z).exp())

    wrong = {
        "Rows are taken for neurons": lambda x, w, b: squash(x @ w.T + b),
        "as on the slide": lambda x, w, b: squash((x.unsqueeze(-1) * w).sum(-1) + b),
        "and the bias is missing": lambda x, w, b: squash(
            (x.unsqueeze(-1) * w).sum(-1)
        ),
        "The bias is missing.": lambda x, w, b: squash(x @ w),
        "bias is subtracted": lambda x, w, b: squash(x @ w - b),
        "activation is missing": lambda x, w, b: b + x @ w,
        "both missing": lambda x, w, b: x @ w,
        "added after the activation": lambda x, w, b: squash(x @ w) + b,
        "applied to the inputs": lambda x, w, b: squash(x) @ w + b,
        "exponent has the wrong sign": lambda x, w, b: 1 / (1 + torch.exp(x @ w + b)),
        "That is tanh": tanh,
        "That is ReLU": lambda x, w, b: F.relu(x @ w + b),
        "threshold, 0 or 1": lambda x, w, b: ((x @ w + b) >= 0).double(),
        "sigmoid's slope": lambda x, w, b: squash(x @ w + b) * (1 - squash(x @ w + b)),
        "applied twice": lambda x, w, b: squash(squash(x @ w + b)),
        "a softmax": lambda x, w, b: F.softmax(x @ w + b, -1),
        "are averaged": lambda x, w, b: squash(x @ w / len(w) + b),
        "weights alone": lambda x, w, b: squash(torch.sum(w, 0) + b),
        "not added up": lambda x, w, b: squash(x.unsqueeze(-1) * w + b),
        "rounded": lambda x, w, b: (squash(x @ w + b) > 0.5).double() + 0.0 * x.sum(),
        "e^z leaves the range": naive,
    }
    # Rounding to 0 or 1 and a threshold at 0 are the same function: one message.
    del wrong["rounded"]
    assert_each_has_its_own_message(check.forward_pass, wrong)


# ---- backward


def back(x, w, b, g):
    y = squash(x @ w + b)
    d = g * y * (1 - y)
    return x.T @ d, d.sum(0), d @ w.T


def back_by_autograd(x, w, b, g):
    leaves = [tensor.clone().requires_grad_() for tensor in (w, b, x)]
    y = torch.sigmoid(leaves[2] @ leaves[0] + leaves[1])
    return torch.autograd.grad(y, leaves, g)


def back_in_numpy(x, w, b, g):
    x, w, b, g = (np.asarray(tensor) for tensor in (x, w, b, g))
    y = 1 / (1 + np.exp(-(x @ w + b)))
    d = g * y * (1 - y)
    return [x.T @ d, d.sum(0), d @ w.T]


@pytest.mark.parametrize("right", [back, back_by_autograd, back_in_numpy])
def test_a_right_backward_pass_passes(right):
    assert check.backward_pass(right), check.backward_pass(right)


def test_wrong_backward_passes_are_each_named():
    def with_delta(delta):
        def wrong(x, w, b, g):
            d = delta(x, w, b, g)
            return x.T @ d, d.sum(0), d @ w.T

        return wrong

    def changed(place, part):
        def wrong(x, w, b, g):
            y = squash(x @ w + b)
            answer = list(back(x, w, b, g))
            answer[place] = part(x, w, g * y * (1 - y), g, y)
            return tuple(answer)

        return wrong

    def y_of(x, w, b):
        return squash(x @ w + b)

    assert_each_has_its_own_message(
        check.backward_pass,
        {
            "weights' gradient: the slope s(1 − s) of": with_delta(
                lambda x, w, b, g: g
            ),
            "weights' gradient: the slope is taken at the output": with_delta(
                lambda x, w, b, g: (
                    g * squash(y_of(x, w, b)) * (1 - squash(y_of(x, w, b)))
                )
            ),
            "weights' gradient: s stands": with_delta(
                lambda x, w, b, g: g * y_of(x, w, b)
            ),
            "weights' gradient: 1 − s²": with_delta(
                lambda x, w, b, g: g * (1 - y_of(x, w, b) ** 2)
            ),
            "weights' gradient: the bias is missing": with_delta(
                lambda x, w, b, g: g * squash(x @ w) * (1 - squash(x @ w))
            ),
            "is transposed": changed(0, lambda x, w, d, g, y: d.T @ x),
            "weights' gradient is averaged": changed(
                0, lambda x, w, d, g, y: x.T @ d / x.shape[0]
            ),
            "weights' gradient has the wrong sign": changed(
                0, lambda x, w, d, g, y: -(x.T @ d)
            ),
            "multiplied with the weights": changed(
                0, lambda x, w, d, g, y: w * d.sum(0)
            ),
            "Those are new weights": changed(0, lambda x, w, d, g, y: w - x.T @ d),
            "bias's gradient: the slope s(1 − s) of": changed(
                1, lambda x, w, d, g, y: g.sum(0)
            ),
            "is δ of every input": changed(1, lambda x, w, d, g, y: d),
            "bias's gradient is averaged": changed(1, lambda x, w, d, g, y: d.mean(0)),
            "added over the neurons": changed(1, lambda x, w, d, g, y: d.sum(-1)),
            "bias's gradient has the wrong sign": changed(
                1, lambda x, w, d, g, y: -d.sum(0)
            ),
            "inputs' gradient: the slope s(1 − s) of": changed(
                2, lambda x, w, d, g, y: g @ w.T
            ),
            "is δW": changed(2, lambda x, w, d, g, y: d @ w),
            "is δ itself": changed(2, lambda x, w, d, g, y: d),
            "slope of the layer before": changed(
                2, lambda x, w, d, g, y: (d @ w.T) * x * (1 - x)
            ),
            "inputs' gradient is added": changed(
                2, lambda x, w, d, g, y: (d @ w.T).sum(0)
            ),
            "inputs' gradient has the wrong sign": changed(
                2, lambda x, w, d, g, y: -d @ w.T
            ),
            "gradient alone: give back three": lambda *case: back(*case)[0],
            "is due: give back three": lambda *case: back(*case)[2],
            "raises RuntimeError": lambda x, w, b, g: x @ g,
            "returns nothing": lambda x, w, b, g: None,
            "without calling it": 3,
        },
    )


# ---- AdamW


def adamw(w, g, m, v, t):
    m = 0.9 * m + 0.1 * g
    v = 0.999 * v + 0.001 * g * g
    m_hat, v_hat = m / (1 - 0.9**t), v / (1 - 0.999**t)
    return w - 0.1 * (m_hat / (torch.sqrt(v_hat) + 1e-8) + 0.1 * w), m, v


def adamw_of_torch(w, g, m, v, t):
    parameter = w.clone().requires_grad_()
    rule = torch.optim.AdamW([parameter], lr=0.1, weight_decay=0.1)
    rule.state[parameter] = {
        "step": torch.tensor(float(t - 1)),
        "exp_avg": m.clone(),
        "exp_avg_sq": v.clone(),
    }
    parameter.grad = g.clone()
    rule.step()
    state = rule.state[parameter]
    return torch.stack([parameter.detach(), state["exp_avg"], state["exp_avg_sq"]])


@pytest.mark.parametrize("right", [adamw, adamw_of_torch])
def test_a_right_step_passes(right):
    assert check.adamw_step(right), check.adamw_step(right)


def test_wrong_steps_are_each_named():
    def step(to=None, mean=None, square=None, give=None):
        """A step with one of its lines replaced."""

        def wrong(w, g, m, v, t):
            old = m, v
            m = mean(m, g) if mean else 0.9 * m + 0.1 * g
            v = square(v, g) if square else 0.999 * v + 0.001 * g * g
            m_hat, v_hat = m / (1 - 0.9**t), v / (1 - 0.999**t)
            new = 0.99 * w - 0.1 * m_hat / (v_hat**0.5 + 1e-8)
            if to:
                new = to(w, g, m, v, t, m_hat, v_hat, old)
            return give(new, m, v, m_hat, v_hat) if give else (new, m, v)

        return wrong

    def direction(m, v):
        return m / (v**0.5 + 1e-8)

    def with_l2(w, g, m, v, t):
        g = g + 0.1 * w
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        toward = direction(m / (1 - 0.9**t), v / (1 - 0.999**t))
        return w - 0.1 * toward, m, v

    def swapped(w, g, m, v, t):
        m, v = 0.999 * m + 0.001 * g, 0.9 * v + 0.1 * g**2
        toward = direction(m / (1 - 0.999**t), v / (1 - 0.9**t))
        return 0.99 * w - 0.1 * toward, m, v

    assert_each_has_its_own_message(
        check.adamw_step,
        {
            "bias corrections are missing": step(
                lambda w, g, m, v, t, mh, vh, old: 0.99 * w - 0.1 * direction(m, v)
            ),
            "m is not corrected": step(
                lambda w, g, m, v, t, mh, vh, old: 0.99 * w - 0.1 * direction(m, vh)
            ),
            "v is not corrected": step(
                lambda w, g, m, v, t, mh, vh, old: 0.99 * w - 0.1 * direction(mh, v)
            ),
            "a step ahead": step(
                lambda w, g, m, v, t, mh, vh, old: (
                    0.99 * w
                    - 0.1
                    * direction(m / (1 - 0.9 ** (t + 1)), v / (1 - 0.999 ** (t + 1)))
                )
            ),
            "lack the power t": step(
                lambda w, g, m, v, t, mh, vh, old: (
                    0.99 * w - 0.1 * direction(m / 0.1, v / 0.001)
                )
            ),
            "L2 penalty": with_l2,
            "weight decay is missing": step(
                lambda w, g, m, v, t, mh, vh, old: w - 0.1 * direction(mh, vh)
            ),
            "decay lacks the rate": step(
                lambda w, g, m, v, t, mh, vh, old: 0.9 * w - 0.1 * direction(mh, vh)
            ),
            "lets the weights grow": step(
                lambda w, g, m, v, t, mh, vh, old: 1.01 * w - 0.1 * direction(mh, vh)
            ),
            "already moved": step(
                lambda w, g, m, v, t, mh, vh, old: 0.99 * (w - 0.1 * direction(mh, vh))
            ),
            "goes uphill": step(
                lambda w, g, m, v, t, mh, vh, old: 0.99 * w + 0.1 * direction(mh, vh)
            ),
            "rate is missing": step(
                lambda w, g, m, v, t, mh, vh, old: 0.99 * w - direction(mh, vh)
            ),
            "root is missing": step(
                lambda w, g, m, v, t, mh, vh, old: 0.99 * w - 0.1 * mh / (vh + 1e-8)
            ),
            "inside the root": step(
                lambda w, g, m, v, t, mh, vh, old: (
                    0.99 * w - 0.1 * mh / torch.sqrt(vh + 1e-8)
                )
            ),
            "before v is corrected": step(
                lambda w, g, m, v, t, mh, vh, old: (
                    0.99 * w
                    - 0.1 * math.sqrt(1 - 0.999**t) / (1 - 0.9**t) * direction(m, v)
                )
            ),
            "ε is missing": step(
                lambda w, g, m, v, t, mh, vh, old: 0.99 * w - 0.1 * mh / vh.sqrt()
            ),
            "gradient itself is divided": step(
                lambda w, g, m, v, t, mh, vh, old: 0.99 * w - 0.1 * direction(g, vh)
            ),
            "means as they came": step(
                lambda w, g, m, v, t, mh, vh, old: (
                    0.99 * w
                    - 0.1 * direction(old[0] / (1 - 0.9**t), old[1] / (1 - 0.999**t))
                )
            ),
            "are swapped": swapped,
            "new gradient's share is missing": step(
                mean=lambda m, g: 0.9 * m + g, square=lambda v, g: 0.999 * v + g**2
            ),
            "β weighs the new gradient": step(
                mean=lambda m, g: 0.1 * m + 0.9 * g,
                square=lambda v, g: 0.001 * v + 0.999 * g**2,
            ),
            "averages the gradient's size": step(
                square=lambda v, g: 0.999 * v + 0.001 * abs(g)
            ),
            "last square alone": step(square=lambda v, g: 0.001 * g**2),
            "corrected means are given back": step(
                give=lambda w, m, v, mh, vh: (w, mh, vh)
            ),
            "w, v and m": step(give=lambda w, m, v, mh, vh: (w, v, m)),
            "new w alone": step(give=lambda w, m, v, mh, vh: w),
        },
    )


# ---- cross-entropy


def nats_by_torch(z, c):
    return F.cross_entropy(z, c)


def nats_in_numpy(z, c):
    z, c = np.asarray(z), np.asarray(c)
    z = z - z.max(-1, keepdims=True)
    return float((np.log(np.exp(z).sum(-1)) - z[np.arange(len(c)), c]).mean())


def nats_by_loop(z, c):
    losses = [
        torch.logsumexp(row, 0) - row[k] for row, k in zip(z, c.tolist(), strict=True)
    ]
    return sum(losses) / len(losses)


@pytest.mark.parametrize("right", [nats_by_torch, nats_in_numpy, nats_by_loop])
def test_a_right_cross_entropy_passes(right):
    assert check.cross_entropy(right), check.cross_entropy(right)


def test_wrong_cross_entropies_are_each_named():
    def picked(values, c):
        return values[torch.arange(len(c)), c]

    def shares(z):
        return torch.exp(z) / torch.exp(z).sum(-1, keepdim=True)

    assert_each_has_its_own_message(
        check.cross_entropy,
        {
            "sign is flipped": lambda z, c: -F.cross_entropy(z, c),
            "rows are summed": lambda z, c: F.cross_entropy(z, c, reduction="sum"),
            "mean is missing": lambda z, c: F.cross_entropy(z, c, reduction="none"),
            "number of classes too": lambda z, c: (
                -(one_hot(z, c) * F.log_softmax(z, -1)).mean()
            ),
            "in bits": lambda z, c: -torch.log2(picked(shares(z), c)).mean(),
            "softmax is taken twice": lambda z, c: F.cross_entropy(shares(z), c),
            "runs over the rows": lambda z, c: (
                -picked(torch.log_softmax(z, 0), c).mean()
            ),
            "softmax is missing": lambda z, c: F.nll_loss(z, c),
            "logarithm of the logits": lambda z, c: -torch.log(picked(z, c)).mean(),
            "its −log is the loss": lambda z, c: picked(shares(z), c).mean(),
            "1 minus the true": lambda z, c: (1 - picked(shares(z), c)).mean(),
            "before the logarithm": lambda z, c: (
                -torch.log(picked(shares(z), c).mean())
            ),
            "whose gradient dies": lambda z, c: F.mse_loss(
                shares(z), one_hot(z, c).double()
            ),
            "summed over classes": lambda z, c: (
                ((shares(z) - one_hot(z, c)) ** 2).sum(-1).mean()
            ),
            "That is the perplexity": lambda z, c: math.exp(F.cross_entropy(z, c)),
            "entropy of the prediction": lambda z, c: (
                torch.special.entr(shares(z)).sum(-1).mean()
            ),
            "likeliest class": lambda z, c: -shares(z).max(-1).values.log().mean(),
            "a sigmoid of its own": lambda z, c: -F.logsigmoid(picked(z, c)).mean(),
            "other classes'": lambda z, c: (
                F.binary_cross_entropy(shares(z), one_hot(z, c).double()) * z.shape[-1]
            ),
            "counted from 1": lambda z, c: -picked(shares(z), c - 1).log().mean(),
            "largest logit": lambda z, c: (z.max(-1).values - picked(z, c)).mean(),
            "leaves the range": lambda z, c: -picked(shares(z), c).log().mean(),
        },
    )

"""Losses at the output of a network, and the gradients that start a backward pass."""

import torch
from jaxtyping import Float, Int
from torch import Tensor

from attractor.memory.arguments import check_finite, check_tensor

Outputs = Float[Tensor, "*batch n_out"]
Classes = Int[Tensor, "*batch"]
Scalar = Float[Tensor, ""]


def squared_error(outputs: Outputs, targets: Outputs) -> Scalar:
    """The mean of (y − t)² over all outputs of all inputs."""
    return (outputs - targets).square().mean()


def squared_error_gradient(outputs: Outputs, targets: Outputs) -> Outputs:
    """2(y − t)/n, with n the number of outputs."""
    return 2 * (outputs - targets) / outputs.numel()


def cross_entropy(logits: Outputs, classes: Classes) -> Scalar:
    """The mean over inputs of −log softmax(z)_c = log Σⱼ exp(zⱼ) − z_c, in nats.

    `classes` c count from 0. The log-sum-exp keeps logits of any size in range.
    Raises `ValueError` on shapes that do not match, on NaN and on unknown classes.
    """
    _check_classes(logits, classes)
    right = logits.gather(-1, classes[..., None])[..., 0]
    return (logits.logsumexp(-1) - right).mean()


def cross_entropy_gradient(logits: Outputs, classes: Classes) -> Outputs:
    """(p − e_c)/n: predicted minus true probabilities, over the number of inputs."""
    _check_classes(logits, classes)
    probabilities = logits.softmax(-1)
    return (probabilities - _one_hot(logits, classes)) / classes.numel()


def probability_error(logits: Outputs, classes: Classes) -> Scalar:
    """`squared_error` of the softmax's probabilities against 1 for the true class."""
    _check_classes(logits, classes)
    return squared_error(logits.softmax(-1), _one_hot(logits, classes))


def probability_error_gradient(logits: Outputs, classes: Classes) -> Outputs:
    """Its gradient at the logits; it dies wherever the softmax is sure, wrong or not.

    Through the softmax g becomes p (g − Σⱼ pⱼ gⱼ), which is 0 where p is 0 or 1.
    """
    _check_classes(logits, classes)
    probabilities = logits.softmax(-1)
    upstream = squared_error_gradient(probabilities, _one_hot(logits, classes))
    mean = (probabilities * upstream).sum(-1, keepdim=True)
    return probabilities * (upstream - mean)


def _one_hot(logits: Outputs, classes: Classes) -> Outputs:
    return torch.zeros_like(logits).scatter(-1, classes[..., None], 1.0)


def _check_classes(logits: Tensor, classes: Tensor) -> None:
    check_tensor("logits", logits)
    check_tensor("classes", classes)
    check_finite("logits", logits)
    if logits.ndim == 0 or classes.shape != logits.shape[:-1] or not classes.numel():
        raise ValueError(
            "classes must have one class for each row of logits, at least one, got "
            f"shape {tuple(classes.shape)} for logits {tuple(logits.shape)}"
        )
    if classes.dtype != torch.int64:
        raise ValueError(f"classes must be torch.int64, got {classes.dtype}")
    n_out = logits.shape[-1]
    if not classes.is_meta and not ((classes >= 0) & (classes < n_out)).all():
        raise ValueError(f"classes must be from 0 to {n_out - 1}")

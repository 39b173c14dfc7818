"""Layer norm: every vector gets mean 0 and variance 1, then a scale and a shift."""

from jaxtyping import Float
from torch import Tensor

from attractor.memory.arguments import check_tensor

Rows = Float[Tensor, "*batch dim"]
PerFeature = Float[Tensor, " dim"]


def layer_norm(
    states: Rows, scale: PerFeature, shift: PerFeature, epsilon: int | float = 1e-5
) -> Rows:
    """γ (x − μ)/√(σ² + ε) + β, with μ and σ² of each row over its features.

    σ² is the mean square, divided by dim and not by dim − 1, and ε stands inside the
    root. `scale` γ and `shift` β are learned. Ba, Kiros and Hinton 2016. Raises
    `ValueError` on shapes that do not fit.
    """
    check_tensor("states", states)
    if states.ndim == 0 or states.shape[-1] == 0:
        raise ValueError(f"states must be (*batch, dim), got {tuple(states.shape)}")
    for name, values in (("scale", scale), ("shift", shift)):
        check_tensor(name, values)
        if values.shape != states.shape[-1:]:
            raise ValueError(
                f"{name} must have one number for each of the {states.shape[-1]} "
                f"features, got shape {tuple(values.shape)}"
            )
    centered = states - states.mean(-1, keepdim=True)
    variance = centered.square().mean(-1, keepdim=True)
    return scale * centered / (variance + epsilon).sqrt() + shift

"""Take a state out of one line, put it into another, and let the model go on.

What can be read from a state need not be used. Whether it is, shows when the state is
changed: does the answer change?
"""

import torch
from jaxtyping import Float, Int
from torch import Tensor

from attractor.models import Probe, VanillaTransformer
from attractor.models.vanilla_transformer import Places

States = Float[Tensor, "n dim"]
Directions = Float[Tensor, "dim k"]


@torch.no_grad()
def logits_from(model: VanillaTransformer, states: Tensor, layer: int) -> Tensor:
    """What the model says when `states` (lines, tokens, dim) are those after a layer.

    Layer 0 is the embedding, so that `logits_from(model, model.states(x)[k], k)` is
    `model(x)` for every k. Raises `ValueError` on a layer that there is not.
    """
    if not 0 <= layer <= len(model.blocks):
        raise ValueError(f"layer must be from 0 to {len(model.blocks)}, got {layer}")
    now = states.flatten(0, 1)
    for block in model.blocks[layer:]:
        now = block(now, Places(None, states.shape[:2]))
    logits: Tensor = model.head(now).unflatten(0, states.shape[:2])
    return logits


def exchange(own: States, donors: States, directions: Directions) -> States:
    r"""The donors' part along `directions`, and the rest of one's own.

    $x + (z - x)\,U U^\top$ with orthonormal columns U that span the directions (dim,
    k). Raises `ValueError` on shapes that do not fit.
    """
    if own.shape != donors.shape or directions.shape[:1] != own.shape[-1:]:
        raise ValueError(
            "own and donors must be (n, dim), both alike, and directions (dim, k), got "
            f"shapes {tuple(own.shape)}, {tuple(donors.shape)} and "
            f"{tuple(directions.shape)}"
        )
    basis, sizes, _ = torch.linalg.svd(directions, full_matrices=False)
    basis = basis[:, sizes > 1e-9 * sizes[0]]
    return own + (donors - own) @ basis @ basis.mT


def probe_directions(probe: Probe) -> Directions:
    """What a probe's answer depends on: the differences of its weights, (dim, k)."""
    return probe.weights[:, 1:] - probe.weights[:, :1]


def mean_directions(states: States, classes: Int[Tensor, " n"]) -> Directions:
    """In what the classes differ on average: differences of their means, (dim, k)."""
    means = [states[classes == each].mean(0) for each in classes.unique()]
    return torch.stack([mean - means[0] for mean in means[1:]], 1)


def find_donors(
    classes: Int[Tensor, " n"],
    alike: Int[Tensor, "n k"],
    *,
    generator: torch.Generator,
) -> Int[Tensor, " n"]:
    """For each line another one, of another class and alike in all else; −1 if none.

    `alike` (n, k) are numbers that must be the same in both, such as places.
    """
    found = []
    for one, row in zip(classes, alike, strict=True):
        choices = ((classes != one) & (alike == row).all(-1)).nonzero()[:, 0]
        if len(choices):
            draw = torch.randint(len(choices), (), generator=generator)
            found.append(int(choices[draw]))
        else:
            found.append(-1)
    return torch.tensor(found)

"""The classical Hopfield network: its energy, and the update of one unit."""

from attractor.memory.arguments import check_finite, check_queries, check_tensor
from attractor.shapes import Couplings, Energies, States, Thresholds


def hopfield_energy(
    couplings: Couplings, states: States, thresholds: Thresholds | None = None
) -> Energies:
    r"""Energy of the classical Hopfield network, one per state.

    $$E(s) = -\tfrac12\, s^\top W s + \theta^\top s$$

    `couplings` W (dim, dim), `states` (*batch, dim) of ±1 or real, `thresholds` θ
    (dim,); result (*batch). Raises `ValueError` on bad shapes or NaN. On ±1 states
    it is bounded; on ℝⁿ it falls without end along any direction with sᵀWs > 0.
    Hopfield 1982.
    """
    check_network(couplings, states, thresholds)
    energies = -((states @ couplings.mT) * states).sum(-1) / 2
    if thresholds is None:
        return energies
    return energies + states @ thresholds


def unit_update(
    couplings: Couplings,
    states: States,
    unit: int,
    thresholds: Thresholds | None = None,
) -> States:
    r"""The states after one unit has looked at its field; the others stay.

    $$s_i \leftarrow +1 \text{ if } \sum_j w_{ij} s_j \ge \theta_i
      \text{ else } -1$$

    `states` (*batch, dim), result of the same shape; `unit` i counts from 0. A field
    equal to the threshold gives +1. Raises `ValueError` on bad shapes, NaN or a unit
    that is not there. Hopfield 1982, eq. 1.
    """
    check_network(couplings, states, thresholds)
    dim = couplings.shape[0]
    if not 0 <= unit < dim:
        raise ValueError(f"unit must be 0 to {dim - 1}, got {unit}")
    threshold = 0.0 if thresholds is None else thresholds[unit]
    updated = states.clone()
    updated[..., unit] = 2.0 * (states @ couplings[unit] >= threshold) - 1.0
    return updated


def check_network(
    couplings: Couplings, states: States, thresholds: Thresholds | None
) -> None:
    """Raise `ValueError` unless couplings, states and thresholds fit each other."""
    check_square("couplings", couplings)
    check_queries(couplings, states, name="states", memory="couplings")
    if thresholds is None:
        return
    check_queries(couplings, thresholds, name="thresholds", memory="couplings")
    if thresholds.ndim != 1:
        raise ValueError(
            f"thresholds must be ({couplings.shape[0]},), one per unit, "
            f"got shape {tuple(thresholds.shape)}"
        )


def check_square(name: str, matrix: Couplings) -> None:
    """Raise `ValueError` unless `matrix` is (dim, dim) and finite."""
    check_tensor(name, matrix)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:
        raise ValueError(
            f"{name} must be square (dim, dim), got shape {tuple(matrix.shape)}"
        )
    check_finite(name, matrix)

"""The classical Hopfield energy of states on a network of couplings."""

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
    check_tensor("couplings", couplings)
    if couplings.ndim != 2 or couplings.shape[0] != couplings.shape[1]:
        raise ValueError(
            f"couplings must be square (dim, dim), got shape {tuple(couplings.shape)}"
        )
    check_finite("couplings", couplings)
    check_queries(couplings, states, name="states", memory="couplings")
    energies = -((states @ couplings.mT) * states).sum(-1) / 2
    if thresholds is None:
        return energies
    check_queries(couplings, thresholds, name="thresholds", memory="couplings")
    if thresholds.ndim != 1:
        raise ValueError(
            f"thresholds must be ({couplings.shape[0]},), one per unit, "
            f"got shape {tuple(thresholds.shape)}"
        )
    return energies + states @ thresholds

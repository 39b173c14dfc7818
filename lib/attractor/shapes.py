"""Named array shapes; everyone may import them, they import nobody."""

from collections.abc import Sequence

from jaxtyping import Bool, Float, Int
from torch import Tensor

Patterns = Float[Tensor, "n_patterns dim"]
Queries = Float[Tensor, "*batch dim"]
States = Float[Tensor, "*batch dim"]
Couplings = Float[Tensor, "dim dim"]
Thresholds = Float[Tensor, " dim"]
Minima = Float[Tensor, "n_minima dim"]
PerPattern = Float[Tensor, " n_patterns"]
Energies = Float[Tensor, "*batch"]
Counts = Int[Tensor, "*batch"]
Flags = Bool[Tensor, "*batch"]
Weights = Float[Tensor, "*batch n_patterns"]
Layers = Sequence[Float[Tensor, "_ dim"]]
LayerValues = Float[Tensor, "*batch n_layers"]
LayerPoints = Float[Tensor, "*batch n_layers dim"]
PerState = Float[Tensor, "*batch"]
Recorded = Float[Tensor, "n_times *batch"]
Instants = Float[Tensor, " n_times"]

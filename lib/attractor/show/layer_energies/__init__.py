"""The explorable stack: the global energy per layer, in three forms."""

from attractor.show.layer_energies.widget import MODULES as MODULES
from attractor.show.layer_energies.widget import LayerEnergies as LayerEnergies

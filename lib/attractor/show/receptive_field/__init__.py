"""The explorable receptive field: what reaches a token, layer by layer."""

from attractor.show.receptive_field.widget import MODULES as MODULES
from attractor.show.receptive_field.widget import ReceptiveField as ReceptiveField

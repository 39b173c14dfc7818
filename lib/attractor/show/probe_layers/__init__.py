"""The explorable of probes: accuracy after each layer, beside its controls."""

from attractor.show.probe_layers.widget import MODULES as MODULES
from attractor.show.probe_layers.widget import ProbeLayers as ProbeLayers

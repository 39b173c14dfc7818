"""The explorable scaling laws: size, tokens, compute, and the paper's five models."""

from attractor.show.scaling_laws.widget import MODULES as MODULES
from attractor.show.scaling_laws.widget import ScalingLaws as ScalingLaws

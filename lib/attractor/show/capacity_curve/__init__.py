"""The explorable capacity curve: load, overlap histogram, live network."""

from attractor.show.capacity_curve.widget import MODULES as MODULES
from attractor.show.capacity_curve.widget import CapacityCurve as CapacityCurve

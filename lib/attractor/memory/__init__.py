"""Energies, and the dynamics that go downhill on them."""

from attractor.memory.classical import hopfield_energy as hopfield_energy
from attractor.memory.dense import exponential_energy as exponential_energy
from attractor.memory.dense import polynomial_energy as polynomial_energy
from attractor.memory.distance import distance_energy as distance_energy
from attractor.memory.distance import distance_update as distance_update
from attractor.memory.distance import (
    nearest_squared_distance as nearest_squared_distance,
)
from attractor.memory.minima import find_minima as find_minima
from attractor.memory.modern import modern_energy as modern_energy
from attractor.memory.modern import modern_update as modern_update
from attractor.memory.retrieval import Retrieval as Retrieval
from attractor.memory.retrieval import retrieve as retrieve

"""The explorable interference: pairs in a matrix, by how many and how wide."""

from attractor.show.interference.widget import MODULES as MODULES
from attractor.show.interference.widget import Interference as Interference

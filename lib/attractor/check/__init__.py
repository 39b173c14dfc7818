"""Exercise checks: give one your function, it answers in a sentence.

A check never raises on a reader's mistake and never draws from torch's global
generator. Its answer shows itself as the last line of a cell.
"""

from attractor.check.answer import Answer as Answer
from attractor.check.distance_landscape import distance_energy as distance_energy
from attractor.check.distance_step import distance_update as distance_update
from attractor.check.intervals import corrected_interval as corrected_interval
from attractor.check.modern_landscape import modern_energy as modern_energy
from attractor.check.modern_step import modern_update as modern_update
from attractor.check.polynomial_step import polynomial_update as polynomial_update
from attractor.check.thresholds import convexity_threshold as convexity_threshold
from attractor.check.thresholds import merging_threshold as merging_threshold

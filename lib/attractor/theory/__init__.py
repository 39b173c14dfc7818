"""What can be proved about the memories, as functions that give the numbers."""

from attractor.theory.inequalities import Interval as Interval
from attractor.theory.inequalities import (
    corrected_gap_interval as corrected_gap_interval,
)
from attractor.theory.inequalities import distance_energy_slack as distance_energy_slack
from attractor.theory.inequalities import modern_gap as modern_gap
from attractor.theory.inequalities import printed_gap_interval as printed_gap_interval
from attractor.theory.inequalities import squared_norm_spread as squared_norm_spread

"""What can be proved about the memories, as functions that give the numbers."""

from attractor.theory.basins import guaranteed_basin_radius as guaranteed_basin_radius
from attractor.theory.basins import nearest_pattern_distance as nearest_pattern_distance
from attractor.theory.exponential_capacity import CapacityGuarantee as CapacityGuarantee
from attractor.theory.exponential_capacity import (
    exponential_capacity as exponential_capacity,
)
from attractor.theory.inequalities import Interval as Interval
from attractor.theory.inequalities import (
    corrected_gap_interval as corrected_gap_interval,
)
from attractor.theory.inequalities import distance_energy_slack as distance_energy_slack
from attractor.theory.inequalities import modern_gap as modern_gap
from attractor.theory.inequalities import printed_gap_interval as printed_gap_interval
from attractor.theory.inequalities import squared_norm_spread as squared_norm_spread
from attractor.theory.separation import retrieval_error_bound as retrieval_error_bound
from attractor.theory.separation import separation as separation

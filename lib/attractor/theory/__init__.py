"""What can be proved or is claimed about memories, as functions that give numbers."""

from attractor.theory.ball_model import (
    ball_model_cross_entropy as ball_model_cross_entropy,
)
from attractor.theory.ball_model import log_partition as log_partition
from attractor.theory.ball_model import printed_loss as printed_loss
from attractor.theory.ball_model import unit_partition_radius as unit_partition_radius
from attractor.theory.balls import log_ball_integral as log_ball_integral
from attractor.theory.balls import log_ball_volume as log_ball_volume
from attractor.theory.balls import (
    printed_log_ball_integral as printed_log_ball_integral,
)
from attractor.theory.balls import unit_volume_radius as unit_volume_radius
from attractor.theory.basins import guaranteed_basin_radius as guaranteed_basin_radius
from attractor.theory.basins import nearest_pattern_distance as nearest_pattern_distance
from attractor.theory.densities import density_cross_entropy as density_cross_entropy
from attractor.theory.exponential_capacity import CapacityGuarantee as CapacityGuarantee
from attractor.theory.exponential_capacity import (
    exponential_capacity as exponential_capacity,
)
from attractor.theory.gaussian_neighbors import (
    gaussian_nearest_neighbor as gaussian_nearest_neighbor,
)
from attractor.theory.gaussian_neighbors import (
    mean_gaussian_nearest_neighbor as mean_gaussian_nearest_neighbor,
)
from attractor.theory.inequalities import Interval as Interval
from attractor.theory.inequalities import (
    corrected_gap_interval as corrected_gap_interval,
)
from attractor.theory.inequalities import distance_energy_slack as distance_energy_slack
from attractor.theory.inequalities import modern_gap as modern_gap
from attractor.theory.inequalities import printed_gap_interval as printed_gap_interval
from attractor.theory.inequalities import squared_norm_spread as squared_norm_spread
from attractor.theory.intrinsic_dimension import two_nn_dimension as two_nn_dimension
from attractor.theory.law_fit import LawFit as LawFit
from attractor.theory.law_fit import fit_law as fit_law
from attractor.theory.law_jackknife import jackknife_law as jackknife_law
from attractor.theory.loss_law import BESIROGLU as BESIROGLU
from attractor.theory.loss_law import HOFFMANN as HOFFMANN
from attractor.theory.loss_law import HOFFMANN_UNROUNDED as HOFFMANN_UNROUNDED
from attractor.theory.loss_law import Allocation as Allocation
from attractor.theory.loss_law import LossLaw as LossLaw
from attractor.theory.loss_law import law_loss as law_loss
from attractor.theory.loss_law import law_optimum as law_optimum
from attractor.theory.loss_law import optimal_tokens as optimal_tokens
from attractor.theory.loss_units import bits_per_byte as bits_per_byte
from attractor.theory.memorization import memorized_loss as memorized_loss
from attractor.theory.scaling_laws import chinchilla_loss as chinchilla_loss
from attractor.theory.scaling_laws import compute_optimal as compute_optimal
from attractor.theory.scaling_laws import (
    kaplan_frontier_flops as kaplan_frontier_flops,
)
from attractor.theory.scaling_laws import kaplan_loss as kaplan_loss
from attractor.theory.scaling_laws import kaplan_optimal as kaplan_optimal
from attractor.theory.separation import retrieval_error_bound as retrieval_error_bound
from attractor.theory.separation import separation as separation

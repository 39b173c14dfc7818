"""Energies, and the dynamics that go downhill on them."""

from attractor.memory.capacity import ErrorFree as ErrorFree
from attractor.memory.capacity import critical_load as critical_load
from attractor.memory.capacity import error_free_patterns as error_free_patterns
from attractor.memory.capacity import exact_one_step_error as exact_one_step_error
from attractor.memory.capacity import mean_field_overlap as mean_field_overlap
from attractor.memory.capacity import one_step_error as one_step_error
from attractor.memory.capacity import one_step_error_limit as one_step_error_limit
from attractor.memory.classical import hopfield_energy as hopfield_energy
from attractor.memory.classical import unit_update as unit_update
from attractor.memory.dense import exponential_energy as exponential_energy
from attractor.memory.dense import exponential_update as exponential_update
from attractor.memory.dense import polynomial_energy as polynomial_energy
from attractor.memory.dense import polynomial_update as polynomial_update
from attractor.memory.dense_capacity import demircigil_rate as demircigil_rate
from attractor.memory.dense_capacity import (
    no_neighbors_probability as no_neighbors_probability,
)
from attractor.memory.dense_capacity import odd_factorial as odd_factorial
from attractor.memory.dense_capacity import polynomial_bit_error as polynomial_bit_error
from attractor.memory.dense_capacity import (
    polynomial_bit_error_limit as polynomial_bit_error_limit,
)
from attractor.memory.dense_capacity import polynomial_capacity as polynomial_capacity
from attractor.memory.dense_field import exponential_field as exponential_field
from attractor.memory.dense_field import polynomial_field as polynomial_field
from attractor.memory.distance import distance_energy as distance_energy
from attractor.memory.distance import distance_update as distance_update
from attractor.memory.distance import (
    nearest_squared_distance as nearest_squared_distance,
)
from attractor.memory.exhaustive import Lowest as Lowest
from attractor.memory.exhaustive import every_state as every_state
from attractor.memory.exhaustive import fixed_points as fixed_points
from attractor.memory.exhaustive import lowest_states as lowest_states
from attractor.memory.key_value import context_share as context_share
from attractor.memory.key_value import key_value_memory as key_value_memory
from attractor.memory.layers import gated_update as gated_update
from attractor.memory.layers import global_energy as global_energy
from attractor.memory.layers import layer_energies as layer_energies
from attractor.memory.layers import layer_shares as layer_shares
from attractor.memory.minima import find_minima as find_minima
from attractor.memory.modern import modern_energy as modern_energy
from attractor.memory.modern import modern_update as modern_update
from attractor.memory.optimization import Costs as Costs
from attractor.memory.optimization import cut_size as cut_size
from attractor.memory.optimization import max_cut_couplings as max_cut_couplings
from attractor.memory.optimization import qubo_costs as qubo_costs
from attractor.memory.overlap_dynamics import Recalled as Recalled
from attractor.memory.overlap_dynamics import recall as recall
from attractor.memory.overlap_dynamics import unstable_units as unstable_units
from attractor.memory.printed_layers import confined_update as confined_update
from attractor.memory.printed_layers import (
    printed_global_energy as printed_global_energy,
)
from attractor.memory.printed_layers import printed_layer_step as printed_layer_step
from attractor.memory.retrieval import Retrieval as Retrieval
from attractor.memory.retrieval import retrieve as retrieve
from attractor.memory.sequential import Beliefs as Beliefs
from attractor.memory.sequential import belief_bound as belief_bound
from attractor.memory.sequential import believe as believe
from attractor.memory.sequential import sequential_step as sequential_step
from attractor.memory.settling import Settled as Settled
from attractor.memory.settling import settle as settle
from attractor.memory.skip import Passed as Passed
from attractor.memory.skip import skip_step as skip_step
from attractor.memory.storage import covariance_couplings as covariance_couplings
from attractor.memory.storage import hebbian_couplings as hebbian_couplings
from attractor.memory.storage import (
    pseudo_inverse_couplings as pseudo_inverse_couplings,
)

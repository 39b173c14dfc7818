"""Exercise checks: give one your function, it answers in a sentence.

A check never raises on a reader's mistake and never draws from torch's global
generator. Its answer shows itself as the last line of a cell.
"""

from attractor.check.adamw_step import adamw_step as adamw_step
from attractor.check.adapter_merge import lora_merge as lora_merge
from attractor.check.answer import Answer as Answer
from attractor.check.attention_output import attention_output as attention_output
from attractor.check.backward_pass import backward_pass as backward_pass
from attractor.check.ball_integral import ball_integral as ball_integral
from attractor.check.budget_split import compute_optimal as compute_optimal
from attractor.check.classical_landscape import hopfield_energy as hopfield_energy
from attractor.check.code_lengths import huffman_lengths as huffman_lengths
from attractor.check.delta_rule import delta_write as delta_write
from attractor.check.density_laws import gauge as gauge
from attractor.check.distance_landscape import distance_energy as distance_energy
from attractor.check.distance_step import distance_update as distance_update
from attractor.check.divergence import normal_divergence as normal_divergence
from attractor.check.forward_pass import forward_pass as forward_pass
from attractor.check.gates import context_share as context_share
from attractor.check.gates import gated_update as gated_update
from attractor.check.hebbian_storage import hebbian_couplings as hebbian_couplings
from attractor.check.intervals import corrected_interval as corrected_interval
from attractor.check.layer_norm import layer_norm as layer_norm
from attractor.check.loss_laws import chinchilla_loss as chinchilla_loss
from attractor.check.masks import causal_mask as causal_mask
from attractor.check.masks import padded_causal_mask as padded_causal_mask
from attractor.check.matrix_recall import matrix_recall as matrix_recall
from attractor.check.merges import byte_pair_merges as byte_pair_merges
from attractor.check.modern_landscape import modern_energy as modern_energy
from attractor.check.modern_step import modern_update as modern_update
from attractor.check.nearest_others import (
    nearest_neighbor_distances as nearest_neighbor_distances,
)
from attractor.check.noise_neighbor import (
    gaussian_nearest_neighbor as gaussian_nearest_neighbor,
)
from attractor.check.one_step import one_step_error as one_step_error
from attractor.check.partition_radius import (
    unit_partition_radius as unit_partition_radius,
)
from attractor.check.polynomial_step import polynomial_update as polynomial_update
from attractor.check.rates import lif_rate as lif_rate
from attractor.check.reach import receptive_field as receptive_field
from attractor.check.rounds import epochs as epochs
from attractor.check.softmax_blocks import online_softmax as online_softmax
from attractor.check.softmax_merges import softmax_merge as softmax_merge
from attractor.check.source_floor import mean_loss as mean_loss
from attractor.check.source_floor import source_floor as source_floor
from attractor.check.sparse_cost import sparse_cost as sparse_cost
from attractor.check.thresholds import convexity_threshold as convexity_threshold
from attractor.check.thresholds import merging_threshold as merging_threshold
from attractor.check.token_nats import cross_entropy as cross_entropy
from attractor.check.top_p import top_p as top_p
from attractor.check.unit_step import unit_update as unit_update
from attractor.check.weights_of_gpt2 import parameter_count as parameter_count
from attractor.check.word_products import shifted_pmi as shifted_pmi

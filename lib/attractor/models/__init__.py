"""Models of cells and networks: neurons first, then transformers."""

from attractor.models.activations import ACTIVATIONS as ACTIVATIONS
from attractor.models.activations import Activation as Activation
from attractor.models.activations import gelu as gelu
from attractor.models.activations import gelu_slope as gelu_slope
from attractor.models.activations import relu as relu
from attractor.models.activations import relu_slope as relu_slope
from attractor.models.activations import sigmoid as sigmoid
from attractor.models.activations import sigmoid_slope as sigmoid_slope
from attractor.models.activations import tanh as tanh
from attractor.models.activations import tanh_slope as tanh_slope
from attractor.models.adaptive import Adagrad as Adagrad
from attractor.models.adaptive import Adam as Adam
from attractor.models.adaptive import AdamW as AdamW
from attractor.models.adaptive import Moments as Moments
from attractor.models.adaptive import RMSProp as RMSProp
from attractor.models.adaptive import Squares as Squares
from attractor.models.attention import attention_weights as attention_weights
from attractor.models.attention import scaled_dot_product as scaled_dot_product
from attractor.models.byte_pair_steps import MergeStep as MergeStep
from attractor.models.byte_pair_steps import byte_pair_steps as byte_pair_steps
from attractor.models.byte_pair_steps import pair_counts as pair_counts
from attractor.models.byte_pair_tokenizer import (
    BytePairTokenizer as BytePairTokenizer,
)
from attractor.models.byte_pair_tokenizer import byte_pair_split as byte_pair_split
from attractor.models.byte_pair_tokenizer import merge_ranks as merge_ranks
from attractor.models.byte_pairs import byte_pair_merges as byte_pair_merges
from attractor.models.byte_pairs import merge_pair as merge_pair
from attractor.models.character_tokenizer import (
    CharacterTokenizer as CharacterTokenizer,
)
from attractor.models.circuit import Circuit as Circuit
from attractor.models.decoder_layer import DecoderLayer as DecoderLayer
from attractor.models.depth import Signal as Signal
from attractor.models.depth import gradient_by_depth as gradient_by_depth
from attractor.models.depth import signal_by_depth as signal_by_depth
from attractor.models.descent import Descent as Descent
from attractor.models.descent import descend as descend
from attractor.models.descent import minibatches as minibatches
from attractor.models.descent import step_all as step_all
from attractor.models.divergences import normal_divergence as normal_divergence
from attractor.models.divergences import rate_divergence as rate_divergence
from attractor.models.dropout import dropout as dropout
from attractor.models.elman import Elman as Elman
from attractor.models.elman import ElmanGradients as ElmanGradients
from attractor.models.elman import Unrolled as Unrolled
from attractor.models.elman import elman_backward as elman_backward
from attractor.models.elman import elman_forward as elman_forward
from attractor.models.elman import new_elman as new_elman
from attractor.models.elman import state_jacobians as state_jacobians
from attractor.models.encoder_layer import EncoderLayer as EncoderLayer
from attractor.models.fam_layer import FamLayer as FamLayer
from attractor.models.fam_layer import StaticLayer as StaticLayer
from attractor.models.fam_memory import FamMemory as FamMemory
from attractor.models.fam_memory import FamSize as FamSize
from attractor.models.fam_memory import LayerMemory as LayerMemory
from attractor.models.fam_transformer import FamReading as FamReading
from attractor.models.fam_transformer import FamTransformer as FamTransformer
from attractor.models.feed_forward import FeedForward as FeedForward
from attractor.models.gage import PairCompressed as PairCompressed
from attractor.models.gage import gage_compress as gage_compress
from attractor.models.gage import gage_expand as gage_expand
from attractor.models.gates import Gates as Gates
from attractor.models.gates import closing_rates as closing_rates
from attractor.models.gates import opening_rates as opening_rates
from attractor.models.gates import steady_gates as steady_gates
from attractor.models.gates import time_constants as time_constants
from attractor.models.generation import Prompts as Prompts
from attractor.models.generation import generate as generate
from attractor.models.generation import pad_left as pad_left
from attractor.models.gpt import Gpt as Gpt
from attractor.models.gpt import Reading as Reading
from attractor.models.gpt2_size import GPT2_SIZES as GPT2_SIZES
from attractor.models.gpt2_size import Gpt2Size as Gpt2Size
from attractor.models.gpt_block import GptBlock as GptBlock
from attractor.models.gpt_weights import gpt_from_transformers as gpt_from_transformers
from attractor.models.gpt_weights import gpt_from_weights as gpt_from_weights
from attractor.models.hinges import hinge_interpolant as hinge_interpolant
from attractor.models.hodgkin_huxley import HodgkinHuxley as HodgkinHuxley
from attractor.models.hodgkin_huxley import Hopf as Hopf
from attractor.models.huffman import canonical_codes as canonical_codes
from attractor.models.huffman import expected_length as expected_length
from attractor.models.huffman import huffman_decode as huffman_decode
from attractor.models.huffman import huffman_encode as huffman_encode
from attractor.models.huffman import huffman_lengths as huffman_lengths
from attractor.models.huffman import symbol_entropy as symbol_entropy
from attractor.models.initializations import INITIALIZATIONS as INITIALIZATIONS
from attractor.models.initializations import glorot_normal as glorot_normal
from attractor.models.initializations import glorot_uniform as glorot_uniform
from attractor.models.initializations import he_normal as he_normal
from attractor.models.initializations import he_uniform as he_uniform
from attractor.models.initializations import lecun_normal as lecun_normal
from attractor.models.initializations import lecun_uniform as lecun_uniform
from attractor.models.initializations import orthogonal as orthogonal
from attractor.models.integrate_and_fire import IntegrateAndFire as IntegrateAndFire
from attractor.models.integrate_and_fire import Spikes as Spikes
from attractor.models.integrate_and_fire import lif_rate as lif_rate
from attractor.models.key_value_cache import KeysValues as KeysValues
from attractor.models.key_value_cache import KeyValueCache as KeyValueCache
from attractor.models.linear_probe import Probe as Probe
from attractor.models.linear_probe import control_classes as control_classes
from attractor.models.linear_probe import probe_accuracy as probe_accuracy
from attractor.models.linear_probe import train_probe as train_probe
from attractor.models.losses import cross_entropy as cross_entropy
from attractor.models.losses import cross_entropy_gradient as cross_entropy_gradient
from attractor.models.losses import probability_error as probability_error
from attractor.models.losses import (
    probability_error_gradient as probability_error_gradient,
)
from attractor.models.losses import squared_error as squared_error
from attractor.models.losses import squared_error_gradient as squared_error_gradient
from attractor.models.low_rank import LowRankLinear as LowRankLinear
from attractor.models.low_rank import low_rank_parameters as low_rank_parameters
from attractor.models.low_rank import merge_low_rank as merge_low_rank
from attractor.models.masks import additive_mask as additive_mask
from attractor.models.masks import causal_mask as causal_mask
from attractor.models.masks import left_padded as left_padded
from attractor.models.masks import padding_mask as padding_mask
from attractor.models.masks import right_padded as right_padded
from attractor.models.matrix_memory import Streamed as Streamed
from attractor.models.matrix_memory import delta_write as delta_write
from attractor.models.matrix_memory import interference as interference
from attractor.models.matrix_memory import linear_attention as linear_attention
from attractor.models.matrix_memory import (
    linear_attention_mean as linear_attention_mean,
)
from attractor.models.matrix_memory import (
    linear_attention_stream as linear_attention_stream,
)
from attractor.models.matrix_memory import recall as recall
from attractor.models.matrix_memory import store_pairs as store_pairs
from attractor.models.multi_head import MultiHeadAttention as MultiHeadAttention
from attractor.models.multilayer import Gradients as Gradients
from attractor.models.multilayer import Layer as Layer
from attractor.models.multilayer import Passed as Passed
from attractor.models.multilayer import layer_backward as layer_backward
from attractor.models.multilayer import layer_forward as layer_forward
from attractor.models.multilayer import mlp_backward as mlp_backward
from attractor.models.multilayer import mlp_forward as mlp_forward
from attractor.models.multilayer import new_mlp as new_mlp
from attractor.models.normalization import layer_norm as layer_norm
from attractor.models.optimizers import SGD as SGD
from attractor.models.optimizers import ClassicalMomentum as ClassicalMomentum
from attractor.models.optimizers import Momentum as Momentum
from attractor.models.optimizers import Nesterov as Nesterov
from attractor.models.optimizers import Optimizer as Optimizer
from attractor.models.optimizers import Velocity as Velocity
from attractor.models.parameter_counts import (
    gpt2_parameter_counts as gpt2_parameter_counts,
)
from attractor.models.perceptron import Perceptron as Perceptron
from attractor.models.perceptron import margin as margin
from attractor.models.perceptron import novikoff_bound as novikoff_bound
from attractor.models.perceptron import train_perceptron as train_perceptron
from attractor.models.perceptron import with_ones as with_ones
from attractor.models.positions import sinusoidal_positions as sinusoidal_positions
from attractor.models.pretokens import BYTE_LETTERS as BYTE_LETTERS
from attractor.models.pretokens import bytes_to_letters as bytes_to_letters
from attractor.models.pretokens import letters_to_bytes as letters_to_bytes
from attractor.models.pretokens import pretoken_counts as pretoken_counts
from attractor.models.pretokens import pretokens as pretokens
from attractor.models.receptive_field import gradient_by_place as gradient_by_place
from attractor.models.receptive_field import receptive_field as receptive_field
from attractor.models.residuals import post_norm as post_norm
from attractor.models.residuals import pre_norm as pre_norm
from attractor.models.ring import block_held as block_held
from attractor.models.ring import ring_attention as ring_attention
from attractor.models.ring import ring_elements_sent as ring_elements_sent
from attractor.models.ring_order import contiguous_order as contiguous_order
from attractor.models.ring_order import ring_utilization as ring_utilization
from attractor.models.ring_order import ring_work as ring_work
from attractor.models.ring_order import striped_order as striped_order
from attractor.models.ring_order import zigzag_order as zigzag_order
from attractor.models.ring_processes import RingOutcome as RingOutcome
from attractor.models.ring_processes import RingShare as RingShare
from attractor.models.ring_processes import ring_attention_share as ring_attention_share
from attractor.models.ring_processes import ring_over_processes as ring_over_processes
from attractor.models.ring_schedule import RingSchedule as RingSchedule
from attractor.models.ring_schedule import ring_schedule as ring_schedule
from attractor.models.rotary import rotate as rotate
from attractor.models.runge_kutta import runge_kutta_step as runge_kutta_step
from attractor.models.sampling import Sampling as Sampling
from attractor.models.sampling import draw as draw
from attractor.models.sampling import nucleus as nucleus
from attractor.models.sampling import tempered as tempered
from attractor.models.sampling import top_k as top_k
from attractor.models.shifted_pmi import (
    expected_skip_gram_loss as expected_skip_gram_loss,
)
from attractor.models.shifted_pmi import shifted_pmi as shifted_pmi
from attractor.models.skip_gram import SkipGramGradients as SkipGramGradients
from attractor.models.skip_gram import keep_probabilities as keep_probabilities
from attractor.models.skip_gram import (
    negative_sampling_gradients as negative_sampling_gradients,
)
from attractor.models.skip_gram import negative_sampling_loss as negative_sampling_loss
from attractor.models.skip_gram import noise_distribution as noise_distribution
from attractor.models.skip_gram import skip_gram_pairs as skip_gram_pairs
from attractor.models.sliding_masks import block_sliding_mask as block_sliding_mask
from attractor.models.sliding_masks import sliding_mask as sliding_mask
from attractor.models.softmax_parts import SoftmaxPart as SoftmaxPart
from attractor.models.softmax_parts import merge_softmax as merge_softmax
from attractor.models.softmax_parts import online_softmax as online_softmax
from attractor.models.softmax_parts import softmax_log_total as softmax_log_total
from attractor.models.softmax_parts import softmax_mean as softmax_mean
from attractor.models.softmax_parts import softmax_part as softmax_part
from attractor.models.sparse_autoencoder import SparseAutoencoder as SparseAutoencoder
from attractor.models.sparse_autoencoder import SparseCost as SparseCost
from attractor.models.sparse_autoencoder import soft_threshold as soft_threshold
from attractor.models.sparse_autoencoder import (
    train_sparse_autoencoder as train_sparse_autoencoder,
)
from attractor.models.traces import State as State
from attractor.models.traces import Trace as Trace
from attractor.models.traces import firing_rate as firing_rate
from attractor.models.traces import upcrossings as upcrossings
from attractor.models.valleys import bowl as bowl
from attractor.models.valleys import curved_valley as curved_valley
from attractor.models.valleys import largest_stable_rate as largest_stable_rate
from attractor.models.vanilla_transformer import TransformerSize as TransformerSize
from attractor.models.vanilla_transformer import (
    VanillaTransformer as VanillaTransformer,
)
from attractor.models.variational import Posterior as Posterior
from attractor.models.variational import (
    VariationalAutoencoder as VariationalAutoencoder,
)
from attractor.models.variational import draw_code as draw_code
from attractor.models.windowed_attention import (
    block_sliding_attention as block_sliding_attention,
)
from attractor.models.windowed_attention import sliding_attention as sliding_attention
from attractor.models.word_vectors import NearestWords as NearestWords
from attractor.models.word_vectors import SkipGramSettings as SkipGramSettings
from attractor.models.word_vectors import WordVectors as WordVectors
from attractor.models.word_vectors import nearest_words as nearest_words
from attractor.models.word_vectors import train_word_vectors as train_word_vectors

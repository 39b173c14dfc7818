"""Experiments and their recorded results."""

from attractor.lab.activations import FINAL_NORM as FINAL_NORM
from attractor.lab.activations import capture_activations as capture_activations
from attractor.lab.activations import layer_activations as layer_activations
from attractor.lab.activations import random_chunks as random_chunks
from attractor.lab.capacity_summary import RECORDED_CAPACITY as RECORDED_CAPACITY
from attractor.lab.capacity_summary import CapacitySummary as CapacitySummary
from attractor.lab.capacity_summary import capacity_summary as capacity_summary
from attractor.lab.corpora import corpus_file as corpus_file
from attractor.lab.corpora import corpus_sources as corpus_sources
from attractor.lab.gpt2 import gpt2_nats as gpt2_nats
from attractor.lab.gpt2 import load_gpt2 as load_gpt2
from attractor.lab.gpt2 import new_gpt2 as new_gpt2
from attractor.lab.gpt2 import rescaled_norm as rescaled_norm
from attractor.lab.line_batches import Lines as Lines
from attractor.lab.line_batches import find_lines as find_lines
from attractor.lab.line_batches import length_buckets as length_buckets
from attractor.lab.line_batches import padded_batch as padded_batch
from attractor.lab.linear_loss import linear_cross_entropy as linear_cross_entropy
from attractor.lab.nearest_neighbors import (
    nearest_neighbor_distances as nearest_neighbor_distances,
)
from attractor.lab.provenance import Provenance as Provenance
from attractor.lab.question_formation import FITTED_WEIGHTS as FITTED_WEIGHTS
from attractor.lab.question_formation import LEXICONS as LEXICONS
from attractor.lab.question_formation import PUBLISHED_WEIGHTS as PUBLISHED_WEIGHTS
from attractor.lab.question_formation import Entropy as Entropy
from attractor.lab.question_formation import Lexicon as Lexicon
from attractor.lab.question_formation import LineTokenizer as LineTokenizer
from attractor.lab.question_formation import QuestionFormation as QuestionFormation
from attractor.lab.question_formation import StructureWeights as StructureWeights
from attractor.lab.question_formation import WithoutRepeats as WithoutRepeats
from attractor.lab.question_formation import memorized_entropy as memorized_entropy
from attractor.lab.question_formation import sized_lexicon as sized_lexicon
from attractor.lab.question_formation import telling_questions as telling_questions
from attractor.lab.running import run as run
from attractor.lab.runs import RECORDED as RECORDED
from attractor.lab.runs import Run as Run
from attractor.lab.runs import load_run as load_run
from attractor.lab.runs import run_names as run_names
from attractor.lab.runs import save_run as save_run
from attractor.lab.token_files import open_tokens as open_tokens
from attractor.lab.token_files import random_windows as random_windows
from attractor.lab.token_files import window_batches as window_batches
from attractor.lab.token_files import write_tokens as write_tokens
from attractor.lab.trained_models import TrainedModel as TrainedModel
from attractor.lab.trained_models import trained_model as trained_model
from attractor.lab.training import Batch as Batch
from attractor.lab.training import DivergenceError as DivergenceError
from attractor.lab.training import History as History
from attractor.lab.training import Settings as Settings
from attractor.lab.training import train as train

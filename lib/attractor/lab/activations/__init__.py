"""Activations of GPT-2: where they are taken, and how they come to lie in files."""

from attractor.lab.activations.capture import capture_activations as capture_activations
from attractor.lab.activations.chunks import random_chunks as random_chunks
from attractor.lab.activations.layers import FINAL_NORM as FINAL_NORM
from attractor.lab.activations.layers import Layer as Layer
from attractor.lab.activations.layers import layer_activations as layer_activations

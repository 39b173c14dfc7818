"""GPT-2 as `transformers` has it: made, loaded, trained, rescaled."""

from attractor.lab.gpt2.checkpoint import load_gpt2 as load_gpt2
from attractor.lab.gpt2.loss import gpt2_nats as gpt2_nats
from attractor.lab.gpt2.model import Gpt2 as Gpt2
from attractor.lab.gpt2.model import new_gpt2 as new_gpt2
from attractor.lab.gpt2.rescaling import rescaled_norm as rescaled_norm

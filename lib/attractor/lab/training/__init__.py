"""The training loop and what it needs."""

from attractor.lab.training.batch import NOT_COUNTED as NOT_COUNTED
from attractor.lab.training.batch import Batch as Batch
from attractor.lab.training.batch import token_nats as token_nats
from attractor.lab.training.evaluation import in_parts as in_parts
from attractor.lab.training.evaluation import mean_nats as mean_nats
from attractor.lab.training.history import History as History
from attractor.lab.training.loop import DivergenceError as DivergenceError
from attractor.lab.training.loop import train as train
from attractor.lab.training.settings import Settings as Settings

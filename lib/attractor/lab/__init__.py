"""Experiments and their recorded results."""

from attractor.lab.provenance import Provenance as Provenance
from attractor.lab.running import run as run
from attractor.lab.runs import Run as Run
from attractor.lab.runs import load_run as load_run
from attractor.lab.runs import save_run as save_run

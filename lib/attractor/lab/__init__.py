"""Experiments and their recorded results."""

from attractor.lab.capacity_summary import RECORDED_CAPACITY as RECORDED_CAPACITY
from attractor.lab.capacity_summary import CapacitySummary as CapacitySummary
from attractor.lab.capacity_summary import capacity_summary as capacity_summary
from attractor.lab.provenance import Provenance as Provenance
from attractor.lab.running import run as run
from attractor.lab.runs import Run as Run
from attractor.lab.runs import load_run as load_run
from attractor.lab.runs import save_run as save_run

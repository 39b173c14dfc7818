"""Models of cells and networks: neurons first, then transformers."""

from attractor.models.circuit import Circuit as Circuit
from attractor.models.gates import Gates as Gates
from attractor.models.gates import closing_rates as closing_rates
from attractor.models.gates import opening_rates as opening_rates
from attractor.models.gates import steady_gates as steady_gates
from attractor.models.gates import time_constants as time_constants
from attractor.models.hodgkin_huxley import HodgkinHuxley as HodgkinHuxley
from attractor.models.hodgkin_huxley import Hopf as Hopf
from attractor.models.integrate_and_fire import IntegrateAndFire as IntegrateAndFire
from attractor.models.integrate_and_fire import Spikes as Spikes
from attractor.models.integrate_and_fire import lif_rate as lif_rate
from attractor.models.parameter_counts import (
    gpt2_parameter_counts as gpt2_parameter_counts,
)
from attractor.models.positions import sinusoidal_positions as sinusoidal_positions
from attractor.models.runge_kutta import runge_kutta_step as runge_kutta_step
from attractor.models.traces import State as State
from attractor.models.traces import Trace as Trace
from attractor.models.traces import firing_rate as firing_rate
from attractor.models.traces import upcrossings as upcrossings
from attractor.models.vanilla_transformer import TransformerSize as TransformerSize
from attractor.models.vanilla_transformer import (
    VanillaTransformer as VanillaTransformer,
)

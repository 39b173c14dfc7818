"""The explorable cell: a current, four variables, a rate."""

from attractor.show.neuron.widget import MODULES as MODULES
from attractor.show.neuron.widget import SpikingNeuron as SpikingNeuron

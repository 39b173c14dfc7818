"""The explorable stepper: one pass through a small network, forward and back."""

from attractor.show.backprop_steps.widget import MODULES as MODULES
from attractor.show.backprop_steps.widget import BackpropSteps as BackpropSteps

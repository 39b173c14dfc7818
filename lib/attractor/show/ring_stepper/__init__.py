"""The explorable ring stepper: attention over blocks that pass from host to host."""

from attractor.show.ring_stepper.widget import MODULES as MODULES
from attractor.show.ring_stepper.widget import RingStepper as RingStepper

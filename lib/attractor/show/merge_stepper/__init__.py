"""The explorable merge stepper: byte-pair encoding on a corpus one can edit."""

from attractor.show.merge_stepper.widget import MODULES as MODULES
from attractor.show.merge_stepper.widget import MergeStepper as MergeStepper

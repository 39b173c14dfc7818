"""The explorable balls and loss: what a radius does to Z, and Z to the loss."""

from attractor.show.balls_and_loss.widget import MODULES as MODULES
from attractor.show.balls_and_loss.widget import BallsAndLoss as BallsAndLoss

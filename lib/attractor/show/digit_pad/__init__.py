"""The digit pad: a Hopfield network to draw on, whose formulas run in the page."""

from attractor.show.digit_pad.widget import MODULES as MODULES
from attractor.show.digit_pad.widget import DigitPad as DigitPad

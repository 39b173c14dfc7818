"""The explorable data fractions: one model on parts of a text, by steps and epochs."""

from attractor.show.data_fractions.widget import MODULES as MODULES
from attractor.show.data_fractions.widget import DataFractions as DataFractions

"""Figures and explorables: they draw arrays and compute nothing."""

from attractor.show.palette import CIVIDIS as CIVIDIS
from attractor.show.palette import PALETTE as PALETTE
from attractor.show.palette import css_variables as css_variables

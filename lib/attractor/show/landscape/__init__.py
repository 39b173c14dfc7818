"""The explorable energy landscape: a widget whose formulas run in the page."""

from attractor.show.landscape.widget import MODULES as MODULES
from attractor.show.landscape.widget import EnergyLandscape as EnergyLandscape

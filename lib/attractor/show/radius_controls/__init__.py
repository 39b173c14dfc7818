"""The explorable radius: distances between neighbors, their yardsticks and controls."""

from attractor.show.radius_controls.widget import MODULES as MODULES
from attractor.show.radius_controls.widget import RadiusControls as RadiusControls

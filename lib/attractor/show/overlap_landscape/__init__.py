"""The explorable overlap landscape: dense energies, degree by degree."""

from attractor.show.overlap_landscape.widget import MODULES as MODULES
from attractor.show.overlap_landscape.widget import (
    OverlapLandscape as OverlapLandscape,
)

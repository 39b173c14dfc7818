"""Figures and explorables: they draw arrays and compute nothing."""

from attractor.show.digit_pad import DigitPad as DigitPad
from attractor.show.distance_figures import Panel as Panel
from attractor.show.distance_figures import curves_with_minima as curves_with_minima
from attractor.show.distance_figures import error_between_balls as error_between_balls
from attractor.show.distance_figures import gap_and_bands as gap_and_bands
from attractor.show.distance_figures import landscape_panels as landscape_panels
from attractor.show.distance_figures import paths_over_density as paths_over_density
from attractor.show.distance_figures import stored_by_energy as stored_by_energy
from attractor.show.landscape import EnergyLandscape as EnergyLandscape
from attractor.show.layer_energies import LayerEnergies as LayerEnergies
from attractor.show.modern_figures import Bowl as Bowl
from attractor.show.modern_figures import capacity_by_dimension as capacity_by_dimension
from attractor.show.modern_figures import effective_patterns as effective_patterns
from attractor.show.modern_figures import error_and_bound as error_and_bound
from attractor.show.modern_figures import majorizer as majorizer
from attractor.show.modern_figures import pitchfork as pitchfork
from attractor.show.modern_figures import retrieved_share as retrieved_share
from attractor.show.neuron import SpikingNeuron as SpikingNeuron
from attractor.show.overlap_landscape import OverlapLandscape as OverlapLandscape
from attractor.show.palette import CIVIDIS as CIVIDIS
from attractor.show.palette import PALETTE as PALETTE
from attractor.show.palette import css_variables as css_variables
from attractor.show.pictures import picture_rows as picture_rows

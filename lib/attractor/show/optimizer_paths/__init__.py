"""The explorable race: five optimizers down one valley."""

from attractor.show.optimizer_paths.widget import MODULES as MODULES
from attractor.show.optimizer_paths.widget import OptimizerPaths as OptimizerPaths

"""What explorables have in common: a Python class, and modules to build a view of."""

from attractor.show.explorable.base import BASE_MODULES as BASE_MODULES
from attractor.show.explorable.base import Explorable as Explorable
from attractor.show.explorable.base import module_of as module_of
from attractor.show.explorable.base import numbers as numbers
from attractor.show.explorable.base import style_of as style_of
from attractor.show.explorable.base import within as within

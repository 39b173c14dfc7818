"""A generator of its own for every place of a run, so that a run can go on anywhere."""

import numpy as np
import torch


def generator_at(seed: int, place: int) -> torch.Generator:
    """The generator of one step or epoch: the same whenever it is asked for.

    Generators of different seeds and of different places have nothing in common.
    """
    state = np.random.SeedSequence((seed, place)).generate_state(1, np.uint64)[0]
    return torch.Generator().manual_seed(int(state) >> 1)

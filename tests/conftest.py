"""What every test may ask for, and the one promise every test keeps."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from hypothesis import settings
from jaxtyping import config

# The same examples on every machine, however slow it is today.
settings.register_profile(
    "book", derandomize=True, deadline=None, max_examples=40, database=None
)
settings.load_profile("book")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files first, so that no worker is left alone with one at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


NEEDS_CUDA = pytest.mark.skipif(
    not torch.cuda.is_available(), reason="this machine has no CUDA device"
)


@pytest.fixture(autouse=True)
def _global_generator_untouched() -> Iterator[None]:
    """No function may draw from torch's global generator."""
    before = torch.get_rng_state()
    yield
    assert torch.equal(before, torch.get_rng_state()), (
        "something drew from torch's global generator; pass a `generator`"
    )


@pytest.fixture
def generator() -> torch.Generator:
    """A generator with the one seed of the tests."""
    return torch.Generator().manual_seed(0)


@pytest.fixture
def as_readers_call() -> Iterator[None]:
    """Takes the tests' type checks off the package: readers run without them."""
    config.update("jaxtyping_disable", True)
    yield
    config.update("jaxtyping_disable", False)


@pytest.fixture(params=["cpu", "meta", pytest.param("cuda", marks=NEEDS_CUDA)])
def device(request: pytest.FixtureRequest) -> torch.device:
    """Every device there is; `meta` knows shapes and no values."""
    return torch.device(request.param)


@pytest.fixture
def data_folder() -> Path:
    """The real corpora: skip where none are promised, fail where they are missing."""
    folder = os.environ.get("ATTRACTOR_DATA")
    if not folder:
        pytest.skip("ATTRACTOR_DATA is unset: no real corpora here")
    if not Path(folder).is_dir():
        pytest.fail(f"ATTRACTOR_DATA names {folder}, which is no folder")
    return Path(folder)

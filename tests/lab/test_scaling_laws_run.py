"""The experiment behind a law of our own, small: what it trains and what it keeps."""

from dataclasses import asdict, replace

import numpy as np
import pytest

from attractor.lab import prepare_tokens, run
from attractor.lab.experiments import scaling_laws
from attractor.lab.experiments.scaling_laws import SCALES, ScalingLaws, training_of

WORDS = ("sea", "sky", "sun", "rain", "wind", "snow", "ice", "fog")


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> ScalingLaws:
    """Two sizes on two numbers of bytes of made-up lines."""
    draws = np.random.default_rng(0)
    documents = [" ".join(draws.choice(WORDS, 30)) for _ in range(20)]
    folder = tmp_path_factory.mktemp("texts")
    prepare_tokens(documents, folder / "tokens", "bytes", share=0.3)
    return ScalingLaws(
        folder=str(folder / "tokens"),
        shapes=((1, 8, 1), (1, 24, 2)),
        tokens=(256, 4096),
        context=16,
        vocabulary=257,
        windows=16,
        checkpoints=str(folder / "kept"),
    )


@pytest.fixture(scope="module")
def arrays(config: ScalingLaws) -> dict[str, np.ndarray]:
    return dict(run("scaling-laws", **asdict(config)).arrays)


def test_every_size_is_trained_on_every_number_of_tokens(
    arrays: dict[str, np.ndarray],
) -> None:
    assert arrays["n_tokens"].tolist() == [256, 4096, 256, 4096]
    small, large = (1 * (12 * d**2 + 13 * d) + 2 * d for d in (8, 24))
    assert arrays["n_inner"].tolist() == [small, small, large, large]
    embeddings = (arrays["n_params"] - arrays["n_inner"]).tolist()
    assert embeddings == [8 * 273] * 2 + [24 * 273] * 2


def test_more_tokens_and_more_parameters_lower_the_loss(
    arrays: dict[str, np.ndarray],
) -> None:
    for name in ("training", "held_out"):
        short, long, large_short, large_long = arrays[name]
        assert long < short
        assert large_long < large_short < np.log(257)
        assert large_long < long


def test_what_is_done_is_not_trained_again(
    config: ScalingLaws,
    arrays: dict[str, np.ndarray],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("trained again")

    monkeypatch.setattr("attractor.lab.training.loop.update", refused)
    again = scaling_laws.measure(config)
    assert {k: v.tolist() for k, v in again.items()} == {
        k: v.tolist() for k, v in arrays.items()
    }


def test_a_run_has_as_many_steps_as_its_tokens_ask_for(config: ScalingLaws) -> None:
    told = training_of(config, (1, 24, 2), 4096)
    assert (told.steps, told.warmup, told.batch) == (32, 3, 8)
    assert training_of(replace(config, seed=1), (1, 24, 2), 4096).checkpoints != (
        told.checkpoints
    )
    assert training_of(replace(config, checkpoints=""), (1, 8, 1), 1).checkpoints == ""


def test_scales_are_grids_that_can_determine_five_constants() -> None:
    for scale in SCALES.values():
        assert len(scale.shapes) * len(scale.tokens) > 5

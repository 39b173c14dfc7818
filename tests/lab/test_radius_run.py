"""The experiment of section 6.1 on a tiny model: every control does what it is for."""

import dataclasses
import math
import weakref
from dataclasses import replace
from pathlib import Path
from typing import Any

import huggingface_hub
import numpy as np
import pytest
import torch

from attractor.lab import (
    FINAL_NORM,
    layer_activations,
    nearest_neighbor_distances,
    new_gpt2,
    prepare_tokens,
    random_chunks,
    rescaled_norm,
    run,
)
from attractor.lab.experiments import radius as experiment
from attractor.lab.experiments.radius import SCALES, Radius, clouds, measure
from attractor.lab.generators import generator_at
from attractor.lab.token_texts import token_text
from attractor.models import Gpt2Size

SIZE = Gpt2Size(n_layers=3, dim=16, n_heads=2, context=12, vocabulary=257)
NAMES = [
    *("trained", "before-norm", "layer-0", "layer-1", "untrained"),
    *("gaussian", "sphere", "shuffled", "rescaled"),
]


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Radius:
    """A text in bytes, and a model that is saved as `transformers` does."""
    folder = tmp_path_factory.mktemp("radius")
    draws = np.random.default_rng(0)
    documents = ["".join(draws.choice(list("abc "), 200)) for _ in range(20)]
    prepare_tokens(documents, folder / "tokens", "bytes", share=0.2)
    model = new_gpt2(SIZE, generator=torch.Generator().manual_seed(9))
    with torch.no_grad():
        model.transformer.ln_f.weight.mul_(1.7).add_(0.1)
        model.transformer.ln_f.bias.add_(0.3)
    model.save_pretrained(folder / "model")
    return Radius(
        model=str(folder / "model"),
        folder=str(folder / "tokens"),
        n_chunks=120,
        length=8,
        layers=(0, 1),
        bins=10,
    )


@pytest.fixture(scope="module")
def result(config: Radius) -> Any:
    """The whole run."""
    return run("radius", **dataclasses.asdict(config))


@pytest.fixture(scope="module")
def found(
    config: Radius, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, torch.Tensor]:
    """Every cloud by name."""
    model = experiment.model_of(config, 257)
    models = (model, rescaled_norm(model, config.factor))
    folder = tmp_path_factory.mktemp("clouds")
    return dict(clouds(config, models, chunks_of(config), folder))


def chunks_of(config: Radius) -> np.ndarray:
    text = token_text(config.folder)
    draws = generator_at(config.seed, experiment.CHUNKS)
    return random_chunks(
        text.training, config.n_chunks, config.length + 1, generator=draws
    )


def test_a_run_tells_of_every_control_and_every_share(result: Any) -> None:
    arrays = result.arrays
    assert arrays["controls"].tolist() == NAMES
    assert arrays["n_vectors"].tolist() == [30, 60, 90, 120]
    for name in ("mean", "median", "noise"):
        assert arrays[name].shape == (9, 4)
    assert arrays["edges"].shape == (9, 11)
    assert (arrays["histogram"].sum(-1) == arrays["n_vectors"]).all()
    assert (np.diff(arrays["mean"], axis=1) <= 0).all() or arrays["mean"].min() >= 0
    for name in ("sigma", "pairwise", "dimension", "same_last", "same_next"):
        assert arrays[name].shape == (9,)
    assert result.provenance.data_sha256


def test_the_yardstick_is_read_in_three_ways(result: Any) -> None:
    by_hand = [math.sqrt(16 * n / (2 * math.pi * math.e)) for n in (1, 8, 12)]
    np.testing.assert_allclose(result.arrays["yardsticks"], by_hand)
    assert experiment.yardstick(1024) == pytest.approx(7.74, abs=0.005)
    assert experiment.yardstick(1024 * 1024) == pytest.approx(247.78, abs=0.005)


def test_a_rescaled_norm_leaves_the_logits_and_multiplies_the_distances(
    result: Any,
) -> None:
    arrays = result.arrays
    trained, rescaled = NAMES.index("trained"), NAMES.index("rescaled")
    assert 0 <= arrays["logit_difference"] < 1e-4
    for name in ("mean", "median", "sigma", "pairwise", "edges", "noise"):
        np.testing.assert_allclose(
            arrays[name][rescaled], 3 * arrays[name][trained], rtol=1e-4
        )
    assert arrays["dimension"][rescaled] == pytest.approx(
        arrays["dimension"][trained], rel=1e-3
    )


def test_clouds_of_the_network_are_its_activations(
    config: Radius, found: dict[str, torch.Tensor]
) -> None:
    assert list(found) == NAMES
    tokens = torch.from_numpy(chunks_of(config)[:, :-1].astype(np.int64))
    model = experiment.model_of(config, 257)
    after = layer_activations(model, tokens, (FINAL_NORM, 3, 0, 1))
    rescaled = layer_activations(rescaled_norm(model, 3.0), tokens, (FINAL_NORM,))
    fresh = experiment.untrained_as(model, config.seed)
    untrained = layer_activations(fresh, tokens, (FINAL_NORM,))
    for name, expected in {
        "trained": after[FINAL_NORM],
        "before-norm": after[3],
        "layer-0": after[0],
        "layer-1": after[1],
        "untrained": untrained[FINAL_NORM],
        "rescaled": rescaled[FINAL_NORM],
    }.items():
        torch.testing.assert_close(found[name], expected, rtol=1e-4, atol=1e-5)


def test_drawn_clouds_keep_what_they_are_named_after(
    found: dict[str, torch.Tensor],
) -> None:
    trained = found["trained"]
    for name in ("gaussian", "sphere", "shuffled"):
        assert not torch.equal(found[name], trained)
    assert torch.equal(found["shuffled"].sort(0).values, trained.sort(0).values)
    torch.testing.assert_close(found["sphere"].norm(dim=1), trained.norm(dim=1))
    away = found["gaussian"].mean(0) - trained.mean(0)
    assert away.norm() < 4 * trained.std(0).norm() / math.sqrt(len(trained))


def test_the_same_token_in_the_same_place_is_the_same_embedding(
    config: Radius, result: Any, found: dict[str, torch.Tensor]
) -> None:
    arrays, embedding = result.arrays, NAMES.index("layer-0")
    assert arrays["mean"][embedding].max() == 0.0
    assert arrays["same_last"][embedding] == 1.0
    last = chunks_of(config)[:, -2]
    assert len(found["layer-0"].unique(dim=0)) == len(np.unique(last))
    assert math.isnan(arrays["dimension"][embedding])


def test_chances_by_hand() -> None:
    assert experiment.same_by_chance(np.array([1, 1, 2, 2, 2])) == (2 + 6) / 20


def test_pairs_are_counted_by_hand(
    config: Radius, result: Any, found: dict[str, torch.Tensor]
) -> None:
    distances = torch.cdist(found["trained"].double(), found["trained"].double())
    nearest = distances.fill_diagonal_(math.inf).argmin(1)
    chunks = chunks_of(config)
    for name, tokens in (("same_last", chunks[:, -2]), ("same_next", chunks[:, -1])):
        same = (tokens == tokens[nearest]).mean()
        assert result.arrays[name][0] == pytest.approx(same, abs=0.02)
    mean = nearest_neighbor_distances(found["trained"]).double().mean()
    assert result.arrays["mean"][0, -1] == pytest.approx(mean.item(), rel=1e-9)


def test_no_more_than_one_drawn_cloud_is_held_when_it_is_measured(
    config: Radius, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[weakref.ref[torch.Tensor]] = []
    held: list[int] = []
    real = experiment.neighbor_statistics

    def watching(vectors: torch.Tensor, *rest: Any, **more: Any) -> Any:
        held.append(sum(each() is not None for each in seen[5:]))
        seen.append(weakref.ref(vectors))
        return real(vectors, *rest, **more)

    monkeypatch.setattr(experiment, "neighbor_statistics", watching)
    measure(config)
    assert len(held) == 9
    assert max(held) <= 1


def test_activations_that_are_kept_are_taken_up(config: Radius, tmp_path: Path) -> None:
    kept = replace(config, activations=str(tmp_path))
    first = measure(kept)
    files = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.npy")}
    assert len(files) == 5
    again = measure(kept)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.npy")} == files
    for name, array in first.items():
        np.testing.assert_array_equal(array, again[name])


def test_without_a_model_one_is_trained_on_the_spot(
    config: Radius, monkeypatch: pytest.MonkeyPatch
) -> None:
    toy = experiment.training_gpt2.SCALES["toy"]
    small = replace(toy, n_layers=2, dim=16, n_heads=2, context=8, batch=4)
    monkeypatch.setitem(experiment.training_gpt2.SCALES, "toy", small)
    told = replace(config, model="", steps=3)
    model = experiment.model_of(told, 257)
    assert (model.config.n_layer, model.config.vocab_size) == (2, 257)
    assert not model.training
    assert measure(told)["controls"].tolist() == NAMES


def test_a_hub_name_without_network_is_one_sentence(
    config: Radius, monkeypatch: pytest.MonkeyPatch
) -> None:
    def offline(*_: Any, **__: Any) -> str:
        raise OSError("no route to host")

    monkeypatch.setattr(huggingface_hub, "snapshot_download", offline)
    with pytest.raises(OSError, match="where there is no network, download its"):
        measure(replace(config, model="gpt2-medium"))


def test_what_does_not_fit_the_model_is_refused(config: Radius) -> None:
    with pytest.raises(ValueError, match="n_chunks must be from 1 to"):
        measure(replace(config, n_chunks=10_000))
    with pytest.raises(ValueError, match=r"chunks must be .* with a length of 1 to 12"):
        measure(replace(config, length=13))
    with pytest.raises(ValueError, match="a layer must be from 0 to 3"):
        measure(replace(config, layers=(4,)))
    with pytest.raises(ValueError, match="factor must be positive"):
        measure(replace(config, factor=0.0))


def test_the_paper_scale_is_the_papers_and_runs(config: Radius) -> None:
    paper = SCALES["paper"]
    assert (paper.model, paper.n_chunks, paper.length) == ("gpt2-medium", 80_000, 256)
    assert paper.shares == (0.25, 0.5, 0.75, 1.0)
    shrunken = replace(
        paper,
        model=config.model,
        folder=config.folder,
        layers=(0, 1),
        n_chunks=50,
        length=8,
        device="cpu",
    )
    assert np.isfinite(measure(shrunken)["mean"]).all()

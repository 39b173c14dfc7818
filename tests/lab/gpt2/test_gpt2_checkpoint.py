"""GPT-2 from files of both styles, and one sentence for every kind of broken file."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import huggingface_hub
import pytest
import torch
from safetensors.torch import load_file, save_file
from tiny_gpt2 import SIZE, chunks_of, tiny_gpt2
from torch import Tensor

from attractor.lab.gpt2 import Gpt2, load_gpt2, rescaled_norm

TOKENS = torch.from_numpy(chunks_of(4).astype("int64"))
Weights = dict[str, Tensor]


def logits(model: Gpt2) -> Tensor:
    with torch.no_grad():
        return model(TOKENS).logits


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint as `save_pretrained` writes it."""
    folder = tmp_path_factory.mktemp("gpt2") / "tiny"
    tiny_gpt2().save_pretrained(folder)
    return folder


@pytest.fixture
def copy(saved: Path, tmp_path: Path) -> Path:
    """The same, to be changed."""
    return Path(shutil.copytree(saved, tmp_path / "tiny"))


def change(folder: Path, how: Callable[[Weights], Weights]) -> None:
    path = folder / "model.safetensors"
    save_file(how(load_file(path)), path)


def as_on_the_hub(weights: Weights) -> Weights:
    """Without the prefix, and with the causal mask of every layer."""
    plain = {k.removeprefix("transformer."): v for k, v in weights.items()}
    mask = torch.ones(SIZE.context, SIZE.context).tril()[None, None]
    for layer in range(SIZE.n_layers):
        plain[f"h.{layer}.attn.bias"] = mask.clone()
        plain[f"h.{layer}.attn.masked_bias"] = torch.tensor(-1e4)
    return plain


def test_what_the_library_saved_is_loaded(saved: Path) -> None:
    keys = load_file(saved / "model.safetensors")
    assert "transformer.wte.weight" in keys and "lm_head.weight" not in keys
    model = load_gpt2(saved)
    assert not model.training
    assert model.lm_head.weight is model.transformer.wte.weight
    assert torch.equal(logits(model), logits(tiny_gpt2()))


def test_what_the_hub_has_is_loaded(copy: Path) -> None:
    change(copy, as_on_the_hub)
    assert torch.equal(logits(load_gpt2(str(copy))), logits(tiny_gpt2()))


def test_pickled_weights_are_loaded_where_there_are_no_others(copy: Path) -> None:
    path = copy / "model.safetensors"
    weights = as_on_the_hub(load_file(path))
    weights["lm_head.weight"] = weights["wte.weight"]
    torch.save(weights, copy / "pytorch_model.bin")
    path.unlink()
    assert torch.equal(logits(load_gpt2(copy)), logits(tiny_gpt2()))


def test_weights_in_several_files_are_one_model(copy: Path) -> None:
    shutil.rmtree(copy)
    tiny_gpt2().save_pretrained(copy, max_shard_size="20KB")
    assert len(list(copy.glob("model-*.safetensors"))) > 1
    assert torch.equal(logits(load_gpt2(copy)), logits(tiny_gpt2()))


def test_half_precision_is_loaded_in_single(copy: Path) -> None:
    model = tiny_gpt2().to(torch.bfloat16)
    model.save_pretrained(copy)
    loaded = load_gpt2(copy)
    assert {p.dtype for p in loaded.parameters()} == {torch.float32}
    assert torch.equal(logits(loaded), logits(model.float()))


def test_a_head_of_its_own_stays_one(tmp_path: Path) -> None:
    model = rescaled_norm(tiny_gpt2(), 3)
    model.save_pretrained(tmp_path)
    loaded = load_gpt2(tmp_path)
    assert loaded.lm_head.weight is not loaded.transformer.wte.weight
    assert torch.equal(logits(loaded), logits(model))


def without(name: str) -> Callable[[Weights], Weights]:
    return lambda weights: {k: v for k, v in weights.items() if name not in k}


def replaced(
    name: str, how: Callable[[Tensor], Tensor]
) -> Callable[[Weights], Weights]:
    def change_one(weights: Weights) -> Weights:
        return {k: how(v) if name in k else v for k, v in weights.items()}

    return change_one


def added(name: str, tensor: Tensor) -> Callable[[Weights], Weights]:
    return lambda weights: {**weights, name: tensor}


@pytest.mark.parametrize(
    ("how", "message"),
    [
        (without("h.1.mlp"), r"lacks 4 of \d+ weights, such as h\.1\.mlp\.c_fc\.bias"),
        (
            replaced("h.0.attn.c_attn.weight", lambda w: w.T.contiguous()),
            r"h\.0\.attn\.c_attn\.weight in .* must be \(16, 48\).*got \(48, 16\)",
        ),
        (added("h.9.ln_1.bias", torch.ones(16)), r"h\.9\.ln_1\.bias, which this GPT-2"),
        (added("wte.weight", torch.ones(31, 16)), r"wte\.weight a second time"),
        (replaced("ln_f.bias", lambda b: b * torch.nan), r"ln_f\.bias in .* be finite"),
        (replaced("ln_f.bias", lambda b: b.long()), r"must be floating point"),
        (added("lm_head.weight", torch.ones(31, 16)), "is not the token embeddings"),
    ],
)
def test_weights_that_do_not_fit_are_named(how, message: str, copy: Path) -> None:
    change(copy, how)
    with pytest.raises(ValueError, match=message):
        load_gpt2(copy)


@pytest.mark.parametrize("share", [0.0, 0.001, 0.5, 0.999])
@pytest.mark.parametrize("name", ["model.safetensors", "pytorch_model.bin"])
def test_a_truncated_file_is_named_and_left(
    share: float, name: str, copy: Path
) -> None:
    path = copy / name
    if path.suffix == ".bin":
        torch.save(load_file(copy / "model.safetensors"), path)
        (copy / "model.safetensors").unlink()
    whole = path.read_bytes()
    part = whole[: int(len(whole) * share)]
    path.write_bytes(part)
    with pytest.raises(ValueError, match=rf"{name} is no file of weights, or not all"):
        load_gpt2(copy)
    assert path.read_bytes() == part


def test_a_pickle_of_something_else_is_refused(copy: Path) -> None:
    (copy / "model.safetensors").unlink()
    torch.save({"model": {"wte.weight": torch.ones(2)}}, copy / "pytorch_model.bin")
    with pytest.raises(ValueError, match="is no file of weights"):
        load_gpt2(copy)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"model_type": "gp', "is no configuration"),
        ("[1, 2]", "is no configuration"),
        ('{"model_type": "llama"}', "must describe a gpt2, got model_type 'llama'"),
        ('{"n_embd": 16}', "must describe a gpt2, got model_type None"),
        (
            '{"model_type": "gpt2", "n_embd": 16, "n_head": 3}',
            "describes no GPT-2 that can be built",
        ),
    ],
)
def test_a_wrong_configuration_is_named(text: str, message: str, copy: Path) -> None:
    (copy / "config.json").write_text(text)
    with pytest.raises(ValueError, match=message):
        load_gpt2(copy)


@pytest.mark.parametrize("name", ["config.json", "model.safetensors"])
def test_a_missing_file_is_named(name: str, copy: Path) -> None:
    (copy / name).unlink()
    with pytest.raises(FileNotFoundError, match=name):
        load_gpt2(copy)


def test_another_configuration_than_the_weights_is_named(copy: Path) -> None:
    path = copy / "config.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "n_positions": 24}))
    with pytest.raises(ValueError, match=r"wpe\.weight in .* must be \(24, 16\)"):
        load_gpt2(copy)


def test_a_name_is_asked_of_the_hub_and_only_for_what_is_needed(
    saved: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def snapshot(name: str, *, allow_patterns: list[str]) -> str:
        assert (name, allow_patterns) == (
            "gpt2-medium",
            ["config.json", "model*.safetensors"],
        )
        return str(saved)

    monkeypatch.setattr(huggingface_hub, "snapshot_download", snapshot)
    assert torch.equal(logits(load_gpt2("gpt2-medium")), logits(tiny_gpt2()))


def test_without_a_network_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(OSError, match=r"'gpt2-medium' is no folder here.*no network"):
        load_gpt2("gpt2-medium")


@pytest.mark.parametrize("name", ["no/such/folder", "../gone", ""])
def test_what_is_neither_a_folder_nor_a_name_is_refused(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(OSError):
        load_gpt2(name)

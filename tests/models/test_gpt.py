"""The decoder beside GPT2LMHeadModel, its cache, and lines of unequal length."""

from copy import deepcopy
from pathlib import Path

import pytest
import torch
from tiny_gpt import tiny_gpt2
from torch import Tensor

from attractor.lab import load_gpt2
from attractor.models import (
    Gpt,
    Gpt2Size,
    gpt2_parameter_counts,
    gpt_from_transformers,
    gpt_from_weights,
    pad_left,
)

SIZE = Gpt2Size(n_layers=2, dim=12, n_heads=3, context=16, vocabulary=31)


@pytest.fixture(scope="module")
def theirs():
    return tiny_gpt2(SIZE, 0.3)


@pytest.fixture(scope="module")
def ours(theirs) -> Gpt:
    return gpt_from_transformers(theirs)


def words(*shape: int, seed: int = 2) -> Tensor:
    generator = torch.Generator().manual_seed(seed)
    return torch.randint(SIZE.vocabulary, shape, generator=generator)


def near(found: Tensor, due: Tensor, digits: float = 1e-12) -> None:
    torch.testing.assert_close(found, due, rtol=digits, atol=digits)


@torch.no_grad()
def test_logits_are_those_of_transformers(theirs, ours: Gpt) -> None:
    tokens = words(3, 16)
    near(ours(tokens), theirs(tokens).logits, 1e-10)
    assert ours(tokens).dtype == torch.float64
    assert not ours.training


@torch.no_grad()
def test_attention_weights_are_those_of_transformers(theirs, ours: Gpt) -> None:
    tokens, eager = words(2, 7), deepcopy(theirs)
    eager.set_attn_implementation("eager")
    due = torch.stack(eager(tokens, output_attentions=True).attentions)
    found = ours.attention(tokens)
    near(found, due, 1e-10)
    near(found.sum(-1), torch.ones(2, 2, 3, 7, dtype=torch.float64))
    assert (found.triu(1) == 0).all()


@torch.no_grad()
def test_a_saved_checkpoint_gives_the_same_logits_in_float32(
    theirs, tmp_path: Path
) -> None:
    deepcopy(theirs).float().save_pretrained(tmp_path)
    loaded = load_gpt2(tmp_path)
    tokens = words(3, 16)
    ours = gpt_from_transformers(loaded)
    assert ours.embedding.weight.dtype == torch.float32
    near(ours(tokens), loaded(tokens).logits, 1e-4)


@torch.no_grad()
def test_both_styles_of_names_give_one_model(theirs, ours: Gpt) -> None:
    bare = {f"h.{n}.attn.bias": torch.ones(1, 1, 16, 16).tril() for n in range(2)}
    bare |= theirs.transformer.state_dict()
    tokens = words(1, 5)
    assert "wte.weight" in bare
    near(gpt_from_weights(bare, 3)(tokens), ours(tokens), 0.0)


@torch.no_grad()
def test_lines_padded_on_the_left_are_those_of_transformers(theirs, ours: Gpt) -> None:
    tokens, is_token = pad_left([words(9).tolist(), [4, 5, 6], [7]], padding=30)
    positions = (is_token.long().cumsum(-1) - 1).masked_fill(~is_token, 0)
    due = theirs(tokens, attention_mask=is_token.long(), position_ids=positions).logits
    found = ours(tokens, is_token)
    near(found[is_token], due[is_token], 1e-10)


@torch.no_grad()
@pytest.mark.parametrize("side", ["left", "right"])
def test_a_padded_line_is_the_line_alone(side: str, ours: Gpt) -> None:
    line, padding = words(1, 5), torch.full((1, 3), 30)
    parts = (padding, line) if side == "left" else (line, padding)
    is_token = torch.cat(parts, -1) != 30
    found = ours(torch.cat(parts, -1), is_token)
    near(found[:, is_token[0]], ours(line))


@torch.no_grad()
def test_padding_has_logits_of_0_and_a_line_of_nothing_else_too(ours: Gpt) -> None:
    is_token = torch.tensor([[False, False, True], [False, False, False]])
    found = ours(words(2, 3), is_token)
    assert found.isfinite().all()
    assert (found[~is_token] == 0).all()
    assert (found[is_token] != 0).all()


def test_padding_moves_no_gradient(theirs) -> None:
    ours = gpt_from_transformers(theirs)
    tokens, is_token = pad_left([[1, 2, 3], [4]], padding=30)
    ours(tokens, is_token)[is_token].square().sum().backward()
    whole = ours.embedding.weight.grad
    assert whole.isfinite().all() and (whole != 0).any()


@torch.no_grad()
@pytest.mark.parametrize("cuts", [(1,) * 9, (4, 5), (8, 1), (1, 3, 5)])
def test_reading_on_is_reading_at_once(cuts: tuple[int, ...], ours: Gpt) -> None:
    tokens = words(2, 9)
    cache, states = None, []
    for part in tokens.split(cuts, dim=-1):
        read, cache = ours.read(part, cache)
        states.append(read)
    near(torch.cat(states, dim=1), ours.read(tokens).states)
    assert cache.n_held == 9


@torch.no_grad()
def test_so_it_is_with_padding_on_the_left(ours: Gpt) -> None:
    tokens, is_token = pad_left([words(6).tolist(), [4, 5, 6]], padding=30)
    after = words(2, 4, seed=5)
    whole = torch.cat([tokens, after], -1)
    known = torch.cat([is_token, torch.ones(2, 4, dtype=torch.bool)], -1)
    due = ours.read(whole, is_token=known).states[:, 6:]
    _, cache = ours.read(tokens, is_token=is_token)
    near(ours.read(after, cache).states, due)
    one = ours.read(after[:, :1], cache)
    near(ours.read(after[:, 1:], one.cache).states, due[:, 1:])


@torch.no_grad()
def test_padding_may_begin_after_what_was_read_without(ours: Gpt) -> None:
    start, more = words(2, 3), words(2, 3, seed=6)
    is_token = torch.tensor([[True, True, True], [True, False, False]])
    read = ours.read(more, ours.read(start).cache, is_token).states
    alone = torch.cat([start[1:], more[1:, :1]], -1)
    near(read[1, 0], ours.read(alone).states[0, -1])


@torch.no_grad()
def test_one_beginning_can_be_gone_on_with_twice(ours: Gpt) -> None:
    start = words(1, 4)
    _, cache = ours.read(start)
    for seed in (7, 8):
        more = words(1, 3, seed=seed)
        due = ours.read(torch.cat([start, more], -1)).states[:, 4:]
        near(ours.read(more, cache).states, due)


@torch.no_grad()
def test_what_follows_a_token_never_changes_its_logits(ours: Gpt) -> None:
    tokens = words(1, 8)
    other = torch.cat([tokens[:, :5], words(1, 3, seed=9)], -1)
    near(ours(other)[:, :5], ours(tokens)[:, :5])
    assert not torch.allclose(ours(other)[:, 5:], ours(tokens)[:, 5:])


@torch.no_grad()
def test_no_tokens_and_no_lines_have_no_logits(ours: Gpt) -> None:
    assert ours(words(2, 0)).shape == (2, 0, 31)
    assert ours(words(0, 4)).shape == (0, 4, 31)
    assert ours.read(words(2, 0)).cache.n_held == 0


def test_a_model_that_knows_nothing_pays_the_logarithm_of_its_vocabulary(
    generator: torch.Generator,
) -> None:
    size = Gpt2Size(2, 24, 2, 16, 65)
    model = Gpt(size, generator=generator)
    tokens = words(8, 17, seed=3)
    logits = model(tokens[:, :-1]).flatten(0, 1)
    loss = torch.nn.functional.cross_entropy(logits, tokens[:, 1:].flatten())
    assert loss.item() == pytest.approx(torch.tensor(65.0).log().item(), abs=0.05)


def test_its_weights_are_as_many_as_gpt2s() -> None:
    with torch.device("meta"):
        model = Gpt(Gpt2Size(12, 768, 12), generator=torch.Generator())
    counted = sum(parameter.numel() for parameter in model.parameters())
    assert counted == 124_439_808 == gpt2_parameter_counts("gpt2")["total"]


def test_the_same_seed_starts_the_same_weights() -> None:
    one, other = (Gpt(SIZE, generator=torch.Generator().manual_seed(8)) for _ in "ab")
    assert all(map(torch.equal, one.parameters(), other.parameters()))
    deviations = [each.attention.out.weight.std().item() for each in one.blocks]
    assert deviations == pytest.approx([0.01, 0.01], rel=0.3)  # 0.02/√(2·2)
    assert one.embedding.weight.std().item() == pytest.approx(0.02, rel=0.2)


def test_what_does_not_fit_is_refused(as_readers_call: None, ours: Gpt) -> None:
    with pytest.raises(ValueError, match=r"at most context = 16 to a line, got 17$"):
        ours(words(1, 17))
    _, cache = ours.read(words(1, 10))
    with pytest.raises(ValueError, match="got 7 after 10 in the cache"):
        ours.read(words(1, 7), cache)
    with pytest.raises(ValueError, match="tokens must be from 0 to 30, got 2 to 31"):
        ours(torch.tensor([[2, 31]]))
    with pytest.raises(ValueError, match=r"tokens must be \(lines, n\), got \(3,\)"):
        ours(words(3))
    with pytest.raises(ValueError, match=r"is_token must have the tokens' shape"):
        ours(words(1, 3), torch.ones(1, 4, dtype=torch.bool))
    with pytest.raises(ValueError, match="dropout must be from 0 to below 1"):
        Gpt(SIZE, 1.0, generator=torch.Generator())


def test_weights_that_are_not_gpt2s_are_refused(
    as_readers_call: None, theirs, ours: Gpt
) -> None:
    whole = theirs.state_dict()
    with pytest.raises(ValueError, match="must hold the matrix wte"):
        gpt_from_weights({}, 3)
    lacking = {k: v for k, v in whole.items() if "h.1.ln_2.bias" not in k}
    with pytest.raises(ValueError, match=r"1\.feed_forward_norm\.bias .*got absent"):
        gpt_from_weights(lacking, 3)
    strange = whole | {"h.0.extra": torch.ones(2)}
    with pytest.raises(ValueError, match=r"extra should be absent, got \(2,\)"):
        gpt_from_weights(strange, 3)
    cut = whole | {"transformer.h.0.mlp.c_fc.bias": torch.ones(3)}
    with pytest.raises(ValueError, match=r"wide\.bias should be \(48,\), got \(3,\)"):
        gpt_from_weights(cut, 3)
    untied = whole | {"lm_head.weight": whole["lm_head.weight"] + 1}
    with pytest.raises(ValueError, match="must be the token embeddings"):
        gpt_from_weights(untied, 3)
    with pytest.raises(ValueError, match="must be a multiple of n_heads = 5"):
        gpt_from_weights(whole, 5)
    with pytest.raises(ValueError, match="must be a GPT2LMHeadModel, got Gpt"):
        gpt_from_transformers(ours)


def test_a_gpt2_of_another_make_is_refused(theirs, monkeypatch) -> None:
    monkeypatch.setattr(theirs.config, "activation_function", "relu")
    with pytest.raises(ValueError, match="activation_function = gelu_new as GPT-2"):
        gpt_from_transformers(theirs)


def test_loaded_weights_are_copies(theirs) -> None:
    ours = gpt_from_transformers(theirs)
    with torch.no_grad():
        ours.embedding.weight.zero_()
    assert (theirs.transformer.wte.weight != 0).any()


def test_shapes_are_known_without_numbers() -> None:
    with torch.device("meta"):
        model = Gpt(SIZE, generator=torch.Generator())
        assert model(torch.zeros(2, 5, dtype=torch.long)).shape == (2, 5, 31)

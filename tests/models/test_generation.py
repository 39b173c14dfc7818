"""Going on with a text: with and without cache, in batches, beyond the context."""

import pytest
import torch
from tiny_gpt import tiny_gpt2
from torch import Tensor

from attractor.models import (
    CharacterTokenizer,
    Gpt,
    Gpt2Size,
    Sampling,
    generate,
    gpt_from_transformers,
    pad_left,
)

SIZE = Gpt2Size(n_layers=2, dim=12, n_heads=3, context=12, vocabulary=31)
GREEDY = Sampling(temperature=0)


@pytest.fixture(scope="module")
def theirs():
    return tiny_gpt2(SIZE, 0.4)


@pytest.fixture(scope="module")
def ours(theirs) -> Gpt:
    return gpt_from_transformers(theirs)


def seeded(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


@torch.no_grad()
def without_cache(
    model: Gpt, text: Tensor, n_tokens: int, sampling: Sampling, seed: int
) -> Tensor:
    """As nanoGPT generates: the last `context` tokens are read anew each time."""
    generator, made = seeded(seed), []
    for _ in range(n_tokens):
        logits = model(text[:, -model.size.context :])[:, -1]
        shares = sampling.probabilities(logits)
        made.append(torch.multinomial(shares, 1, generator=generator)[:, 0])
        text = torch.cat([text, made[-1][:, None]], -1)
    return torch.stack(made)


def test_greedy_is_that_of_transformers_with_prompts_of_unequal_length(
    theirs, ours: Gpt
) -> None:
    prompts, is_token = pad_left([[3, 1, 4, 1, 5], [9, 2], [6]], padding=30)
    due = theirs.generate(
        prompts,
        attention_mask=is_token.long(),
        max_new_tokens=7,
        do_sample=False,
        pad_token_id=30,
        eos_token_id=None,
    )
    found = generate(ours, prompts, 7, GREEDY, is_token=is_token, generator=seeded())
    assert torch.stack(list(found), -1).tolist() == due[:, 5:].tolist()


@pytest.mark.parametrize("sampling", [GREEDY, Sampling(), Sampling(1.3, 9, 0.9)])
def test_with_a_cache_as_without_and_on_beyond_the_context(
    sampling: Sampling, ours: Gpt
) -> None:
    prompts = torch.tensor([[3, 1, 4, 1], [5, 9, 2, 6]])
    found = generate(ours, prompts, 20, sampling, generator=seeded(4))
    due = without_cache(ours, prompts, 20, sampling, 4)
    assert torch.equal(torch.stack(list(found)), due)


def test_a_line_goes_on_as_it_would_alone(ours: Gpt) -> None:
    prompts, is_token = pad_left([[3, 1, 4, 1, 5], [9, 2]])
    both = generate(ours, prompts, 7, GREEDY, is_token=is_token, generator=seeded())
    alone = generate(ours, torch.tensor([[9, 2]]), 7, GREEDY, generator=seeded())
    assert torch.equal(torch.stack(list(both))[:, 1], torch.stack(list(alone))[:, 0])


def test_padding_leaves_with_the_start_of_the_window(ours: Gpt) -> None:
    prompts, is_token = pad_left([[3, 1, 4, 1, 5], [9, 2]])
    made = torch.stack(
        list(generate(ours, prompts, 15, GREEDY, is_token=is_token, generator=seeded()))
    )
    whole = torch.cat([prompts, made.mT], -1)[1, 3:]
    last = whole[None, -13:-1]  # without padding, as many as the context
    with torch.no_grad():
        assert ours(last)[0, -1].argmax() == whole[-1]


def test_tokens_come_one_by_one_so_that_progress_can_be_shown(ours: Gpt) -> None:
    prompts, seen = torch.tensor([[3]]), []
    for token in generate(ours, prompts, 1_000_000, generator=seeded()):
        seen.append(int(token[0]))
        if len(seen) == 3:
            break
    again = generate(ours, prompts, 3, generator=seeded())
    assert [int(token[0]) for token in again] == seen


def test_as_many_as_were_asked_for_and_none_of_none(ours: Gpt) -> None:
    prompts = torch.tensor([[3], [4]])
    assert list(generate(ours, prompts, 0, generator=seeded())) == []
    made = list(generate(ours, prompts, 5, generator=seeded()))
    assert len(made) == 5 and made[0].shape == (2,)
    assert not made[0].requires_grad


def test_prompts_are_padded_on_the_left() -> None:
    tokens, is_token = pad_left([[1, 2, 3], [4]], padding=9)
    assert tokens.tolist() == [[1, 2, 3], [9, 9, 4]]
    assert is_token.tolist() == [[True] * 3, [False, False, True]]


def test_what_cannot_be_gone_on_with_is_refused_at_once(
    as_readers_call: None, ours: Gpt
) -> None:
    def refused(match: str, prompts: Tensor, n: int = 3, **options: Tensor) -> None:
        with pytest.raises(ValueError, match=match):
            generate(ours, prompts, n, generator=seeded(), **options)

    empty = torch.zeros(1, 0, dtype=torch.long)
    refused("one token at least, such as a line break", empty)
    refused("one token at least", torch.zeros(0, 3, dtype=torch.long))
    refused(r"prompts must be \(n_lines, n\)", torch.tensor([1, 2]))
    refused("at most context = 12 tokens long, got 13", torch.ones(1, 13).long())
    refused("n_tokens must be 0 or more", torch.tensor([[1]]), -1)
    line = torch.tensor([[1, 2]])
    right = torch.tensor([[True, False]])
    refused("end with a token in every line", line, is_token=right)
    refused("end with a token in every line", line, is_token=right & ~right)
    refused("is_token must have the prompts' shape", line, is_token=right[:, :1])
    for lines in ([], [[1], []]):
        with pytest.raises(ValueError, match="none of them empty"):
            pad_left(lines)
    training = Gpt(SIZE, 0.1, generator=seeded())
    with pytest.raises(ValueError, match=r"call model\.eval\(\) first"):
        generate(training, line, 3, generator=seeded())


def test_characters_there_and_back() -> None:
    tokenizer = CharacterTokenizer.of("hello\nworld")
    assert tokenizer.vocabulary == "\ndehlorw"
    assert tokenizer.encode("hello") == [3, 2, 4, 4, 5]
    assert tokenizer.decode([3, 2, 4, 4, 5]) == "hello"
    assert tokenizer.decode(tokenizer.encode("")) == ""
    with pytest.raises(ValueError, match="got 'b'"):
        tokenizer.encode("box")
    with pytest.raises(ValueError, match="tokens must be from 0 to 7, got 3 to 8"):
        tokenizer.decode([3, 8])
    for wrong in ("", "aa"):
        with pytest.raises(ValueError, match="each of them once"):
            CharacterTokenizer(wrong)

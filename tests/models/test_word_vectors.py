"""Word vectors: what training reaches, and whom it makes neighbors."""

import pytest
import torch

from attractor.models import (
    SkipGramSettings,
    WordVectors,
    expected_skip_gram_loss,
    nearest_words,
    shifted_pmi,
    skip_gram_pairs,
    train_word_vectors,
)

N_TOPICS, N_EACH = 3, 4


@pytest.fixture(scope="module")
def topics() -> WordVectors:
    """Vectors of a language that stays with one of three topics for ten words."""
    generator = torch.Generator().manual_seed(0)
    topic = torch.randint(N_TOPICS, (300, 1), generator=generator)
    word = torch.randint(N_EACH, (300, 10), generator=generator)
    tokens = (N_EACH * topic + word).flatten()
    return train_word_vectors(
        skip_gram_pairs(tokens, 2),
        N_TOPICS * N_EACH,
        SkipGramSettings(dim=8, batch=256),
        generator=generator,
    )


def test_words_of_one_topic_are_nearest_to_one_another(topics: WordVectors) -> None:
    words = torch.arange(N_TOPICS * N_EACH)
    found = nearest_words(topics.centers, topics.centers, N_EACH)
    assert torch.equal(found.words[:, 0], words)
    assert torch.equal(found.words // N_EACH, words[:, None].expand(-1, N_EACH) // 4)


def test_the_loss_falls_below_that_of_knowing_nothing(topics: WordVectors) -> None:
    # All products 0: six logistic losses of log 2 each.
    assert topics.losses[-1] < topics.losses[0] < 6 * 0.6932


def test_sampling_comes_near_the_least_expected_loss() -> None:
    counts = torch.tensor(
        [[6, 2, 1, 3], [2, 4, 2, 1], [1, 2, 5, 2], [3, 1, 2, 4]], dtype=torch.float64
    )
    pairs = counts.nonzero().repeat_interleave(counts.flatten().long(), 0)
    settings = SkipGramSettings(dim=4, n_negatives=2, n_epochs=10, batch=256)
    generator = torch.Generator().manual_seed(0)
    trained = train_word_vectors(pairs.repeat(200, 1), 4, settings, generator=generator)
    products = (trained.centers @ trained.contexts.mT).double()
    due = shifted_pmi(counts, 2, 0.75)
    least = expected_skip_gram_loss(counts, due, 2, 0.75)
    reached = expected_skip_gram_loss(counts, products, 2, 0.75)
    assert least < reached < least + 0.003
    assert (products - due).abs().max() < 0.25
    # What was seen in training is that loss too, but for the draw of the noise.
    assert trained.losses[-1] == pytest.approx(least.item(), abs=0.02)


def test_the_same_seed_trains_the_same_vectors() -> None:
    pairs = torch.tensor([[0, 1], [1, 0], [1, 2], [2, 1]])
    settings = SkipGramSettings(dim=2, n_epochs=2, batch=3)
    one, other = (
        train_word_vectors(
            pairs, 3, settings, generator=torch.Generator().manual_seed(5)
        )
        for _ in range(2)
    )
    assert all(map(torch.equal, one, other))
    assert one.centers.shape == one.contexts.shape == (3, 2)


def test_a_word_in_no_pair_stays_where_it_started() -> None:
    pairs = torch.tensor([[0, 1], [1, 0]])
    trained = train_word_vectors(
        pairs, 3, SkipGramSettings(dim=2), generator=torch.Generator().manual_seed(0)
    )
    assert trained.contexts[2].tolist() == [0, 0]
    assert trained.centers[2].abs().max() <= 0.25


def test_the_nearest_words_by_hand() -> None:
    vectors = torch.tensor([[1.0, 0.0], [5.0, 5.0], [0.0, 2.0], [-1.0, 0.1]])
    found = nearest_words(vectors, torch.tensor([3.0, 0.0]), 2)
    assert found.words.tolist() == [0, 1]
    assert found.cosines.tolist() == pytest.approx([1, 0.5**0.5])


def test_an_analogy_needs_its_own_words_left_out() -> None:
    # man, woman, king, queen: the royal pair a bit closer than the common one.
    vectors = torch.tensor([[0.0, 0.0], [1.0, 0.0], [0.1, 3.0], [0.7, 3.0]]) + 0.5
    man, woman, king, queen = range(4)
    wanted = vectors[queen] - vectors[woman] + vectors[man]
    anyone = nearest_words(vectors, wanted, 1)
    others = nearest_words(vectors, wanted, 1, exclude=[queen, woman, man])
    assert others.words.tolist() == [king]
    assert anyone.cosines >= others.cosines


def test_every_query_of_a_batch_has_its_own_neighbors() -> None:
    generator = torch.Generator().manual_seed(1)
    vectors = torch.randn(9, 4, generator=generator, dtype=torch.float64)
    queries = torch.randn(2, 3, 4, generator=generator, dtype=torch.float64)
    found = nearest_words(vectors, queries, 5, exclude=[2])
    assert found.words.shape == found.cosines.shape == (2, 3, 5)
    cosines = torch.cosine_similarity(queries[..., None, :], vectors, dim=-1)
    torch.testing.assert_close(cosines.gather(-1, found.words), found.cosines)
    assert not (found.words == 2).any()


def test_a_vector_of_length_zero_is_like_nothing() -> None:
    vectors = torch.tensor([[0.0, 0.0], [-1.0, 0.0]])
    found = nearest_words(vectors, torch.tensor([1.0, 0.0]), 2)
    assert (found.words.tolist(), found.cosines.tolist()) == ([0, 1], [0, -1])


def test_bad_arguments_are_named(
    as_readers_call: None, generator: torch.Generator
) -> None:
    with pytest.raises(ValueError, match="dim must be positive, got 0"):
        SkipGramSettings(dim=0)
    with pytest.raises(ValueError, match="pairs must have at least one pair"):
        train_word_vectors(torch.zeros(0, 2).long(), 3, generator=generator)
    with pytest.raises(ValueError, match="pairs must name words from 0 to 1, got 0 to"):
        train_word_vectors(torch.tensor([[0, 2]]), 2, generator=generator)
    with pytest.raises(ValueError, match="n_nearest must be 1 to 2, got 3"):
        nearest_words(torch.eye(3), torch.ones(3), 3, exclude=[0, 0])

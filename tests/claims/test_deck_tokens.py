"""What the evidence on the deck's tokens is made of."""

from attractor.claims.deck_tokens import (
    MEETINGS,
    cut_at_prefix,
    factored,
    first_merge,
    in_parts,
    places_for,
    plays,
)


def test_every_prefixed_word_is_un_and_another_word() -> None:
    merges, prefixed = plays()
    assert len(merges) == 1_000
    assert "Ġunhappy" in prefixed
    assert not {"Ġunder", "Ġuncle"} & {*prefixed}
    assert all("".join(in_parts(word)) == word for word in prefixed)


def test_words_cut_into_parts_keep_their_prefix() -> None:
    (as_written,) = cut_at_prefix().printed
    (parts,) = cut_at_prefix(in_parts).printed
    assert as_written.value < parts.value == parts.reference


def test_factored_vectors_add_up() -> None:
    king, queen, man, woman, *others = factored(MEETINGS)
    assert (queen - woman + man).equal(king)
    assert all(not one.equal(king) for one in others)


def test_counting_every_word_once_changes_the_counts() -> None:
    once = first_merge(dict.fromkeys(("hug", "pug", "pun", "bun", "hugs"), 1))
    assert [each.value for each in once.printed[:2]] == [2, 3]


def test_half_the_range_leaves_half_without_a_place() -> None:
    assert places_for(0.5, 60).printed[0].value == 30
    assert places_for(1.0, 60).printed[0].holds

"""The check on receptive fields: right answers pass, each wrong one has its message."""

from answers import assert_each_has_its_own_message

from attractor import check
from attractor.models import block_sliding_mask


def by_masks(place: int, n_layers: int, block: int, segments: int) -> int:
    """Who reaches whom, layer after layer, on the last few blocks."""
    begin = max(0, place // block - n_layers * segments - 1) * block
    mask = block_sliding_mask(place + 1 - begin, block, segments)
    reached = mask[-1:]
    for _ in range(n_layers - 1):
        reached = (reached.double() @ mask.double()) > 0
    return int(reached.sum())


def test_counting_through_masks_passes() -> None:
    assert check.receptive_field(by_masks).message == "Right on all 7 cases."
    assert check.receptive_field(
        lambda t, n, b, m: sum(u // b >= t // b - n * m for u in range(t + 1))
    )


def test_wrong_fields_are_each_named() -> None:
    def cut(count):
        return lambda t, n, b, m: min(count(t, n, b, m), t + 1)

    assert_each_has_its_own_message(
        check.receptive_field,
        {
            "no more than place + 1": lambda t, n, b, m: m * n * b + 1 + t % b,
            "reaches itself": cut(lambda t, n, b, m: n * m * b + t % b),
            "own block is missing": cut(lambda t, n, b, m: n * m * b),
            "first token of a block": cut(lambda t, n, b, m: n * m * b + 1),
            "last token of a block": cut(lambda t, n, b, m: n * m * b + b),
            "window of one layer": cut(lambda t, n, b, m: m * b + t % b + 1),
            "segments are missing": cut(lambda t, n, b, m: n * b + t % b + 1),
            "The block is missing": cut(lambda t, n, b, m: n * m + t % b + 1),
            "widest window": cut(lambda t, n, b, m: n * (m * b + b)),
            "counts in every layer": cut(
                lambda t, n, b, m: n * (m * b + b) + t % b + 1
            ),
            "token by token": cut(lambda t, n, b, m: n * (m * b + b - 1) + 1),
            "A layer is missing": cut(lambda t, n, b, m: (n * m - m) * b + t % b + 1),
            "a layer too many": cut(lambda t, n, b, m: (n * m + m) * b + t % b + 1),
            "Places count from 0": cut(lambda t, n, b, m: n * m * b + (t - 1) % b + 1),
            "are added to": cut(lambda t, n, b, m: (n + m) * b + t % b + 1),
            "do not multiply": cut(lambda t, n, b, m: (m * b) ** n + t % b + 1),
            "count from there": lambda t, n, b, m: max(0, (t // b - n * m) * b),
            "a window ends": lambda t, n, b, m: t + 1,
            "how many blocks": lambda t, n, b, m: min(t // b, n * m) + 1,
            "should be 48, not 7": lambda t, n, b, m: 7,
        },
    )


def test_the_text_s_beginning_may_be_forgotten_beside_another_slip() -> None:
    answer = check.receptive_field(lambda t, n, b, m: n * b + t % b + 1)
    assert "segments are missing" in answer.message

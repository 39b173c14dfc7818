import json
from pathlib import Path

import pytest

from booktools.timings import printed_seconds, read_timings, record_timing, timings_file


@pytest.mark.parametrize(
    ("measured", "printed", "expected"),
    [
        (0.3, None, 5),
        (12.1, None, 15),
        (12.1, 15, 15),
        (5.2, 5, 5),
        (6.4, 5, 5),
        (6.6, 5, 10),
        (2.0, 5, 5),
        (26.1, 20, 30),
        (13.9, 20, 15),
        (14.1, 20, 20),
    ],
)
def test_seconds_are_rounded_up_and_rewritten_only_when_far_off(
    measured: float, printed: int | None, expected: int
) -> None:
    assert printed_seconds(measured, printed) == expected


def test_timings_are_kept_by_chapter_and_forget_removed_chapters(
    tmp_path: Path,
) -> None:
    timings_file(tmp_path).parent.mkdir()
    timings_file(tmp_path).write_text(json.dumps({"gone": 5, "memory/hebb": 20}))
    record_timing(
        tmp_path, "attention/layers", 7.0, ["attention/layers", "memory/hebb"]
    )
    assert read_timings(tmp_path) == {"attention/layers": 10, "memory/hebb": 20}


def test_a_near_measurement_leaves_the_file_alone(tmp_path: Path) -> None:
    timings_file(tmp_path).parent.mkdir()
    record_timing(tmp_path, "one", 18.0, ["one"])
    before = timings_file(tmp_path).stat().st_mtime_ns
    record_timing(tmp_path, "one", 21.0, ["one"])
    assert timings_file(tmp_path).stat().st_mtime_ns == before

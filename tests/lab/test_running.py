"""An experiment becomes a run: scales, overrides, papers, the command line."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from attractor.__main__ import main
from attractor.lab import load_run, provenance, run, run_names

SMALL = {"n_units": 60, "n_networks": 3, "n_starts": 3, "loads": (0.05, 0.2)}


def test_a_run_says_what_was_run():
    result = run("hopfield-capacity", **SMALL, seed=7)
    assert (result.name, result.scale) == ("hopfield-capacity", "toy")
    assert result.config["n_units"] == 60
    assert result.config["cue_overlaps"] == (1.0,)
    papers = result.provenance
    assert papers.seed == 7
    assert papers.device.startswith("cpu (")
    assert papers.seconds >= 0
    assert set(papers.versions) >= {"python", "torch", "numpy"}
    assert papers.data_sha256 is None


def test_the_seed_decides_the_result():
    one, same, other = (run("hopfield-capacity", **SMALL, seed=s) for s in (1, 1, 2))
    for name, array in one.arrays.items():
        np.testing.assert_array_equal(array, same.arrays[name])
    assert (one.arrays["overlaps"] != other.arrays["overlaps"]).any()


@pytest.mark.parametrize(
    ("arguments", "settings", "message"),
    [
        (("alchemy",), {}, "experiment must be one of .*hopfield-capacity"),
        (("hopfield-capacity", "huge"), {}, "scale of hopfield-capacity must be one"),
        (("hopfield-capacity",), {"sead": 1}, "sead is no setting"),
        (("hopfield-capacity",), {"device": "cuda:99"}, "device must be one that"),
        (("hopfield-capacity",), {"device": "gpu"}, "device must be one that"),
        (("hopfield-capacity",), {"n_starts": 99}, "n_starts must be at most"),
    ],
)
def test_what_does_not_exist_is_refused_by_name(arguments, settings, message):
    with pytest.raises(ValueError, match=message):
        run(*arguments, **settings)


def test_the_command_line_runs_saves_and_says_where(tmp_path, capsys):
    settings = ("n_units=60", "loads=(0.05, 0.2)", "n_networks=3", "n_starts=3")
    main(["run", "hopfield-capacity", "--folder", str(tmp_path), "--set", *settings])
    assert "hopfield-capacity-toy.json: seed 0" in capsys.readouterr().out
    result = load_run("hopfield-capacity-toy", tmp_path)
    assert result.config["loads"] == [0.05, 0.2]
    assert result.arrays["overlaps"].shape == (2, 1, 3, 3)


@pytest.mark.parametrize(
    ("setting", "message"), [("sead=1", "no setting"), ("seed", "expected NAME=VALUE")]
)
def test_the_command_line_refuses_in_a_sentence(setting, message, tmp_path, capsys):
    with pytest.raises(SystemExit) as refusal:
        main(
            [
                *("run", "hopfield-capacity", "--folder", str(tmp_path)),
                *("--set", setting),
            ]
        )
    assert refusal.value.code == 2
    assert message in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_the_package_is_a_command():
    command = [sys.executable, "-m", "attractor", "run", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "hopfield-capacity" in done.stdout


def test_outside_a_checkout_there_is_no_commit(monkeypatch, tmp_path):
    monkeypatch.setattr(provenance, "PACKAGE", tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert provenance.source_commit() is None


def test_in_a_checkout_the_commit_tells_of_changed_sources(monkeypatch):
    said = {"rev-parse": "abc", "status": ""}
    monkeypatch.setattr(provenance, "_git", lambda verb, *_: said[verb])
    assert provenance.source_commit() == "abc"
    said["status"] = " M lib/attractor/lab/runs.py"
    assert provenance.source_commit() == "abc+changes"


def test_the_command_line_lists_what_ships_and_what_was_saved(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["list"])
    listed = capsys.readouterr().out
    assert [line.split()[0] for line in listed.splitlines()] == list(run_names())
    main(["list", "--folder", str(tmp_path)])
    assert capsys.readouterr().out == f"no runs in {tmp_path}\n"


def test_the_command_line_shows_all_of_a_run(
    capsys: pytest.CaptureFixture[str],
) -> None:
    main(["show", "demircigil"])
    shown = json.loads(capsys.readouterr().out)
    recorded = load_run("demircigil")
    assert shown["config"] == recorded.config
    assert shown["provenance"]["seed"] == recorded.provenance.seed
    assert set(shown["arrays"]) == set(recorded.arrays)


def test_a_run_that_is_not_there_is_one_sentence(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        main(["show", "alchemy"])
    assert "alchemy.json is not in" in capsys.readouterr().err

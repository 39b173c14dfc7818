"""Token files from the command line."""

import sys
from pathlib import Path

import pytest
from texts import made_up, written

from attractor.__main__ import main
from attractor.lab import open_tokens, prepare_tokens, text_folder


def test_a_folder_becomes_token_files_and_the_command_says_which(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = written(tmp_path / "texts", made_up(40)), tmp_path / "out"
    options = ["--tokens", "bytes", "--share", "0.2", "--seed", "3"]
    main(["prepare", str(folder), "--out", str(out), *options])
    made = prepare_tokens(text_folder(folder), out, "bytes", share=0.2, seed=3)
    assert capsys.readouterr().out == f"{out}: {made.line()}\n"
    assert len(open_tokens(out / "train.bin")) == made.tokens["train.bin"]


@pytest.mark.parametrize(
    ("name", "options", "message"),
    [
        ("texts", ["--share", "0.00001"], "leaves train.bin or val.bin empty"),
        ("texts", ["--share", "2"], "share must be between 0 and 1, got 2.0"),
        ("empty", [], "has no .txt file"),
        ("gone", [], "is no folder, and none of"),
    ],
)
def test_a_refusal_is_one_sentence(
    name: str,
    options: list[str],
    message: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    written(tmp_path / "texts", made_up(5))
    (tmp_path / "empty").mkdir()
    place = ["--out", str(tmp_path / "out"), "--tokens", "bytes"]
    with pytest.raises(SystemExit) as refusal:
        main(["prepare", str(tmp_path / name), *place, *options])
    assert refusal.value.code == 2
    said = capsys.readouterr().err
    assert message in said and said.count("\n") == 1
    assert not (tmp_path / "out").exists()


def test_what_is_not_installed_or_out_of_reach_is_one_sentence(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(sys.modules, "datasets", None)
    place = ["--out", str(tmp_path / "out"), "--tokens", "bytes"]
    with pytest.raises(SystemExit):
        main(["prepare", "openwebtext", *place])
    assert "pip install datasets" in capsys.readouterr().err

import shutil
from pathlib import Path

import pytest

from booktools.repository import (
    AddressError,
    main,
    owner_and_name,
    read_address,
    replace_address,
    set_address,
    written_files,
)

ROOT = Path(__file__).parents[2]
NEW = "https://github.com/ada/energy.book"
INSTALL = "attractors-to-attention @ {}/archive/refs/heads/main.zip"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The repository's text files at another place."""
    for path in written_files(ROOT):
        place = tmp_path / path.relative_to(ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, place)
    return tmp_path


@pytest.mark.parametrize(
    "url",
    [
        "",
        "github.com/ada/book",
        "http://github.com/ada/book",
        "https://gitlab.com/ada/book",
        "https://github.com/ada",
        "https://github.com/ada/book/tree/main",
        "https://github.com/ada/my book",
    ],
)
def test_an_address_that_colab_cannot_open_is_refused(url: str) -> None:
    with pytest.raises(AddressError, match="The address must look like"):
        owner_and_name(url)


@pytest.mark.parametrize("end", ["", "/", ".git"])
def test_the_address_may_be_pasted_as_github_shows_it(end: str) -> None:
    assert owner_and_name(f"https://github.com/ada/book{end}") == ("ada", "book")


def test_every_place_agrees_with_the_configuration() -> None:
    address = read_address(ROOT)
    for name in ("README.md", "CITATION.cff", "pyproject.toml"):
        assert address in (ROOT / name).read_text(), name
    installs = [
        path for path in written_files(ROOT) if "pip install" in path.read_text()
    ]
    lines = [
        line
        for path in installs
        for line in path.read_text().splitlines()
        if "attractors-to-attention @" in line
    ]
    assert lines
    assert all(INSTALL.format(address) in line for line in lines)


def test_a_new_address_leaves_no_trace_of_the_old_one(copy: Path) -> None:
    owner, name = owner_and_name(read_address(copy))
    set_address(copy, NEW)
    assert read_address(copy) == NEW
    left = [
        path
        for path in written_files(copy)
        if f"/{owner}/{name}" in path.read_text()
        or f"{owner}.github.io" in path.read_text()
    ]
    assert left == []


def test_setting_the_old_address_again_restores_every_byte(copy: Path) -> None:
    before = {path: path.read_bytes() for path in written_files(copy)}
    old = read_address(copy)
    changed = set_address(copy, NEW)
    assert {copy / "_config.yml", copy / "README.md"} <= set(changed)
    set_address(copy, old)
    assert {path: path.read_bytes() for path in written_files(copy)} == before


def test_pages_colab_and_longer_names_are_told_apart() -> None:
    text = (
        "https://github.com/old/book, https://github.com/old/book-club, "
        "https://old.github.io/book/, https://colab.research.google.com/github/old/book/x"
    )
    assert replace_address(text, ("old", "book"), ("ada", "energy")) == (
        "https://github.com/ada/energy, https://github.com/old/book-club, "
        "https://ada.github.io/energy/, https://colab.research.google.com/github/ada/energy/x"
    )


def test_the_command_refuses_in_one_sentence_and_changes_nothing(
    copy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.chdir(copy)
    before = (copy / "_config.yml").read_bytes()
    assert main(["github.com/ada"]) == 1
    assert capsys.readouterr().err == (
        "The address must look like https://github.com/OWNER/NAME,"
        " not 'github.com/ada'.\n"
    )
    assert main([]) == 2
    assert (copy / "_config.yml").read_bytes() == before

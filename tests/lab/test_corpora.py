"""Real texts: found, checked, downloaded, and refused in one sentence."""

import hashlib
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from attractor.lab import corpora, corpus_file, corpus_sources
from attractor.lab.corpora import Source

NAME = "tinyshakespeare/input.txt"
TEXT = b"First Citizen:\nBefore we proceed any further, hear me speak.\n"


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *words: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The address of a server that has the text."""
    served = tmp_path / "served"
    served.mkdir()
    (served / "input.txt").write_bytes(TEXT)
    handler = partial(Quiet, directory=str(served))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/input.txt"
        running.shutdown()


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty download cache, and no folder of one's own."""
    folder = tmp_path / "cache"
    monkeypatch.setattr("pooch.os_cache", lambda project: folder)
    monkeypatch.delenv("ATTRACTOR_DATA", raising=False)
    return folder


def pretend(monkeypatch: pytest.MonkeyPatch, url: str, text: bytes = TEXT) -> None:
    """Let the name stand for this address and this content."""
    source = Source(url, hashlib.sha256(text).hexdigest())
    monkeypatch.setattr(corpora, "corpus_sources", lambda: {NAME: source})


def test_a_file_is_downloaded_once(
    server: str, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch, server)
    path = corpus_file(NAME)
    assert path == cache / NAME
    assert path.read_bytes() == TEXT
    pretend(monkeypatch, "http://127.0.0.1:9/nobody")
    assert corpus_file(NAME) == path


def test_a_wrong_checksum_after_a_download_leaves_no_file(
    server: str, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch, server, b"something else")
    with pytest.raises(OSError, match="could not be downloaded"):
        corpus_file(NAME)
    assert not list(cache.rglob("input.txt"))


def test_without_a_network_it_says_what_to_do(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch, "http://127.0.0.1:9/nobody")
    with pytest.raises(OSError, match=r"put the file at tinyshakespeare/input.txt"):
        corpus_file(NAME)


def test_ones_own_folder_comes_first(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own" / NAME
    own.parent.mkdir(parents=True)
    own.write_bytes(TEXT)
    monkeypatch.setenv("ATTRACTOR_DATA", str(tmp_path / "own"))
    pretend(monkeypatch, "http://127.0.0.1:9/nobody")
    assert corpus_file(NAME) == own


def test_a_changed_file_is_named_and_left(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = cache / NAME
    kept.parent.mkdir(parents=True)
    kept.write_bytes(TEXT[:-1])
    pretend(monkeypatch, "http://127.0.0.1:9/nobody")
    with pytest.raises(ValueError, match="its sha256 differs; move it away"):
        corpus_file(NAME)
    assert kept.read_bytes() == TEXT[:-1]


def test_a_name_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match=r"files in .*tinyshakespeare.*got 'hamlet'"):
        corpus_file("hamlet")


def test_every_source_is_pinned_to_one_version() -> None:
    sources = corpus_sources()
    assert len(sources) == 69
    for name, source in sources.items():
        assert len(source.sha256) == 64, name
        pinned = any(len(part) == 40 for part in source.url.split("/"))
        assert pinned or "gpt-2/encodings" in source.url, name


@pytest.mark.parametrize("name", corpus_sources())
def test_the_files_at_hand_are_what_the_list_says(name: str, data_folder: Path) -> None:
    assert corpus_file(name) == data_folder / name

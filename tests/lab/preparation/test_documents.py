"""Where documents come from: folders, corpora, OpenWebText."""

import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from texts import made_up, written

from attractor.lab import (
    corpus_texts,
    find_texts,
    open_web_text,
    prepare_tokens,
    text_folder,
)


def test_every_text_is_read_in_an_order_that_stays(tmp_path: Path) -> None:
    documents = made_up(30)
    texts = text_folder(written(tmp_path / "texts", documents))
    assert len(texts) == 30
    assert any("\r\n" in document for document in documents)
    assert sorted(texts) == sorted(each.replace("\r", "") for each in documents)
    assert list(texts) == list(texts) != documents
    (tmp_path / "texts" / "below").mkdir()
    (tmp_path / "texts" / "below" / "more.txt").write_text("more")
    (tmp_path / "texts" / ".hidden.txt").write_bytes(b"\xff")
    (tmp_path / "texts" / "table.csv").write_text("1,2")
    longer = list(text_folder(str(tmp_path / "texts")))
    longer.remove("more")
    assert longer == list(texts)


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "marked.txt").write_bytes(b"\xef\xbb\xbfBleak House\r\n")
    assert list(text_folder(tmp_path)) == ["Bleak House\n"]


def test_the_order_does_not_depend_on_where_the_folder_is(tmp_path: Path) -> None:
    one, other = (written(tmp_path / n / "texts", made_up(20)) for n in ("a", "b"))
    assert list(text_folder(one)) == list(text_folder(other))


def test_a_file_that_is_no_text_is_named(tmp_path: Path) -> None:
    folder = written(tmp_path / "texts", made_up(10))
    (folder / "004.txt").write_bytes(b"caf\xe9 au lait")
    with pytest.raises(ValueError, match=r"004\.txt is no UTF-8 text: byte 3 is 0xe9"):
        list(text_folder(folder))
    with pytest.raises(ValueError, match=r"004\.txt is no UTF-8 text"):
        prepare_tokens(text_folder(folder), tmp_path / "out", "bytes", share=0.3)


def test_an_empty_or_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"has no \.txt file, which would be one"):
        text_folder(tmp_path)
    with pytest.raises(FileNotFoundError, match="gone is no folder"):
        text_folder(tmp_path / "gone")


def test_a_name_that_stands_for_nothing_is_refused() -> None:
    with pytest.raises(
        FileNotFoundError, match=r"news is no folder, and none of .*web"
    ):
        find_texts("news")
    with pytest.raises(ValueError, match=r"must be one of .*novels.*got 'gpt2-bpe'"):
        corpus_texts("gpt2-bpe")


def test_a_folder_is_found_before_a_corpus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(tmp_path / "english-novels-19c", ["mine", "too"])
    monkeypatch.chdir(tmp_path)
    assert sorted(find_texts("english-novels-19c")) == ["mine", "too"]


def test_a_corpus_is_its_listed_texts(data_folder: Path) -> None:
    novels = corpus_texts("english-novels-19c")
    names = {path.name for path in novels.paths}
    assert len(novels) == 61 and "SOURCE.txt" not in names
    assert {p.parent for p in novels.paths} == {data_folder / "english-novels-19c"}
    assert len(list(find_texts("tinyshakespeare"))) == 1


class Rows:
    """Streamed rows, as `datasets` gives them."""

    def __init__(self, stop: int) -> None:
        self.stop = stop

    def shuffle(self, seed: int, buffer_size: int) -> "Rows":
        assert (seed, buffer_size) == (2357, 10_000)
        return self

    def __iter__(self) -> Iterator[dict[str, str]]:
        for k, text in enumerate(made_up(40)):
            if k == self.stop:
                raise TimeoutError("the hub\nis gone")
            yield {"text": text}


def pretend(monkeypatch: pytest.MonkeyPatch, stop: int) -> None:
    def load_dataset(name: str, *, split: str, streaming: bool) -> Rows:
        assert (name, split, streaming) == ("Skylion007/openwebtext", "train", True)
        return Rows(stop)

    library = SimpleNamespace(load_dataset=load_dataset)
    monkeypatch.setitem(sys.modules, "datasets", library)


def test_open_web_text_goes_on_after_the_network_was_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pretend(monkeypatch, 25)
    with pytest.raises(OSError, match=r"after 25 documents \(TimeoutError: the hub\)"):
        prepare_tokens(open_web_text(), tmp_path / "web", "bytes", share=0.2)
    pretend(monkeypatch, -1)
    resumed = prepare_tokens(
        find_texts("openwebtext"), tmp_path / "web", "bytes", share=0.2
    )
    whole = prepare_tokens(made_up(40), tmp_path / "whole", "bytes", share=0.2)
    assert resumed == whole


def test_without_the_library_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "datasets", None)
    with pytest.raises(ImportError, match="not installed: pip install datasets"):
        open_web_text()

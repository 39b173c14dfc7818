"""Documents of a text: files of a folder, a corpus by its name, or OpenWebText."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from attractor.lab.corpora import corpus_file, corpus_sources
from attractor.lab.preparation.web_text import open_web_text

WEB_TEXT = "openwebtext"


@dataclass(frozen=True)
class TextFiles:
    r"""Files of UTF-8 text, one document each, read when their turn comes.

    Line ends of other systems, \r\n and \r, become \n, one token in place of two, and
    a byte order mark is left out. Going through the texts raises `ValueError` on a file
    that is none.
    """

    paths: tuple[Path, ...]

    def __len__(self) -> int:
        return len(self.paths)

    def __iter__(self) -> Iterator[str]:
        return map(read_text, self.paths)


def text_folder(folder: str | Path) -> TextFiles:
    """All .txt files in a folder and below it, in an order that is always the same.

    They are shuffled by their names, so that the first of them are a sample. Hidden
    files are left out. Raises `FileNotFoundError` where there is no such folder, and
    `ValueError` where it has no text.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise FileNotFoundError(f"{folder} is no folder")
    paths = {path.relative_to(folder).as_posix(): path for path in all_texts(folder)}
    if not paths:
        raise ValueError(f"{folder} has no .txt file, which would be one document")
    return TextFiles(tuple(paths[name] for name in shuffled(paths)))


def corpus_texts(name: str) -> TextFiles:
    """The texts of a corpus such as "english-novels-19c", downloaded where need be.

    See `corpus_file`. Raises `ValueError` on a corpus that does not exist.
    """
    texts = [each for each in corpus_sources() if each.endswith(".txt")]
    chosen = [each for each in texts if each.startswith(f"{name}/")]
    if not chosen:
        known = sorted({each.split("/")[0] for each in texts})
        raise ValueError(f"name must be one of {known}, got {name!r}")
    return TextFiles(tuple(corpus_file(each) for each in shuffled(chosen)))


def find_texts(name: str | Path) -> Iterable[str]:
    """Documents by the name of a folder, of a corpus, or "openwebtext".

    Raises `FileNotFoundError` where there is neither, and what `text_folder`,
    `corpus_texts` and `open_web_text` raise.
    """
    if Path(name).is_dir():
        return text_folder(name)
    if str(name) == WEB_TEXT:
        return open_web_text()
    corpora = {each.split("/")[0] for each in corpus_sources() if ".txt" in each}
    if str(name) not in corpora:
        raise FileNotFoundError(
            f"{name} is no folder, and none of {sorted(corpora)} and {WEB_TEXT!r}"
        )
    return corpus_texts(str(name))


def all_texts(folder: Path) -> Iterator[Path]:
    """Every .txt file below a folder that is not hidden."""
    for path in folder.rglob("*.txt"):
        if path.is_file() and not path.name.startswith("."):
            yield path


def shuffled(names: Iterable[str]) -> list[str]:
    """Names in the order of their digests: one more changes nothing for the others."""
    return sorted(names, key=lambda name: hashlib.sha256(name.encode()).digest())


def read_text(path: Path) -> str:
    r"""The text of a file, in which every line ends with \n."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValueError(
            f"{path} is no UTF-8 text: byte {error.start} is "
            f"0x{error.object[error.start]:02x}; convert the file or take it away"
        ) from error

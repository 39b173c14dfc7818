"""OpenWebText, streamed."""

from collections.abc import Iterator
from typing import Any

NAME = "Skylion007/openwebtext"
SEED = 2357  # nanoGPT's
BUFFER = 10_000  # documents that are shuffled among each other


def open_web_text() -> Iterator[str]:
    """The documents of OpenWebText, one after another, from the Hugging Face hub.

    Nothing is kept on disk. Their order is shuffled, always in the same way. Raises
    `ImportError` where the package `datasets` is missing, and `OSError` where the hub
    is out of reach, now or on the way.
    """
    try:
        import datasets
    except ImportError as error:
        raise ImportError(
            "OpenWebText is streamed by the package datasets, which is not installed: "
            "pip install datasets"
        ) from error
    return streamed(datasets)


def streamed(datasets: Any) -> Iterator[str]:
    """Every document's text."""
    count = 0
    try:
        rows = datasets.load_dataset(NAME, split="train", streaming=True)
        for row in rows.shuffle(seed=SEED, buffer_size=BUFFER):
            yield row["text"]
            count += 1
    except Exception as error:  # of many libraries
        reason = str(error).partition("\n")[0]
        raise OSError(
            f"OpenWebText stopped after {count:,} documents ({type(error).__name__}: "
            f"{reason}); see to the network and call the same again, which goes on"
        ) from error

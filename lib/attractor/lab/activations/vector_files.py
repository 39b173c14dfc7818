"""Vectors in a .npy file that grows batch by batch and has its name when it is whole.

They are written and not mapped: where a disk is full, a write says so.
"""

import os
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import numpy as np

KIND = np.dtype("<f4")


@dataclass(frozen=True)
class GrowingVectors:
    """A file of `n_vectors` vectors of `dim` numbers in float32, written in order."""

    path: Path
    n_vectors: int
    dim: int

    @property
    def partial(self) -> Path:
        """The name until the file is whole."""
        return self.path.with_name(f".{self.path.name}.partial")

    @property
    def header(self) -> bytes:
        """What stands in a .npy file before the numbers."""
        about = {
            "descr": KIND.str,
            "fortran_order": False,
            "shape": (self.n_vectors, self.dim),
        }
        buffer = BytesIO()
        np.lib.format.write_array_header_1_0(buffer, about)
        return buffer.getvalue()

    @property
    def end(self) -> int:
        """Bytes of the whole file."""
        return self.place(self.n_vectors)

    def place(self, row: int) -> int:
        """The byte at which a vector begins."""
        return len(self.header) + row * self.dim * KIND.itemsize

    def rows(self, batch: int) -> int:
        """How many vectors are there, in whole batches."""
        if self.path.is_file() and self.path.stat().st_size == self.end:
            return self.n_vectors
        if not self.partial.is_file():
            return 0
        with self.partial.open("rb") as file:
            if file.read(len(self.header)) != self.header:
                return 0
        size = self.partial.stat().st_size - len(self.header)
        rows = size // (self.dim * KIND.itemsize)
        return self.n_vectors if rows >= self.n_vectors else rows // batch * batch

    def write(self, row: int, vectors: np.ndarray) -> None:
        """Put vectors at a row, behind what is there; nothing may follow them."""
        with self.partial.open("r+b" if row else "wb") as file:
            if row == 0:
                file.write(self.header)
            file.truncate(self.place(row))
            file.seek(self.place(row))
            file.write(np.ascontiguousarray(vectors, dtype=KIND).tobytes())

    def finish(self) -> np.ndarray:
        """Give the file its name, and its vectors mapped into memory.

        What is changed in them stays in memory; the file is never changed.
        """
        if self.partial.is_file():
            with self.partial.open("r+b") as file:
                file.truncate(self.end)
                os.fsync(file.fileno())
            os.replace(self.partial, self.path)
        vectors: np.ndarray = np.load(self.path, mmap_mode="c")
        return vectors

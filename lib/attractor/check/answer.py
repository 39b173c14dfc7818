"""What a check says: a verdict and one sentence."""

from dataclasses import dataclass


@dataclass(frozen=True, repr=False)
class Answer:
    """Passed or not, and the sentence that says why; true when passed."""

    passed: bool
    message: str

    def __bool__(self) -> bool:
        return self.passed

    def __repr__(self) -> str:
        return f"{'✓' if self.passed else '✗'} {self.message}"

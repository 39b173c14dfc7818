"""Verdict boxes and the ledger name each other, and say the same."""

import re
from pathlib import Path

import pytest
import yaml

from attractor.claims import TITLES, ledger

ROOT = Path(__file__).parents[2]
CLAIMS = {claim.id: claim for claim in ledger()}
CLASSES = {
    "holds": "holds",
    "corrected": "holds with a correction",
    "inconsistent": "inconsistent",
    "fails": "fails",
    "unsupported": "unsupported",
}
BOX = re.compile(
    r"^(:{3,})\{admonition\} (Verdict[^\n]*)\n:class: verdict verdict-(\w+)\n"
    r"(.*?)^\1\s*$",
    re.MULTILINE | re.DOTALL,
)
ROLE = re.compile(r"\{claim\}`([^`]+)`")


def chapters() -> dict[str, str]:
    """The text of every page in the table of contents that people write."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text())
    files = [each["file"] for part in toc["parts"] for each in part["chapters"]]
    sources = (ROOT / file.removesuffix(".ipynb") for file in files)
    return {
        str(path.relative_to(ROOT / "book")): path.with_suffix(".md").read_text()
        for path in sources
    }


PAGES = chapters()
BOXES = [(page, *box[1:]) for page, text in PAGES.items() for box in BOX.findall(text)]


def test_no_box_is_written_another_way() -> None:
    marks = sum(text.count(":class: verdict") for text in PAGES.values())
    assert len(BOXES) == marks > 20


@pytest.mark.parametrize("box", BOXES, ids=lambda box: f"{box[0]}: {box[3][:30]}")
def test_a_box_says_the_verdict_of_the_claim_it_points_to(
    box: tuple[str, str, str, str],
) -> None:
    page, title, kind, text = box
    named = ROLE.findall(text)
    assert named, f"a Verdict box of {page} names no claim"
    assert [name for name in named if name not in CLAIMS] == []
    assert CLAIMS[named[0]].verdict == CLASSES[kind]
    assert title == f"Verdict: {CLASSES[kind]}"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_only_claims_that_exist(page: str) -> None:
    assert set(ROLE.findall(PAGES[page])) <= set(CLAIMS)


@pytest.mark.parametrize("page", PAGES)
def test_a_chapter_names_every_claim_that_it_treats(page: str) -> None:
    due = {claim.id for claim in CLAIMS.values() if claim.chapter == page}
    assert due - set(ROLE.findall(PAGES[page])) == set()


def test_claims_are_linked_to_the_chapters_that_are_written_by_their_titles() -> None:
    treated = {claim.chapter for claim in CLAIMS.values()} & set(PAGES)
    titles = {
        page: re.search(r"^# (.+)$", PAGES[page], re.MULTILINE)[1]  # type: ignore[index]
        for page in treated
    }
    assert titles == TITLES


def test_every_claim_has_a_chapter_of_the_plan() -> None:
    parts = {claim.part for claim in CLAIMS.values()}
    assert parts <= {"memory", "attention", "loss", "experiments", "transformer"}

from pathlib import Path

import pytest
from pybtex.database import Entry, parse_file, parse_string

from booktools import bibliography, extension
from booktools.bibliography import NamesAndYear, label_of

BOOK = Path(__file__).parents[2] / "book"


def entry(text: str) -> Entry:
    (only,) = parse_string(text, "bibtex").entries.values()
    return only


@pytest.mark.parametrize(
    ("authors", "label"),
    [
        ("Hopfield, J. J.", "Hopfield 1982"),
        ("Krotov, Dmitry and Hopfield, John J.", "Krotov and Hopfield 1982"),
        (r"Sch{\"a}fl, B. and Lehner, J. and Seidl, P.", "Schäfl et al. 1982"),
        ("van den Driessche, George", "van den Driessche 1982"),
    ],
)
def test_a_label_has_the_family_names_and_the_year(authors: str, label: str) -> None:
    text = f"@misc{{key, author={{{authors}}}, title={{T}}, year={{1982}}}}"
    assert label_of(entry(text)) == label


def test_an_entry_that_names_nobody_is_called_by_its_key() -> None:
    assert label_of(entry("@misc{digits, title={T}}")) == "digits"


def test_equal_labels_get_letters() -> None:
    same = entry("@misc{k, author={Niu, X.}, title={T}, year={2024}}")
    other = entry("@misc{l, author={Bai, B.}, title={T}, year={2024}}")
    labels = list(NamesAndYear().format_labels([same, other, same]))
    assert labels == ["Niu 2024a", "Bai 2024", "Niu 2024b"]


def test_every_work_of_the_book_has_authors_or_editors_title_and_year() -> None:
    works = parse_file(BOOK / "reference" / "references.bib").entries
    assert len(works) > 0
    incomplete = [
        key
        for key, work in works.items()
        if not (people(work) and {"title", "year"} <= set(work.fields))
    ]
    assert incomplete == []


def people(work: Entry) -> list[str]:
    """Authors, or the editors of a work that has none."""
    return [
        str(p) for p in work.persons.get("author") or work.persons.get("editor") or []
    ]


def test_only_works_of_dozens_of_authors_say_and_others() -> None:
    works = parse_file(BOOK / "reference" / "references.bib").entries
    cut = {key: people(work) for key, work in works.items() if "others" in people(work)}
    large = {"rae2021", "chowdhery2023", "touvron2023"}
    large |= {"grattafiori2024", "peng2023", "bricken2023"}
    assert set(cut) <= large
    assert all(len(names) >= 4 and names[-1] == "others" for names in cut.values())


def test_the_book_uses_these_labels() -> None:
    assert bibliography in extension.PARTS

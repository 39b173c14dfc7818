"""Tiny books, really built: what a page holds, and what fails the build."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest
from small_book import (
    ESM,
    REPOSITORY,
    build,
    code,
    figure,
    page,
    text,
    view,
    widget,
    write_book,
    write_notebook,
)

CHAPTER = """(ch-one)=
# Why does it fall?

:::{chapter-card}
:needs: the dot product
- derive the update
:::

%s

Claims {claim}`prop-9`, {claim}`lemma-9`, and again {claim}`prop-9`.

$$ E = 1 $$ (eq-one)

:::{prf:proof}
:class: dropdown
By {eq}`eq-one`.
:::

:::{exercise}
:label: ex-one
Show it.
:::

:::{solution} ex-one
:class: dropdown
It falls.
:::
"""
WORDS = 1500


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound book: a chapter with everything, and a page without a formula."""
    root = tmp_path_factory.mktemp("book")
    write_book(root, "book/part/one.ipynb", "book/plain")
    (root / "book" / "plain.md").write_text("# Plain\n\nNor here.\n")
    caption = {"figure": {"name": "fig-one", "caption": "It falls."}}
    write_notebook(
        root / "book" / "part" / "one.ipynb",
        text(CHAPTER % " ".join(["word"] * WORDS)),
        code(figure(alt="A line that <falls>"), mystnb=caption),
        code(view("a")),
        code(view("a")),
        code(view("b")),
        models={"a": widget(beta=1), "b": widget(beta=2)},
    )
    (root / "book" / "timings.json").write_text('{"part/one": 12.3}')
    built = build(root)
    assert built.returncode == 0, built.stdout + built.stderr
    return root


@pytest.fixture(scope="module")
def chapter(book: Path) -> str:
    """The chapter's page."""
    return page(book, "book/part/one")


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> tuple[int, str]:
    """A book with one fault a page: the exit status, and all that was printed."""
    root = tmp_path_factory.mktemp("broken")
    faults = {
        "no-alt": code(figure()),
        "blank-alt": code(figure(alt="  ")),
        "slider": code(view("slider")),
        "gone": code(view("gone")),
        "no-needs": text(":::{chapter-card}\n- count\n:::"),
    }
    write_book(root, *(f"book/{name}.ipynb" for name in faults))
    models = {"slider": widget("@jupyter-widgets/controls"), "other": widget()}
    for name, cell in faults.items():
        title = text(f"# Page {name}")
        write_notebook(root / "book" / f"{name}.ipynb", title, cell, models=models)
    built = build(root)
    shown = page(root, "book/gone") + page(root, "book/slider")
    return built.returncode, built.stdout + built.stderr + shown


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("no-alt", "This figure has no alt text"),
        ("blank-alt", "This figure has no alt text"),
        ("slider", "A FloatSliderModel needs a running kernel"),
        ("gone", "The model of this explorable is missing"),
        ("no-needs", "says in :needs: what to know first"),
    ],
)
def test_a_fault_fails_the_build_and_is_named_with_its_page(
    broken: tuple[int, str], name: str, complaint: str
) -> None:
    status, words = broken
    assert status != 0
    assert re.search(rf"book/{name}\.ipynb.*{complaint}", words)


def test_a_page_says_why_a_view_cannot_be_shown(broken: tuple[int, str]) -> None:
    _, words = broken
    problems = re.findall(r'class="explorable-problem">([^<]*)', words)
    assert len(problems) == 2


def test_a_figure_carries_its_description_and_its_number(chapter: str) -> None:
    assert 'aria-label="A line that &lt;falls&gt;"' in chapter
    assert "Fig. 1.1" in chapter


def test_a_claim_links_to_its_row_and_the_first_is_where_the_row_links_to(
    chapter: str,
) -> None:
    links = re.findall(r"<a ([^>]*claims\.html#[^>]*)>", chapter)
    rows = [re.search(r'href="([^"]+)"', link)[1] for link in links]  # type: ignore[index]
    ledger = "../reference/claims.html"
    assert rows == [f"{ledger}#{name}" for name in ("prop-9", "lemma-9", "prop-9")]
    assert re.findall(r'id="(claim-[^"]+)"', chapter) == [
        "claim-prop-9",
        "claim-lemma-9",
    ]


def test_two_views_share_one_model_and_models_one_module(chapter: str) -> None:
    script = re.search(r'id="explorable-models">(.*?)</script>', chapter)
    assert script is not None
    models = json.loads(script[1])
    assert models["modules"] == [ESM]
    assert {name: m["traits"]["beta"] for name, m in models["models"].items()} == {
        "a": 1,
        "b": 2,
    }
    assert chapter.count('data-model="a"') == 2


def test_a_still_stands_in_for_each_view(chapter: str) -> None:
    stills = re.findall(r"<noscript>\s*<img ([^>]*)>", chapter)
    assert len(stills) == 3
    assert all('alt="A valley"' in still for still in stills)


@pytest.mark.parametrize("name", ["book/index", "book/part/one", "search"])
def test_a_page_asks_no_other_host(book: Path, name: str) -> None:
    asked = re.findall(
        r'<(?:script|link|img|iframe|source)[^>]*?(?:src|href)="([^"]+)"',
        page(book, name),
    )
    assert asked
    assert [url for url in asked if urlparse(url).netloc] == []
    assert "unpkg.com" not in page(book, name)


def test_formulas_and_figures_load_their_scripts_only_where_they_are(
    book: Path, chapter: str
) -> None:
    plain = page(book, "book/plain")
    for script in ("tex-chtml.js", "plotly.min.js", "figures.js", "widgets.js"):
        assert script in chapter
        assert script not in plain
    assert "searchindex.js" in page(book, "search")
    assert "searchindex.js" not in plain


def test_what_pages_load_was_copied_from_installed_packages(book: Path) -> None:
    static = book / "_build" / "html" / "_static"
    assert (static / "mathjax" / "tex-chtml.js").exists()
    assert (static / "plotly.min.js").exists()
    assert (static / "fonts" / "serif.woff2").read_bytes()[:4] == b"wOF2"
    assert not (static / "scripts" / "fontawesome.js").exists()
    assert not list(static.rglob("fa-solid*"))


def test_icons_are_those_that_pages_show(book: Path, chapter: str) -> None:
    styles = (book / "_build" / "html" / "_static" / "icons.css").read_text()
    assert ".fa-magnifying-glass {" in styles
    assert ".fa-bars {" in styles
    assert ".fa-rocket {" not in styles
    assert "fontawesome" not in chapter


def test_the_card_says_what_a_chapter_costs(chapter: str) -> None:
    # 1,500 words at 150 a minute and one exercise of two minutes, up to the next five
    assert "15 min to read" in chapter
    assert "1 exercise<" in chapter
    assert "13 s to run on two CPU cores" in chapter
    assert "the dot product" in chapter


def test_colab_opens_this_notebook_from_card_and_header(chapter: str) -> None:
    colab = "https://colab.research.google.com/github/someone/a-book/blob/main"
    assert chapter.count(f'href="{colab}/book/part/one.ipynb"') == 2


def test_the_notebook_can_be_downloaded_beside_the_page(
    book: Path, chapter: str
) -> None:
    link = re.search(r'href="([^"]+)">Download the notebook', chapter)
    assert link is not None
    assert (book / "_build/html/book/part" / link[1]).resolve().exists()


def test_a_mistake_is_reported_with_the_page_named(chapter: str) -> None:
    link = re.search(r'href="([^"]+)">Report a mistake', chapter)
    assert link is not None
    address = urlparse(link[1].replace("&amp;", "&"))
    fields = parse_qs(address.query)
    assert f"{address.scheme}://{address.netloc}{address.path}" == (
        f"{REPOSITORY}/issues/new"
    )
    assert "Why does it fall?" in fields["title"][0]
    assert "book/part/one" in fields["body"][0]


def test_a_page_without_a_card_has_no_colophon(book: Path, chapter: str) -> None:
    assert "Cite this chapter" in chapter
    assert "Cite this chapter" not in page(book, "book/plain")


def test_proofs_and_solutions_fold_without_a_script(chapter: str) -> None:
    summaries = re.findall(r'<details class="fold"><summary>([^<]*)', chapter)
    assert summaries[0] == "Proof"
    assert summaries[1].startswith("Solution")
    assert "togglebutton" not in chapter


def test_no_two_elements_share_an_id(chapter: str) -> None:
    names = re.findall(r'<[a-z][^>]* id="([^"]+)"', chapter)
    assert sorted(names) == sorted(set(names))

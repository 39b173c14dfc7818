"""The Python side of the explorable landscape: it validates, describes and carries."""

import re
from pathlib import Path

import numpy as np
import pytest
import torch
from traitlets import TraitError

import attractor.show
from attractor.show import CIVIDIS, EnergyLandscape
from attractor.show.explorable import BASE_MODULES
from attractor.show.javascript import joined_module
from attractor.show.landscape import MODULES

FOLDER = Path(attractor.show.__file__).parent
POINTS = [[-1.0, 0.5], [2.0, 0.0]]


@pytest.mark.parametrize(
    "patterns",
    [
        POINTS,
        tuple(map(tuple, POINTS)),
        np.array(POINTS, dtype=np.float32),
        torch.tensor(POINTS, requires_grad=True),
        [torch.tensor(POINTS[0]), np.array(POINTS[1])],
    ],
    ids=["lists", "tuples", "array", "tensor", "mixed"],
)
def test_patterns_come_as_lists_arrays_or_tensors(patterns: object) -> None:
    assert EnergyLandscape(patterns).patterns == POINTS


def test_a_flat_list_is_a_set_on_the_line() -> None:
    landscape = EnergyLandscape(torch.tensor([-2, 0, 1]), query=0.5)
    assert landscape.patterns == [[-2.0], [0.0], [1.0]]
    assert (landscape.dim, landscape.query) == (1, [0.5])


def test_without_patterns_it_is_the_papers_figure() -> None:
    assert EnergyLandscape(dim=1).patterns == [[-2.0], [0.0], [1.0]]
    assert EnergyLandscape().patterns == [[-2.0, -0.5], [0.2, -0.3], [1.5, 1.5]]


@pytest.mark.parametrize(
    ("traits", "message"),
    [
        ({"patterns": []}, "patterns must be 1 to 12 points"),
        ({"patterns": [[0.0]] * 13}, "patterns must be 1 to 12 points"),
        ({"patterns": 3.0}, "patterns must be 1 to 12 points"),
        ({"patterns": [[1, 2, 3]]}, "each pattern must be a point of 1 or 2 finite"),
        ({"patterns": [[1], [1, 2]]}, "each pattern must be a point of 1 finite"),
        ({"patterns": [[float("nan")]]}, "each pattern must be a point of 1 or 2"),
        ({"patterns": ["ab"]}, "each pattern must be a point of 1 or 2 finite"),
        ({"patterns": [[True, False]]}, "each pattern must be a point of 1 or 2"),
        ({"query": [1.0]}, "query must be a point of 2 finite coordinates"),
        ({"query": [1.0, float("inf")]}, "query must be a point of 1 or 2 finite"),
        ({"patterns": POINTS, "dim": 1}, "dim must be the patterns' width, 2"),
        ({"dim": 3}, "dim must be 1 or 2, got 3"),
        ({"beta": 0.0}, "beta must be from 0.1 to 20, got 0"),
        ({"beta": float("nan")}, "beta must be from 0.1 to 20, got nan"),
        ({"degree": 7}, "degree must be from 2 to 6, got 7"),
        ({"energy": "entropy"}, "energy"),
        ({"bands": "proposition-1"}, "bands must be some of"),
        ({"bands": ["proposition-2"]}, "bands must be some of"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(
    traits: dict, message: str
) -> None:
    with pytest.raises(TraitError, match=re.escape(message)):
        EnergyLandscape(**traits)


def test_a_refused_change_leaves_the_landscape_as_it_was() -> None:
    landscape = EnergyLandscape(POINTS)
    for name, value in [("patterns", []), ("query", [1, 2, 3]), ("dim", 1)]:
        with pytest.raises(TraitError):
            setattr(landscape, name, value)
    assert (landscape.patterns, landscape.dim) == (POINTS, 2)
    assert landscape.query == [-0.6, 1.2]


def test_new_patterns_of_another_width_drop_the_query() -> None:
    landscape = EnergyLandscape(POINTS, query=[0.0, 1.0])
    landscape.patterns = [-1.0, 1.0]
    assert (landscape.dim, landscape.query) == (1, None)


def test_the_page_may_change_width_patterns_and_query_at_once() -> None:
    landscape = EnergyLandscape(POINTS)
    landscape.set_state({"query": [0.5], "dim": 1, "patterns": [[-1.0], [1.0]]})
    assert (landscape.dim, landscape.query) == (1, [0.5])


def test_two_landscapes_do_not_share_their_patterns() -> None:
    one, other = EnergyLandscape(), EnergyLandscape()
    one.patterns[0][0] = 9.0
    assert other.patterns[0][0] == -2.0
    assert EnergyLandscape().patterns[0][0] == -2.0


def test_bands_keep_one_order() -> None:
    landscape = EnergyLandscape(dim=1, bands={"proposition-3", "proposition-1"})
    assert landscape.bands == ["proposition-1", "proposition-3"]


def test_the_repr_builds_the_same_landscape() -> None:
    for landscape in (
        EnergyLandscape(),
        EnergyLandscape([-3.0, 3.0], query=None, bands=["proposition-3"], beta=2.5),
        EnergyLandscape(energy="polynomial", degree=4),
    ):
        text = repr(landscape)
        assert "0x" not in text
        again = eval(text, {"EnergyLandscape": EnergyLandscape})
        assert repr(again) == text
        assert again.alt == landscape.alt


def test_the_alternative_text_says_what_is_shown_and_follows() -> None:
    landscape = EnergyLandscape([[-2.0, -0.5], [1.5, 1.5]], beta=2.0, query=None)
    assert landscape.alt == (
        "Color map, seen from above, of the distance energy at β = 2 "
        "with 2 stored patterns at (−2, −0.5) and (1.5, 1.5)."
    )
    landscape.energy = "polynomial"
    landscape.patterns = [0.5]
    landscape.query = -1
    assert landscape.alt == (
        "Curve of the polynomial energy of degree 3 with 1 stored pattern at 0.5, "
        "and the path of a query from −1."
    )


def test_an_alternative_text_of_ones_own_is_kept() -> None:
    landscape = EnergyLandscape(alt="Three memories, two valleys.")
    assert landscape.alt == "Three memories, two valleys."
    landscape.beta = 3.0
    assert landscape.alt == "Three memories, two valleys."


def test_the_module_has_every_file_and_no_import_left() -> None:
    carried = EnergyLandscape._esm
    assert "import " not in re.sub(r"//.*", "", carried)
    carriers = (*BASE_MODULES, *MODULES)
    own = {FOLDER / name for name in carriers if name.startswith("landscape/")}
    assert own == set((FOLDER / "landscape").glob("*.js"))
    assert {FOLDER / name for name in BASE_MODULES} <= set(
        (FOLDER / "explorable").glob("*.js")
    )
    assert carried.count("export default") == 1


def test_files_are_joined_in_order_without_their_relative_imports(
    tmp_path: Path,
) -> None:
    (tmp_path / "a.js").write_text("export const one = 1;\n")
    (tmp_path / "b.js").write_text(
        'import {\n  one,\n} from "./a.js";\nexport const two = one + 1;\n'
    )
    assert joined_module(["a.js", "b.js"], tmp_path) == (
        "export const one = 1;\n\nexport const two = one + 1;\n"
    )


def test_every_color_comes_from_the_palette() -> None:
    own = (FOLDER / "landscape/style.css").read_text(encoding="utf-8")
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b", own)
    assert not re.search(r"#[0-9a-fA-F]{6}\b", EnergyLandscape._esm)
    assert all(color in EnergyLandscape._css for color in CIVIDIS)

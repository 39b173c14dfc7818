"""The live labs: their sliders are moved in a real kernel, and must do something."""

from pathlib import Path

import jupytext
import nbformat

from booktools.execution import execute

BOOK = Path(__file__).parents[2] / "book"

MOVE = """
def rows_at(**values):
    for slider in lab.children:
        if hasattr(slider, "description") and slider.description in values:
            slider.value = values[slider.description]
    return lab.result.data[0].z

first = rows_at(digit=0, blank_rows=4, log2_beta=6.0)
other_digit = rows_at(digit=7)
undamaged = rows_at(blank_rows=0)
hot = rows_at(log2_beta=0.0)
print(first != other_digit, other_digit != undamaged, undamaged != hot)
"""


PRESS = """
def press(**values):
    controls = {c.description: c for c in bench.children if hasattr(c, "description")}
    for name, value in values.items():
        controls[name].value = value
    before = bench.result
    controls["Train"].click()
    return before is None, bench.result

fresh, first = press(lexicon=13, steps=100)
_, second = press(scored="target")
entropies = [figure.layout.shapes[1].y0 for figure in (first, second)]
print(fresh, entropies[0] > entropies[1] == 0)
"""


LEARN = """
def press(**values):
    controls = {c.description: c for c in practice.children
                if hasattr(c, "description")}
    for name, value in values.items():
        controls[name].value = value
    controls["Train"].click()
    return practice.result.data

first = press(steps=20, depth=1)
deeper = press(depth=2)
ring = press(data="ring")
print(first[0].z != deeper[0].z, first[1].x == deeper[1].x, ring[1].x != deeper[1].x)
"""


WRITE = """
def press(**values):
    controls = {c.description: c for c in desk.children if hasattr(c, "description")}
    for name, value in values.items():
        controls[name].value = value
    controls["Train and write"].click()
    return desk.result

small = {"n_layers": 1, "dim": 16, "context": 8, "steps": 20, "letters": 20}
first, greedy = press(**small), press(temperature=0.0)
again, trained = press(temperature=0.8), learned.cache_info().misses
other = press(n_layers=2)
print(len(first) == len(other) == 26, first == again != greedy,
      (trained, learned.cache_info().misses))
"""


def test_the_lab_of_learning_trains_a_network_of_the_depth_asked_for() -> None:
    needed = ("def spirals(", "def train(")
    assert last_words("transformer/learning", 2, "practice =", LEARN, needed) == (
        "True True True"
    )


def test_the_lab_of_gpt_trains_once_and_writes_with_every_temperature() -> None:
    needed = ("text = lab.shakespeare()",)
    said = last_words("transformer/gpt", 2, "desk =", WRITE, needed)
    assert said == "True True (1, 2)"


def test_the_lab_of_question_formation_trains_when_its_button_is_pressed() -> None:
    assert last_words("experiments/question-formation", 3, "bench =", PRESS) == (
        "True True"
    )


def test_the_lab_of_modern_hopfield_follows_its_sliders() -> None:
    assert last_words("attention/modern-hopfield", 3, "lab =", MOVE) == (
        "True True True"
    )


def last_words(
    name: str, n_setup: int, mark: str, script: str, needed: tuple[str, ...] = ()
) -> str:
    """What a script prints after the first cells of a chapter and its lab.

    `needed`: what else the lab calls, cells that hold one of these texts.
    """
    part, chapter = name.split("/")
    source = jupytext.read(BOOK / part / f"{chapter}.md")
    code = [cell for cell in source.cells if cell.cell_type == "code"]
    (lab,) = [c for c in code if f"{mark} widgets." in c.source]
    before = [c for c in code if any(text in c.source for text in needed)]
    cells = [*code[:n_setup], *before, lab, nbformat.v4.new_code_cell(script)]
    notebook = nbformat.v4.new_notebook(cells=cells)
    execute(notebook, "the lab")
    return notebook.cells[-1].outputs[-1]["text"].strip()

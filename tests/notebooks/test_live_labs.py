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


def test_the_lab_of_modern_hopfield_follows_its_sliders() -> None:
    chapter = jupytext.read(BOOK / "attention" / "modern-hopfield.md")
    code = [cell for cell in chapter.cells if cell.cell_type == "code"]
    setup = [c for c in code[:3]]
    (lab,) = [c for c in code if "lab = widgets." in c.source]
    move = nbformat.v4.new_code_cell(MOVE)
    notebook = nbformat.v4.new_notebook(cells=[*setup, lab, move])
    execute(notebook, "the lab")
    assert notebook.cells[-1].outputs[-1]["text"].strip() == "True True True"

from pathlib import Path

import pytest
from nbformat import NotebookNode, v4

from booktools.portability import machine_dependent


def printing(text: str) -> NotebookNode:
    output = v4.new_output("stream", name="stdout", text=text)
    return v4.new_notebook(cells=[v4.new_code_cell("say()", outputs=[output])])


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("<Widget object at 0x7f3a10b2c4d0>", "an object's address"),
        ("saved to /home/ada/run.json", "a path"),
        ("saved to /tmp/tmpab12/run.json", "a path"),
        (f"here: {Path.cwd()}", "a path"),
        ("File lib/python3.11/site-packages/torch/nn.py", "an installed file's path"),
        ("CPU times: user 3 ms", "a wall time"),
        ("2.1 ms ± 3 µs per loop", "a wall time"),
        ("training took 3.2 s", "a wall time"),
    ],
)
def test_what_differs_on_another_machine_is_named(text: str, what: str) -> None:
    assert any(
        complaint.startswith(f"code cell 1 prints {what}")
        for complaint in machine_dependent(printing(text))
    )


@pytest.mark.parametrize(
    "text",
    [
        "energy 0.6907 at x = 0.494",
        "a spike after 5 ms, 20 spikes/s",
        "retrieve took 2 steps",
        "https://example.org/home/page",
        "attention/distance-energy",
    ],
)
def test_numbers_units_and_addresses_of_pages_are_fine(text: str) -> None:
    assert list(machine_dependent(printing(text))) == []


def test_results_are_searched_as_well_as_printed_text() -> None:
    output = v4.new_output("execute_result", {"text/plain": "'/tmp/xyz'"})
    notebook = v4.new_notebook(cells=[v4.new_code_cell("path", outputs=[output])])
    assert len(list(machine_dependent(notebook))) == 1


def test_pictures_are_not_searched() -> None:
    output = v4.new_output("display_data", {"image/png": "abc/tmp/at 0x7f3a10b2c4d0"})
    notebook = v4.new_notebook(cells=[v4.new_code_cell("draw()", outputs=[output])])
    assert list(machine_dependent(notebook)) == []

import json
from typing import Any

from nbformat import NotebookNode, v4

from booktools.normalize import (
    WIDGET_STATE,
    WIDGET_VIEW,
    name_cells,
    normalize,
    widget_state,
)


def model(name: str, **traits: Any) -> dict[str, Any]:
    return {"model_name": name, "model_module": "test", "state": traits}


def notebook_with(state: dict[str, Any], *shown: str) -> NotebookNode:
    outputs = [
        v4.new_output("display_data", {WIDGET_VIEW: {"model_id": shown_id}})
        for shown_id in shown
    ]
    notebook = v4.new_notebook(cells=[v4.new_code_cell("show()", outputs=outputs)])
    notebook.metadata["widgets"] = {WIDGET_STATE: {"state": state}}
    return notebook


def slider_with_layout(slider: str, layout: str, unused: str) -> NotebookNode:
    state = {
        unused: model("Unused"),
        layout: model("Layout"),
        slider: model("Slider", layout=f"IPY_MODEL_{layout}"),
    }
    return notebook_with(state, slider)


def test_cell_ids_come_from_the_content() -> None:
    cells = [v4.new_code_cell("x = 1"), v4.new_code_cell("x = 2")]
    again = [v4.new_code_cell("x = 1"), v4.new_code_cell("x = 2")]
    first, second = v4.new_notebook(cells=cells), v4.new_notebook(cells=again)
    name_cells(first)
    name_cells(second)
    assert [cell.id for cell in first.cells] == [cell.id for cell in second.cells]
    assert first.cells[0].id != first.cells[1].id


def test_equal_cells_get_different_ids() -> None:
    notebook = v4.new_notebook(cells=[v4.new_code_cell("draw()") for _ in range(3)])
    name_cells(notebook)
    assert len({cell.id for cell in notebook.cells}) == 3


def test_random_widget_ids_become_the_same_ids() -> None:
    first = slider_with_layout("a" * 32, "b" * 32, "c" * 32)
    second = slider_with_layout("5" * 32, "4" * 32, "3" * 32)
    for notebook in (first, second):
        notebook.cells[0].id = "same"
        normalize(notebook, "attention/layers")
    assert json.dumps(first, sort_keys=True) == json.dumps(second, sort_keys=True)


def test_a_view_still_finds_its_model_and_its_layout() -> None:
    notebook = slider_with_layout("a" * 32, "b" * 32, "c" * 32)
    normalize(notebook, "attention/layers")
    state = widget_state(notebook)
    shown = notebook.cells[0].outputs[0]["data"][WIDGET_VIEW]["model_id"]
    assert state[shown]["model_name"] == "Slider"
    layout = state[shown]["state"]["layout"].removeprefix("IPY_MODEL_")
    assert state[layout]["model_name"] == "Layout"


def test_a_model_that_nothing_shows_is_dropped() -> None:
    notebook = slider_with_layout("a" * 32, "b" * 32, "c" * 32)
    normalize(notebook, "attention/layers")
    kept = {entry["model_name"] for entry in widget_state(notebook).values()}
    assert kept == {"Slider", "Layout"}


def test_a_link_between_shown_models_is_kept() -> None:
    ends = [f"IPY_MODEL_{'a' * 32}", f"IPY_MODEL_{'b' * 32}"]
    state = {
        "c" * 32: model("Link", source=[ends[0], "value"], target=[ends[1], "value"]),
        "a" * 32: model("Slider"),
        "b" * 32: model("Text"),
    }
    notebook = notebook_with(state, "a" * 32, "b" * 32)
    normalize(notebook, "attention/layers")
    kept = {entry["model_name"] for entry in widget_state(notebook).values()}
    assert kept == {"Slider", "Text", "Link"}


def test_a_notebook_without_views_keeps_no_widget_state() -> None:
    notebook = notebook_with({"a" * 32: model("Unused")})
    normalize(notebook, "attention/layers")
    assert "widgets" not in notebook.metadata


def test_timing_and_the_kernels_self_description_are_dropped() -> None:
    notebook = v4.new_notebook(cells=[v4.new_code_cell("1")])
    notebook.metadata["language_info"] = {"version": "3.11.7"}
    notebook.cells[0].metadata["execution"] = {"iopub.status.busy": "10:15"}
    normalize(notebook, "attention/layers")
    assert "language_info" not in notebook.metadata
    assert "execution" not in notebook.cells[0].metadata

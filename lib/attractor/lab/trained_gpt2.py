"""A GPT-2 that was trained here, from the folder of its checkpoints."""

from pathlib import Path
from typing import Any

from attractor.lab.gpt2.checkpoint import empty_model, fill, load_gpt2
from attractor.lab.gpt2.model import Gpt2
from attractor.lab.kept_settings import check_settings, write_settings
from attractor.lab.training.checkpoints import checked_manifest, checkpoints
from attractor.lab.whole_files import whole_file

CONFIG = "config.json"
EXPERIMENT = "experiment.json"


def trained_gpt2(name_or_folder: str | Path) -> Gpt2:
    """A GPT-2 in evaluation mode, in float32, from wherever one can be.

    From the folder of checkpoints of a "training-gpt2" run, of which the last whole
    one is taken; otherwise what `load_gpt2` takes, a folder as `transformers` writes
    it or a name on the hub. Raises what `load_gpt2` raises, and `ValueError` on a
    checkpoint that is broken.
    """
    folder = Path(name_or_folder)
    found = checkpoints(folder) if folder.is_dir() else []
    if not found:
        return load_gpt2(name_or_folder)
    checked_manifest(found[-1])
    model = empty_model(folder)
    fill(model, found[-1])
    return model


def describe(folder: Path, model: Gpt2, settings: dict[str, Any]) -> None:
    """Write down beside the checkpoints what is trained there, and on what.

    `config.json` is what `transformers` keeps beside weights, `experiment.json` all
    that decides a run. Raises `ValueError` in a folder of another run.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / EXPERIMENT
    if path.is_file():
        advice = "go on with that, or train into another folder"
        check_settings(path, settings, made="was trained", advice=advice)
        return
    if checkpoints(folder):
        raise ValueError(
            f"{folder} holds checkpoints of which no {EXPERIMENT} tells; train into "
            "another folder"
        )
    with whole_file(folder / CONFIG) as kept:
        kept.write(model.config.to_json_string(use_diff=False).encode())
    write_settings(path, settings)

"""Experiments from the command line.

`python -m attractor run EXPERIMENT --scale SCALE` runs, saves and says where;
`list` names the recorded runs, or those in a folder; `show NAME` tells all of one;
`weights NAME` keeps the trained weights of a run that saved checkpoints;
`prepare FOLDER --out DIR` makes token files of texts to train on.
"""

import argparse
import ast
import json
from dataclasses import asdict, replace
from typing import Any

from attractor.lab import (
    RECORDED,
    find_texts,
    load_run,
    prepare_tokens,
    run,
    run_names,
    save_run,
)
from attractor.lab.experiments import EXPERIMENTS
from attractor.lab.preparation.encoders import ENCODERS
from attractor.lab.trained_models import weights_of


def setting(text: str) -> tuple[str, Any]:
    """`name=value` as a pair; the value is a Python literal, or else a word."""
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"expected NAME=VALUE, got {text!r}")
    try:
        return name, ast.literal_eval(value)
    except (ValueError, SyntaxError):
        return name, value


def run_and_save(options: argparse.Namespace) -> str:
    """Run an experiment, save it, and say where."""
    result = run(options.experiment, options.scale, **dict(options.set))
    name = options.name or f"{result.name}-{result.scale}"
    path = save_run(replace(result, name=name), options.folder)
    return f"{path}: {result.provenance.line()}"


def list_runs(options: argparse.Namespace) -> str:
    """One line for each run of a folder."""
    runs = [load_run(name, options.folder) for name in run_names(options.folder)]
    lines = (f"{r.name:24} {r.scale:6} {r.provenance.line()}" for r in runs)
    return "\n".join(lines) or f"no runs in {options.folder}"


def show_run(options: argparse.Namespace) -> str:
    """All that a run says of itself, and its arrays by name and shape."""
    found = load_run(options.name, options.folder)
    papers = asdict(found)
    shapes = {name: list(array.shape) for name, array in found.arrays.items()}
    return json.dumps({**papers, "arrays": shapes}, indent=2, ensure_ascii=False)


def keep_weights(options: argparse.Namespace) -> str:
    """Save the weights of a run's last checkpoint as a run, in half precision."""
    found = load_run(options.name, options.folder)
    path = save_run(
        weights_of(found, found.config.get("checkpoints", "")), options.folder
    )
    return f"{path}: {path.with_suffix('.npz').stat().st_size:,} bytes"


def prepare(options: argparse.Namespace) -> str:
    """Make token files of texts, and say what is in them."""
    made = prepare_tokens(
        find_texts(options.texts),
        options.out,
        options.tokens,
        share=options.share,
        seed=options.seed,
    )
    return f"{options.out}: {made.line()}"


def command_line() -> argparse.ArgumentParser:
    """What may be asked, and with which options."""
    parser = argparse.ArgumentParser(prog="python -m attractor")
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("run", help="run an experiment and save its result")
    command.set_defaults(act=run_and_save)
    command.add_argument("experiment", choices=sorted(EXPERIMENTS))
    command.add_argument("--scale", default="toy", help="toy (default), colab or paper")
    command.add_argument("--folder", default="runs", help="where to save (runs/)")
    command.add_argument("--name", help="the saved run's name: EXPERIMENT-SCALE")
    command.add_argument(
        "--set",
        metavar="NAME=VALUE",
        type=setting,
        nargs="*",
        default=[],
        help="settings that differ from the scale's, such as seed=3",
    )
    command = commands.add_parser("list", help="name the runs that there are")
    command.set_defaults(act=list_runs)
    command.add_argument(
        "--folder", default=RECORDED, help="default: the recorded ones"
    )
    command = commands.add_parser("show", help="tell all of one run")
    command.set_defaults(act=show_run)
    command.add_argument("name")
    command.add_argument(
        "--folder", default=RECORDED, help="default: the recorded ones"
    )
    command = commands.add_parser("weights", help="keep a run's trained weights")
    command.set_defaults(act=keep_weights)
    command.add_argument("name")
    command.add_argument("--folder", default="runs", help="where the run is (runs/)")
    command = commands.add_parser("prepare", help="make token files of texts")
    command.set_defaults(act=prepare)
    command.add_argument(
        "texts",
        metavar="FOLDER",
        help="a folder of .txt files, or english-novels-19c, or openwebtext",
    )
    command.add_argument(
        "--out", required=True, help="where train.bin and val.bin are to be"
    )
    command.add_argument(
        "--tokens", default="gpt2", choices=sorted(ENCODERS), help="default: gpt2"
    )
    command.add_argument(
        "--share", type=float, default=0.0005, help="of documents held out (0.0005)"
    )
    command.add_argument(
        "--seed", type=int, default=2357, help="of the choice of those (2357)"
    )
    return parser


def main(arguments: list[str] | None = None) -> None:
    """Read the command line and do what it says."""
    parser = command_line()
    options = parser.parse_args(arguments)
    try:
        print(options.act(options))
    except (ValueError, OSError, ImportError) as error:
        parser.exit(2, f"{error}\n")


if __name__ == "__main__":
    main()

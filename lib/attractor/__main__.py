"""`python -m attractor run EXPERIMENT --scale SCALE`: run, save, say where."""

import argparse
import ast
from dataclasses import replace
from typing import Any

from attractor.lab import run, save_run
from attractor.lab.experiments import EXPERIMENTS


def setting(text: str) -> tuple[str, Any]:
    """`name=value` as a pair; the value is a Python literal, or else a word."""
    name, equals, value = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"expected NAME=VALUE, got {text!r}")
    try:
        return name, ast.literal_eval(value)
    except (ValueError, SyntaxError):
        return name, value


def main(arguments: list[str] | None = None) -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m attractor")
    commands = parser.add_subparsers(required=True)
    command = commands.add_parser("run", help="run an experiment and save its result")
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
    options = parser.parse_args(arguments)
    try:
        result = run(options.experiment, options.scale, **dict(options.set))
        name = options.name or f"{result.name}-{result.scale}"
        path = save_run(replace(result, name=name), options.folder)
    except ValueError as error:
        parser.exit(2, f"{error}\n")
    print(f"{path}: {result.provenance.line()}")


if __name__ == "__main__":
    main()

import os
import shutil
import subprocess
import sys
from pathlib import Path

import grimp
import networkx
import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The packages and their contracts at another place."""
    shutil.copytree(
        ROOT / "lib", tmp_path / "lib", ignore=shutil.ignore_patterns("*.egg-info")
    )
    shutil.copy2(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def check_layers(root: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the packages under `root/lib`."""
    lint = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", lint, "--no-cache"],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root / "lib")},
        capture_output=True,
        text=True,
    )


def circles(imports: dict[str, set[str]]) -> list[set[str]]:
    """Groups of modules that import each other around a circle."""
    graph = networkx.DiGraph(
        (importer, imported) for importer in imports for imported in imports[importer]
    )
    return [
        group
        for group in networkx.strongly_connected_components(graph)
        if len(group) > 1
    ]


def test_the_arrows_between_the_rooms_point_one_way(copy: Path) -> None:
    result = check_layers(copy)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("memory/modern.py", "import attractor.theory"),
        ("show/palette.py", "import attractor.memory"),
        ("memory/dense.py", "import attractor.show"),
        ("theory/inequalities.py", "import attractor.check"),
        ("shapes.py", "import booktools"),
    ],
)
def test_an_import_against_the_arrows_is_noticed(
    copy: Path, module: str, line: str
) -> None:
    path = copy / "lib" / "attractor" / module
    path.write_text(f"{path.read_text()}\n{line}\n")
    result = check_layers(copy)
    assert result.returncode == 1, result.stdout
    assert "BROKEN" in result.stdout


def test_no_module_imports_itself_around_a_circle() -> None:
    graph = grimp.build_graph("attractor", "booktools", cache_dir=None)
    imports = {
        module: graph.find_modules_directly_imported_by(module)
        for module in graph.modules
    }
    assert len(imports) > 20
    assert circles(imports) == []


def test_a_circle_is_seen_as_one() -> None:
    assert circles({"a": {"b"}, "b": {"c"}, "c": {"a"}, "d": {"a"}}) == [
        {"a", "b", "c"}
    ]

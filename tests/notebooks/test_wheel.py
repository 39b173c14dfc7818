from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parents[2]
SHIPPED = {".py", ".js", ".css", ".json", ".npz"}


def test_the_wheel_holds_the_package_and_its_data_and_nothing_else(wheel: Path) -> None:
    package = ROOT / "lib" / "attractor"
    expected = {
        path.relative_to(package.parent).as_posix()
        for path in package.rglob("*")
        if path.suffix in SHIPPED or path.name == "py.typed"
    }
    names = ZipFile(wheel).namelist()
    shipped = {name for name in names if ".dist-info/" not in name}
    assert "attractor/show/landscape/view.js" in expected
    assert shipped == expected


def test_every_file_of_the_package_is_of_a_kind_the_wheel_ships() -> None:
    package = ROOT / "lib" / "attractor"
    others = {
        path.name
        for path in package.rglob("*")
        if path.is_file() and path.suffix not in SHIPPED | {".pyc"}
    }
    assert others == {"py.typed"}


def test_the_builder_stays_at_home(wheel: Path) -> None:
    assert not [name for name in ZipFile(wheel).namelist() if "booktools" in name]


def test_the_wheel_asks_for_lower_bounds_only(wheel: Path) -> None:
    archive = ZipFile(wheel)
    (metadata,) = (name for name in archive.namelist() if name.endswith("/METADATA"))
    lines = archive.read(metadata).decode().splitlines()
    needs = [line for line in lines if line.startswith("Requires-Dist:")]
    assert needs
    assert all(">=" in line and "<" not in line and "==" not in line for line in needs)

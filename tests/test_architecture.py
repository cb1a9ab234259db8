"""Who may import whom: arrows point down only."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "leaderboard"

LAYERS = [
    ["__main__"],
    ["cli"],
    ["commands"],
    ["terminal", "checks"],
    ["updates", "plots"],
    ["directory", "storage"],
    ["exporters"],
    ["importers"],
    ["reading"],
    ["answers"],
    ["board"],
    ["table", "near"],
    ["errors", "control_codes"],
]
"""From the top; a part may import what stands below it, and what stands beside it within one folder."""

LEVELS = {name: level for level, names in enumerate(LAYERS) for name in names}

MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")


def part_of(path: Path) -> str:
    """Return the part that a module belongs to: its folder, or itself."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    """Return the modules that are imported when this one is (not those inside functions or for types)."""
    found: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            found |= (
                {f"{module}.{alias.name}" for alias in node.names} if module == "leaderboard" else {module}
            )
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path: Path) -> None:
    """A module imports only from parts below its own."""
    level = LEVELS[part_of(path)]

    parts = {name.split(".")[1] for name in imports_of(path) if name.startswith("leaderboard.")}
    parts -= {"__version__"}

    upward = {part for part in parts if LEVELS[part] <= level and part != part_of(path)}
    assert upward == set()


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_libraries_stay_in_their_room(path: Path) -> None:
    """Only the command line knows typer, and only functions import what is heavy."""
    libraries = {name.split(".")[0] for name in imports_of(path)}

    if part_of(path) not in {"cli", "commands", "terminal"}:
        assert "typer" not in libraries
    assert libraries.isdisjoint({"pandas", "numpy", "tabulate", "rich", "rapidfuzz", "markdown_it", "yaml"})


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_what_takes_long_is_known_above_the_answers_only(path: Path) -> None:
    """What computes and what lays out does not know that somebody is waiting in front of a terminal."""
    if part_of(path) not in {"cli", "commands", "terminal"}:
        assert "leaderboard.terminal.progress" not in imports_of(path)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_delivery_and_the_program_write(path: Path) -> None:
    """They see to it that no line of progress is in the way."""
    writes = ("typer.echo(", "print(", "sys.stdout.write(", "sys.stderr.write(")

    if part_of(path) == "commands":
        text = path.read_text(encoding="utf-8")
        assert [call for call in writes if call in text] == []


def test_every_part_has_a_layer() -> None:
    """A new part says where it stands."""
    assert {part_of(path) for path in MODULES} == set(LEVELS)

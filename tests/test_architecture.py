"""Who may import whom: arrows point down only, wherever in a file an import stands."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "leaderboard"

FLOORS = [
    ["__main__"],
    ["cli"],
    ["commands", "api"],
    ["terminal", "site", "checks"],
    ["updates", "plots", "exchange"],
    ["answers", "reading", "exporters"],
    ["storage", "scale"],
    ["board"],
    ["table", "near"],
    ["errors"],
]
"""From the top; a room may import what stands below it, and what stands within itself."""

FLOOR = {name: number for number, names in enumerate(FLOORS) for name in names}

MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path != PACKAGE / "__init__.py")

HEAVY = {
    "pandas",
    "numpy",
    "tabulate",
    "rich",
    "markdown_it",
    "yaml",
    "justhtml",
    "rapidfuzz",
    "pyarrow",
    "duckdb",
    "narwhals",
    "jinja2",
}
"""What only functions import, when they need it."""

POSIX_LIBRARIES = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "termios", "tty"}

NOT_EVERYWHERE = set(
    "chmod chown copy_file_range fchmod fchown fork geteuid getegid getgid getuid getxattr kill killpg listxattr"
    " mkfifo O_DIRECTORY O_NOFOLLOW O_NONBLOCK removexattr setsid setxattr umask SIGALRM SIGHUP SIGKILL SIGPIPE".split()
)
"""What the standard library has on some systems only, or what means something else on some."""


def name_of(path: Path) -> str:
    """Return the name of a module."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(name: str) -> str:
    """Return the room that a module of the package is in: its folder, or itself."""
    return name.split(".")[1]


def imports_of(tree: ast.AST) -> Iterator[str]:
    """Give the modules that are imported anywhere below a node: in functions and for types, too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            for alias in node.names:
                whole = f"{module}.{alias.name}"
                is_module = (PACKAGE.parent / Path(*whole.split("."))).with_suffix(".py").exists()
                yield whole if is_module or (PACKAGE.parent / Path(*whole.split("."))).is_dir() else module


def imports_at_once(path: Path) -> set[str]:
    """Return the libraries that are imported as soon as a module is."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    found = (
        name for node in body if isinstance(node, ast.Import | ast.ImportFrom) for name in imports_of(node)
    )
    return {name.split(".")[0] for name in found}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_down(path: Path) -> None:
    """A module imports only from rooms below its own, whether at once, in a function or for a type."""
    name = name_of(path)

    found = {
        one
        for one in imports_of(ast.parse(path.read_text(encoding="utf-8")))
        if one.startswith("leaderboard.")
    }

    others = {one for one in found if room_of(one) != room_of(name)}
    assert {one for one in others if FLOOR[room_of(one)] <= FLOOR[room_of(name)]} - {
        "leaderboard.__version__"
    } == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_what_is_underscored_is_of_its_folder(path: Path) -> None:
    """A module whose name begins with an underscore is imported by its neighbours alone."""
    folder = name_of(path) if path.name == "__init__.py" else name_of(path).rpartition(".")[0]

    for name in imports_of(ast.parse(path.read_text(encoding="utf-8"))):
        if name.startswith("leaderboard."):
            parts = name.split(".")
            private = next(
                (place for place, part in enumerate(parts) if part.startswith("_") and part != "__main__"),
                None,
            )
            assert private is None or folder.startswith(".".join(parts[:private]))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_libraries_stay_in_their_room(path: Path) -> None:
    """Only the command line knows typer, and only functions import what is heavy."""
    libraries = imports_at_once(path)

    if room_of(name_of(path)) not in {"cli", "commands", "terminal"}:
        assert "typer" not in libraries
    assert libraries.isdisjoint(HEAVY)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_what_not_every_system_has_stands_in_one_place(path: Path) -> None:
    """Anybody else would fail where it is missing, and nobody would look for it there."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    used = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}

    if path != PACKAGE / "storage" / "system.py":
        assert used.isdisjoint(NOT_EVERYWHERE)
    assert POSIX_LIBRARIES.isdisjoint(imports_of(tree))


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_exporters_know_tables_alone(path: Path) -> None:
    """A finished table is all that a format sees."""
    if room_of(name_of(path)) == "exporters":
        found = imports_of(ast.parse(path.read_text(encoding="utf-8")))
        rooms = {room_of(one) for one in found if one.startswith("leaderboard.")}
        assert rooms <= {"exporters", "table", "errors", "near"}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_what_takes_long_is_known_above_the_answers_only(path: Path) -> None:
    """What computes and what lays out does not know that somebody is waiting in front of a terminal."""
    if room_of(name_of(path)) not in {"cli", "commands", "terminal"}:
        found = set(imports_of(ast.parse(path.read_text(encoding="utf-8"))))
        assert not {one for one in found if one.startswith("leaderboard.terminal")}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_only_delivery_and_the_program_write(path: Path) -> None:
    """They see to it that no line of progress is in the way."""
    writes = ("typer.echo(", "print(", "sys.stdout.write(", "sys.stderr.write(")

    if room_of(name_of(path)) == "commands":
        text = path.read_text(encoding="utf-8")
        assert [call for call in writes if call in text] == []


def test_every_room_has_a_floor() -> None:
    """A new room says where it stands."""
    assert {room_of(name_of(path)) for path in MODULES} == set(FLOOR)

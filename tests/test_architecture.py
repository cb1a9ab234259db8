"""Who may import whom: arrows point down only, wherever in a file an import stands."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "leaderboard"

FLOORS = [
    ["__main__"],
    ["cli", "api"],
    ["notebook"],
    ["commands"],
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


@cache
def text_of(path: Path) -> str:
    """Return what stands in a module."""
    return path.read_text(encoding="utf-8")


@cache
def tree_of(path: Path) -> ast.Module:
    """Return a module as Python understands it."""
    return ast.parse(text_of(path))


@cache
def is_module(name: str) -> bool:
    """Say whether a name is that of a module or a folder of ours."""
    place = PACKAGE.parent / Path(*name.split("."))
    return place.with_suffix(".py").exists() or place.is_dir()


def imported_by(nodes: Iterator[ast.AST] | list[ast.stmt]) -> Iterator[str]:
    """Give the modules that some nodes import."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            for alias in node.names:
                whole = f"{module}.{alias.name}"
                yield whole if is_module(whole) else module


@cache
def imports_of(path: Path) -> frozenset[str]:
    """Return the modules that are imported anywhere in a module: in functions and for types, too."""
    return frozenset(imported_by(ast.walk(tree_of(path))))


def ours(path: Path) -> set[str]:
    """Return those of them that are ours."""
    return {one for one in imports_of(path) if one.startswith("leaderboard.")}


def libraries_of(path: Path) -> set[str]:
    """Return the libraries that are imported as soon as a module is."""
    return {name.split(".")[0] for name in imported_by(tree_of(path).body)}


def those(offending: dict[Path, set[str]]) -> dict[str, set[str]]:
    """Return the modules in which something offends, and what; of nothing else, since there are hundreds."""
    return {name_of(path): found for path, found in offending.items() if found}


def test_imports_point_down() -> None:
    """A module imports only from rooms below its own, whether at once, in a function or for a type."""
    upward = {
        path: {
            one
            for one in ours(path) - {"leaderboard.__version__"}
            if room_of(one) != room_of(name_of(path)) and FLOOR[room_of(one)] <= FLOOR[room_of(name_of(path))]
        }
        for path in MODULES
    }

    assert those(upward) == {}


def test_what_is_underscored_is_of_its_folder() -> None:
    """A module whose name begins with an underscore is imported by its neighbours alone."""

    def owner(name: str) -> str:
        """Return the folder whose modules may import this one."""
        parts = name.split(".")
        places = (at for at, part in enumerate(parts) if part.startswith("_") and part != "__main__")
        return ".".join(parts[: next(places, 0)])

    foreign = {}
    for path in MODULES:
        folder = name_of(path) if path.name == "__init__.py" else name_of(path).rpartition(".")[0]
        foreign[path] = {one for one in ours(path) if not folder.startswith(owner(one))}

    assert those(foreign) == {}


def test_libraries_stay_in_their_room() -> None:
    """Only the command line knows typer, and only functions import what is heavy."""
    known = {
        path: libraries_of(path)
        & (HEAVY if room_of(name_of(path)) in {"cli", "commands", "terminal"} else HEAVY | {"typer"})
        for path in MODULES
    }

    assert those(known) == {}


def test_what_not_every_system_has_stands_in_one_place() -> None:
    """Anybody else would fail where it is missing, and nobody would look for it there."""
    used = {path: POSIX_LIBRARIES & imports_of(path) for path in MODULES}
    for path in MODULES:
        if path != PACKAGE / "storage" / "system.py":
            names = {node.attr for node in ast.walk(tree_of(path)) if isinstance(node, ast.Attribute)}
            used[path] |= names & NOT_EVERYWHERE

    assert those(used) == {}


def test_exporters_know_tables_alone() -> None:
    """A finished table is all that a format sees."""
    seen = {
        path: {room_of(one) for one in ours(path)} - {"exporters", "table", "errors", "near"}
        for path in MODULES
        if room_of(name_of(path)) == "exporters"
    }

    assert len(seen) > 1
    assert those(seen) == {}


def test_what_takes_long_is_known_above_the_answers_only() -> None:
    """What computes and what lays out does not know that somebody is waiting in front of a terminal."""
    known = {
        path: {one for one in ours(path) if room_of(one) == "terminal"}
        for path in MODULES
        if room_of(name_of(path)) not in {"cli", "commands", "notebook", "terminal"}
    }

    assert those(known) == {}


def test_only_delivery_and_the_program_write() -> None:
    """They see to it that no line of progress is in the way."""
    calls = ("typer.echo(", "print(", "sys.stdout.write(", "sys.stderr.write(")
    commands = [path for path in MODULES if room_of(name_of(path)) == "commands"]

    assert len(commands) > 1
    assert those({path: {call for call in calls if call in text_of(path)} for path in commands}) == {}


def test_every_room_has_a_floor() -> None:
    """A new room says where it stands."""
    assert {room_of(name_of(path)) for path in MODULES} == set(FLOOR)

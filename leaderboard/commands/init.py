"""``leaderboard init``."""

from __future__ import annotations

import io
import json
import os
from contextlib import redirect_stderr
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from leaderboard import storage
from leaderboard.commands import _cells, _found, sync
from leaderboard.errors import LEFT_OUT, LeaderboardError, UsageError, few_of, listed, quoted, readable
from leaderboard.reading import Known, place_of, read
from leaderboard.reading.folders import repository_of
from leaderboard.reading.own import TABLES
from leaderboard.table import printable, visible
from leaderboard.terminal import delivery, options
from leaderboard.terminal.option_groups import gathered
from leaderboard.updates import beginning
from leaderboard.updates.beginning import DATA, README, Beginning

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from leaderboard.board.board import Board
    from leaderboard.updates.beginning.tables import Begun

_DISTRIBUTION = "benchmark-leaderboard"


@gathered
def init(
    context: typer.Context,
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder of the board; a new one is made.")
    ],
    files: Annotated[
        list[str] | None,
        typer.Option("--from", metavar="FILE", help="Begin with the scores in this README, CSV, …"),
    ] = None,
    title: Annotated[
        str | None,
        typer.Option(metavar="TEXT", show_default="the name of DIR", help="The title of the board."),
    ] = None,
    program: Annotated[
        str | None,
        typer.Option(
            metavar="WHERE",
            show_default="where it was installed from",
            help="Where CI installs leaderboard from: git+https://…@COMMIT.",
        ),
    ] = None,
    keep: Annotated[
        bool, typer.Option("--keep", help="Keep the files that are there, and write the others.")
    ] = False,
    *,
    source: options.Telling,
) -> None:
    """Begin a board of your own.

    Writes the tables, a README that shows them, leaderboard.toml, and files with which GitHub and
    pre-commit check, preview and publish the board.

    Replaces nothing: if one of the files is there, it writes none of them without --keep. It reads
    the scores of --from as import does. The exit status is 3 if some cannot be used.

    Examples:

        leaderboard init potholes
        leaderboard init roads --from ours.csv --title "Road scenes"
        leaderboard init . --from results.md --keep
    """
    called = Path(os.path.abspath(folder)).name  # noqa: PTH100 - links stay what they are called
    about = {
        "title": printable(_one_line("--title", title) or called or "Leaderboard"),
        "program": _one_line("--program", program) or _installed_from(),
    }
    begun = None
    with TemporaryDirectory() as draft:
        if _holds_tables(folder / DATA):
            if files or not keep:
                _refuse_tables(folder / DATA, how="leaderboard import FILE --write" if files else "--keep")
            board, data = read(folder / DATA), folder / DATA
        else:
            data = Path(draft) / DATA
            begun = _begun(data, files or (), source)
            board = begun.board
        start = _beginning(board, about)
        written = start.files() | _tables(begun, data)
        new = _without_those_there(folder, written, keep=keep)
        if README in new:
            new[README] = _filled(Path(draft) / README, new[README], context, str(data))
    storage.add_files(folder, new)
    delivery.print_text("".join(f"{visible(str(folder / name))}\n" for name in sorted(new)))
    _tell(folder, board, start, new)
    if begun is not None and _tell_left_out(begun):
        raise typer.Exit(LEFT_OUT)


def _one_line(option: str, typed: str | None) -> str:
    text = (typed or "").strip()
    if typed is not None and (not text or printable(text) != text):
        raise UsageError(f"{option} is a line of text, not {quoted(typed)}")
    return text


def _installed_from() -> str:
    """Return what pip was told to install this program from, if it was a commit of a repository."""
    from importlib import metadata

    try:
        said = metadata.distribution(_DISTRIBUTION).read_text("direct_url.json")
        url = json.loads(said or "{}")
        revision = url["vcs_info"]["commit_id"]
    except (metadata.PackageNotFoundError, KeyError, TypeError, ValueError):
        return ""
    return f"{_DISTRIBUTION} @ git+{url['url']}@{revision}"


def _holds_tables(data: Path) -> bool:
    with readable(data):
        return any((data / f"{name}.csv").exists() for name in ("results", *TABLES))


def _refuse_tables(data: Path, *, how: str) -> None:
    does = "leaves them as they are, and writes the other files" if how == "--keep" else "takes scores in"
    raise LeaderboardError(f"nothing is written: there are tables in {data}; {how!r} {does}")


def _begun(data: Path, files: Sequence[str], source: options.Telling) -> Begun:
    """Make the tables in an empty place, and see that nothing in them is wrong."""
    from leaderboard import checks
    from leaderboard.reading.boards import nothing
    from leaderboard.updates import merging
    from leaderboard.updates.beginning import tables

    places = [place_of(file) for file in files]
    found = merging.combined(_found.boards(places, source, Known())) if places else nothing()
    begun = tables.begin(data, found)
    problems = checks.check(data)
    errors = problems.loc[problems["severity"] == "error", "problem"].tolist()
    if errors:
        said = f"{_cells.count(len(errors), 'error')}, such as {errors[0]}"
        raise LeaderboardError(f"nothing is written: the tables would have {said}")
    return begun


def _beginning(board: Board, about: Mapping[str, str]) -> Beginning:
    described = board.datasets_table.astype("str")
    described = described[described["dataset"].isin(set(board.results_table["dataset"]))]
    titles = dict(zip(described["dataset"], described["title"], strict=True))
    ranked = described.loc[described["better"] != "", "dataset"].tolist()
    return Beginning(datasets=titles, ranked=ranked, **about)


def _tables(begun: Begun | None, data: Path) -> dict[str, bytes]:
    if begun is None:
        return {}
    return {f"{DATA}/{path.name}": path.read_bytes() for path in data.glob("*.csv")}


def _without_those_there(folder: Path, written: Mapping[str, bytes], *, keep: bool) -> dict[str, bytes]:
    """Return the files that are not there yet.

    Raises:
        LeaderboardError: One is, and that was not expected.
    """
    with readable(folder):
        there = sorted(name for name in written if os.path.lexists(folder / name))
    if there and not keep:
        verb = "is" if len(there) == 1 else "are"
        raise LeaderboardError(
            f"nothing is written: {few_of(there)} {verb} there;"
            " --keep leaves what is there as it is, and writes the other files"
        )
    if len(there) == len(written):
        raise LeaderboardError(f"nothing is left to write: all of the files are in {folder}")
    if there:
        delivery.note(f"left as they are: {listed(there)}")
    return {name: content for name, content in written.items() if name not in there}


def _filled(path: Path, content: bytes, context: typer.Context, data: str) -> bytes:
    """Return the README with its tables, as ``sync`` makes them."""
    path.write_bytes(content)
    with redirect_stderr(io.StringIO()):  # what is to be said of the tables has been said by then
        return sync.made_new(path, context, data).new.encode()


def _tell(folder: Path, board: Board, start: Beginning, new: Mapping[str, bytes]) -> None:
    """Say what there is now, and what only the maintainer can know."""
    results = board.results_table
    counted = [
        _cells.count(len(results), "score"),
        _cells.count(results["network"].nunique(), "network"),
        _cells.count(len(start.datasets), "dataset"),
    ]
    if README not in new:
        delivery.note(f"to show the board in {README}, put these lines in:")
        for block in start.blocks:
            for line in block.splitlines():
                delivery.say(line)
    for name in start.datasets:
        if name not in start.ranked:
            delivery.note(f"is higher or lower better on {quoted(name)}? say so in {DATA}/datasets.csv")
    if not start.program:
        delivery.note(f"say in {beginning.REQUIREMENT} where CI installs leaderboard from, or with --program")
    root = repository_of(Path(os.path.realpath(folder)))
    if root is not None and root != Path(os.path.realpath(folder)):
        delivery.note(f"GitHub runs only the workflows in {root / '.github'}")
    delivery.say(f"{folder}: {', '.join(counted)}")


def _tell_left_out(begun: Begun) -> bool:
    """Say what was left out, and whether something was."""
    from leaderboard.updates import merging

    for remark in begun.taken.remarks:
        delivery.note(remark)
    left: pd.DataFrame = merging.left_out(begun.planned, with_conflicts=False)
    _found.note_unusable(left)
    others = left[left["status"] != "unusable"]
    if len(others):
        names = few_of([f"{row.network} on {row.dataset}" for row in others.itertuples()])
        delivery.note(f"left out: {_cells.count(len(others), 'score')} in conflict with another: {names}")
    return not left.empty

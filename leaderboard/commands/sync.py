"""``leaderboard sync``."""

from __future__ import annotations

import io
import shlex
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Protocol, cast

import typer

from leaderboard import exporters, storage
from leaderboard.commands import _writing
from leaderboard.errors import DataError, LeaderboardError, reason_of
from leaderboard.reading import place_of
from leaderboard.table import visible
from leaderboard.terminal import delivery, options, progress
from leaderboard.terminal.option_groups import gathered
from leaderboard.updates import documents

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from leaderboard.updates.documents import Block

_OF_MARKDOWN = {"markdown", "github", "pipe", "unsafehtml"}
"""The formats that a Markdown file takes as they are; the others are shown as code."""

_LANGUAGES = {"bibtex", "csv", "tsv", "json", "latex", "html", "rst"}
"""The formats whose names say on GitHub how code is coloured."""


class Program(Protocol):
    """What this command has to know of the program that it belongs to."""

    def asked(self, words: Sequence[str]) -> typer.Context:
        """Return the command that *words* ask for, ready to be invoked, if it only reads."""


@dataclass(frozen=True)
class Document:
    """A file as it is, and as it should be."""

    path: Path
    old: str
    new: str


@gathered
def sync(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Markdown files with markers.")],
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 if a table is out of date.")
    ] = False,
    *,
    source: options.Place,
) -> None:
    """Bring the tables of Markdown files up to date.

    Writes the output of a command between the lines <!-- leaderboard: top -d NAME -->
    and <!-- /leaderboard -->.

    Any command that only reads can stand in a marker. Its format is Markdown unless the marker
    names another, which is shown as code. A --data in a marker is relative to the folder of the
    file, and stays in the repository.

    Examples:

        leaderboard sync README.md
        leaderboard sync --check README.md
    """
    data = source.data
    found = [made_new(path, context, data) for path in dict.fromkeys(files)]
    for document in found:
        if document.new != document.old and not check:
            _writing.note_other_names([document.path])
            storage.write_bytes(document.path, document.new.encode(), replacing=document.old.encode())
        lines = _report(document, check=check, data=data)
        delivery.print_text("".join(f"{visible(line)}\n" for line in lines))
    if check and any(document.new != document.old for document in found):
        raise typer.Exit(1)


def made_new(path: Path, context: typer.Context, data: str | None) -> Document:
    """Read a file, and run the commands of its blocks, which are of the program in a *context*."""
    program = cast("Program", context.find_root().command)
    try:
        old = documents.decode(path.read_bytes(), path)
    except OSError as error:
        raise DataError(path, reason_of(error)) from None
    blocks = documents.blocks(old, path)
    if not blocks:
        example = "'<!-- leaderboard: top --dataset NAME -->'"
        raise DataError(path, f"nothing to sync: put {example} and '{documents.END}' on lines of their own")
    answered: dict[tuple[str, ...], str] = {}
    commands = [tuple(documents.words(block, path)) for block in blocks]
    for block, words in zip(blocks, commands, strict=True):
        if words not in answered:  # each answer reads the data anew
            answered[words] = _content(block, words, path, program, data)
    return Document(path, old, documents.fill(old, path, [answered[words] for words in commands]))


def _content(block: Block, words: Sequence[str], path: Path, program: Program, data: str | None) -> str:
    """Run the command of a block, and return the Markdown that belongs there."""
    try:
        with progress.doing(f"{path}:{block.line}"):
            written_as, text = _answer(words, program, folder=path.parent, data=data)
    except LeaderboardError as error:
        raise DataError(path, str(error), line=block.line) from None
    if written_as in _OF_MARKDOWN:
        return text
    # In code, text from the data can neither end the block nor begin a comment.
    return documents.in_code(text, written_as if written_as in _LANGUAGES else "text")


def _answer(words: Sequence[str], program: Program, *, folder: Path, data: str | None) -> tuple[str, str]:
    """Run a command; return the name of a format, and what the command wrote in it."""
    written = io.StringIO()
    with redirect_stdout(written):
        command = program.asked(words)
        given = command.params
        given["data"] = (
            str(documents.data_of_marker(given["data"], folder)) if _is_typed(command, "data") else data
        )
        if "format" in given:
            given["format"] = exporters.get(given["format"] or "markdown").name
        with command:
            command.command.invoke(command)
    return given.get("format", "bibtex"), written.getvalue()


def _is_typed(command: typer.Context, parameter: str) -> bool:
    source = command.get_parameter_source(parameter)
    return source is not None and source.name == "COMMANDLINE"


def _report(document: Document, *, check: bool, data: str | None) -> Iterator[str]:
    """Yield a line for each block that changes, or one that says that none does."""
    path = document.path
    changed = documents.changed(document.old, document.new, path)
    mend = shlex.join(["leaderboard", "sync", *(["--data", f"{place_of(data)}"] if data else []), f"{path}"])
    for before, after in changed:
        if check:
            yield f"{path}:{before.line}: stale: {before.command}; run {mend!r}"
        else:
            yield f"{path}:{after.line}: updated: {after.command}"
    if not changed:
        yield f"{path}: up to date"

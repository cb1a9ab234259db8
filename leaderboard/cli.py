"""The program: all commands in the order of the help, and the one place an error becomes a message."""

# No ``from __future__ import annotations``: typer reads these annotations.

import inspect
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Annotated, Any, cast

import typer
from typer.core import TyperCommand, TyperGroup

from leaderboard import __version__
from leaderboard.errors import LeaderboardError, UnknownName, UsageError
from leaderboard.near import nearest
from leaderboard.terminal import delivery, streams
from leaderboard.terminal import help as helping
from leaderboard.terminal.option_groups import ConvertsLate

CONTENTS = {
    "Look": {
        "top": "Rank the networks of a dataset, or show the leader of each.",
        "show": "Show all about a network: scores, places, paper, code, tags.",
        "compare": "Compare networks on the datasets they share.",
        "overall": "Rank the networks over several datasets.",
        "history": "Show who held the record of a dataset, and for how long.",
        "tradeoff": "Show what a better score costs in speed or size.",
        "datasets": "List the boards: networks, leader, years, what to type.",
        "papers": "Search the papers, the latest first.",
        "log": "Show the changes of a board over its history.",
        "diff": "Show what changed between two versions of a board.",
    },
    "Share": {
        "export": "Write the whole table, or one board, as a document.",
        "cite": "Write BibTeX for networks, or for a whole board.",
        "publish": "Make a web site of the boards, for any host.",
        "open": "Open a network's paper, code or project page.",
    },
    "Keep": {
        "add": "Add one score to the data, in its place.",
        "correct": "Put right a score, or its source or note.",
        "rename": "Give a network, dataset or paper another name everywhere.",
        "remove": "Take one score out of the data.",
        "import": "Take in scores from other formats.",
        "check": "Check the data: every problem with its file and line.",
        "sync": "Bring the tables of Markdown files up to date.",
        "init": "Begin a board of your own.",
    },
}
"""Every command with the first line of its help, in the panels and in the order of the help."""

COMMANDS = [name for panel in CONTENTS.values() for name in panel]

PARTS = {
    "add dataset": "Describe a dataset, so that scores can be added to it.",
    "add paper": "Add a paper, or a network to one that is there.",
}
"""What a command does for other things, by what is typed; ``add`` alone is for scores."""

READING = (*CONTENTS["Look"], "export", "cite")
"""The commands whose answer can stand in a document: they read, and do nothing else."""

WRITING = {
    "output": "--output writes a file",
    "file": "a FILE is written",
    "plot": "--plot is for a terminal",
}
"""The parameters with which even those do something else."""


NAME = "leaderboard"

HELP = "help"
"""The word before the name of a command that asks for its help, as --help behind it does."""

COMPLETING = "_LEADERBOARD_COMPLETE"
"""The variable in which the scripts that typer makes for a program of that name say what they ask for."""


class Command(ConvertsLate, TyperCommand):  # type: ignore[misc]
    """One command."""


def _load_command(name: str) -> Command:
    """Make a command of the function in the module *name*; its help is the docstring."""
    file = name.replace(" ", "_")
    module = import_module(f"leaderboard.commands.{file}")
    function = getattr(module, file, None) or getattr(module, f"{file}_")
    paragraphs = inspect.cleandoc(function.__doc__).split("\n\n")
    text = "\n\n".join(part if part.startswith(" ") else " ".join(part.split()) for part in paragraphs)
    alone = typer.Typer(add_completion=False)
    alone.command(name=name, cls=Command, help=text, add_help_option=False)(function)
    return cast("Command", typer.main.get_command(alone))


class _Commands(Mapping[str, TyperCommand]):
    """The commands by name; each is imported when it is asked for."""

    def __init__(self) -> None:
        self._loaded: dict[str, Command] = {}

    def __getitem__(self, name: str) -> Command:
        if name not in COMMANDS and name not in PARTS:
            raise KeyError(name)
        if name not in self._loaded:
            self._loaded[name] = _load_command(name)
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)


class Program(ConvertsLate, TyperGroup):  # type: ignore[misc]
    """All commands, and what becomes of the errors they raise."""

    contents = CONTENTS
    """What help shows of the commands, so that it need not import them."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        """Take what typer gives, and look commands up in the table of contents."""
        super().__init__(*args, **settings)
        self.commands = _Commands()  # type: ignore[assignment]

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the words apart; ``help top`` is ``top --help``, and the name of a shell may be missing."""
        if args[:1] == [HELP]:
            args = [*args[1:], "--help"]
        elif args in (["--install-completion"], ["--show-completion"]) and not ctx.resilient_parsing:
            args = [*args, ""]
        return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command, which two words may name; what goes on with an option names no part of one.

        Raises:
            UsageError: There is none; the text says which have similar names.
        """
        if " ".join(args[:2]) in PARTS:
            args = [" ".join(args[:2]), *args[2:]]
        elif not ctx.resilient_parsing:
            _refuse_unknown(*args[:2])
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """Complete a command from the table of contents."""
        with self._unloaded():
            return super().shell_complete(ctx, incomplete)

    def beyond(self, before: Sequence[str]) -> dict[str, str]:
        """Return the words that can stand behind those *before* and name no command of typer's."""
        words = [word for word in before if word != HELP]
        if not before:
            return {HELP: "Explain a command."}
        return {
            part.removeprefix(f"{words[0]} "): line
            for part, line in PARTS.items()
            if len(words) == 1 and part.startswith(f"{words[0]} ")
        }

    @contextmanager
    def _unloaded(self) -> Iterator[None]:
        """Do with what the table of contents says of the commands, without importing each of them."""
        loaded = self.commands
        self.commands = {
            name: TyperCommand(name, help=line, rich_help_panel=panel)
            for panel, lines in CONTENTS.items()
            for name, line in lines.items()
        }
        try:
            yield
        finally:
            self.commands = loaded

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, *, standalone_mode: bool = True, **settings: Any
    ) -> Any:
        """Run a command; an error that the user can mend is one line on stderr and an exit status.

        Anything else that is raised is a bug and keeps its traceback.
        """
        # What asks for completions is named for the program, so that has one name however it is called.
        settings["prog_name"] = NAME
        streams.stand_in()
        try:
            with _in_our_words():
                asked = os.environ.get(COMPLETING, "").partition("_")
                if asked[0] == "complete":
                    status = self._complete(asked[2])
                elif asked[0] == "source":
                    status = _show_script(asked[2])
                else:
                    status = super().main(args, standalone_mode=False, **settings)
        except LeaderboardError as error:
            status = _complain(str(error), error.exit_code)
        except typer.Abort:
            status = _complain("aborted", 1)
        delivery.say_what_is_left()
        if standalone_mode:
            sys.exit(status or 0)
        return status

    def _complete(self, shell: str) -> int:
        """Answer a shell; typer's own way would let it run what stands in the data."""
        from leaderboard.terminal import shells

        text, status = shells.answer(cast("Any", self), shell)
        delivery.print_text(f"{text}\n" if text else "")
        return status

    def asked(self, words: Sequence[str]) -> typer.Context:
        """Return the command that *words* ask for, ready to be invoked, if it only reads.

        Raises:
            UsageError: The words make no sense, or ask for more than an answer.
        """
        name, *rest = words
        if name in {*COMMANDS, *PARTS} and name not in READING:
            does = {"open": "opens a browser", "check": "reports problems"}.get(name, "writes")
            raise UsageError(f"{name!r} {does}, so it cannot stand in a marker")
        # Options of the program itself are not even parsed: one of them installs the completion.
        if name.startswith("-") or name == HELP:
            raise UsageError(f"a command goes first in a marker, not {name!r}")
        with _in_our_words():
            context = typer.Context(self, info_name=NAME)
            _, command, rest = self.resolve_command(context, [name, *rest])
            try:
                asked = cast("Command", command).make_context(name, rest, parent=context)
            except typer.Exit:
                raise UsageError("--help answers nothing that can stand in a document") from None
        for parameter, does in WRITING.items():
            if asked.params.get(parameter):
                raise UsageError(f"{does}, so it cannot stand in a marker")
        return cast("typer.Context", asked)


def _refuse_unknown(name: str, follows: str = "-") -> None:
    """Refuse a *name* that no command has, alone or with what *follows* it."""
    parts = [part for part in PARTS if part.startswith(f"{name} ")]
    if name.startswith("-") or (name in COMMANDS and (not parts or follows.startswith("-"))):
        return
    typed = f"{name} {follows}" if parts else name
    near = nearest(typed.casefold(), parts or [*COMMANDS, HELP], limit=3) or parts
    raise UsageError(f"{UnknownName('command', typed, near)} (see '{NAME} --help')")


@contextmanager
def _in_our_words() -> Iterator[None]:
    """Turn typer's errors into ours, which are one line."""
    try:
        yield
    except typer.TyperException as error:
        context = getattr(error, "ctx", None)
        see = f" (see '{context.command_path} --help')" if context else ""
        problem = _unknown_option(error) or _sentence(error.format_message())
        wrong = UsageError(f"{problem}{see}")
        wrong.exit_code = error.exit_code
        raise wrong from None


def _complain(problem: str, status: int) -> int:
    """Say what is wrong in one line, the last one, whatever characters the names in it have."""
    delivery.say_what_is_left()
    delivery.say(f"error: {problem}")
    return status


def _unknown_option(error: typer.TyperException) -> str:
    """Say which options have similar names, if the error is that a command lacks one."""
    context = getattr(error, "ctx", None)
    if context is None or not hasattr(error, "possibilities"):
        return ""
    typed = cast("Any", error).option_name
    known = [name for one in context.command.get_params(context) for name in one.opts if name[:2] == "--"]
    return str(UnknownName("option", typed, nearest(typed.casefold(), known, limit=3)))


def _sentence(text: str) -> str:
    """Put typer's message into the manner of the others: one line, lower case, no full stop."""
    line = " ".join(text.split()).rstrip(".")
    return line[:1].lower() + line[1:]


app = typer.Typer(cls=Program, name=NAME, pretty_exceptions_enable=False, add_completion=False)


def _version(wanted: bool) -> None:
    if wanted:
        delivery.print_text(f"leaderboard {__version__}\n")
        raise typer.Exit


def _install(shell: str | None) -> None:
    if shell is not None:
        from leaderboard.terminal import installing

        installing.install(shell, program=NAME, variable=COMPLETING)
        raise typer.Exit


def _script(shell: str | None) -> None:
    if shell is not None:
        _show_script(shell)
        raise typer.Exit


def _show_script(shell: str) -> int:
    from leaderboard.terminal import installing

    installing.show(shell, program=NAME, variable=COMPLETING)
    return 0


def _complete_shell() -> list[str]:
    from leaderboard.terminal import shells

    return list(shells.SHELLS)


@app.callback(invoke_without_command=True, add_help_option=False)
def leaderboard(
    context: typer.Context,
    *,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_version, is_eager=True)
    ] = False,
    install_completion: Annotated[
        str | None,
        typer.Option(
            "--install-completion",
            metavar="[SHELL]",
            help="Install completion for a shell, or for the one in use.",
            callback=_install,
            is_eager=True,
            autocompletion=_complete_shell,
        ),
    ] = None,
    show_completion: Annotated[
        str | None,
        typer.Option(
            "--show-completion",
            metavar="[SHELL]",
            help="Show the script that --install-completion writes.",
            callback=_script,
            is_eager=True,
            autocompletion=_complete_shell,
        ),
    ] = None,
    help_: helping.Help = False,
    help_all: helping.HelpAll = False,
) -> None:
    """Rank, filter and publish the scores of networks.

    Comes with a board of semantic segmentation; --data names your own.

    Colours: --no-color and NO_COLOR turn them off; else FORCE_COLOR and CLICOLOR_FORCE turn them on,
    also in a pipe; else a terminal has them unless TERM is dumb.
    """
    if context.invoked_subcommand is None:
        helping.show(context)

"""The problems a user can mend, each with its exit status.

0 is done, 1 could not be done or something was found, 2 wrong usage, 3 done but something was
left out (:data:`LEFT_OUT`). The core raises these; ``cli`` alone turns them into a line on stderr. Anything
else that is raised is a bug and keeps its traceback.
"""

from __future__ import annotations

import shlex
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path


LEFT_OUT = 3
"""The exit status of a command that is done, but had to leave something out."""


class LeaderboardError(Exception):
    """A problem that the user can mend; its text is one line that says how."""

    exit_code = 1


class UsageError(LeaderboardError):
    """What was asked for does not make sense, whatever the data says."""

    exit_code = 2


class UnknownName(LeaderboardError):
    """No network, dataset, … has this name."""

    def __init__(self, kind: str, typed: str, near: Iterable[str] = ()) -> None:
        """Name the *kind* of thing that was *typed*, and the *near* names that exist."""
        self.near = tuple(near)
        hint = f"; did you mean {_either(self.near)}?" if self.near else ""
        super().__init__(f"no {kind} named {typed!r}{hint}")


class NearName(UnknownName):
    """Nothing has this name, but something has one that is hardly different; it may be a slip."""

    def __init__(self, kind: str, typed: str, near: Iterable[str]) -> None:
        """Name the *kind* of thing that was *typed*, and the *near* names that exist."""
        super().__init__(kind, typed, near)
        self.args = (f"{self} if not, say --new",)


class AmbiguousName(LeaderboardError):
    """What was typed is the name of several things."""

    def __init__(self, kind: str, typed: str, fitting: Iterable[str]) -> None:
        """Name the *kind* of thing that was *typed*, and those that fit."""
        self.fitting = tuple(fitting)
        super().__init__(f"{typed!r} names more than one {kind}: {_either(self.fitting)}")

    @property
    def mend(self) -> str:
        """What to say where the name stands in a file: the problem, and what to write instead."""
        return f"{self}; write one of these"


class KnownPaper(LeaderboardError):
    """The paper that is given for a network is there already, as that of others."""

    def __init__(self, paper: str, network: str) -> None:
        """Name the *paper* and the *network* that it does not name."""
        self.paper = paper
        words = shlex.join(["leaderboard", "add", "paper", paper, "--network", network])
        super().__init__(f"that is the paper {paper!r}; add the network to it with: {words}")


class UnknownDirection(LeaderboardError):
    """A board cannot be ranked, since the data does not tell what is better."""

    def __init__(self, dataset: str, metric: str) -> None:
        """Name the *dataset*, and the *metric* that its scores are in."""
        super().__init__(
            f"is higher or lower {quoted(metric)} better on {quoted(dataset)}? say --set better=higher or"
            " --set better=lower, or 'better' in a datasets.csv or metrics.csv"
        )


class DataError(LeaderboardError):
    """Data that cannot be used; the text begins with the place, ``path:line:``."""

    def __init__(self, path: Path | str, problem: str, *, line: int | None = None) -> None:
        """Say what the *problem* is and where; *line* counts from 1."""
        self.path, self.problem, self.line = path, problem, line
        self.place = f"{path}:{line}" if line is not None else f"{path}"
        super().__init__(f"{self.place}: {problem}")


@contextmanager
def readable(path: Path | str) -> Iterator[None]:
    """Make an error of the system, while the block looks at a *path*, one that names it.

    Raises:
        DataError: It cannot be read, or a folder on the way may not be entered.
    """
    try:
        yield
    except OSError as error:
        raise DataError(path, reason_of(error)) from None


class OverwriteRefused(LeaderboardError):
    """The file to be written exists, and is no earlier edition of what is to be there."""

    def __init__(self, path: Path | str) -> None:
        """Name the file."""
        self.path = path
        super().__init__(f"{path} exists and holds something else; use --force to replace it")


class Changed(LeaderboardError):
    """A file is not any more what it was when it was read; nothing was written to it."""

    def __init__(self, path: Path | str) -> None:
        """Name the file."""
        self.path = path
        super().__init__(f"{path} was changed by something else just now, and stays so; try again")


def how_to_install(extra: str) -> str:
    """Return the command that installs what an *extra* of the distribution needs."""
    return f"pip install 'benchmark-leaderboard[{extra}]'"


def reason_of(error: OSError) -> str:
    """Return why the system refused something, in its words."""
    return (error.strerror or str(error)).lower()


def said_by(error: Exception) -> str:
    """Return what a library says of a mistake, in one line that is not long."""
    line = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return line if len(line) <= _LINE else f"{line[:_LINE]}…"


_LINE = 200


def quoted(text: str) -> str:
    """Put what was read into quotation marks, on one line and not much longer than a name."""
    return repr(text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…")


_LONGEST = 60
_FEW = 3
"""So many things are named one by one."""


def listed(names: Sequence[str], last: str = "and") -> str:
    """Join names as in a sentence: ``A``, ``A and B``, ``A, B and C``."""
    return f" {last} ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def few_of(names: Sequence[str]) -> str:
    """Name the first few, and count the others: ``A, B, C, 5 more``."""
    more = [f"{len(names) - _FEW} more"] if len(names) > _FEW else []
    return ", ".join([*names[:_FEW], *more])


def _either(names: Sequence[str]) -> str:
    return listed(list(map(repr, names)), "or")

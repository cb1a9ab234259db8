"""Several files of a folder, written as one.

All of them are brought to the disk as drafts. Then a journal is, the file ``.leaderboard.journal``,
which says whose place each draft takes; and only then they take them, one after the other. Whoever
is stopped before the journal is there leaves the old files, and whoever is stopped later leaves all
that is needed to go on: the next one who gets the lock of the folder does so, before anything else.

It names files of its own folder alone, so that a journal from a stranger can do no more than
what else the stranger put there.
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from leaderboard.errors import Changed, DataError, LeaderboardError, reason_of
from leaderboard.storage import drafts, system
from leaderboard.storage.whole_files import cannot_write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from leaderboard.storage.drafts import Draft

NAME = ".leaderboard.journal"

COMPLETING = "the next command that writes completes it"
"""What becomes of a write that was stopped."""


@dataclass(frozen=True)
class Step:
    """A draft, and the file whose place it takes."""

    draft: Path
    target: Path
    was: str | None
    """The SHA-256 of what is replaced; None where there was no file."""

    @property
    def is_done(self) -> bool:
        """Whether the draft has left its place."""
        return not self.draft.exists()

    @property
    def is_old(self) -> bool:
        """Whether that is still, or again, at the target which was there before."""
        try:
            content = self.target.read_bytes()
        except FileNotFoundError:
            content = b""
        return _digest(content) == self.was


def replace_together(files: Sequence[tuple[Path, Iterable[bytes], bytes]]) -> None:
    """Write files of one folder, all or none; its lock is to be held.

    Args:
        files: Path and parts of each, and what was read there; empty for no file.

    Raises:
        Changed: Somebody has written to one of them since it was read; none is written.
        LeaderboardError: One cannot be written. None is, or the text says that the next
            writer completes it.
    """
    folder = Path(os.path.realpath(files[0][0])).parent
    made: list[Draft] = []
    try:
        for path, parts, old in files:
            with _naming(path):
                made.append(drafts.written(path, parts, "draft", replacing=old))
        if len(made) > 1:
            _put_all(made, folder / NAME)
        else:
            _put(made[0])
            system.bring_to_disk(folder)
    finally:
        is_needed = os.path.lexists(folder / NAME)  # the journal names the drafts
        for draft in made:
            draft.file.close() if is_needed else draft.discard()


def _put_all(made: list[Draft], journal: Path) -> None:
    """Let drafts take their places, with a journal as long as only some have."""
    try:
        with _naming(journal):
            _begin(journal, made)
        for draft in made:
            with _naming(draft.path):
                draft.see_that_nothing_changed()
        for draft in made:
            _put(draft)
    except BaseException as error:
        if made[0].place.exists():  # no one has taken its place yet
            with _naming(journal):
                journal.unlink(missing_ok=True)
        elif isinstance(error, Changed):
            raise _in_the_way(journal, error.path) from None
        elif isinstance(error, LeaderboardError):
            raise LeaderboardError(f"{error}; {COMPLETING}") from None
        raise
    system.bring_to_disk(journal.parent)
    with suppress(OSError):  # there is nothing to do any more, as the next writer will see
        journal.unlink()


def _put(draft: Draft) -> None:
    with _naming(draft.path):
        draft.put()


def _begin(journal: Path, made: list[Draft]) -> None:
    """Write the journal; from then on, what was begun is completed."""
    steps = [
        {
            "draft": draft.place.name,
            "table": draft.target.name,
            "was": _digest(draft.replacing or b""),
        }
        for draft in made
    ]
    begun = drafts.written(journal, [json.dumps(steps).encode()], "draft")
    try:
        begun.put()
    finally:
        begun.discard()
    system.bring_to_disk(journal.parent)


@contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Say which file an error of the system is about."""
    try:
        yield
    except OSError as error:
        raise cannot_write(path, error) from None


def complete(folder: Path) -> tuple[Path, ...]:
    """Complete what was begun in a folder, and return the files that were still to be written.

    Where nothing was replaced yet, and somebody has written to one of the files since, it is
    given up in place of that. The lock of the folder is to be held.

    Raises:
        DataError: What is in the journal was not written by this program.
        LeaderboardError: Some were replaced, and somebody has written to others since.
    """
    journal = folder / NAME
    steps = steps_of(journal)
    with _naming(journal):
        changed = [step for step in steps if step.is_done == step.is_old]
        is_begun = any(step.is_done and not step.is_old for step in steps)
    if changed and is_begun:
        raise _in_the_way(journal, changed[0].target)
    left = tuple(step for step in steps if not step.is_done and not changed)
    for step in left:
        with _naming(step.target):
            step.draft.replace(step.target)
    if steps:
        system.bring_to_disk(folder)
        with _naming(journal):
            journal.unlink()
    return tuple(step.target for step in left)


def _in_the_way(journal: Path, changed: Path | str) -> LeaderboardError:
    return LeaderboardError(
        f"{changed} was changed after a command was stopped while it wrote several tables; {journal} names"
        " what each was to become: see that they fit each other, and remove that file"
    )


def steps_of(journal: Path) -> list[Step]:
    """Read a journal; without one, nothing was begun."""
    try:
        entries = json.loads(journal.read_bytes())
        steps = [(entry["draft"], entry["table"], entry["was"]) for entry in entries]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise DataError(journal, reason_of(error)) from None
    except (ValueError, TypeError, KeyError, RecursionError):
        steps = []
    for draft, table, was in steps or [("", "", None)]:
        if not (
            isinstance(draft, str)
            and drafts.NAMED.fullmatch(draft)
            and isinstance(table, str)
            and Path(table).name == table not in {"", ".."}
            and isinstance(was, str | None)
        ):
            raise DataError(journal, "this is not what the program writes there; remove it")
    return [Step(journal.parent / draft, journal.parent / table, was) for draft, table, was in steps]


def _digest(content: bytes) -> str | None:
    """Return the SHA-256 of a file; one in which nothing stands is as good as none."""
    import hashlib

    return hashlib.sha256(content).hexdigest() if content else None

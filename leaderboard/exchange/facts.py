"""What a format asks for and the data does not say: who evaluated, when, with what. It is never invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.board.names import fold
from leaderboard.errors import UnknownName, UsageError, quoted
from leaderboard.near import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Facts:
    """Facts by their names; one may be said of a single thing: ``developer.DeepLab=google``."""

    def __init__(self, format_: str, asks: Mapping[str, str], said: Sequence[str] = ()) -> None:
        """Take what was *said* for a format, which *asks* for facts by name.

        Raises:
            UsageError: Something is no fact that is asked for.
        """
        self.format = format_
        self._asks = asks
        self._said: dict[tuple[str, str], str] = {}
        self.things: dict[str, list[str]] = {}
        """Of which things each fact was said, as they were typed."""
        for text in said:
            role, equals, value = text.partition("=")
            name, _, thing = role.strip().partition(".")
            name = name.casefold()
            if not equals or not value.strip():
                raise UsageError(f"--fact takes NAME=VALUE, not {quoted(text)}")
            if name not in asks:
                raise self._not_asked(name)
            self._said[name, fold(thing)] = value.strip()
            self.things.setdefault(name, []).append(thing)

    def get(self, name: str, thing: str = "") -> str:
        """Return a fact about a *thing*: what was said of it, or else of all; empty where nothing was."""
        return self._said.get((name, fold(thing))) or self._said.get((name, ""), "")

    def require(self, *names: str) -> None:
        """See that facts were said.

        Raises:
            UsageError: Some were not; the text is what to type.
        """
        missing = [f"--fact {name}={self._asks[name]}" for name in names if not self.get(name)]
        if missing:
            raise UsageError(f"{self.format} asks for what the data does not say: {' '.join(missing)}")

    def _not_asked(self, name: str) -> UsageError:
        if not self._asks:
            return UsageError(f"{self.format} asks for no facts")
        near = nearest(name, list(self._asks), limit=3)
        problem = str(UnknownName(f"fact for {self.format}", name, near))
        return UsageError(problem if near else f"{problem}; it asks for {', '.join(self._asks)}")

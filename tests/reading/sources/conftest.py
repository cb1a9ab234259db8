"""Small files as evaluation tools write them, and what is read of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from leaderboard.reading.containers import containers
from leaderboard.reading.sources import sources
from leaderboard.reading.start import Start

if TYPE_CHECKING:
    from collections.abc import Callable

    from leaderboard.reading.measurements import Measurements

    Reading = Callable[..., "Read"]


class Read:
    """What was read of a file."""

    def __init__(self, found: Measurements, name: str) -> None:
        """Take what was *found* in the file called *name*."""
        self.found, self._name = found, name

    def rows(self, *columns: str) -> list[tuple[str, ...]]:
        """Return some columns of the scores; one that is not there is empty."""
        frame = self.found.scores.reindex(columns=list(columns), fill_value="")
        return list(frame.itertuples(index=False, name=None))

    @property
    def unusable(self) -> list[str]:
        """What could not be used, without the name of the file."""
        return [
            f"{one.place.removeprefix(self._name).lstrip(': ')}: {one.reason}".removeprefix(": ")
            for one in self.found.unusable
        ]


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reading:
    """Return a way to read what a tool wrote into a file of some name."""
    monkeypatch.chdir(tmp_path)

    def reading(value: Any, name: str) -> Read:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(value, bytes):
            path.write_bytes(value)
        else:
            path.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
        start = Start.of(path)
        source = max(sources(), key=lambda one: one.recognises(start))
        as_table = max(one.recognises(start) for one in containers())
        assert source.recognises(start) > as_table, "taken for a table"
        return Read(source.measurements(path, name), name)

    return reading

"""Whether the addresses of the data lead to something: only who asks for that opens a connection.

Only an answer that nothing is there counts (404, 410). A server may answer nobody but browsers, or
sleep: all else is counted, and no problem.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from leaderboard.errors import quoted
from leaderboard.table import web_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from leaderboard.checks.folder import Folder
    from leaderboard.checks.placed import Placed
    from leaderboard.checks.problems import Place, Problems

    Ask = Callable[[Iterable[str]], Mapping[str, int | str]]
    """Asks what is at each of some addresses: see :func:`leaderboard.reading.addresses.alive.answers`."""

_COLUMNS = {
    "results": ("source",),
    "speeds": ("source",),
    "datasets": ("url", "official"),
    "links": ("url",),
}
"""Where addresses stand in our tables."""

_WORDS = ("address", "link", "gone", "404", "410", "archive")
"""A note with one of these acknowledges that an address is dead."""


def in_folder(folder: Folder) -> Iterator[tuple[str, Place]]:
    """Give the addresses in our tables with their places, but not what a note says is gone."""
    for name, titles in _COLUMNS.items():
        if name not in folder.tables:
            continue
        table = folder.tables[name]
        for row, said in enumerate(table.rows((*titles, "note", "paper"))):
            note = said["note"] + (folder.notes.get(said["paper"], "") if name == "links" else "")
            if not _is_acknowledged(note):
                for address in filter(web_address, (said[title] for title in titles)):
                    yield address, table.places([row])[0]


def in_scores(scores: Placed) -> Iterator[tuple[str, Place]]:
    """Give the sources of scores that are addresses with their places, each once."""
    sources, notes = scores.column("source"), scores.column("note")
    first: dict[str, int] = {}
    for row in range(len(scores.numbers)):
        if web_address(sources[row]) and not _is_acknowledged(notes[row]):
            first.setdefault(sources[row], row)
    yield from zip(first, scores.places(list(first.values())), strict=True)


def tell(found: Iterable[tuple[str, Place]], problems: Problems, ask: Ask) -> list[str]:
    """Note the addresses at which nothing is; return what is to be said of the others."""
    from leaderboard.reading.addresses import alive

    places: dict[str, list[Place]] = {}
    for address, place in found:
        places.setdefault(address, []).append(place)
    answers = ask(places)
    others: Counter[str] = Counter()
    for address, answer in answers.items():
        words = alive.words_of(answer)
        if answer in alive.GONE:
            problem = (
                f"the address {quoted(address)} answers {words}; write where that is now, or say in the"
                " note that the address is gone"
            )
            for place in places[address]:
                problems.add(place, "error", "dead-address", problem)
        elif isinstance(answer, str) or not 200 <= answer < 300:  # noqa: PLR2004 - what is there
            others[words] += 1
    asked = f"{len(answers)} address{'' if len(answers) == 1 else 'es'} asked"
    if not others:
        return [asked]
    listed = ", ".join(f"{number} ({words})" for words, number in others.most_common())
    return [f"{asked}; of {others.total()} it is not known whether something is there: {listed}"]


def _is_acknowledged(note: str) -> bool:
    return any(word in note.casefold() for word in _WORDS)

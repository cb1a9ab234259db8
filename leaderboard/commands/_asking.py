"""Asking on a terminal for what was not given."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import typer

from leaderboard.errors import LeaderboardError, NearName, quoted
from leaderboard.terminal import delivery
from leaderboard.updates import dataset_of, values

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from leaderboard.updates import Addition, Tables

_FEW = 12
"""So many datasets are named where one is asked for."""


def possible() -> bool:
    """Whether there is somebody to ask."""
    return delivery.can_ask()


def which(network: str, known: Sequence[str]) -> str:
    """Ask whether a *network* is one of those *known*; return what it is to be called."""
    for name in known:
        if yes(f"is {quoted(network)} the network {quoted(name)}?"):
            return name
    return network


def complete(given: Addition, tables: Tables, missing: Sequence[str]) -> Addition:
    """Ask for what is *missing*, one thing after the other, until each can be used.

    A network that is hardly different from a known one is asked about, and the paper of
    one that is new in a folder, which may be left out. Nothing is written here; the end of
    the input, or an interruption, is the end of all.
    """
    new = given.new
    given = _network(given, tables)
    new_network = tables.folder and not _has_paper(tables, given["network"])
    given = given.saying(dataset=_dataset(given, tables, new=new))
    about = tables.description(given["dataset"], given["metric"])
    if "score" in missing:
        scale = (
            f"{about['metric'] or 'score'} ({about['unit']})" if about["unit"] else about["metric"] or "score"
        )
        given = given.saying(score=_until(scale, lambda text: _checked_score(text, about["unit"])))
    if "source" in missing:
        given = given.saying(source=_until("source, an address or a short citation", _checked_source))
    if new_network and missing and not given.paper:
        address = _until(f"paper of {given['network']}, its address (Enter for none)", _checked_paper)
        title = _ask("its title (Enter for none)") if address else ""
        said = {"paper": address, "title": title.strip()}
        given = replace(given, paper={name: text for name, text in said.items() if text})
    return given


def _network(given: Addition, tables: Tables) -> Addition:
    typed = given["network"].strip()
    while True:
        typed = typed or _ask("network")
        try:
            found = tables.network(values.plain("--network", typed), new=given.new) if typed else ""
        except NearName as error:
            if yes(f"no network named {typed!r}; do you mean {error.near[0]!r}?"):
                return given.saying(network=error.near[0])
            return replace(given.saying(network=typed), new=True)
        except LeaderboardError as error:
            delivery.say(f"{error}")
            typed = ""
        else:
            if found:
                return given.saying(network=found)


def _dataset(given: Addition, tables: Tables, *, new: bool) -> str:
    def check(text: str) -> str:
        return tables.dataset(values.plain("--dataset", text), new=new) if text else ""

    if typed := given["dataset"].strip():
        return dataset_of(tables, replace(given.saying(dataset=values.plain("--dataset", typed)), new=new))
    known = tables.datasets()
    listed = f" ({', '.join(known)})" if 0 < len(known) <= _FEW else ""
    return _until(f"dataset{listed}", check)


def _has_paper(tables: Tables, network: str) -> bool:
    return network in tables.bibliography.owners


def _checked_score(text: str, unit: str) -> str:
    if text:
        values.score(text, unit)
    return text


def _checked_source(text: str) -> str:
    values.source(values.plain("--source", text))
    return text


def _checked_paper(text: str) -> str | None:
    values.address("--paper", text)
    return text or None


def _until(question: str, check: Callable[[str], str | None]) -> str:
    """Ask until the answer can be used; an empty one only if that is what *check* makes None of."""
    while True:
        try:
            answer = check(_ask(question))
        except LeaderboardError as error:
            delivery.say(f"{error}")
        else:
            if answer is None or answer:
                return answer or ""


def yes(question: str) -> bool:
    """Ask something to which Enter is yes."""
    return _ask(f"{question} [Y/n]").casefold() in {"", "y", "yes"}


def _ask(question: str) -> str:
    try:
        return delivery.ask(question)
    except EOFError:
        raise typer.Abort from None

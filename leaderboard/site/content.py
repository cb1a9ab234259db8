"""What a site is made of: finished tables, and what is known around them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from leaderboard.site.slugs import slugs
from leaderboard.table import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from leaderboard.table import Fact, Table


@dataclass(frozen=True)
class Standing:
    """A score of a network on a board: its *place* as it is shown (``2=``), *of* how many, and its text.

    *compared* is the number by which it is better or worse than others; a *doubtful* one has no badge.
    """

    board: tuple[str, str, str]
    network: str
    place: str
    of: int
    text: str
    compared: float
    doubtful: bool = False


@dataclass(frozen=True)
class Board:
    """A board: its *key* is its dataset, split and metric. What takes time is made when it is asked for."""

    key: tuple[str, str, str]
    name: str
    """What its address is made of."""
    title: str
    scale: str
    better: str
    standings: Sequence[Standing]
    newest: str
    command: str
    own: bool
    """Whether it is the one of its dataset that is ranked if no other is asked for."""
    shown: Callable[[], Table]
    """Its table for people."""
    given: Callable[[], Table]
    """Its table for programs, and for documents."""
    rows: Callable[[], Sequence[Mapping[str, str]]]
    """By what each row of the table is filtered and sorted: ``year``, ``code``, ``evidence``, …"""
    bibtex: Callable[[], str]
    facts: Sequence[Fact] = ()
    pictures: Callable[[], Sequence[tuple[str, str]]] = tuple
    """Pictures in SVG, each with its caption."""
    spark: Callable[[], str] = str
    """A small picture of the record over time, in SVG."""

    @property
    def counted(self) -> str:
        """How many networks it has."""
        number = len({one.network for one in self.standings})
        return "1 network" if number == 1 else f"{number} networks"

    @property
    def direction(self) -> str:
        """What is better on it."""
        return f"{self.better} is better" if self.better else "not ranked: it is not known what is better"

    @property
    def leader(self) -> str:
        """The network that stands first."""
        return self.standings[0].network if self.standings and self.better else ""

    @property
    def leader_score(self) -> str:
        """Its score."""
        return visible(self.standings[0].text) if self.leader else ""


@dataclass(frozen=True)
class News:
    """Something that happened on a board: a new record, or a network that is new there."""

    date: str
    title: str
    text: str
    network: str
    board: tuple[str, str, str]
    identity: str
    """What makes it the same piece of news, however its numbers are corrected."""


@dataclass(frozen=True)
class Paper:
    """A paper that the search finds."""

    title: str
    address: str


@dataclass(frozen=True)
class Settings:
    """What the one who publishes says, and what is known of the state of the data."""

    title: str = "Leaderboard"
    base_url: str = ""
    source: str = ""
    """The address of the folder or file of the data, where it can be corrected."""
    licence: str = ""
    date: str = ""
    """When the data is of: the day of the revision, or else of the newest score."""
    revision: str = ""


@dataclass(frozen=True)
class Site:
    """Everything that is published."""

    settings: Settings
    summary: str
    boards: Sequence[Board]
    networks: Sequence[str]
    portraits: Callable[[], Iterable[Table]]
    """The networks' tables, in the order of *networks*."""
    entries: Mapping[str, str]
    """The BibTeX entries of networks, as far as there are any."""
    overall: Sequence[Table]
    overall_pictures: Sequence[tuple[str, str]]
    """Pictures in SVG, each with its caption."""
    papers: Table
    changes: Table
    news: Sequence[News]
    found: Sequence[Paper]
    data: Mapping[str, bytes]
    """The tables of the data, and other files that go into ``data/``."""
    corrected_in: str = ""
    """The file of the scores within the folder of the data; empty where the data is one file."""
    lines: Mapping[str, int] = field(default_factory=dict)
    """The line of that file on which each network is first named."""

    @property
    def title(self) -> str:
        """What the site is called."""
        return visible(self.settings.title)

    @property
    def revision(self) -> str:
        """The revision of the data."""
        return self.settings.revision

    @property
    def licence(self) -> str:
        """The licence of the data."""
        return visible(self.settings.licence)

    @property
    def as_of(self) -> str:
        """When the data is of."""
        return f"Data as of {self.settings.date}. " if self.settings.date else ""

    def correction(self, network: str = "") -> str:
        """Return where a number can be corrected, on the line of a *network*; empty if that was not said."""
        if not self.settings.source:
            return ""
        file = "/".join(filter(None, (self.settings.source, self.corrected_in)))
        return f"{file}#L{self.lines[network]}" if network in self.lines else file

    @cached_property
    def network_slugs(self) -> dict[str, str]:
        """The addresses of the networks."""
        return slugs({network: network for network in self.networks})

    @cached_property
    def boards_of(self) -> dict[str, list[Board]]:
        """The boards on which a network has a place that can be relied on."""
        found: dict[str, list[Board]] = {}
        for board in self.boards:
            for one in board.standings:
                if one.place and not one.doubtful:
                    found.setdefault(one.network, []).append(board)
        return found

    @cached_property
    def board_slugs(self) -> dict[tuple[str, str, str], str]:
        """The addresses of the boards."""
        return slugs({board.key: board.name for board in self.boards})

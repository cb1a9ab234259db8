"""From the content of a site to its files."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leaderboard import exporters
from leaderboard.exporters import html
from leaderboard.plots import svg
from leaderboard.site import badges, feed, programs
from leaderboard.site.programs import script
from leaderboard.table import printable, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from jinja2 import Environment
    from markupsafe import Markup

    from leaderboard.site.content import Board, Site
    from leaderboard.table import Cell, Table

_CARDS = 60
"""Boards that are shown as cards; a page of its own lists all."""

_DOCUMENTS = {"Markdown": "markdown", "LaTeX": "latex", "CSV": "csv"}
"""What a board can be copied as, besides BibTeX."""


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a site, each with its path within the folder; the same site gives the same bytes."""
    yield from _assets()
    for name, page in _Pages(site).all():
        yield name, page.encode(errors="backslashreplace")
    yield from feed.files(site)
    yield from badges.files(site)
    yield from programs.files(site)
    for name, content in site.data.items():
        yield f"data/{name}", content


def _assets() -> Iterator[tuple[str, bytes]]:
    assets = Path(__file__).parent / "assets"
    own = (assets / "site.css").read_text(encoding="utf-8")
    yield "site.css", f"{html.STYLE}{svg.STYLE}\n{own}".encode()
    yield "site.js", (assets / "site.js").read_bytes()


class _Pages:
    """The pages of a site, each with its path."""

    def __init__(self, site: Site) -> None:
        self._site = site
        # What stands in cells is printable.
        self._networks = {printable(name): slug for name, slug in site.network_slugs.items()}
        self._boards = {tuple(map(printable, key)): slug for key, slug in site.board_slugs.items()}
        self._environment = _environment()

    def all(self) -> Iterator[tuple[str, str]]:
        site = self._site
        yield "index.html", self._index()
        yield "boards.html", self._list_of_boards()
        yield "overall.html", self._tables("overall.html", site.overall, site.overall_pictures)
        yield "papers.html", self._tables("papers.html", [site.papers])
        yield "changes.html", self._tables("changes.html", [site.changes])
        yield "compare.html", self._page("compare.html", "compare.html", "Compare")
        of_datasets: dict[str, list[Board]] = {}
        for board in site.boards:
            of_datasets.setdefault(board.key[0], []).append(board)
        for board in site.boards:
            yield from self._board(board, of_datasets[board.key[0]])
        for network, table in zip(site.networks, site.portraits(), strict=True):
            yield self._network(network, table)

    def _page(self, template: str, here: str, heading: str, **given: Any) -> str:
        said = {
            "site": self._site,
            "root": "../" * here.count("/"),
            "here": here,
            "heading": heading,
            "correction": self._site.correction(),
            **given,
        }
        return self._environment.get_template(template).render(said)

    def _index(self) -> str:
        boards = [board for board in self._site.boards if board.own] or list(self._site.boards)
        cards = boards if len(boards) <= _CARDS else sorted(boards, key=lambda board: -len(board.standings))
        return self._page(
            "index.html",
            "index.html",
            self._site.title,
            cards=cards[:_CARDS],
            slugs=self._site.board_slugs,
            spark=lambda board: _markup([board.spark()]),
        )

    def _list_of_boards(self) -> str:
        return self._page(
            "boards.html", "boards.html", "All boards", boards=self._site.boards, slugs=self._site.board_slugs
        )

    def _tables(self, here: str, tables: Sequence[Table], pictures: Sequence[tuple[str, str]] = ()) -> str:
        sections = [
            {
                "title": table.title if number else "",
                "caption": table.title,
                "markup": self._markup(table, "", caption=table.title) if table.rows else "",
                "notes": table.notes,
            }
            for number, table in enumerate(tables)
        ]
        return self._page("table.html", here, tables[0].title, sections=sections, pictures=_in_page(pictures))

    def _board(self, board: Board, same_dataset: Sequence[Board]) -> Iterator[tuple[str, str]]:
        slug = self._site.board_slugs[board.key]
        table = board.shown()
        rows = [attributes({f"data-{name}": text for name, text in row.items()}) for row in board.rows()]
        caption = f"{board.title} · {board.scale}"
        page = self._page(
            "board.html",
            f"boards/{slug}.html",
            f"{board.title} · {board.scale}",
            board=board,
            slug=slug,
            others=[(one, self._site.board_slugs[one.key]) for one in same_dataset if one is not board],
            table=self._markup(table, "../", caption=caption, rows=rows),
            notes=table.notes,
            facts=_markup(html.facts(board.facts)),
            pictures=_in_page(board.pictures()),
        )
        yield f"boards/{slug}.html", page
        given = board.given()
        texts = {name: exporters.get(form).render([given]) for name, form in _DOCUMENTS.items()}
        yield f"data/boards/{slug}.csv", texts["CSV"]
        yield f"data/boards/{slug}.json", exporters.get("json").render([given])
        yield f"data/boards/{slug}.js", script("copies", {**texts, "BibTeX": board.bibtex()})

    def _network(self, network: str, table: Table) -> tuple[str, str]:
        slug = self._site.network_slugs[network]
        page = self._page(
            "network.html",
            f"networks/{slug}.html",
            table.title,
            slug=slug,
            facts=_markup(html.facts(table.facts)),
            table=self._markup(table, "../", caption=f"Scores of {table.title}") if table.rows else "",
            sources=_markup(html.facts(table.sources)),
            notes=table.notes,
            bibtex=self._site.entries.get(network, ""),
            badges=badges.addresses(self._site, network),
            correction=self._site.correction(network),
        )
        return f"networks/{slug}.html", page

    def _markup(self, table: Table, root: str, *, caption: str, rows: Sequence[str] = ()) -> Markup:
        """Draw a table whose networks and boards lead to their pages."""
        places = {column.key: place for place, column in enumerate(table.columns)}

        def leads(number: int, key: str, cell: Cell) -> str:
            if key == "network":
                # A paper may have introduced several, and a cell leads to one place.
                name = cell.value[0] if isinstance(cell.value, tuple) and len(cell.value) == 1 else cell.value
                return f"{root}networks/{self._networks[name]}.html" if name in self._networks else ""
            if key == "dataset" and places.keys() >= _BOARD:
                row = table.rows[number]
                board = tuple(str(row[places[name]].value or "") for name in ("dataset", "split", "metric"))
                return f"{root}boards/{self._boards[board]}.html" if board in self._boards else ""
            return ""

        seen = table.seen_by("document")
        keys = attributes({"data-keys": " ".join(column.key for column in seen.columns)})
        return _markup(html.markup(seen, attributes=keys, caption=caption, leads=leads, rows=rows))


_BOARD = {"dataset", "split", "metric"}


def attributes(given: Mapping[str, str]) -> str:
    """Write the attributes of an element, those that are not empty."""
    return "".join(f' {name}="{escape(visible(text))}"' for name, text in given.items() if text)


def _markup(lines: Iterable[str]) -> Markup:
    """Return lines that are HTML already."""
    from markupsafe import Markup

    return Markup("\n".join(lines))  # noqa: S704 - whoever drew it has escaped what is in it


def _in_page(pictures: Sequence[tuple[str, str]]) -> list[tuple[str, Markup]]:
    """Return pictures without their style, which the stylesheet has: the pages allow none in their text."""
    style = f"<style>{svg.STYLE}</style>"
    return [(words, _markup([picture.replace(style, "", 1)])) for words, picture in pictures]


def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    found = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found.filters["visible"] = visible
    return found

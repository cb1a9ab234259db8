"""The scores of a board by what they cost, and the Pareto front as a line."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from math import log10
from typing import TYPE_CHECKING, NamedTuple

from leaderboard.answers.tradeoff import device_named, measure_of, tradeoff
from leaderboard.board import trust
from leaderboard.board.names import fold
from leaderboard.errors import LeaderboardError
from leaderboard.plots import MOST_NAMED, Axis, Panels, Point, _ticks, chart_of
from leaderboard.table import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    import pandas as pd

    from leaderboard.answers.tradeoff import Measure
    from leaderboard.board.board import Board
    from leaderboard.plots import Chart


def chart(board: Board, *, by: str = "fps", device: str | None = None) -> Chart:
    """Gather what a plot of one board shows, as :meth:`Board.on` gives it.

    A point stands at the logarithm of what it costs, to base 10; those on the Pareto front
    are marked. Where that is one of each device, the devices are kinds, those with the most
    points first; kinds that have no front are plain. Points that are equal share a label.

    Raises:
        LeaderboardError: No score of the board that fits has such a measure.
        UnknownName: There is no such device.
        AmbiguousName: Several devices fit.
    """
    by, measure = measure_of(board, by)
    about = board.about
    rows = drawable(tradeoff(board, by=by, device=device), by)
    if rows.empty:
        problem = f"nothing to draw: no score on {about['title']!r} that fits has {measure.words}"
        raise LeaderboardError(problem)
    where = f" · {device_named(board, device, by=by)}" if device is not None else ""
    return chart_of_rows(about, rows, by, measure, where=where)


def picture(board: Board, *, by: str = "fps", device: str | None = None) -> Chart | Panels:
    """Do as :func:`chart` does; where several devices are drawn, each has a chart of its own.

    Within one chart, what is known of one device would cover the front of another.
    """
    return apart(chart(board, by=by, device=device))


def apart(chart: Chart) -> Chart | Panels:
    """Take a chart of several kinds apart, into one for each kind."""
    if len(chart.all_kinds) <= 1:
        return chart
    alone = replace(chart, axis=replace(chart.axis, titled=False), kinds=(), plain=(), within=chart.points)
    charts = []
    for kind, name in enumerate(chart.all_kinds):
        points = tuple(replace(point, kind=0) for point in chart.points if point.kind == kind)
        charts.append(replace(alone, title=name, points=points))
    return Panels(chart.title, tuple(charts))


def drawable(rows: pd.DataFrame, by: str) -> pd.DataFrame:
    """Keep the rows of a trade-off that have a place on an axis of logarithms."""
    return rows[rows[by] > 0]


def chart_of_rows(
    about: Mapping[Any, Any], rows: pd.DataFrame, by: str, measure: Measure, *, where: str = ""
) -> Chart:
    """Gather what a plot shows of the rows of a board, as a trade-off gives them, that are drawable.

    *where* adds to its title: see :func:`leaderboard.answers.tradeoff.tradeoff`.
    """
    kinds, plain, kind_of = _kinds(rows) if measure.of_devices else ((), (), {})
    axis = Axis(
        _ticks.around_magnitudes,
        _ticks.of_magnitudes,
        words=measure.axis,
        marked="Pareto front",
        other="other",
        filled="filled: Pareto front of its device, since devices do not compare",
        titled=True,
        more_is_better=measure.more_is_better,
        room=0.12,
        every_name=True,
    )
    points = _points(rows, by, measure, kind_of, plain_from=len(kinds) if plain else None)
    return chart_of(about, points, axis, where=where, kinds=kinds, plain=plain)


def _kinds(rows: pd.DataFrame) -> tuple[tuple[str, ...], tuple[str, ...], dict[str, int]]:
    """Return the devices that have a front, what stands for the rest, and the kind of each folded name."""
    folded = rows["device"].map(fold)
    if len(set(folded)) == 1:
        return (), (), {}
    spelled = dict(zip(folded, rows["device"], strict=True))
    having = rows["front"].groupby(folded).any()
    often = sorted(Counter(folded).items(), key=lambda found: (-found[1], found[0]))
    own = [name for name, _ in often if having[name]][:MOST_NAMED]
    rest = [name for name, _ in often if name and name not in own]
    kinds = tuple(visible(spelled[name]) for name in own)
    plain = [f"{len(rest)} other devices" if len(rest) > 1 else visible(spelled[rest[0]])] if rest else []
    places = {name: place for place, name in enumerate(own)} | dict.fromkeys(rest, len(own))
    if "" in spelled:
        places[""] = len(own) + len(plain)
        plain.append("device not said")
    return kinds, tuple(plain), places


def _points(
    rows: pd.DataFrame, by: str, measure: Measure, kind_of: dict[str, int], plain_from: int | None
) -> Iterator[Point]:
    """Give the points in the order of the axis."""
    names = [by, "score", "network", "variant", "device", "front", *_SAID, f"{by}_text"]
    columns = {name: rows[name].tolist() for name in names}
    configurations = dict.fromkeys(zip(columns["network"], columns["variant"], strict=True))
    several = Counter(network for network, _ in configurations)
    found: dict[tuple[float, float, int, bool], list[_Row]] = {}
    for cost, score, network, variant, device, front, text, evidence, note, protocol, cost_text in zip(
        *columns.values(), strict=True
    ):
        kind = kind_of.get(fold(device), 0)
        marked = front and (plain_from is None or kind < plain_from)
        name = visible(f"{network} {variant}" if variant and several[network] > 1 else network)
        signs = trust.signs(evidence, note, protocol)
        words = [f"{name} {text}{signs}", f"{measure.title} {cost_text}"]
        about = " · ".join([*words, *([visible(device)] if device else [])])
        found.setdefault((log10(cost), score, kind, marked), []).append(_Row(name, signs, about))
    for (across, score, kind, marked), those in sorted(found.items(), key=lambda found: found[0][0]):
        name = ", ".join(dict.fromkeys(f"{one.name}{one.signs}" for one in those))
        yield Point(
            across,
            score,
            name if marked else "",
            "" if marked else name,
            kind,
            signs="".join(sign for sign in trust.SIGNS if any(sign in one.signs for one in those)),
            about=", ".join(dict.fromkeys(one.about for one in those)),
        )


_SAID = ("score_text", "evidence", "note", "protocol")


class _Row(NamedTuple):
    name: str
    signs: str
    about: str

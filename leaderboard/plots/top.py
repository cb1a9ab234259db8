"""The best networks of a board, each with its score and the spread of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaderboard.answers.ranking import top
from leaderboard.errors import LeaderboardError
from leaderboard.plots import Row, Rows, _ticks, meanings, scale_of, title_of
from leaderboard.plots._scores import lines_of, lower_is_better, mark_of
from leaderboard.table import visible

if TYPE_CHECKING:
    from leaderboard.board.board import Board


def chart(board: Board, *, limit: int | None = 10, every_score: bool = False) -> Rows:
    """Gather what a plot of the ranking of one board shows, as :meth:`Board.on` gives it.

    Networks are rows, the best first, or all if no *limit*; with *every_score*, all scores of a network
    are, with their variants. The line of a point is the spread of its score.

    Raises:
        LeaderboardError: No score of the board fits.
    """
    about = board.about
    found = top(board, every_score=every_score)
    if found.empty:
        raise LeaderboardError(f"nothing to draw: no score on {about['title']!r} fits")
    total, scores = len(found), found[:limit].to_dict("records")
    scale = lower_is_better(scale_of(about), about["better"])
    rows = []
    for score in scores:
        is_placed = score["place"] == score["place"] and score["place"] is not None
        name = f"{score['network']} {score['variant']}".strip() if every_score else score["network"]
        place = f"{score['place']}{'=' * bool(score['tied'])}" if is_placed else ""
        mark = mark_of(score, best=bool(is_placed and score["place"] == 1))
        rows.append(Row(visible(name), (mark,), scale, place=place))
    thing = "score" if every_score else "network"
    number = f"{len(scores)} of {total}" if len(scores) < total else f"{total}"
    first = f"{number} {thing}{'s' * (total != 1)}" + (
        "" if every_score else " · best published score of each"
    )
    return Rows(
        title_of(about),
        tuple(rows),
        _ticks.of_scores,
        _ticks.around_scores,
        line=lines_of(scores),
        notes=(first, *meanings("".join(row.marks[0].signs for row in rows))),
    )

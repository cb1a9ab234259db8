"""What changed from one version of a board to another: scores, names, places, records.

The rules, for every function here:

- A score is the same where all that is said of it is. What is left over of both versions belongs together,
  and was *corrected*, where it is of one network on one board, and agrees in its conditions, else in the
  number, else is the only one of its source. The rest is *new* or was *removed*.
- A network or dataset that is not there any more was *renamed* if what was its name is now an alias
  of one that is there, or another way to type its name.
- A network has its place with its best score, by what is better on the board in that version. One
  that holds the first place, alone or with others, holds the record. Who wins or loses it *moved*, if
  nothing else happened to them; of the others that moved there is only the number.
- Two scores lie within the spread if they are not separable
  (:func:`leaderboard.answers.certainty.not_separable_from`) where the standard error of both is known;
  else if they differ by no more than the larger spread that is said of them.
"""

from __future__ import annotations

from collections import Counter, deque
from typing import TYPE_CHECKING, Any, NamedTuple

from leaderboard.answers.certainty import not_separable_from, standard_errors
from leaderboard.answers.ranking import difference, digits_of
from leaderboard.board.columns import KEY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    import pandas as pd

    from leaderboard.board.board import Board

CONDITIONS = tuple(name for name in KEY if name not in {"network", "dataset", "metric"})
"""How a score was reached, the split that is said included."""

_SAID = (*CONDITIONS, "score_text", "spread_text", "spread_of", "runs", "date", "evidence", "source", "note")
_COMPARED = ("network", "dataset", "metric", *_SAID)

COLUMNS = (
    *("dataset", "split", "metric", "change", "network", "network_before", "dataset_before"),
    *("score", "score_before", "place", "place_before", "tied", "tied_before", "of", "of_before", "record"),
    *("record_within_spread", "worse_by", "within_spread", "behind", "behind_within_spread", "others_moved"),
    *("changed", "details", "source", "source_before", "evidence", "variant", "test_time", "extra_data"),
    *("note", "score_text", "score_text_before", "spread_text", "spread_text_before", "unit", "better"),
    *("worse_by_text", "behind_text", "title", "metric_title", "row"),
)
_NUMBERS = ("score", "score_before", "worse_by", "behind")
_COUNTS = ("place", "place_before", "of", "of_before", "others_moved", "row")
_FLAGS = ("tied", "tied_before", "record_within_spread", "within_spread", "behind_within_spread")


class Key(NamedTuple):
    """Which board."""

    dataset: str
    metric: str
    split: str


class _Best(NamedTuple):
    """A network on a board: the row of its best score, and its place."""

    row: int
    place: int | None
    tied: bool = False


def changes(old: Board | None, new: Board | None) -> pd.DataFrame:
    """Give what changed from one version of a board to another; None is one without any score.

    Returns a row for each change, boards in the order of the datasets, on each first who won or lost the
    record, then from the best place, with the columns :data:`COLUMNS`:

    - ``change``: ``new``, ``removed``, ``corrected``, ``renamed``, ``moved``, or ``direction`` where
      something else is better than before. The last has no network, and neither has a ``renamed`` dataset.
    - ``network`` and ``network_before``, which is empty where it had the same name; ``dataset_before``
      likewise.
    - ``score`` and ``score_before`` (unit of the metric), each missing where there is none.
    - ``place``, ``tied`` and ``of``, how many networks there are, of the network, and the same ``_before``.
    - ``record``: ``won``, ``lost`` or empty; ``record_within_spread``, whether who lost it lies within the
      spread of who won it.
    - ``worse_by``: how much worse the best score of the network is than before, as a positive number;
      missing if it is not, or there is only one. ``within_spread`` says whether that is nothing.
    - ``behind``: how much worse the best score of a network with a new score, or another number, is than
      the record before; missing if it is not. ``behind_within_spread`` likewise.
    - ``worse_by_text`` and ``behind_text``: the same with as many digits as people see of the scores.
    - ``others_moved``: how many networks of the board moved to another place and have no row.
    - ``changed``: what is said differently of a corrected score, joined by ``;``; ``details`` for people.

    and facts of the score, the metric and the dataset; ``row`` is where the score stands in *new*.
    """
    return framed(each(old, new))


def each(old: Board | None, new: Board | None) -> list[dict[str, Any]]:
    """Give the rows of :func:`changes` one by one, each with the columns that say something."""
    return list(_Changes(old, new).rows()) if old is not new else []


def framed(rows: Sequence[dict[str, Any]], leading: Sequence[str] = ()) -> pd.DataFrame:
    """Put rows as those of :func:`each` into a frame, with more columns of text *leading*."""
    import numpy as np
    import pandas as pd

    def column(name: str) -> object:
        said = [row.get(name) for row in rows]
        if name in _FLAGS:
            return np.array([bool(one) for one in said], dtype="bool")
        if name in _COUNTS:
            return pd.array(said, dtype="Int64")
        if name in _NUMBERS:
            return np.array([np.nan if one is None else one for one in said], dtype="float64")
        return pd.array([one or "" for one in said], dtype="str")

    return pd.DataFrame({name: column(name) for name in (*leading, *COLUMNS)})


def papers(old: Board | None, new: Board | None) -> dict[str, int]:
    """Count the papers that are ``new``, ``removed`` or ``changed``; what there is none of is left out."""
    before, after = ({} if board is None else _papers(board) for board in (old, new))
    found = {
        "new": sum(name not in before for name in after),
        "changed": sum(name in before and before[name] != said for name, said in after.items()),
        "removed": sum(name not in after for name in before),
    }
    return {kind: number for kind, number in found.items() if number}


def _papers(board: Board) -> dict[str, tuple[str, ...]]:
    table = board.papers_table
    columns = (table[name].astype("str").tolist() for name in table.columns)
    return {row[0]: row for row in zip(*columns, strict=True)}


class _Side:
    """One version: its rows, with the names that they have in the new one."""

    def __init__(
        self,
        board: Board | None,
        networks: Mapping[str, str] | None = None,
        datasets: Mapping[str, str] | None = None,
    ) -> None:
        self._columns: dict[str, list[Any]] = {}
        self.said: list[tuple[Any, ...]] = []
        self.boards: dict[Key, list[int]] = {}
        self.better: dict[tuple[str, str], str] = {}
        self.metrics: dict[tuple[str, str], dict[str, str]] = {}
        self.order: dict[str, int] = {}
        self.titles: dict[str, str] = {}
        self.own_split: dict[str, str] = {}
        if board is not None:
            self._read(board, networks or {}, datasets or {})

    def _read(self, board: Board, networks: Mapping[str, str], datasets: Mapping[str, str]) -> None:
        scores = board.scores
        names = [*_COMPARED, "score", "spread"]
        columns = {name: scores[name].tolist() for name in names if name != "runs"}
        columns["runs"] = scores["runs"].to_numpy(dtype="float64", na_value=0).tolist()
        columns["network_before"], columns["dataset_before"] = columns["network"], columns["dataset"]
        columns["network"] = [networks.get(name, name) for name in columns["network"]]
        columns["dataset"] = [datasets.get(name, name) for name in columns["dataset"]]
        self._columns = columns
        self.said = list(zip(*(columns[name] for name in _COMPARED), strict=True))
        on = board.counted_on().tolist()
        for row, key in enumerate(zip(columns["dataset"], columns["metric"], on, strict=True)):
            self.boards.setdefault(Key(*key), []).append(row)
        for one in board.metrics_table.to_dict("records"):
            pair = datasets.get(one["dataset"], one["dataset"]), one["metric"]
            self.metrics[pair] = one  # type: ignore[assignment]
            self.better[pair] = one["better"]
        described = board.datasets_table[["dataset", "title", "split"]].itertuples(index=False)
        for number, (name, title, split) in enumerate(described):
            named = datasets.get(name, name)
            self.order[named], self.titles[named], self.own_split[named] = number, title, split

    def of(self, name: str, row: int) -> Any:
        """Return what a row has in a column."""
        return self._columns[name][row]

    def on(self, key: Key) -> str:
        """Return what is better on a board."""
        return self.better.get((key.dataset, key.metric), "")

    def standing(self, key: Key) -> dict[str, _Best]:
        """Return the networks of a board with their places, if it is known what is better."""
        better = self.on(key)
        best: dict[str, int] = {}
        sign = -1 if better == "lower" else 1
        score = self._columns.get("score", [])
        for row in self.boards.get(key, ()):
            network = self.of("network", row)
            if network not in best or sign * score[row] > sign * score[best[network]]:
                best[network] = row
        if not better:
            return {network: _Best(row, None) for network, row in best.items()}
        equal = Counter(sign * score[row] for row in best.values())
        places, ahead = {}, 0
        for merit in sorted(equal, reverse=True):
            places[merit] = ahead + 1
            ahead += equal[merit]
        return {
            network: _Best(row, places[sign * score[row]], equal[sign * score[row]] > 1)
            for network, row in best.items()
        }


def _side(board: Board | None) -> _Side:
    """Return a version under its own names; a board that is new and then old is taken apart once."""
    return _Side(None) if board is None else board.once("side", _Side)


class _Changes:
    """Compares two versions."""

    def __init__(self, old: Board | None, new: Board | None) -> None:
        self._networks, self._datasets = _renamed(old, new)
        renamed = bool(self._networks or self._datasets)
        self.old = _Side(old, self._networks, self._datasets) if renamed else _side(old)
        self.new = _side(new)
        self._metrics = {pair: place for place, pair in enumerate({**self.new.metrics, **self.old.metrics})}

    def rows(self) -> Iterator[dict[str, Any]]:
        """Give the changes, board by board."""
        gone, come = self._left_over()
        touched = dict.fromkeys([*gone, *come])
        for key in self.old.boards:
            if key not in touched and key in self.new.boards and self._is_touched(key):
                touched[key] = None
        for key in sorted(touched, key=self._standing_of):
            yield from self._on_board(key, gone.get(key, []), come.get(key, []))

    def _left_over(self) -> tuple[dict[Key, list[int]], dict[Key, list[int]]]:
        """Return, by boards, the rows of each version that are not in the other."""
        return _not_in(self.old, self.new), _not_in(self.new, self.old)

    def _is_touched(self, key: Key) -> bool:
        if self.old.on(key) != self.new.on(key) or key.dataset in self._datasets.values():
            return True
        renamed = set(self._networks.values())
        return bool(renamed) and any(
            self.old.of("network", row) != self.old.of("network_before", row) for row in self.old.boards[key]
        )

    def _standing_of(self, key: Key) -> tuple[Any, ...]:
        last = len(self.new.order) + self.old.order.get(key.dataset, len(self.old.order))
        split = self.new.own_split.get(key.dataset, self.old.own_split.get(key.dataset, ""))
        place = self._metrics[key.dataset, key.metric]
        return self.new.order.get(key.dataset, last), place, key.split != split, key.split

    def _on_board(self, key: Key, gone: list[int], come: list[int]) -> Iterator[dict[str, Any]]:
        board = _OnBoard(self, key)
        rows, seen = [], set()
        before, after = self.old.on(key), self.new.on(key)
        if before != after and before and after:
            rows.append(board.row("direction", details=f"{before} is better → {after} is better"))
        old_name = next((one for one, name in self._datasets.items() if name == key.dataset), "")
        if old_name and board.before and board.after:
            rows.append(board.row("renamed", dataset_before=old_name))
        for row in self.old.boards.get(key, ()):
            was, network = self.old.of("network_before", row), self.old.of("network", row)
            if was != network and network in board.after and was not in seen:
                seen.add(was)
                rows.append(
                    board.row("renamed", network=network, new=board.after[network].row, network_before=was)
                )
        pairs, removed, added = _paired(self.old, gone, self.new, come)
        rows += [board.corrected(*pair) for pair in pairs]
        rows += [board.row("new", network=self.new.of("network", row), new=row) for row in added]
        rows += [board.row("removed", network=self.old.of("network", row), old=row) for row in removed]
        named = {row["network"] for row in rows}
        rows += [
            board.row("moved", network=one, old=board.before[one].row, new=board.after[one].row)
            for one in board.won | board.lost
            if one not in named
        ]
        named |= {row["network"] for row in rows}
        moved = sum(
            one not in named and one in board.before and board.before[one].place != best.place
            for one, best in board.after.items()
        )
        rows.sort(key=_in_view)
        yield from ({**row, "others_moved": moved} for row in rows)


class _OnBoard:
    """One board in both versions."""

    def __init__(self, found: _Changes, key: Key) -> None:
        self.key, self.old, self.new = key, found.old, found.new
        self.before, self.after = found.old.standing(key), found.new.standing(key)
        held = {network for network, best in self.before.items() if best.place == 1}
        holds = {network for network, best in self.after.items() if best.place == 1}
        self.won = holds - held if held else set()
        self.lost = held - holds
        self._record = next((self.before[one].row for one in held), None)
        self._holder = next((self.after[one].row for one in holds), None)
        pair = (key.dataset, key.metric)
        described = found.new.metrics.get(pair) or found.old.metrics.get(pair) or {}
        self._facts = {
            "dataset": key.dataset,
            "split": key.split,
            "metric": key.metric,
            "unit": described.get("unit", ""),
            "better": found.new.on(key) or found.old.on(key),
            "title": found.new.titles.get(key.dataset) or found.old.titles.get(key.dataset, key.dataset),
            "metric_title": described.get("title") or key.metric,
            "of": len(self.after) or None,
            "of_before": len(self.before) or None,
        }

    def corrected(self, old: int, new: int) -> dict[str, Any]:
        """Describe a score of which something else is said."""
        differ = [name for name in _SAID if self.old.of(name, old) != self.new.of(name, new)]
        told = [
            name for name in differ if name not in {"score_text", "spread_text", "source", "note", "runs"}
        ]
        details = [
            f"{_word(name)}: {self.old.of(name, old) or 'not said'} → {self.new.of(name, new) or 'not said'}"
            for name in told
        ]
        if "runs" in differ:
            details.append(f"runs: {self.old.of('runs', old):.0f} → {self.new.of('runs', new):.0f}")
        details += ["note"] if "note" in differ else []
        changed = ";".join(name.removesuffix("_text") for name in differ)
        network = self.new.of("network", new)
        return self.row(
            "corrected", network=network, old=old, new=new, changed=changed, details="; ".join(details)
        )

    def row(
        self, change: str, *, network: str = "", old: int | None = None, new: int | None = None, **said: str
    ) -> dict[str, Any]:
        """Make a row of the answer."""
        row: dict[str, Any] = {**self._facts, "change": change, "network": network}
        for side, number, end in ((self.new, new, ""), (self.old, old, "_before")):
            if number is not None:
                row |= {
                    f"{name}{end}": side.of(name, number)
                    for name in ("score", "score_text", "spread_text", "source")
                }
        shown, at = (self.new, new) if new is not None else (self.old, old)
        if at is not None:
            row["row"] = new
            row |= {
                name: shown.of(name, at)
                for name in ("evidence", "variant", "test_time", "extra_data", "note")
            }
            if old is not None:
                row["network_before"] = self.old.of("network_before", old)
        row |= said
        if row.get("network_before") == network:
            row["network_before"] = ""
        measured = change == "new" or (change == "corrected" and row["score"] != row["score_before"])
        return {**row, **(self._standing(network, measured=measured) if network else {})}

    def _standing(self, network: str, *, measured: bool) -> dict[str, Any]:
        before, after = self.before.get(network), self.after.get(network)
        row: dict[str, Any] = {}
        if before:
            row |= {"place_before": before.place, "tied_before": before.tied}
        if after:
            row |= {"place": after.place, "tied": after.tied}
        if network in self.won:
            row["record"] = "won"
        if network in self.lost:
            row["record"] = "lost"
            if after and self._holder is not None:
                row["record_within_spread"] = _is_within((self.new, after.row), (self.new, self._holder))
        if before and after and (worse := self._worse(after.row, before.row)):
            row |= {
                "worse_by": worse,
                "worse_by_text": self._written(worse, after.row, before.row),
                "within_spread": _is_within((self.old, before.row), (self.new, after.row)),
            }
        if after and self._record is not None and measured:
            behind = self._worse(after.row, self._record)
            within = behind and _is_within((self.old, self._record), (self.new, after.row))
            row |= {"behind": behind, "behind_within_spread": bool(within)}
            if behind:
                row["behind_text"] = self._written(behind, after.row, self._record)
        return row

    def _written(self, by: float, new: int, old: int) -> str:
        return f"{by:.{digits_of(self.new.of('score_text', new), self.old.of('score_text', old))}f}"

    def _worse(self, new: int, old: int) -> float | None:
        """Return how much worse a new score is than an old one, if it is."""
        better = self.new.on(self.key)
        by = difference(self.old.of("score", old), self.new.of("score", new)) * (
            -1 if better == "lower" else 1
        )
        return by if better and by > 0 else None


def _not_in(side: _Side, other: _Side) -> dict[Key, list[int]]:
    """Return the rows of one version that are not in the other, by boards.

    A row that says the same, but counts on another board, is not.
    """
    found: dict[Key, list[int]] = {}
    for key, rows in side.boards.items():
        there = Counter(other.said[row] for row in other.boards.get(key, ()))
        for row in rows:
            if there[side.said[row]] > 0:
                there[side.said[row]] -= 1
            else:
                found.setdefault(key, []).append(row)
    return found


def _paired(
    old: _Side, gone: Iterable[int], new: _Side, come: Iterable[int]
) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Say what became of what: pairs of rows that belong together, and what is left of each version."""
    left, right = dict.fromkeys(gone), dict.fromkeys(come)
    pairs: list[tuple[int, int]] = []
    for names, alone in (
        ((*CONDITIONS, "source"), False),
        (CONDITIONS, False),
        (("score_text", "source"), False),
        (("score_text",), False),
        (("source",), True),
    ):
        waiting: dict[tuple[Any, ...], deque[int]] = {}
        for row in right:
            waiting.setdefault(_said(new, row, names), deque()).append(row)
        asking = Counter(_said(old, row, names) for row in left)
        for row in list(left):
            said = _said(old, row, names)
            there = waiting.get(said)
            if there and not (alone and (len(there) > 1 or asking[said] > 1)):
                pairs.append((row, found := there.popleft()))
                del left[row], right[found]
    return pairs, list(left), list(right)


def _said(side: _Side, row: int, names: Iterable[str]) -> tuple[Any, ...]:
    return (side.of("network", row), *(side.of(name, row) for name in names))


def _is_within(one: tuple[_Side, int], other: tuple[_Side, int]) -> bool:
    import pandas as pd

    names = ("score", "spread", "spread_of", "runs")
    pair = [{name: side.of(name, row) for name in names} for side, row in (one, other)]
    spreads = [row["spread"] for row in pair if row["spread"] == row["spread"]]
    if not spreads:
        return False
    frame = pd.DataFrame(pair).assign(place=[1, 2])
    frame["runs"] = pd.array([row["runs"] or None for row in pair], dtype="Int64")
    error, _ = standard_errors(frame)
    if not pd.isna(error).any():
        return bool(not_separable_from(frame).notna().iloc[1])
    return abs(difference(pair[0]["score"], pair[1]["score"])) <= float(max(spreads))


def _renamed(old: Board | None, new: Board | None) -> tuple[dict[str, str], dict[str, str]]:
    """Return what networks and datasets with scores are called in the new version, if otherwise."""
    if old is None or new is None:
        return {}, {}
    found: list[dict[str, str]] = []
    for column in ("network", "dataset"):
        there = set(new.results_table[column].unique())
        named: dict[str, str] = {}
        for name in old.results_table[column].unique():
            if name not in there:
                names = new.network_names if column == "network" else new.dataset_names
                meant = [one for one in names.matching(str(name)) if one in there]
                if len(meant) == 1:
                    named[str(name)] = meant[0]
        found.append(named)
    return found[0], found[1]


_SHOWN_FIRST = ("direction", "renamed", "corrected", "new", "removed", "moved")


def _in_view(row: Mapping[str, Any]) -> tuple[Any, ...]:
    """Put first what is about a whole board, then records, then what has the better place now, or had it."""
    place = row.get("place") or row.get("place_before") or float("inf")
    network = row["network"]
    kind = _SHOWN_FIRST.index(row["change"])
    return bool(network), not row.get("record"), place, network.casefold(), kind, row.get("variant") or ""


def _word(name: str) -> str:
    return {"test_time": "tested", "extra_data": "extra data", "spread_of": "spread"}.get(name, name)

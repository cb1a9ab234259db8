"""What holds for every board and every file, tried on many."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from hypothesis import given
from hypothesis import strategies as st

import leaderboard
from leaderboard import Leaderboard, LeaderboardError, exporters
from leaderboard.reading import directory
from leaderboard.table import Cell, Column, Table

if TYPE_CHECKING:
    from pathlib import Path

Score: TypeAlias = tuple[str, str, str, str]
"""Network, dataset, score and split, as they stand in a file."""

# Few networks and few digits, so that ties and several scores of one network are common.
numbers = st.tuples(st.integers(0, 9), st.sampled_from(["", ".0", ".5", ".50", ".25"])).map(
    lambda parts: f"{parts[0]}{parts[1]}"
)
rows = st.tuples(
    st.sampled_from(["A", "b", "C+", "d-1", "NA"]),
    st.sampled_from(["up", "down"]),
    numbers,
    st.sampled_from(["", "test", "val"]),
)
boards = st.lists(rows, min_size=1, max_size=25)


def written(scores: list[Score], folder: Path) -> Leaderboard:
    """Write scores and the descriptions of their datasets, and read them."""
    text = "".join(f"{','.join(row)}\n" for row in scores)
    (folder / "results.csv").write_text(f"network,dataset,score,split\n{text}")
    (folder / "datasets.csv").write_text("dataset,better,split\nup,higher,test\ndown,lower,val\n")
    return leaderboard.load(folder)


def reference(scores: list[Score], dataset: str) -> dict[str, tuple[int, Decimal]]:
    """Find the place and the best score of each network in the plainest way.

    Where a dataset has no score on its own split, the other one is ranked.
    """
    own, other, sign = ("test", "val", 1) if dataset == "up" else ("val", "test", -1)
    said = {split or own for _, where, _, split in scores if where == dataset}
    own = own if own in said else other
    best: dict[str, Decimal] = {}
    for network, where, text, split in scores:
        if where == dataset and split in {own, ""}:
            best[network] = max(best.get(network, Decimal(-1000)), sign * Decimal(text))
    return {
        network: (1 + sum(other > merit for other in best.values()), sign * merit)
        for network, merit in best.items()
    }


@given(scores=boards)
def test_places_are_those_of_counting_who_is_better(scores: list[Score], tmp_path: Path) -> None:
    """A place is one more than the number of networks with a better best score."""
    board = written(scores, tmp_path)

    for dataset in {row[1] for row in scores}:
        ranked = board.top(dataset)

        expected = reference(scores, dataset)
        found = zip(ranked["network"], ranked["place"], ranked["score"], strict=True)
        assert {network: (place, Decimal(str(score))) for network, place, score in found} == expected
        places = [place for place, _ in expected.values()]
        assert list(ranked["tied"]) == [places.count(place) > 1 for place in ranked["place"]]
        assert list(ranked["of"]) == [len(expected)] * len(expected)


@given(scores=boards)
def test_a_ranking_is_sorted(scores: list[Score], tmp_path: Path) -> None:
    """Places never fall and gaps never shrink from one row to the next."""
    board = written(scores, tmp_path)

    for dataset in {row[1] for row in scores}:
        ranked = board.top(dataset, every_score=True)

        assert list(ranked["place"].dropna()) == sorted(ranked["place"].dropna())
        assert list(ranked["gap"].abs()) == sorted(ranked["gap"].abs())


@given(scores=boards)
def test_every_score_is_ranked_on_one_board(scores: list[Score], tmp_path: Path) -> None:
    """None is lost and none is made up."""
    ranked = written(scores, tmp_path).rank()

    found = ranked[["network", "dataset", "score_text"]].to_numpy().tolist()
    assert sorted(found) == sorted(list(row[:3]) for row in scores)


@given(scores=boards, order=st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(scores: list[Score], order: object, tmp_path: Path) -> None:
    """A board is the same however its file is sorted."""
    first = written(scores, tmp_path)
    shuffled = scores.copy()
    order.shuffle(shuffled)  # type: ignore[attr-defined]

    second = written(shuffled, tmp_path)

    columns = ["network", "dataset", "split", "score", "place", "tied", "of", "gap"]
    assert second.rank()[columns].equals(first.rank()[columns])
    assert second.table().equals(first.table())


@given(scores=boards, network=st.sampled_from(["A", "b", "d-1"]), split=st.sampled_from(["test", "val"]))
def test_a_filter_leaves_scores_as_they_are(
    scores: list[Score], network: str, split: str, tmp_path: Path
) -> None:
    """What is left was there before, and all that fits is left."""
    board = written([*scores, (network, "up", "1", "")], tmp_path)

    chosen = board.where(networks=[network], split=split)

    whole = board.rank()
    whole = whole[(whole["network"] == network) & (whole["split"] == split)]
    assert sorted(chosen.rank()["score_text"]) == sorted(whole["score_text"])


@given(scores=boards)
def test_what_is_written_as_csv_is_read_back(scores: list[Score], tmp_path: Path) -> None:
    """Scores keep their values and digits, and networks their names."""
    ranked = written(scores, tmp_path).rank()
    keys = ["network", "dataset", "score", "split"]
    table = Table(
        "",
        tuple(map(Column, keys)),
        tuple(
            (Cell(network), Cell(dataset), Cell(float(text), text), Cell(split))
            for network, dataset, text, split in ranked[
                ["network", "dataset", "score_text", "split"]
            ].itertuples(index=False)
        ),
    )
    path = tmp_path / "again.csv"

    path.write_text(exporters.get("csv").render([table]), newline="")
    again = leaderboard.load(path)

    kept = [*keys, "score_text"]
    assert again.results_table[kept].to_numpy().tolist() == ranked[kept].to_numpy().tolist()


def read_and_ask(path: Path) -> Leaderboard | None:
    """Read a file and ask all there is to ask; None if it cannot be used."""
    try:
        directory.read(path)
    except LeaderboardError as error:
        assert "\n" not in str(error)  # noqa: PT017 - any other error fails the test by itself
    try:
        board = leaderboard.load(path)
    except LeaderboardError as error:
        assert str(error).startswith(str(path)) or "names more than one" in str(error)  # noqa: PT017
        assert "\n" not in str(error)  # noqa: PT017
        return None
    board.top()
    board.table()
    board.datasets()
    board.papers("a")
    board.where(since=2000, venue="a", tag="b", with_code=True, split="val").datasets()
    for network in board.results_table["network"].unique():
        board.show(network)
    return board


pieces = st.sampled_from(
    [
        *("network", "dataset", "miou", "Score", "split", "VOC12", "ade", "year", "code", "published in"),
        *(",", ",", ",", "\n", "\n", "\r\n", "\r", '"', '""', ";", " ", "\t", "-", "n/a", "nan", ""),
        *("80", "81.2 (80)", "101", "-1", "1e999", "A", "B b", "test", "2018", "https://a.example"),
        *("\ufeff", "\x00", "\x1b", "é", "２", "\u2028", "\x0c", "\x85", "中"),  # noqa: RUF001
    ]
)
headers = st.sampled_from(
    [
        *("", "network,dataset,miou\n", "network,dataset,score,split,note,year\n"),
        *("network,VOC12,mine\n", "Network, ADE20K, year,,\n", "\n\nnetwork,dataset,miou\n"),
    ]
)


@given(content=st.binary(max_size=200))
def test_no_bytes_end_in_anything_but_a_board_or_an_error(content: bytes, tmp_path: Path) -> None:
    """Whatever a file holds, there is no traceback."""
    path = tmp_path / "own.csv"
    path.write_bytes(content)

    assert read_and_ask(path) is None or isinstance(read_and_ask(path), Leaderboard)


@given(header=headers, body=st.lists(pieces, max_size=30).map("".join))
def test_no_text_ends_in_anything_but_a_board_or_an_error(header: str, body: str, tmp_path: Path) -> None:
    """Text that looks almost like a table is the harder case."""
    path = tmp_path / "own.csv"
    path.write_bytes(f"{header}{body}".encode())

    assert isinstance(read_and_ask(path), Leaderboard | None)


cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


@given(
    names=st.lists(st.tuples(cells, cells, cells, numbers), min_size=1, max_size=6),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
def test_any_names_can_stand_in_a_table(
    names: list[tuple[str, str, str, str]], line_end: str, tmp_path: Path
) -> None:
    """A table that Python writes is read with every name in it, but for the spaces around."""
    path = tmp_path / "own.csv"
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator=line_end, quoting=csv.QUOTE_ALL)
    writer.writerow(["network", "dataset", "miou", "variant"])
    writer.writerows((network, dataset, score, variant) for network, dataset, variant, score in names)
    path.write_bytes(text.getvalue().encode())

    board = read_and_ask(path)

    if all(network.strip() and dataset.strip() for network, dataset, _, _ in names):
        assert board is not None
        assert list(board.results_table["network"]) == [network.strip() for network, _, _, _ in names]


@given(
    above=st.lists(
        st.sampled_from(
            [
                "A,x,1,\n",
                'A,x,1,"a\nb"\n',
                "\n",
                "  \n",
                '"A\r\nB",x,1,"\n\n"\n',
                "A,x,1\n",
                "\t\r\n",
                "A,x,1,\r",
            ]
        ),
        max_size=12,
    )
)
def test_the_line_of_a_mistake_is_counted_as_editors_count(above: list[str], tmp_path: Path) -> None:
    """It is one more than the line ends above it."""
    path = tmp_path / "own.csv"
    text = "network,dataset,miou,note\n" + "".join(above)
    path.write_bytes(f"{text}B,x,bad,\nC,x,worse,\nD,x,1,\n".encode())

    board = leaderboard.load(path)

    line = len(io.StringIO(text, newline=None).read().split("\n"))
    assert [one.place for one in board.unusable] == [f"{path}:{line}", f"{path}:{line + 1}"]

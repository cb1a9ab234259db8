"""Small files in the shapes that people have, and what must come out: the files ``*.toml`` here."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from leaderboard import checks
from leaderboard.api import Leaderboard, answering, load
from leaderboard.board.names import fold
from leaderboard.cli import app
from leaderboard.errors import LeaderboardError
from leaderboard.reading import Stated, read

if TYPE_CHECKING:
    import pandas as pd

HERE = Path(__file__).parent
ALL = [
    case
    for file in ("reading.toml", "cases.toml", "tools.toml")
    for case in tomllib.loads((HERE / file).read_text(encoding="utf-8"))["case"]
]


def board_of(case: dict[str, Any], folder: Path) -> Leaderboard:
    """Read the file of a case with its options."""
    path = folder / case["file"]
    path.write_bytes(case["text"].encode())
    options: dict[str, list[str]] = {}
    given = iter(case.get("options", []))
    for option in given:
        options.setdefault(option, []).append(next(given))
    stated = Stated.parsed(
        tuple(options.pop("--set", [])),
        tuple(options.pop("--column", [])),
        table=next(iter(options.pop("--table", [])), None),
    )
    (runs,) = options.pop("--runs", ["mean"])
    assert not options
    board = answering(read(path, stated), runs=runs)  # type: ignore[arg-type]
    assert board.boards is not None
    return board


def row_of(boards: pd.DataFrame, wanted: dict[str, Any]) -> pd.Series[Any]:
    """Return the one board that a case means."""
    fits = (boards["dataset"].map(alike) == alike(wanted["dataset"])) & (
        boards["metric"].map(alike) == alike(wanted["metric"])
    )
    if "split" in wanted:
        fits &= boards["split"] == wanted["split"]
    assert fits.any(), boards[["dataset", "metric", "split"]].to_dict("records")
    return boards[fits].iloc[0]


def alike(name: str) -> str:
    """Return what does not depend on how a name is typed."""
    return fold(name).replace(" ", "")


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in ALL])
def test_what_stands_in_a_file_is_read(case: dict[str, Any], tmp_path: Path) -> None:
    """Boards, rankings, runs and spreads are these and no others; what cannot be used is said."""
    if "error" in case:
        with pytest.raises(LeaderboardError, match=r"(?s).*") as raised:
            board_of(case, tmp_path)
        assert case["error"].casefold() in str(raised.value).casefold()
        assert "\n" not in str(raised.value)
        return
    board = board_of(case, tmp_path)
    seen = [check_board(board, wanted) for wanted in case.get("boards", [])]
    found = set(board.boards[["dataset", "metric", "split"]].itertuples(index=False, name=None))
    assert case.get("others") or found == set(seen)
    assert len(board.unusable) >= case.get("unused", 0)


def check_board(board: Leaderboard, wanted: dict[str, Any]) -> tuple[str, str, str]:
    """Compare a board with what must come out; return which it is."""
    row = row_of(board.boards, wanted)
    assert row["better"] == wanted["better"]
    which = (row["dataset"], row["metric"], row["split"])
    if not wanted["better"] or "ranking" not in wanted:
        return which
    top = board.top(row["dataset"], split=row["split"], metric=row["metric"])
    names, scores = zip(*wanted["ranking"], strict=True)
    assert tuple(top["network"]) == names
    assert top["score"].tolist() == pytest.approx(scores, abs=1e-3)
    assert row["scores"] == wanted.get("scores", row["scores"])
    for column in ("runs", "spread"):
        for network, value in wanted.get(column, {}).items():
            assert float(top.loc[top["network"] == network, column].iloc[0]) == pytest.approx(value, abs=1e-3)
    if "spread_of" in wanted:
        assert set(top["spread_of"].astype("str")) - {""} == {wanted["spread_of"]}
    return which


@pytest.mark.apart
@pytest.mark.parametrize("case", [pytest.param(one, id=one["name"]) for one in ALL if "error" not in one])
def test_what_is_imported_is_what_is_read(case: dict[str, Any], tmp_path: Path) -> None:
    """A folder that was empty shows the same boards, ``check`` finds nothing, and nothing is left to import."""
    read_ = board_of(case, tmp_path)
    options = list(case.get("options", []))
    runs = "mean"
    if "--runs" in options:
        at = options.index("--runs")
        runs, options[at : at + 2] = options[at + 1], []
    board = str(tmp_path / "board")
    words = ["import", str(tmp_path / case["file"]), "--data", board, "--write", "--all-new", *options]
    once, again = (CliRunner().invoke(app, words) for _ in range(2))

    assert once.exit_code == (3 if read_.unusable else 0), once.output
    assert rankings(load(board, runs=runs)) == rankings(read_)  # type: ignore[arg-type]
    problems = checks.check(board)
    assert problems[problems["severity"] == "error"].to_dict("records") == []
    assert "nothing new" in again.stderr


def rankings(board: Leaderboard) -> dict[tuple[str, str, str], object]:
    """Return what each board shows."""
    shown = ["network", "score", "spread_text", "spread_of", "runs", "variant"]
    which = board.boards[["dataset", "metric", "split", "better"]].itertuples(index=False, name=None)
    return {
        (dataset, metric, split): better
        and board.top(dataset, split=split, metric=metric)[shown].astype("str").to_numpy().tolist()
        for dataset, metric, split, better in which
    }

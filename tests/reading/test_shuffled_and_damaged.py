"""What holds of the reading of any file: the order of rows tells nothing, and nothing ends in a traceback."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from torture.damage import PIECES

from leaderboard.api import answering
from leaderboard.errors import LeaderboardError
from leaderboard.reading import read

if TYPE_CHECKING:
    from random import Random

SCORES = st.one_of(
    st.decimals(0, 100, places=2, allow_nan=False).map(str),
    st.sampled_from(
        ["", "-", "n/a", "81.2%", "80.1 ± 0.3", "70.5 (0.2)", "70.5 (71.0)", "1,470.5", "ninety", "0"]
    ),
)
TITLES = st.sampled_from(
    [
        "accuracy",
        "mIoU",
        "WER ↓",
        "f1_std",
        "latency (ms)",
        "params (M)",
        "seed",
        "split",
        "backbone",
        "zeta",
        "rank",
        "state",
    ]
)
CELLS = {
    "seed": st.sampled_from("012"),
    "split": st.sampled_from(["val", "test", ""]),
    "backbone": st.sampled_from(["R50", "R101"]),
    "state": st.sampled_from(["finished", "failed"]),
}


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    """Draw a table: its titles, then its rows."""
    titles = draw(st.lists(TITLES, min_size=1, max_size=5, unique=True))
    number = draw(st.integers(1, 8))
    columns = [draw(st.lists(CELLS.get(title, SCORES), min_size=number, max_size=number)) for title in titles]
    networks = draw(st.lists(st.sampled_from(["newt", "toad", "Frog 2"]), min_size=number, max_size=number))
    datasets = draw(st.lists(st.sampled_from(["fens", "Meadow"]), min_size=number, max_size=number))
    return [["model", "dataset", *titles], *map(list, zip(networks, datasets, *columns, strict=True))]


def as_csv(rows: list[list[str]]) -> str:
    """Write rows as CSV."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def boards_of(text: str, name: str = "table.csv") -> tuple[list[tuple[object, ...]], int] | str:
    """Read a text; return its boards with all places, and how much is unusable, or that there is nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(text, encoding="utf-8")
        try:
            board = answering(read(path))
        except LeaderboardError:
            return "nothing"
        ranked = board.rank().astype("object")
        ranked = ranked.where(ranked.notna(), None)
        board_of = ["dataset", "split", "metric", "network"]
        # Which of two equal scores of a network bears its place says nothing.
        scores = ranked[[*board_of, "score", "runs", "spread"]].itertuples(index=False, name=None)
        places = ranked.loc[ranked["place"].notna(), [*board_of, "place"]].itertuples(index=False, name=None)
        return sorted([*scores, *places], key=repr), len(board.unusable)


@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(rows: list[list[str]], random: Random) -> None:
    """The same rows in another order give the same boards, places and means."""
    shuffled = rows[1:]
    random.shuffle(shuffled)
    assert boards_of(as_csv(rows)) == boards_of(as_csv([rows[0], *shuffled]))


ROWS = [("newt", "Fens", "80.10"), ("toad+", "Meadow val", "45"), ("Ç", "mine", "1e1")]
OBJECTS = [dict(zip(("model", "dataset", "accuracy"), row, strict=True)) for row in ROWS]


def written(write: str) -> bytes:
    """Write the rows as a file of pandas' does."""
    import pandas as pd

    file = io.BytesIO()
    getattr(pd.DataFrame(OBJECTS), write)(file)
    return file.getvalue()


SEEDS = {
    "long.csv": ("model,dataset,accuracy\n" + "".join(f"{','.join(row)}\n" for row in ROWS)).encode(),
    "wide.tsv": b"model\tFens mIoU\tparams (M)\tPublished In\nA\t80.1 (81)\t5 M\tCVPR 2018\nB\t-\t6\tarXiv 1706.05587\n",
    "list.json": json.dumps(OBJECTS, indent=1).encode(),
    "lines.jsonl": "\n".join(map(json.dumps, OBJECTS)).encode(),
    "keyed.json": json.dumps({name: {"f1": 1, "acc": score} for name, _, score in ROWS}).encode(),
    "list.yaml": "".join(f"- model: {name}\n  accuracy: {score}\n" for name, _, score in ROWS).encode(),
    "page.md": b"# Fens\n\n| Model | mIoU/mAcc | Paper |\n|:-|-:|-|\n| **A** | 80.1/9% | [x](https://x.example) |\n| B | 81 |\n",
    "page.html": b"<h2>Fens</h2><table><tr><th>Model<th colspan=2>F1<sub>a</sub><tr><td>A<td>5 \xc2\xb1 1<td>6</table>",
    "runs.csv": b"model,seed,state,score,score_std\nA,0,finished,5,1\nA,1,failed,6,1\n",
    "table.parquet": written("to_parquet"),
}


@pytest.mark.parametrize("name", SEEDS)
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused_in_one_line(name: str, data: st.DataObject) -> None:
    """Cut, with pieces of other files in it, or with bytes turned around: it never ends in a traceback."""
    content = bytearray(SEEDS[name])
    for _ in range(data.draw(st.integers(1, 4), label="changes")):
        begin = data.draw(st.integers(0, len(content)), label="begin")
        end = min(len(content), begin + data.draw(st.sampled_from([0, 1, 4, 20, 10_000]), label="length"))
        content[begin:end] = data.draw(
            st.sampled_from([b"", *PIECES, bytes(reversed(content[begin:end]))]), label="piece"
        )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        error = ""
        try:
            answering(read(path)).rank()
        except LeaderboardError as found:
            error = str(found)
        assert "\n" not in error

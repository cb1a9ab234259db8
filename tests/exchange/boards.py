"""Boards to write: the one that comes with the program, one with all there can be, and names that are hard to write."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from leaderboard.api import Leaderboard, load

if TYPE_CHECKING:
    from pathlib import Path

TASK = "Semantic Segmentation"

HUB = [
    f"hub.{dataset} {split}=someone/{dataset}:{split}"
    for dataset in load().datasets_table["dataset"]
    for split in ("test", "val")
]

EVERY_EVAL_EVER = [
    "organization=The Lab",
    "relationship=third_party",
    "library=mmsegmentation==1.2.2",
    "retrieved=2026-08-01",
    "developer=someone",
]

FACTS = {
    "eval-results": HUB,
    "every-eval-ever": EVERY_EVAL_EVER,
    "model-index": [f"task={TASK}"],
    "papers-with-code": [f"task={TASK}"],
    "parquet": [],
}
"""What each format asks for."""

TABLES = {
    "results.csv": """\
network,dataset,metric,score,split,variant,test_time,extra_data,spread,spread_of,runs,run,resolution,protocol,date,evidence,source,note
Fern,meadow,accuracy,91.50,test,B,flip,none,0.30,std,5,,512x512,linear probe,2024-05-02,paper,https://example.org/fern,best
Fern,meadow,accuracy,89.0,val,,,,,,,,,,2024,authors,a short citation,
Moss,meadow,accuracy,90.0,test,,,coco,0.20,stderr,3,,,,,,,
Moss,meadow,error,10.0,test,,,,,,,,,,,,,
Reed,meadow,accuracy,88.0,test,,,,0.50,ci95,,,,,,,,
Reed,meadow,latency,12.0,,,,,,,,,,,,,,
Sedge,bog,wer,7.10,test,,,,,,,1,,,,,,
Sedge,bog,wer,7.30,test,,,,,,,2,,,,,,
Fern,bog,wer,8.0,test,,,,,,,,,,,,,
""",
    "datasets.csv": """\
dataset,title,aliases,metric,unit,better,split,classes,images,url,note
meadow,The Meadow,field,accuracy,%,higher,test,7,100,https://example.org/meadow,grass
bog,Bog,,wer,%,lower,test,,,,
""",
    "metrics.csv": """\
metric,dataset,title,unit,better,group,note
error,meadow,,%,lower,,
latency,meadow,,ms,lower,,
""",
}


def full(folder: Path) -> Leaderboard:
    """Make a board in which something stands in every column, and runs, and several metrics."""
    for name, text in TABLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return load(folder)


def named(folder: Path, names: tuple[str, ...]) -> Leaderboard:
    """Make a board whose networks have some names, which stand in every other text as well."""
    import pandas as pd

    lines = [f"N{number},cityscapes,{50 + number / 10:.2f},val" for number in range(len(names))]
    (folder / "results.csv").write_text("\n".join(["network,dataset,miou,split", *lines]), encoding="utf-8")
    board = load(folder)
    texts = {
        name: pd.Series(names, dtype="object")
        for name in ("network", "variant", "note", "protocol", "source")
    }
    return replace(board, results_table=board.results_table.assign(**texts))


def written(format_: str, board: Leaderboard, place: Path, said: list[str] | None = None) -> Path:
    """Write a board in a format, and return where."""
    from leaderboard import exchange

    writer = exchange.get(format_)
    assert writer is not None
    files = writer.write(board, FACTS[format_] if said is None else said).files
    for name, content in files.items():
        path = place / name if name else place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return place


def rows(board: Leaderboard, *columns: str) -> list[tuple[str, ...]]:
    """Return some columns of the scores of a board as text, in an order of their own."""
    return sorted(board.scores[list(columns)].astype("str").itertuples(index=False, name=None))


def boards(board: Leaderboard) -> list[tuple[str, ...]]:
    """Return what is ranked: of each board what is better, and its networks with their places and scores."""
    ranked = board.rank()
    ranked = ranked[ranked["place"].notna()]
    about = {(one.dataset, one.metric): one.better for one in board.metrics_table.itertuples()}
    return sorted(
        {
            (
                row.dataset,
                row.metric,
                row.split,
                about[row.dataset, row.metric],
                str(row.place),
                row.network,
                row.score_text,
            )
            for row in ranked.itertuples()
        }
    )

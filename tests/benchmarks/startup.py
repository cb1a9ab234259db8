"""How long the program takes on the shipped board, against scripts that do as little as possible."""

from processes import LEADERBOARD, PYTHON, compare

from leaderboard.reading import shipped

BOARD = f"""
import pandas as pd
import typer
from rich.console import Console
from rich.table import Table


def top(dataset: str = "cityscapes", limit: int = 10) -> None:
    scores = pd.read_csv({str(shipped() / "results.csv")!r})
    board = scores[scores["dataset"] == dataset].sort_values("miou", ascending=False).head(limit)
    table = Table("#", "Network", "mIoU", title=dataset)
    for place, (network, miou) in enumerate(zip(board["network"], board["miou"]), start=1):
        table.add_row(str(place), network, str(miou))
    Console().print(table)


typer.run(top)
"""

IMPORTS = "import typer, rich.table, rich.console"

if __name__ == "__main__":
    script = [PYTHON, "-c", BOARD]
    for words in (
        "top --dataset cityscapes",
        "top -d cityscapes -n 5 --since 2017",
        "top",
        "show PSPNet",
        "export",
    ):
        compare(words, [LEADERBOARD, *words.split()], script, pairs=20)
    imports = [PYTHON, "-c", IMPORTS]
    for words in ("--version", "--help", "top --help", "top --limit 0", "tpo", "open PSPNet --print"):
        compare(words, [LEADERBOARD, *words.split()], imports, pairs=20)
    completing = {
        "_LEADERBOARD_COMPLETE": "complete_bash",
        "COMP_WORDS": "leaderboard\nshow\nPSP",
        "COMP_CWORD": "2",
    }
    compare("completion of a network", [LEADERBOARD], imports, pairs=20, **completing)

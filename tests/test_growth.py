"""Twice the input takes twice the time, and not four times: nobody can make the program hang with a file."""

from __future__ import annotations

import gc
import json
from contextlib import suppress
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

import pytest

import leaderboard
from leaderboard import LeaderboardError
from leaderboard.answers import venues
from leaderboard.board.names import Names
from leaderboard.near import nearest
from leaderboard.reading.context import Named, told_apart
from leaderboard.updates import documents

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.apart

MOST = 2.5
"""How many times as long twice the input may take."""

TRIES = 10
"""A machine that does something else meanwhile makes a measurement longer, and never shorter."""

TABLE = "| Model | mIoU |\n|---|---|\n| A | 80.1 |\n"
ROW = "<tr><th>Model<th>mIoU<tr><td>A<td>80.1"
SOTA = {"metrics": ["mIoU"], "rows": [{"model_name": "A", "metrics": {"mIoU": "1"}}]}
MODEL = (
    "- Name: n{0}\n  In Collection: C{0}\n  Results:\n  - Dataset: Cityscapes\n    Metrics: {{mIoU: 77.85}}\n"
)


def each(count: int, text: str) -> str:
    """Repeat a text with the number of each in it."""
    return "".join(text.format(number) for number in range(count))


def columns(count: int) -> str:
    """Write a table with so many columns of scores."""
    return f"network{each(count, ',D{0}')}\nA{',80.1' * count}\nB{',80.2' * count}\n"


FILES: dict[str, tuple[str, int, Callable[[int], str]]] = {
    "spaces in Markdown": (".md", 400_000, lambda n: f"{TABLE}\n{' ' * n}x\n"),
    "spaces in text": (".txt", 400_000, lambda n: f"{' ' * n}x\nnetwork,dataset,miou\nA,D,80.1\n"),
    "comments that are not closed": (".md", 60_000, lambda n: f"{TABLE}\n{'<!--' * n}\n"),
    "backticks": (".md", 200_000, lambda n: f"{TABLE}\n{'`' * n} x\n"),
    "brackets": (".md", 40_000, lambda n: f"{TABLE}\n{'[' * n}\n"),
    "links that are not closed": (".md", 10_000, lambda n: f"{TABLE}\n{'[a](' * n}\n"),
    "stars": (".md", 20_000, lambda n: f"{TABLE}\n{'*a ' * n}\n"),
    "pipes": (".md", 100_000, lambda n: f"{TABLE}\n{'|' * n}\n"),
    "dashes": (".md", 200_000, lambda n: f"{TABLE}\na|b\n{'-' * n}|x\n"),
    "rows of Markdown": (".md", 400, lambda n: TABLE + each(n, "| N{0} | 80.{0} |\n")),
    "headings": (".md", 1_000, lambda n: each(n, "## D{0}\n\n") + TABLE),
    "tags that are not closed": (".html", 2_000, lambda n: f"<html><table>{ROW}</table>{'<b>' * n}"),
    "tables in tables": (".html", 100, lambda n: f"<html>{f'<table>{ROW}<td>' * n}"),
    "cells that span columns": (".html", 400, lambda n: f"<html><table>{ROW}{'<td colspan=1000>8' * n}</table>"),
    "ampersands": (".html", 20_000, lambda n: f"<html>{'&' * n}<table>{ROW}</table>"),
    "rows of one network": (".csv", 60_000, lambda n: "network,dataset,miou\n" + each(n, "A,D,{0}.5\n")),
    "networks": (".csv", 40_000, lambda n: "network,dataset,miou\n" + each(n, "N{0},D,80.1\n")),
    "datasets": (".csv", 4_000, lambda n: "network,dataset,miou\n" + each(n, "A,D{0},80.1\n")),
    "metrics": (".csv", 4_000, lambda n: "network,dataset,metric,score\n" + each(n, "A,D,m{0},80.1\n")),
    "columns": (".csv", 100, columns),
    "columns of a text": (".csv", 20_000, lambda n: f"network,miou{',' * n}\nA,80.1{',' * n}\nB,1{',' * n}\n"),
    "digits": (".csv", 100_000, lambda n: f"network,dataset,miou\nA,D,{'8' * n}\n"),
    "brackets in a title": (".csv", 100_000, lambda n: f"network,mIoU {'(' * n}\nA,80.1\n"),
    "spaces in a score": (".csv", 100_000, lambda n: f"network,dataset,miou\nB,D,7\nA,D,8{' ' * n}x\n"),
    "an open quotation mark": (".csv", 100_000, lambda n: 'network,dataset,miou\n"A' + "\n" * n),
    "keys of an object": (".json", 100, lambda n: json.dumps([{"network": "A", **dict.fromkeys(map(str, range(n)), 1)}])),
    "keys that are networks": (".json", 8_000, lambda n: json.dumps({f"N{one}": {"acc": 1} for one in range(n)})),
    "more keys than columns": (".json", 60_000, lambda n: json.dumps([dict.fromkeys(map(str, range(n)), 1)])),
    "rows that share no key": (".json", 3_000, lambda n: json.dumps([{"network": "A", f"k{one}": 1} for one in range(n)])),
    "objects in objects": (".json", 60_000, lambda n: '{"results":' * n),
    "lines before a mistake": (".json", 200_000, lambda n: f'[{{"network":"A",{chr(10) * n}x'),
    "lines of JSON": (".jsonl", 5_000, lambda n: each(n, '{{"network":"N{0}","miou":80}}\n')),
    "datasets of a task": (".json", 500, lambda n: json.dumps([{"task": "T", "datasets": [{"dataset": f"D{one}", "sota": SOTA} for one in range(n)]}])),
    "tasks of a dataset": (".json", 500, lambda n: json.dumps([{"task": f"T{one}", "datasets": [{"dataset": "D", "sota": SOTA}]} for one in range(n)])),
    "records of YAML": (".yaml", 500, lambda n: each(n, "- network: N{0}\n  miou: 80.1\n")),
    "brackets of YAML": (".yaml", 20_000, lambda n: f"- {'[' * n}"),
    "texts that are repeated": (".yaml", 1_000, lambda n: f"- &a {{network: A, miou: 80, x: '{'a  ' * n}'}}\n{'- *a' + chr(10)}" * 1 + "- *a\n" * n),
    "models of a catalogue": (".yml", 300, lambda n: "Models:\n" + each(n, MODEL)),
    "spaces in a catalogue": (".yml", 200_000, lambda n: f"Models:\n- Name{' ' * n}x\n"),
}  # fmt: skip


def time_of(action: Callable[[], object]) -> float:
    """Return the CPU time that something takes, refusing included."""
    gc.collect()
    gc.disable()
    try:
        begun = process_time()
        with suppress(LeaderboardError):
            action()
        return process_time() - begun
    finally:
        gc.enable()


def growth(small: Callable[[], object], large: Callable[[], object]) -> float:
    """Return how many times as long the large one takes, as the shortest of some tries tell."""
    shortest = [float("inf"), float("inf")]
    for _ in range(TRIES):
        shortest = [min(old, time_of(one)) for old, one in zip(shortest, (small, large), strict=True)]
        # What takes no time at all has none to grow by.
        ratio = (shortest[1] + 0.005) / (shortest[0] + 0.005)
        if ratio <= MOST:
            break
    return ratio


@pytest.mark.parametrize("what", FILES)
def test_twice_the_file_takes_twice_the_time(tmp_path: Path, what: str) -> None:
    """Whether it is read or refused."""
    suffix, count, text = FILES[what]
    small, large = tmp_path / f"small{suffix}", tmp_path / f"large{suffix}"
    small.write_text(text(count), encoding="utf-8")
    large.write_text(text(2 * count), encoding="utf-8")
    time_of(lambda: leaderboard.load(small))  # what is imported is imported now

    assert growth(lambda: leaderboard.load(small), lambda: leaderboard.load(large)) <= MOST


TEXTS: dict[str, tuple[int, Callable[[int], str]]] = {
    "spaces in a marker": (20_000, lambda n: f"<!-- leaderboard:{' ' * n}x\n"),
    "spaces before a marker": (20_000, lambda n: f"<!--{' ' * n}x <!-- leaderboard: top -->\n"),
    "spaces around a slash": (20_000, lambda n: f"<!--{' ' * n}/{' ' * n}x <!-- /leaderboard -->\n"),
    "markers on a line": (2_000, lambda n: "<!-- leaderboard: top --> " * n),
    "markers in a paragraph": (300, lambda n: each(n, "x <!-- leaderboard: top {0} --> y\n")),
    "blocks": (300, lambda n: each(n, "<!-- leaderboard: top {0} -->\n<!-- /leaderboard -->\n\n")),
}


@pytest.mark.parametrize("what", TEXTS)
def test_twice_the_document_takes_twice_the_time(what: str) -> None:
    """The markers of ``sync`` may stand in a pull request of anybody."""
    count, text = TEXTS[what]
    small, large = text(count), text(2 * count)

    def blocks(document: str) -> object:
        return documents.blocks(document, Path("README.md"))

    time_of(lambda: blocks(small))
    assert growth(lambda: blocks(small), lambda: blocks(large)) <= MOST


def test_twice_the_tables_of_one_name_take_twice_the_time() -> None:
    """They are told apart together."""

    def tables(count: int) -> list[Named]:
        return [Named("Linf", text="Linf", outer=(f"Main {number}",)) for number in range(count)]

    assert growth(lambda: told_apart(tables(1_000)), lambda: told_apart(tables(2_000))) <= MOST


def test_twice_the_names_take_twice_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever looks for slips in very many names gets no more answers from some name on."""
    monkeypatch.setattr("leaderboard.board.names._MOST_COMPARED", 1_000_000)

    def look(count: int) -> None:
        known = Names(
            "network", {"".join(chr(97 + int(one)) for one in str(number)): () for number in range(count)}
        )
        for name in list(known.aliases):
            known.resembling(f"x{name}")

    look(10)
    assert growth(lambda: look(2_000), lambda: look(4_000)) <= MOST


def test_twice_the_spaces_in_a_venue_take_twice_the_time() -> None:
    """A venue is looked for before workshops."""

    def look(count: int) -> None:
        venues.entry_of(f"{' ' * count}!")

    assert growth(lambda: look(4_000), lambda: look(8_000)) <= MOST


def test_a_long_name_is_not_compared() -> None:
    """However many there are, since the time for one grows with the square of its length."""
    assert nearest("a" * 200, ["a" * 199], limit=3) == []

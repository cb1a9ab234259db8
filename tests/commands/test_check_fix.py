import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from leaderboard.reading import shipped


@pytest.fixture
def board(tmp_path: Path) -> Path:
    """Return the shipped board, in which nothing is to be mended, to be changed."""
    return shutil.copytree(shipped(), tmp_path / "board")


def change(path: Path, *pairs: tuple[str, str]) -> None:
    """Put other texts into a file, each once."""
    text = path.read_bytes().decode()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_bytes(text.encode())


def contents(board: Path) -> dict[str, bytes]:
    """Return what stands in the tables."""
    return {path.name: path.read_bytes() for path in board.glob("*.csv")}


def test_mends_nothing_where_nothing_is_wrong(run: Callable[..., Result], board: Path) -> None:
    """Every byte stays, and no line says otherwise."""
    before = contents(board)
    answer = run("check", "--fix", "--strict", board)

    assert contents(board) == before
    assert "mended" not in answer.stderr


SLIPS = [
    ("results.csv", (",aggregator,", ", aggregator,"), "stray-space"),
    ("results.csv", ("\nCRF-RNN,", "\nCRF-RNN ,"), "stray-space"),
    ("results.csv", ("Network, a", "Network,  a"), "stray-space"),
    ("results.csv", (",aggregator,", ",Aggregator,"), "spelling"),
    ("results.csv", (",test,", ",Testing,"), "spelling"),
    ("results.csv", (",multi-scale,", ",Multi Scale,"), "spelling"),
    ("results.csv", ("\nCRF-RNN,voc12,", "\ncrf_rnn,VOC12,"), "spelling"),
    ("results.csv", ("\nCRF-RNN,", '\n"CRF-RNN",'), "quoting"),
    ("datasets.csv", (",%,", ",percent,"), "spelling"),
    ("links.csv", (",project,", ",Project,"), "spelling"),
    ("papers.csv", ("real-time;lightweight", "real-time; lightweight;"), "spelling"),
]


@pytest.mark.parametrize(("name", "slip", "kind"), SLIPS)
def test_mends_what_nobody_has_to_decide(
    run: Callable[..., Result], board: Path, name: str, slip: tuple[str, str], kind: str
) -> None:
    """It is as before, byte for byte, and the line with what was mended is named."""
    before = contents(board)
    old, new = slip
    if old not in (board / name).read_text(encoding="utf-8"):
        old, new = (
            old.replace("Network, a", "Segmentation, a"),
            new.replace("Network,  a", "Segmentation,  a"),
        )
    change(board / name, (old, new))
    assert contents(board) != before

    answer = run("check", "--fix", "--strict", board)

    assert contents(board) == before
    assert f"[{kind}]" in answer.stderr
    assert f"{name}:" in answer.stderr


def test_moves_rows_to_where_they_belong(run: Callable[..., Result], board: Path) -> None:
    """As few as there need to be, in each table that has an order, also behind a last line without an end."""
    before = contents(board)
    for name, row in (("results", 50), ("papers", 3), ("links", 154), ("speeds", 20)):
        path = board / f"{name}.csv"
        lines = path.read_bytes().splitlines(keepends=True)
        lines.append(lines.pop(row))
        path.write_bytes(b"".join(lines).rstrip(b"\n"))

    answer = run("check", "--fix", "--strict", board)

    assert contents(board) == before
    assert answer.stderr.count("moved to where it belongs") == 4


def test_mends_marks_and_line_ends_of_our_tables(run: Callable[..., Result], board: Path) -> None:
    """What a spreadsheet makes of them; it is said once."""
    before = contents(board)
    path = board / "papers.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))

    answer = run("check", "--fix", "--strict", board / "papers.csv")

    assert contents(board) == before
    assert answer.stderr.count("mended") == 1


def test_leaves_what_somebody_has_to_decide(run: Callable[..., Result], board: Path) -> None:
    """It is named as ever, and the exit status is that of what is left."""
    change(
        board / "results.csv",
        (",aggregator,", ",hearsay,"),
        ("\nCRF-RNN,voc12,72.0", "\nCRF-RNN,voc12,seventy"),
    )
    before = contents(board)
    answer = run("check", "--fix", board, exit_code=1)

    assert contents(board) == before
    assert "'hearsay' is not known" in answer.stdout
    assert "'seventy' is no number" in answer.stdout


def test_leaves_a_file_of_somebody_else_its_way(run: Callable[..., Result], tmp_path: Path) -> None:
    """Stray spaces go; the mark, line ends, quotation and order stay."""
    path = tmp_path / "ours.csv"
    text = '\ufeff"Model","Accuracy","Ours"\r\n"B",70,"x  y"\r\n"A ", 71,\'"\'\r\n'
    path.write_bytes(text.encode())
    run("check", "--fix", path)

    assert path.read_bytes().decode() == (
        '\ufeff"Model","Accuracy","Ours"\r\n"B",70,"x y"\r\n"A",71,\'"\'\r\n'
    )


def test_machines_read_what_is_left(run: Callable[..., Result], board: Path) -> None:
    """What was mended is talk, and goes to stderr."""
    change(board / "results.csv", (",aggregator,", ",Aggregator,"))
    answer = run("check", "--fix", "--format", "json", board)

    assert json.loads(answer.stdout) == []
    assert "mended" in answer.stderr


@pytest.mark.parametrize(
    ("name", "text"), [("ours.json", '[{"model": "A", "accuracy": 3}]'), ("ours.md", "# x")]
)
def test_is_for_tables(run: Callable[..., Result], tmp_path: Path, name: str, text: str) -> None:
    """Other formats have other ways of being written."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    answer = run("check", "--fix", path, exit_code=2)

    assert "mends a folder of tables or a CSV file" in answer.stderr
    assert path.read_text(encoding="utf-8") == text


def test_names_few_of_each_kind_and_counts_the_others(
    run: Callable[..., Result], own: Callable[[str], Path]
) -> None:
    """All of them with --all, or in JSON; the summary and the exit status know of all."""
    rows = "".join(f"N{number},x,bad\n" for number in range(30))
    path = own(f"network,dataset,miou\nA,x,70\n{rows}")

    lines = run("check", path, exit_code=1).stdout.splitlines()
    assert len(lines) == 11
    assert lines[-1] == f"{path}: error: 20 more of this kind; --all names them [unusable]"
    assert "30 errors" in run("check", path, exit_code=1).stderr
    assert len(run("check", "--all", path, exit_code=1).stdout.splitlines()) == 30
    assert len(json.loads(run("check", "-f", "json", path, exit_code=1).stdout)) == 30
    assert len(run("check", "-f", "github", path, exit_code=1).stdout.splitlines()) == 11

"""``leaderboard export`` for other programs."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from leaderboard import exchange, load
from leaderboard.errors import LeaderboardError

SEG = ("--fact", "task=Segmentation")
RECORDS = (
    *("-f", "every-eval-ever", "--fact", "organization=Lab", "--fact", "relationship=first_party"),
    *("--fact", "library=x==1", "--fact", "retrieved=2026-08-01", "--fact", "developer=lab"),
)

FOLDERS = pytest.mark.parametrize("name", ["eval-results", "every-eval-ever"])


@pytest.mark.parametrize("name", ["model-index", "papers-with-code"])
def test_what_is_text_goes_to_stdout(run: Callable[..., Result], name: str) -> None:
    """And what it does not hold to stderr, in one line."""
    answer = run("export", "-f", name, "-d", "camvid", *SEG)

    assert "BiSeNet" in answer.stdout
    assert answer.stderr.startswith(f"note: {name} does not hold: ")
    assert answer.stderr.count("\n") == 1


@FOLDERS
def test_a_folder_has_to_be_named(run: Callable[..., Result], name: str) -> None:
    """Many files are nothing for a screen."""
    answer = run("export", "-f", name, exit_code=2)

    assert answer.stderr == f"error: {name} is a folder: say --output FOLDER\n"


def test_parquet_is_no_text(run: Callable[..., Result]) -> None:
    """It is for a file."""
    answer = run("export", "-f", "parquet", exit_code=2)

    assert answer.stderr == "error: parquet is a file: say --output FILE\n"


def test_the_suffix_of_parquet_is_enough(run: Callable[..., Result], tmp_path: Path) -> None:
    """As with documents."""
    run("export", tmp_path / "board.parquet", "-d", "camvid")

    assert (tmp_path / "board.parquet").read_bytes().startswith(b"PAR1")


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["-f", "papers-with-code"], "papers-with-code asks for what the data does not say: --fact task=NAME"),
        (
            ["-f", "model-index", "--fact", "tusk=a"],
            "no fact for model-index named 'tusk'; did you mean 'task'?",
        ),
        (["-f", "model-index", "--fact", "task"], "--fact takes NAME=VALUE, not 'task'"),
        (["-o", "x.parquet", "--fact", "task=a"], "parquet asks for no facts"),
        (
            ["-f", "csv", "--fact", "task=a"],
            "--fact is for eval-results, every-eval-ever, model-index, papers-with-code or parquet, not for csv",
        ),
        (["-f", "model-index", "-n", "3"], "--limit is for tables, not for model-index"),
        (["-f", "model-index", "--with", "fps"], "--with is for tables, not for model-index"),
        (["-f", "model-index", "--cite"], "--cite is for tables, not for model-index"),
        (
            ["-f", "model-index", "--spreadsheet-safe"],
            "--spreadsheet-safe is for csv and tsv, not for model-index",
        ),
        (["-f", "model-index", "--standalone"], "--standalone is for latex, not for model-index"),
        (["-f", "parqet"], "no format named 'parqet'; did you mean 'parquet', 'presto' or 'pretty'?"),
        (
            ["-f", "eval-results", "-o", "x", "-d", "camvid"],
            "eval-results asks for the task of each dataset on the Hub: --fact 'hub.camvid test=OWNER/DATASET:TASK'",
        ),
        (
            ["-f", "eval-results", "-o", "x", "-d", "camvid", "--fact", "hub=camvid"],
            "the task of camvid test on the Hub is OWNER/DATASET:TASK, not 'camvid'",
        ),
        (
            ["-f", "eval-results", "-o", "x", "-d", "voc12", "--fact", "hub=a/b:c"],
            (
                "voc12 test and voc12 val would be one board, a/b:c; say --fact"
                " 'hub.voc12 val=OWNER/DATASET:TASK', or choose one with --dataset and --split"
            ),
        ),
        (
            ["-o", "x", *RECORDS, "--fact", "relationship=friend"],
            "the relationship is first_party, third_party, collaborative or other, not 'friend'",
        ),
        (["-o", "x", *RECORDS, "--fact", "retrieved=May"], "retrieved is a date such as 2026-08-01, not 'May'"),
        (
            ["-o", "x", *RECORDS, "--fact", "developer=a/b"],
            "a folder is called after the developer, and 'a/b' is no name for one",
        ),
    ],
)  # fmt: skip
def test_what_is_missing_or_makes_no_sense_is_one_line(
    run: Callable[..., Result], words: list[str], error: str
) -> None:
    """It is wrong usage, and says what to type."""
    answer = run("export", *words, exit_code=2)

    assert answer.stderr == f"error: {error}\n"


def test_makers_of_networks_are_asked_for_by_name(run: Callable[..., Result], tmp_path: Path) -> None:
    """Where the name does not begin with its maker."""
    words = [*RECORDS[:-2], "--data", tmp_path / "own.csv", "-o", tmp_path / "out"]
    (tmp_path / "own.csv").write_text(
        "network,dataset,miou\nlab/Fern,camvid,60\nMoss,camvid,61\n", encoding="utf-8"
    )

    answer = run("export", *words, exit_code=2)
    run("export", *words, "--fact", "developer.moss=bog")

    assert answer.stderr == (
        "error: every-eval-ever asks who made the networks: --fact developer=NAME, or of single ones"
        " --fact 'developer.Moss=NAME'; not known of Moss\n"
    )
    folders = {
        path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").glob("data/*/*/*")
    }
    assert folders == {"data/camvid/lab/Fern", "data/camvid/bog/Moss"}


def test_scores_without_a_direction_are_no_records(run: Callable[..., Result], tmp_path: Path) -> None:
    """A record has to say what is better."""
    own = tmp_path / "own.csv"
    own.write_text("network,dataset,metric,score\na/A,x,fluff,1\na/A,x,accuracy,2\n", encoding="utf-8")

    answer = run("export", *RECORDS, "--data", own, "-o", tmp_path / "out")

    assert "scores without a direction (say --set better=higher or lower) (1 score)" in answer.stderr
    (file,) = (tmp_path / "out").rglob("*.json")
    (result,) = json.loads(file.read_text(encoding="utf-8"))["evaluation_results"]
    assert result["metric_config"] == {"metric_name": "accuracy", "lower_is_better": False}


@pytest.mark.parametrize("words", [["-d", "voc12", "--split", "val"], ["-d", "VOC 2012 val"]])
def test_a_split_is_chosen_as_elsewhere(run: Callable[..., Result], tmp_path: Path, words: list[str]) -> None:
    """And then only its scores are written."""
    run("export", tmp_path / "board.parquet", *words)

    answer = run("datasets", "--data", tmp_path / "board.parquet", "-f", "json")

    assert [(one["dataset"], one["split"], one["networks"]) for one in json.loads(answer.stdout)] == [
        ("voc12", "val", 8)
    ]


def test_a_metric_is_chosen_as_elsewhere(run: Callable[..., Result], tmp_path: Path) -> None:
    """And then only its scores are written."""
    own = tmp_path / "own.csv"
    own.write_text("network,dataset,metric,score\na/A,x,error,1\na/A,x,accuracy,2\n", encoding="utf-8")

    answer = run("export", "-f", "model-index", *SEG, "--data", own, "--metric", "error")

    assert "error: 1\n" in answer.stdout
    assert "accuracy" not in answer.stdout


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("models.yml", ["-f", "model-index", *SEG]),
        ("tables.json", ["-f", "papers-with-code", *SEG]),
        ("board.parquet", []),
        ("records", [*RECORDS]),
        ("models", ["-f", "eval-results", "--fact", "hub=a/camvid:test"]),
    ],
)
class TestTwice:
    """What is written where something stands already."""

    def test_a_second_export_changes_nothing(
        self, run: Callable[..., Result], tmp_path: Path, file: str, words: list[str]
    ) -> None:
        """Not a byte, and without a question."""
        run("export", *words, "-o", tmp_path / file, "-d", "camvid")
        before = content(tmp_path)

        run("export", *words, "-o", tmp_path / file, "-d", "camvid")

        assert content(tmp_path) == before

    def test_what_is_ours_is_replaced(
        self, run: Callable[..., Result], tmp_path: Path, file: str, words: list[str]
    ) -> None:
        """When the data has changed."""
        own = tmp_path / "own.csv"
        for score in ("60.0", "61.5"):
            own.write_text(f"network,dataset,miou,split\nFern,camvid,{score},test\n", encoding="utf-8")
            run("export", *words, "-o", tmp_path / file, "--data", own)

        if file != "board.parquet":
            assert b"61.5" in b"".join(content(tmp_path / file).values())
        assert len(content(tmp_path / file)) == 1

    def test_what_is_not_ours_stays(
        self, run: Callable[..., Result], tmp_path: Path, file: str, words: list[str]
    ) -> None:
        """Unless --force is given; of a folder, no file is written."""
        run("export", *words, "-o", tmp_path / file, "-d", "camvid")
        one = max(content(tmp_path / file))
        for path in content(tmp_path / file):
            path.write_text("mine", encoding="utf-8") if path == one else path.unlink()

        answer = run("export", *words, "-o", tmp_path / file, "-d", "camvid", exit_code=1)

        assert answer.stderr.endswith(
            f"error: {one} exists and holds something else; use --force to replace it\n"
        )
        assert content(tmp_path / file) == {one: b"mine"}
        run("export", *words, "-o", tmp_path / file, "-d", "camvid", "--force")
        assert b"mine" not in content(tmp_path / file).values()


def test_other_files_of_a_folder_stay_and_are_named(run: Callable[..., Result], tmp_path: Path) -> None:
    """Such as those of an earlier export of more."""
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")

    answer = run("export", *RECORDS, "-o", tmp_path, "-d", "camvid")

    assert answer.stderr.endswith(f"note: {tmp_path} holds other files, which stay: notes.txt\n")
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_nothing_is_written_where_no_score_fits(run: Callable[..., Result], tmp_path: Path) -> None:
    """An empty folder would be no board."""
    answer = run("export", *RECORDS, "-o", tmp_path / "out", "--since", "2099", exit_code=1)

    assert answer.stderr == "error: no score fits, so there is nothing to write\n"
    assert not (tmp_path / "out").exists()


def test_parquet_says_what_it_lacks(monkeypatch: pytest.MonkeyPatch) -> None:
    """The words that install it."""
    writer, board = exchange.get("parquet"), load()
    monkeypatch.setitem(sys.modules, "pyarrow", None)

    assert writer is not None
    with pytest.raises(
        LeaderboardError,
        match=r"^writing Parquet takes pyarrow: pip install 'benchmark-leaderboard\[parquet\]'$",
    ):
        writer.write(board)


def test_formats_stand_in_the_help(run: Callable[..., Result]) -> None:
    """All of them, where there is room."""
    help_ = " ".join(run("export", "--help-all").stdout.split())

    assert f"For other programs: {', '.join(exchange.names())}" in help_


def content(place: Path) -> dict[Path, bytes]:
    """Return what stands in a file, or in those of a folder."""
    files = [place] if place.is_file() else sorted(place.rglob("*"))
    return {path: path.read_bytes() for path in files if path.is_file()}

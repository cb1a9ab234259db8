"""What people see: the program in a real pseudo-terminal, and as a real process in a pipe.

Where many answers are looked at, the program runs within the test, and writes to what stands
for a terminal: starting a process takes longer than most answers.
"""

import errno
import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol, TypeAlias

import pytest
from rich.cells import cell_len
from terminals import (
    CONTROL,
    LEADERBOARD,
    LEFT_OUT,
    SETTINGS,
    environment,
    on_terminal,
    remains,
    written_on_terminal,
)
from typer.testing import CliRunner
from wording import of_system

from leaderboard.cli import app

pytestmark = pytest.mark.apart

ADDRESS = re.compile(r"https?://\S+$")


EVERY_SCREEN = pytest.mark.parametrize(
    "words",
    [
        ["top"],
        ["top", "--dataset", "cityscapes"],
        ["top", "-d", "ade", "--all"],
        ["show", "DeepLabv3+", "ocnet"],
        ["compare", "DeepLabv3+", "PSPNet", "GCN", "OCNet", "DAN"],
        ["overall"],
        ["history"],
        ["history", "--dataset", "cityscapes"],
        ["tradeoff", "--dataset", "cityscapes", "--plot"],
        ["tradeoff", "--dataset", "cityscapes", "--by", "params"],
        ["datasets"],
        ["papers", "context"],
        ["export", "--all", "-f", "table"],
    ],
    ids=" ".join,
)


class Stream(io.StringIO):
    """Stands for a terminal or a pipe."""

    encoding = "utf-8"

    def __init__(self, *, is_terminal: bool) -> None:
        """Say which of them."""
        super().__init__()
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        """Whether it stands for a terminal."""
        return self._is_terminal


class Written(Protocol):
    """Runs the program within the test."""

    def __call__(
        self, *words: str, width: int = 80, terminal: bool = True, status: int = 0, **changes: str
    ) -> str:
        """Return all that it writes to a terminal of a *width*, or else to a pipe, errors included."""


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Written:
    """Return a way to run the program within the test."""

    def written(*words: str, width: int = 80, terminal: bool = True, status: int = 0, **changes: str) -> str:
        stream = Stream(is_terminal=terminal)
        with monkeypatch.context() as patch:
            for name in LEFT_OUT:
                patch.delenv(name, raising=False)
            for name, value in {**SETTINGS, "COLUMNS": str(width), **changes}.items():
                patch.setenv(name, value)
            patch.setattr(sys, "stdout", stream)
            patch.setattr(sys, "stderr", stream)
            with pytest.raises(SystemExit) as ended:
                app(list(words), prog_name="leaderboard")
        assert ended.value.code == status, stream.getvalue()
        return stream.getvalue()

    return written


@EVERY_SCREEN
@pytest.mark.parametrize("width", [80, 200])
def test_everything_fits_the_terminal(words: list[str], width: int, written: Written) -> None:
    """No line is wider than the terminal but addresses, which stay whole; only titles of papers are cut."""
    lines = CONTROL.sub("", remains(written(*words, width=width))).splitlines()

    assert len(lines) > 3
    assert [line for line in lines if cell_len(line) > width and not ADDRESS.search(line)] == []
    assert words[0] == "papers" or not [line for line in lines if "…" in line]


def test_addresses_stay_in_one_piece() -> None:
    """To be copied or clicked; one that has no room beside its label has a line of its own."""
    lines = CONTROL.sub("", on_terminal("show", "DeepLabv3+", "pspnet", width=80)).splitlines()

    assert " Code        https://github.com/tensorflow/models/tree/master/research/deeplab" in lines
    assert (
        " [1] paper        https://github.com/Visual-Attention-Network/SegNeXt/blob/HEAD/configs/deeplabv3plus/README.md"
        in lines
    )
    slides = lines.index(" Slides")
    assert lines[slides + 1] == " http://image-net.org/challenges/talks/2016/SenseCUSceneParsing.pdf"


def test_two_boards_of_a_dataset_differ_on_any_screen() -> None:
    """However narrow it is, the split stays, and what to type for it."""
    lines = CONTROL.sub("", on_terminal("datasets", width=80)).splitlines()

    assert [line.split()[:3] for line in lines if line.startswith("  Cityscapes")] == [
        ["Cityscapes", "cityscapes", "test"],
        ["Cityscapes", "cityscapes", "val"],
    ]


def test_two_splits_of_a_comparison_differ_on_any_screen() -> None:
    """Where a dataset is compared on both, that is the last to be left out."""
    words = ("compare", "DeepLabv3+", "SegFormer", "Mask2Former")
    lines = CONTROL.sub("", on_terminal(*words, width=80)).splitlines()

    assert [line.split()[:2] for line in lines if line.startswith("  Cityscapes")] == [
        ["Cityscapes", "test"],
        ["Cityscapes", "val"],
    ]


def test_eighty_columns_show_the_whole_board() -> None:
    """The top of Cityscapes needs no more."""
    text = CONTROL.sub("", on_terminal("top", "--dataset", "cityscapes", "-n", "3", width=80))

    lines = [line.rstrip() for line in text.splitlines() if not line.startswith(" data of ")]  # as git says
    assert "".join(f"{line}\n" for line in lines) == (
        " Cityscapes test · mIoU (%)\n"
        "\n"
        "  #  Network         mIoU   Gap  Published   Code  Extra data\n"
        "  1  VLTSeg         86.4         ACCV 2024         CLIP\n"
        "  2  MetaPrompt-SD  86.2†  −0.2  arXiv 2023  ✓     Stable Diffusion\n"
        "  3  InternImage    86.1†  −0.3  CVPR 2023   ✓     coarse, Joint 427M, Mapillary\n"
        "\n"
        " 3 of 99 networks · -n 99 shows all\n"
        " best published score of each · newest score 2024-01\n"
        " † known only from an aggregator or a reimplementation\n"
        " another board on val: 58 networks · --split val shows it\n"
    )


def test_a_terminal_shows_the_day_of_the_last_commit(tmp_path: Path) -> None:
    """A document does not, which would be stale after each commit."""
    day = "2026-01-02T12:00:00Z"
    (tmp_path / "results.csv").write_text("network,dataset,miou\nA,cityscapes,80\n", encoding="utf-8")
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "First"]):
        subprocess.run(
            ["git", "-c", "user.name=A", "-c", "user.email=a@b.example", *words],  # noqa: S607
            cwd=tmp_path,
            check=True,
            env={**os.environ, "GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day},
        )
    words = ["top", "-d", "cityscapes", "--data", str(tmp_path)]

    before = CONTROL.sub("", on_terminal(*words, width=80))
    (tmp_path / "results.csv").write_text("network,dataset,miou\nA,cityscapes,81\n", encoding="utf-8")
    after = CONTROL.sub("", on_terminal(*words, width=80))
    document = CONTROL.sub("", on_terminal(*words, "-f", "markdown", width=80))

    assert " data of 2026-01-02\n" in before
    assert " data of 2026-01-02, and changed since\n" in after
    assert "2026-01-02" not in document


def test_what_is_left_out_for_width_is_said() -> None:
    """The least important columns go first."""
    text = CONTROL.sub("", on_terminal("top", width=60))

    assert " left out for width: Networks, Published, Code (use " in text.replace("\n", " ")


def test_what_matters_most_has_room() -> None:
    """In eighty columns, leaders keep their numbers of networks and code, boards their counts and years."""
    leaders, boards = (on_terminal(command, width=80) for command in ("top", "datasets"))

    assert re.search(r"Networks +Published +Code", CONTROL.sub("", leaders))
    assert re.search(r"Split +Networks +Leader +Years", CONTROL.sub("", boards))


def test_a_title_has_two_lines_at_most() -> None:
    """A column is as wide as that needs, though its numbers be short."""
    assert re.search(r"rate \(%\)|Win rate", CONTROL.sub("", on_terminal("overall", width=60)))


def test_best_is_bold_second_underlined_and_names_are_links() -> None:
    """As long as colour is wanted."""
    text = on_terminal("top", "-d", "cityscapes", "-n", "2", width=80)

    assert re.search(r"\x1b\[1;32m86\.4\x1b\[0m", text)
    assert re.search(r"\x1b\[4m86\.2\x1b\[0m", text)
    assert re.search(r"\x1b\]8;[^;]*;https://arxiv\.org/abs/2312\.02021\x1b\\VLTSeg", text)


IMPATIENT = """
import sys
from contextlib import contextmanager
from leaderboard.terminal import progress
@contextmanager
def drawn(line):
    sys.stderr.write("\\r\\x1b[Kthe line of progress")
    yield
progress._Line.drawn = drawn
from leaderboard.cli import app
app(prog_name="leaderboard")
"""
"""The program, with a line of progress that does not wait until it takes long."""

CODES = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")

NO_COLOR = pytest.mark.parametrize(
    ("options", "changes"),
    [(["--no-color"], {}), ([], {"NO_COLOR": "1"}), ([], {"TERM": "dumb"}), ([], {"TERM": "unknown"})],
    ids=["--no-color", "NO_COLOR", "TERM=dumb", "TERM=unknown"],
)


def on_impatient_terminal(*words: str, **changes: str) -> str:
    """Return all that the program writes in a terminal, the line of progress included."""
    text, _ = written_on_terminal([sys.executable, "-c", IMPATIENT, *words], **changes)
    return text


def test_the_line_of_progress_uses_control_codes() -> None:
    """Else the next test would tell nothing."""
    assert "\r\x1b[Kthe line of progress" in on_impatient_terminal("top")


@NO_COLOR
def test_who_wants_no_colour_gets_no_control_codes(options: list[str], changes: dict[str, str]) -> None:
    """Neither in the answer nor in what is said beside it."""
    text = on_impatient_terminal("top", *options, **changes)

    assert "VLTSeg" in text
    assert not CODES.search(text)


@pytest.fixture
def faulty(tmp_path: Path) -> str:
    """Return a file in which ``check`` finds something."""
    path = tmp_path / "own.csv"
    path.write_text("network,dataset,miou\nA,camvid,bad\nB,camvid,70\n")
    return str(path)


def test_answers_use_control_codes(written: Written, faulty: str) -> None:
    """Else the next two tests would tell nothing."""
    assert CODES.search(written("history", "-d", "voc", "--plot"))
    assert CODES.search(written("check", faulty, status=1))
    assert CODES.search(written("--help", TERM="xterm"))


@NO_COLOR
def test_no_answer_has_them_where_nobody_wants_them(
    options: list[str], changes: dict[str, str], written: Written, faulty: str
) -> None:
    """Nor has an error."""
    texts = [
        written("history", "-d", "voc", "--plot", *options, **changes),
        written("check", faulty, *options, status=1, **changes),
        written("top", "-d", "citscapes", *options, status=1, **changes),
    ]

    assert [text for text in texts if CODES.search(text)] == []


@pytest.mark.parametrize("changes", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["NO_COLOR", "TERM=dumb"])
def test_what_has_no_option_for_it_goes_by_the_environment(changes: dict[str, str], written: Written) -> None:
    """Help, errors of usage, and commands whose answer has no colours."""
    texts = [
        written("--help", **changes),
        written("top", "--help", **changes),
        written("nonsense", status=2, **changes),
        written("cite", "PSPNet", **changes),
    ]

    assert [text for text in texts if CODES.search(text)] == []


def in_pipe(*words: str, **settings: object) -> subprocess.CompletedProcess[str]:
    """Run the program as a script would."""
    return subprocess.run(
        [*LEADERBOARD, *words], capture_output=True, text=True, check=False, env=environment(), **settings
    )


@EVERY_SCREEN
def test_a_pipe_gets_plain_whole_lines(words: list[str], written: Written) -> None:
    """No control codes, and titles of papers in one piece, however long."""
    text = written(*words, terminal=False)

    assert not CODES.search(text)
    assert "left out for width" not in text


def test_works_from_any_folder(tmp_path: Path) -> None:
    """The shipped board is found wherever one is, and a pipe gets its top and nothing else."""
    answer = in_pipe("top", "-d", "cityscapes", "-n", "1", cwd=tmp_path)

    assert (answer.returncode, answer.stderr) == (0, "")
    assert "  1   VLTSeg    86.4" in answer.stdout
    assert not CODES.search(answer.stdout)


@pytest.mark.parametrize("words", ["top", "top -f csv --all -d cityscapes", "export", "open PSPNet --print"])
def test_a_reader_that_is_gone_is_no_error(words: str) -> None:
    """``| head -1`` ends quietly."""
    ours, theirs = os.pipe()
    os.close(ours)

    answer = subprocess.run(
        [*LEADERBOARD, *words.split()],
        stdout=theirs,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        env=environment(),
    )
    os.close(theirs)

    assert (answer.returncode, answer.stderr) == (0, "")


def test_a_full_disk_behind_stdout_is_one_line() -> None:
    """The device that is always full stands for it."""
    with Path("/dev/full").open("w") as full:
        answer = subprocess.run(
            [*LEADERBOARD, "top"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env=environment(),
        )

    assert answer.returncode == 1
    assert answer.stderr == f"error: cannot write to the output: {of_system(errno.ENOSPC)}\n"


def test_writes_utf_8_where_the_locale_cannot() -> None:
    """A pipe has no locale: what goes into it is UTF-8."""
    answer = subprocess.run(
        [*LEADERBOARD, "top", "-d", "cityscapes"],
        capture_output=True,
        check=False,
        env=environment(PYTHONIOENCODING="ascii"),
    )

    assert answer.returncode == 0
    assert "86.2†    −0.2    arXiv 2023".encode() in answer.stdout


@pytest.mark.parametrize("width", [24, 30, 36, 80])
def test_no_line_that_is_broken_begins_as_a_command_of_a_ci_system(
    width: int, written: Written, tmp_path: Path
) -> None:
    """A container may have a terminal whose output is a log."""
    title = "".join(f"{'word ' * number}::error::x " for number in range(9))
    data = tmp_path / "own.csv"
    data.write_text(f"network,dataset,miou,title\nA,streets,80,{title}\nlong name ::error::x,streets,79,\n")

    for words in (["top", "-d", "streets"], ["show", "A"], ["papers"]):
        lines = written(*words, "--data", str(data), width=width, TERM="dumb").splitlines()

        assert any("error::x" in line for line in lines)
        assert [line for line in lines if line.lstrip().startswith("::")] == []


Run: TypeAlias = Callable[..., str]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a way to run the program as in a pipe, which returns what comes out of it."""
    for name in LEFT_OUT:
        monkeypatch.delenv(name, raising=False)

    def run(*words: str) -> str:
        answer = CliRunner().invoke(app, words)
        assert answer.exit_code == 0, answer.output
        return answer.stdout

    return run


FORCED = [{"FORCE_COLOR": "1"}, {"CLICOLOR_FORCE": "1"}, {"FORCE_COLOR": "1", "TERM": "dumb"}]


@pytest.mark.parametrize("words", [["top", "-d", "camvid", "-n", "3"], ["show", "PSPNet"], ["top", "--help"]])
@pytest.mark.parametrize("changes", FORCED, ids=["FORCE_COLOR", "CLICOLOR_FORCE", "dumb"])
def test_colours_that_are_forced_are_there_in_a_pipe(
    words: list[str], changes: dict[str, str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nothing else is: no link, no other line, nothing cut."""
    monkeypatch.setenv("COLUMNS", "80")
    plain = run(*words)
    for name, value in changes.items():
        monkeypatch.setenv(name, value)

    colored = run(*words)

    assert "\x1b[1m" in colored
    assert "\x1b]8" not in colored
    lines = [line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", colored).splitlines()]
    assert lines == plain.splitlines()


@pytest.mark.parametrize(
    ("options", "changes"),
    [(["--no-color"], {}), ([], {"NO_COLOR": "1"}), ([], {"FORCE_COLOR": "0"}), ([], {"FORCE_COLOR": ""})],
)
def test_who_wants_no_colour_is_heard_first(
    options: list[str], changes: dict[str, str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before what forces it, and 0 forces nothing."""
    for name, value in {"FORCE_COLOR": "1", **changes}.items():
        monkeypatch.setenv(name, value)

    assert "\x1b" not in run("top", "-d", "camvid", *options)


def test_no_colour_is_forced_into_a_document(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Neither into a file nor into a block that sync writes."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    board, document = tmp_path / "board.txt", tmp_path / "README.md"
    document.write_text("<!-- leaderboard: top -d camvid --format table -->\n<!-- /leaderboard -->\n")

    run("top", "-d", "camvid", "-o", str(board))
    run("sync", str(document))

    assert "SIW" in board.read_text(encoding="utf-8")
    assert "\x1b" not in board.read_text(encoding="utf-8") + document.read_text(encoding="utf-8")

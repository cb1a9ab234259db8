"""What people see: the program in a real pseudo-terminal, and as a real process in a pipe."""

import errno
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len
from terminals import CONTROL, LEADERBOARD, environment, on_terminal, written_on_terminal
from wording import of_system

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


@EVERY_SCREEN
@pytest.mark.parametrize("width", [80, 200])
def test_everything_fits_the_terminal(words: list[str], width: int) -> None:
    """No line is wider than the terminal but addresses, which stay whole; none is cut with an ellipsis."""
    lines = CONTROL.sub("", on_terminal(*words, width=width)).splitlines()

    assert [line for line in lines if cell_len(line) > width and not ADDRESS.search(line)] == []
    assert not [line for line in lines if "…" in line]


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


def test_eighty_columns_show_the_whole_board() -> None:
    """The top of Cityscapes needs no more."""
    text = CONTROL.sub("", on_terminal("top", "--dataset", "cityscapes", "-n", "3", width=80))

    assert "".join(f"{line.rstrip()}\n" for line in text.splitlines()) == (
        " Cityscapes test · mIoU (%)\n"
        "\n"
        "  #  Network         mIoU   Gap  Published   Code  Extra data\n"
        "  1  VLTSeg         86.4         ACCV 2024         CLIP\n"
        "  2  MetaPrompt-SD  86.2†  −0.2  arXiv 2023  ✓     Stable Diffusion\n"
        "  3  InternImage    86.1†  −0.3  CVPR 2023   ✓     coarse, Joint 427M, Mapillary\n"
        "\n"
        " 3 of 91 networks · best published score of each\n"
        " † known only from an aggregator or a reimplementation\n"
        " another board on val: 37 networks\n"
        " -n 91 shows all\n"
        " --split val shows it\n"
    )


def test_what_is_left_out_for_width_is_said() -> None:
    """The least important columns go first."""
    text = CONTROL.sub("", on_terminal("top", width=80))

    assert " left out for width: Networks, Code (use --format csv, or a wider terminal)" in text


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


def written_at_once(words: list[str], **changes: str) -> str:
    """Run the program in a terminal, and return all that it writes, the line of progress included."""
    text, _ = written_on_terminal([sys.executable, "-c", IMPATIENT, *words], **changes)
    return text


@pytest.fixture
def faulty(tmp_path: Path) -> str:
    """Return a file in which ``check`` finds something."""
    path = tmp_path / "own.csv"
    path.write_text("network,dataset,miou\nA,camvid,x\nB,camvid,1\n")
    return str(path)


def test_control_codes_are_used_where_nobody_minds(faulty: str) -> None:
    """Else the tests below would tell nothing."""
    for words in (
        ["top"],
        ["history", "-d", "voc", "--plot"],
        ["check", faulty],
        ["cite", "PSPNet"],
        ["--help"],
    ):
        assert CODES.search(written_at_once(words)), words
    assert "the line of progress" in written_at_once(["top"])


@pytest.mark.parametrize(
    ("options", "changes"),
    [(["--no-color"], {}), ([], {"NO_COLOR": "1"}), ([], {"TERM": "dumb"}), ([], {"TERM": "unknown"})],
    ids=["--no-color", "NO_COLOR", "TERM=dumb", "TERM=unknown"],
)
def test_who_wants_no_colour_gets_no_control_codes(
    options: list[str], changes: dict[str, str], faulty: str
) -> None:
    """Neither in the answer nor in what is said beside it."""
    for words in (["top"], ["history", "-d", "voc", "--plot"], ["check", faulty], ["top", "-d", "citscapes"]):
        assert not CODES.search(written_at_once([*words, *options], **changes)), words


@pytest.mark.parametrize("changes", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["NO_COLOR", "TERM=dumb"])
def test_what_has_no_option_for_it_goes_by_the_environment(changes: dict[str, str], faulty: str) -> None:
    """Help, errors of usage, and commands whose answer has no colours."""
    for words in (
        ["--help"],
        ["top", "--help"],
        ["nonsense"],
        ["top", "-n", "x"],
        ["cite", "PSPNet"],
        ["import", faulty],
    ):
        assert not CODES.search(written_at_once(words, **changes)), words


def in_pipe(*words: str, **settings: object) -> subprocess.CompletedProcess[str]:
    """Run the program as a script would."""
    return subprocess.run(
        [*LEADERBOARD, *words], capture_output=True, text=True, check=False, env=environment(), **settings
    )


@EVERY_SCREEN
def test_a_pipe_gets_plain_whole_lines(words: list[str]) -> None:
    """No control codes, and titles of papers in one piece, however long."""
    answer = in_pipe(*words)

    assert answer.returncode == 0
    assert answer.stderr == ""
    assert "\x1b" not in answer.stdout
    assert "left out for width" not in answer.stdout


def test_works_from_any_folder(tmp_path: Path) -> None:
    """The shipped board is found wherever one is."""
    answer = in_pipe("top", "-d", "cityscapes", "-n", "1", cwd=tmp_path)

    assert "  1   VLTSeg    86.4" in answer.stdout


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

"""``leaderboard sync``: tables of Markdown files, brought up to date."""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from wording import of_system

from leaderboard.cli import COMMANDS, READING, WRITING, app

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer.testing import Result

END = "<!-- /leaderboard -->"


def marked(command: str, content: str = "") -> str:
    """Return a block."""
    return f"<!-- leaderboard: {command} -->\n{content}{END}\n"


@pytest.fixture
def readme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """Write Markdown files into the current folder."""
    monkeypatch.chdir(tmp_path)

    def write(text: str | bytes, name: str = "README.md") -> Path:
        path = Path(name)
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


BOARD = (
    "network,dataset,miou\n"
    "A,streets,80.0\n"
    "B,streets,79.25\n"
)  # fmt: skip

TABLE = """
**streets · mIoU**

|   # | Network   |         mIoU |   Gap |
|----:|:----------|-------------:|------:|
|   1 | A         |  **80.0**    |       |
|   2 | B         | <u>79.25</u> | −0.75 |

2 networks · best published score of each

"""


def test_writes_the_table_and_nothing_else(
    run: Callable[..., Result], readme: Callable[..., Path], own: Callable[[str], Path]
) -> None:
    """A Markdown table, between blank lines; it says which block it was."""
    data = own(BOARD)
    path = readme("# Ours\n\n" + marked("top -d streets", "old\n") + "\nThe end, without a newline")

    answer = run("sync", path, "--data", data)

    assert path.read_text(encoding="utf-8") == (
        f"# Ours\n\n{marked('top -d streets', TABLE)}\nThe end, without a newline"
    )
    assert (answer.stdout, answer.stderr) == ("README.md:3: updated: top -d streets\n", "")


def test_a_second_time_changes_nothing(run: Callable[..., Result], readme: Callable[..., Path]) -> None:
    """Not even the time of the file."""
    path = readme(marked("top -d cityscapes -n 5") + marked("cite PSPNet") + marked("overall -f csv"))
    run("sync", path)
    before = (path.read_bytes(), path.stat().st_ino)

    answer = run("sync", path)

    assert answer.stdout == "README.md: up to date\n"
    assert (path.read_bytes(), path.stat().st_ino) == before


def test_check_names_the_stale_blocks_and_writes_nothing(
    run: Callable[..., Result], readme: Callable[..., Path]
) -> None:
    """For CI: exit status 1, and what to do."""
    path = readme(marked("top -n 1"))
    run("sync", path)
    fresh = path.read_text(encoding="utf-8")
    text = fresh + "\n" + marked("top -d voc -n 1", "stale\n")
    readme(text)

    answer = run("sync", "--check", path, exit_code=1)

    assert answer.stdout == "README.md:13: stale: top -d voc -n 1; run 'leaderboard sync README.md'\n"
    assert path.read_text(encoding="utf-8") == text


def test_check_of_what_is_up_to_date_is_well(run: Callable[..., Result], readme: Callable[..., Path]) -> None:
    """Exit status 0."""
    path = readme(marked("datasets"))
    run("sync", path)

    assert run("sync", path, "--check").stdout == "README.md: up to date\n"


def test_the_advice_of_check_has_the_same_data(
    run: Callable[..., Result], readme: Callable[..., Path], own: Callable[[str], Path]
) -> None:
    """Without it, the table would become another one."""
    data = own(BOARD)

    answer = run("sync", "--check", readme(marked("top")), "--data", data, exit_code=1)

    assert answer.stdout.endswith(f"; run 'leaderboard sync --data {data} README.md'\n")


@pytest.mark.parametrize("command", ["top -f csv -n 2", "leaderboard top --format csv --limit 2"])
def test_what_is_not_markdown_is_shown_as_code(
    run: Callable[..., Result], readme: Callable[..., Path], own: Callable[[str], Path], command: str
) -> None:
    """As it is, and the language says what it is."""
    path = readme(marked(f"{command} -d streets"))

    run("sync", path, "--data", own(BOARD))

    assert "-->\n\n```csv\nplace,network,score,runs,gap," in path.read_text(encoding="utf-8")
    assert path.read_text(encoding="utf-8").endswith(f"```\n\n{END}\n")


def test_bibtex_is_shown_as_code(run: Callable[..., Result], readme: Callable[..., Path]) -> None:
    """'cite' has no other format."""
    path = readme(marked("cite PSPNet"))

    run("sync", path)

    assert "\n\n```bibtex\n@inproceedings{zhao2017pyramid,\n" in path.read_text(encoding="utf-8")


def test_data_in_a_marker_counts_from_the_folder_of_the_file(
    run: Callable[..., Result], readme: Callable[..., Path], own: Callable[[str], Path]
) -> None:
    """As a link does, wherever the program is started; and before the data of the command line."""
    own(BOARD)
    path = readme(marked("top -d streets --data ../own.csv"), "docs/board.md")

    run("sync", path, "--data", "/nowhere/at-all")

    assert path.read_text(encoding="utf-8") == marked("top -d streets --data ../own.csv", TABLE)


def test_data_can_come_from_the_environment(
    run: Callable[..., Result],
    readme: Callable[..., Path],
    own: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """LEADERBOARD_DATA counts from the current folder, as everywhere."""
    own(BOARD)
    monkeypatch.setenv("LEADERBOARD_DATA", "own.csv")
    path = readme(marked("top -d streets"), "docs/board.md")

    run("sync", path)

    assert path.read_text(encoding="utf-8") == marked("top -d streets", TABLE)


def test_notes_of_commands_pass_through(run: Callable[..., Result], readme: Callable[..., Path]) -> None:
    """On stderr, not into the document."""
    path = readme(marked("top --venue CVRP"))

    answer = run("sync", path)

    assert answer.stderr == "note: no venue named 'CVRP'; did you mean 'CVPR' or 'CVPRW'?\n"
    assert "note:" not in path.read_text(encoding="utf-8")


def test_a_command_that_stands_there_twice_is_answered_once(
    run: Callable[..., Result], readme: Callable[..., Path], own: Callable[[str], Path]
) -> None:
    """The data is read for one of them, so that what is said of it is said once."""
    data = own(BOARD + "C,streets,bad\n")
    path = readme(marked("top -d streets") + "\n" + marked("top  -d 'streets'"))

    answer = run("sync", path, "--data", data)

    assert path.read_text(encoding="utf-8").count(TABLE) == 2
    assert answer.stdout.count("updated") == 2
    assert answer.stderr.count(f"{data}:4") == 1


@pytest.mark.parametrize("name", [END, "<!--", "```", "<script>", "-->", "</table>"])
@pytest.mark.parametrize("form", ["markdown", "csv", "table", "html", "pipe", "unsafehtml", "latex", "json"])
def test_names_cannot_break_the_document(
    run: Callable[..., Result], readme: Callable[..., Path], own: Callable[[str], Path], name: str, form: str
) -> None:
    """A network may be called what it likes, in every format."""
    data = own(f"network,dataset,miou\n{name},streets,80\n")
    path = readme(f"{marked(f'top -d streets -f {form}')}The end.\n")

    run("sync", path, "--data", data)

    assert path.read_text(encoding="utf-8").endswith(f"\n\n{END}\nThe end.\n")
    assert run("sync", "--check", path, "--data", data).stdout == "README.md: up to date\n"


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        ("top -d citscapes", "no dataset named 'citscapes'; did you mean 'cityscapes'?"),
        ("top --data own.csv", "own.csv: no such file or folder"),
        ("top -f markdwon", "no format named 'markdwon'; did you mean 'markdown'?"),
        ("top --help", "--help answers nothing that can stand in a document"),
        ("--install-completion", "a command goes first in a marker, not '--install-completion'"),
        ("--data own.csv top", "a command goes first in a marker, not '--data'"),
        ("open PSPNet", "'open' opens a browser, so it cannot stand in a marker"),
        ("sync README.md", "'sync' writes, so it cannot stand in a marker"),
        ("top --output x.md", "--output writes a file, so it cannot stand in a marker"),
        ("cite PSPNet -o x.bib", "--output writes a file, so it cannot stand in a marker"),
        ("export x.md", "a FILE is written, so it cannot stand in a marker"),
        ("history -d voc --plot", "--plot is for a terminal, so it cannot stand in a marker"),
    ],
)
def test_a_command_that_cannot_be_run_is_one_line_with_the_place(
    run: Callable[..., Result], readme: Callable[..., Path], command: str, problem: str
) -> None:
    """And nothing is written: not there, and not here."""
    text = f"{marked('top')}\n{marked(command)}"
    path = readme(text)

    answer = run("sync", path, exit_code=1)

    assert (answer.stdout, answer.stderr) == ("", f"error: README.md:4: {problem}\n")
    assert path.read_text(encoding="utf-8") == text
    assert os.listdir() == ["README.md"]  # noqa: PTH208


@pytest.mark.parametrize(
    ("command", "ending"),
    [
        ("tpo", "(see 'leaderboard --help')"),
        ("top -n 0", "(see 'leaderboard top --help')"),
        ("top -d 'voc", 'in "top -d \'voc"'),
    ],
)
def test_a_command_that_is_none_is_one_line_with_the_place(
    run: Callable[..., Result], readme: Callable[..., Path], command: str, ending: str
) -> None:
    """What is wrong with it is said by what takes it apart."""
    answer = run("sync", readme(f"\n{marked(command)}"), exit_code=1)

    assert re.fullmatch(rf"error: README\.md:2: .+ {re.escape(ending)}\n", answer.stderr)


@pytest.mark.parametrize("command", [command for command in COMMANDS if command not in READING])
def test_only_commands_that_read_can_stand_in_a_marker(
    run: Callable[..., Result], readme: Callable[..., Path], command: str
) -> None:
    """A new command cannot until it is said to only read."""
    answer = run("sync", readme(marked(command)), exit_code=1)

    assert answer.stderr.startswith(f"error: README.md:1: {command!r} ")
    assert answer.stderr.endswith(", so it cannot stand in a marker\n")


@pytest.mark.parametrize("command", READING)
def test_whatever_names_a_file_to_write_is_refused(command: str) -> None:
    """Every parameter of the commands that read is known that takes a file."""
    from typer.main import get_command

    parameters = get_command(app).commands[command].params
    files = {parameter.name for parameter in parameters if "FILE" in (parameter.metavar or "")}

    assert files <= set(WRITING)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (b"# Nothing\n", "README.md: nothing to sync: put '<!-- leaderboard: top --dataset NAME -->' and '<!-- /leaderboard -->' on lines of their own"),
        (b"a\n\xff\n", "README.md:2: not UTF-8"),
        (b"<!-- leaderboard: top -->\n", "README.md:1: the block is never ended; add '<!-- /leaderboard -->' below it"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_one_line(
    run: Callable[..., Result], readme: Callable[..., Path], text: bytes, problem: str
) -> None:
    """With the place, and the file stays as it is."""
    path = readme(text)

    assert run("sync", path, exit_code=1).stderr == f"error: {problem}\n"
    assert path.read_bytes() == text


@pytest.mark.parametrize(
    ("name", "problem"), [("b.md", of_system(errno.ENOENT)), (".", of_system(errno.EISDIR))]
)
def test_a_file_that_cannot_be_read_is_one_line(
    run: Callable[..., Result], readme: Callable[..., Path], name: str, problem: str
) -> None:
    """And the others are not written either."""
    path = readme(marked("top"))

    assert run("sync", path, name, exit_code=1).stderr == f"error: {name}: {problem}\n"
    assert path.read_text(encoding="utf-8") == marked("top")


def test_several_files_are_written_only_if_all_can_be(
    run: Callable[..., Result], readme: Callable[..., Path]
) -> None:
    """A mistake in the second leaves the first."""
    one, two = readme(marked("top"), "one.md"), readme(marked("top -d nonsense"), "two.md")

    answer = run("sync", one, two, exit_code=1)

    assert answer.stderr.startswith("error: two.md:1: no dataset named 'nonsense'")
    assert one.read_text(encoding="utf-8") == marked("top")


def test_several_files_some_of_them_stale(run: Callable[..., Result], readme: Callable[..., Path]) -> None:
    """Each is named; one that is given twice counts once."""
    one = readme(marked("top"), "one.md")
    run("sync", one)
    two = readme(marked("datasets"), "two.md")

    answer = run("sync", "--check", one, two, "./two.md", exit_code=1)

    assert answer.stdout == (
        "one.md: up to date\n"
        "two.md:1: stale: datasets; run 'leaderboard sync two.md'\n"
    )  # fmt: skip


def test_permissions_and_line_ends_stay(run: Callable[..., Result], readme: Callable[..., Path]) -> None:
    """A file from Windows stays one."""
    path = readme(b"\xef\xbb\xbfA\r\n<!-- leaderboard: top -n 1 -->\r\n<!-- /leaderboard -->\r\nB")
    path.chmod(0o640)

    run("sync", path)

    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfA\r\n<!-- leaderboard: top -n 1 -->\r\n\r\n**Leaders**\r\n\r\n|")
    assert content.endswith(b"\r\n\r\n<!-- /leaderboard -->\r\nB")
    assert content.count(b"\n") == content.count(b"\r\n")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_place_that_cannot_be_written_is_one_line(
    run: Callable[..., Result], readme: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reason is the system's."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "Full")

    path = readme(marked("top"))
    monkeypatch.setattr(os, "fsync", full)

    answer = run("sync", path, exit_code=1)

    assert answer.stderr == "error: cannot write README.md: full\n"
    assert path.read_text(encoding="utf-8") == marked("top")


def test_what_was_saved_meanwhile_stays(
    run: Callable[..., Result],
    readme: Callable[..., Path],
    own: Callable[[str], Path],
    meanwhile: Callable[[Callable[[], object]], None],
) -> None:
    """A document that an editor saves while it is being replaced is the one that is there."""
    path = readme(marked("top -d streets"))
    saved = f"A new sentence.\n\n{marked('top -d streets')}"
    meanwhile(lambda: path.write_text(saved))

    answer = run("sync", path, "--data", own(BOARD), exit_code=1)

    assert (
        answer.stderr == "error: README.md was changed by something else just now, and stays so; try again\n"
    )
    assert answer.stdout == ""
    assert path.read_text() == saved


def test_the_documents_before_one_that_was_saved_meanwhile_are_told(
    run: Callable[..., Result],
    readme: Callable[..., Path],
    own: Callable[[str], Path],
    meanwhile: Callable[[Callable[[], object]], None],
) -> None:
    """They are written."""
    first, second = readme(marked("top -d streets"), "a.md"), readme(marked("top -d streets"), "b.md")
    meanwhile(lambda: second.write_text("saved"))

    answer = run("sync", first, second, "--data", own(BOARD), exit_code=1)

    assert answer.stdout == "a.md:1: updated: top -d streets\n"
    assert (TABLE in first.read_text(), second.read_text()) == (True, "saved")


@pytest.mark.parametrize(
    "data",
    [
        "../own.csv",
        "docs/../../own.csv",
        "{outside}/own.csv",
        "link.csv",
        "linked/own.csv",
        ".git/own.csv",
        "-",
        "https://example.org/own.csv",
        "file:own.csv",
    ],
)
def test_a_marker_reads_nothing_but_the_repository(
    run: Callable[..., Result],
    readme: Callable[..., Path],
    tmp_path_factory: pytest.TempPathFactory,
    data: str,
) -> None:
    """A pull request writes markers: what lies elsewhere is refused in one line, before it is opened."""
    outside = tmp_path_factory.mktemp("outside")
    for folder in (outside, Path(".git"), Path("docs")):
        folder.mkdir(exist_ok=True)
        (folder / "own.csv").write_text(BOARD)
    Path("link.csv").symlink_to(outside / "own.csv")
    Path("linked").symlink_to(outside, target_is_directory=True)
    said = data.format(outside=outside)
    path = readme(marked(f"top -d streets --data {said}"))

    answer = run("sync", path, exit_code=1)

    named = said if len(said) <= 60 else f"{said[:59]}…"
    assert answer.stderr == (
        f"error: README.md:1: --data {named!r} is not in the repository; a marker reads nothing else\n"
    )


@pytest.mark.parametrize("data", ["own.csv", "link.csv", "../own.csv", "../docs/own.csv"])
def test_a_marker_reads_all_of_the_repository(
    run: Callable[..., Result],
    readme: Callable[..., Path],
    own: Callable[[str], Path],
    monkeypatch: pytest.MonkeyPatch,
    data: str,
) -> None:
    """Wherever in it the document is, and where the program is started; links inside are fine."""
    own(BOARD)
    path = readme(marked(f"top -d streets --data {data}"), "docs/board.md")
    Path("docs/own.csv").write_text(BOARD)
    Path("docs/link.csv").symlink_to("../own.csv")
    Path(".git").mkdir()
    monkeypatch.chdir("docs")

    run("sync", path.name)

    assert Path("board.md").read_text(encoding="utf-8") == marked(f"top -d streets --data {data}", TABLE)


def test_the_folder_that_a_marker_reads_is_not_left_through_links(
    run: Callable[..., Result], readme: Callable[..., Path], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Neither through the tables in it."""
    outside = tmp_path_factory.mktemp("outside") / "secret.csv"
    outside.write_text(BOARD)
    Path("data").mkdir()
    Path("data/results.csv").symlink_to(outside)

    answer = run("sync", readme(marked("top -d streets --data data")), exit_code=1)

    assert answer.stderr == (
        "error: README.md:1: data/results.csv: a link that leads out of its folder, which is not followed\n"
    )

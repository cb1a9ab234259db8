"""The board that ``leaderboard.toml`` names is what every command reads, and what those change that change one."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import repository as versions

import leaderboard
from leaderboard.errors import DataError
from leaderboard.reading import shipped

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Write
    from typer.testing import Result

NOTE = "note: the board is board, as leaderboard.toml says\n"


pytestmark = pytest.mark.usefixtures("repository")


@pytest.fixture
def repository(tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a repository with a small board of its own."""
    (tmp_path / ".git").mkdir()
    shutil.copytree(tables, tmp_path / "board")
    links = tmp_path / "board" / "links.csv"
    links.write_text(links.read_text(encoding="utf-8").replace("nobody,", "delta,"), encoding="utf-8")
    (tmp_path / "leaderboard.toml").write_text('data = "board"\ntitle = "Small"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_is_read_and_a_note_says_so(run: Callable[..., Result]) -> None:
    """The answer is that of the board when it is typed; what was typed need not be said again."""
    answer = run("top", "-d", "streets")
    typed = run("top", "-d", "streets", "--data", "board")

    assert answer.stdout == typed.stdout
    assert "Gamma+" in answer.stdout
    assert (answer.stderr, typed.stderr) == (NOTE, "")


def test_it_is_read_in_every_folder_of_the_repository(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As its own tables are."""
    monkeypatch.chdir("board")

    assert run("show", "Gamma+").stderr == "note: the board is ../board, as ../leaderboard.toml says\n"


def test_what_is_typed_wins_then_the_variable(
    run: Callable[..., Result], write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the order of who thought of it last."""
    write("network,dataset,miou\nTyped,streets,1\n", "typed.csv")
    write("network,dataset,miou\nVariable,streets,1\n", "variable.csv")

    monkeypatch.setenv("LEADERBOARD_DATA", "variable.csv")
    by_variable = run("top", "-d", "streets")
    typed = run("top", "-d", "streets", "--data", "typed.csv")

    assert "Variable" in by_variable.stdout
    assert by_variable.stderr == "note: the board is variable.csv, as LEADERBOARD_DATA says\n"
    assert "Typed" in typed.stdout
    assert typed.stderr == ""


def test_a_program_installed_from_a_clone_works_on_the_clone(
    run: Callable[..., Result], repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not on its copy of the tables: ``add`` was refused, and ``sync --check`` was content with a stale table."""
    package = repository / "env" / "leaderboard"
    shutil.copytree(repository / "board", package / "data")
    (package / "__init__.py").touch()
    monkeypatch.setattr("leaderboard.reading.known.__file__", str(package / "reading" / "known.py"))
    Path("README.md").write_text(
        "<!-- leaderboard: top -d streets -->\n<!-- /leaderboard -->\n", encoding="utf-8"
    )
    run("sync", "README.md")
    before = (package / "data" / "results.csv").read_bytes()

    run("add", "--network", "New", "-d", "streets", "--miou", "99.5", "--source", "here", "--new")

    assert "New,streets,99.5" in Path("board/results.csv").read_text(encoding="utf-8")
    assert (package / "data" / "results.csv").read_bytes() == before
    assert "README.md:1: stale: top -d streets" in run("sync", "--check", "README.md", exit_code=1).stdout
    run("sync", "README.md")
    assert "New" in Path("README.md").read_text(encoding="utf-8")
    assert run("check").stderr.endswith(" in board\n")


def test_the_checks_defaults_are_those_of_the_file(run: Callable[..., Result], write: Write) -> None:
    """An option wins, and another board is not meant."""
    write('data = "board"\n[check]\nstrict = true\n', "leaderboard.toml")
    write("network,dataset,miou\nA,streets,1\nA,streets,1\n", "other.csv")

    run("check", exit_code=1)  # the small board has warnings
    run("check", "board", exit_code=1)
    run("check", "--no-strict")
    run("check", "other.csv")
    run("check", "other.csv", "--strict", exit_code=1)


def test_publish_takes_what_the_file_says(run: Callable[..., Result]) -> None:
    """An option wins, and of another board nothing is said."""
    write = Path("leaderboard.toml").write_text
    write(
        'data = "board"\ntitle = "Small"\nlicence = "CC0"\nbase-url = "https://a.example/b"\n',
        encoding="utf-8",
    )

    run("publish", "site")
    run("publish", "own", "--title", "Typed")
    run("publish", "other", "--data", shipped())

    site, own, other = (Path(name, "index.html").read_text("utf-8") for name in ("site", "own", "other"))
    assert "<title>Small" in site
    assert "CC0" in site
    assert "https://a.example/b" in Path("site/feed.xml").read_text(encoding="utf-8")
    assert "<title>Typed" in own
    assert "Small" not in other
    assert "CC0" not in other


@pytest.mark.parametrize(
    "words", ["top", "check", "add --network A -d streets --miou 1 --source x", "cite --all"]
)
def test_a_mistake_in_it_is_one_line(run: Callable[..., Result], words: str) -> None:
    """Nothing else is read in its place."""
    Path("leaderboard.toml").write_text('data = "board"\n\ndate = "board"\n', encoding="utf-8")

    answer = run(*words.split(), exit_code=1)

    assert answer.stderr == "error: leaderboard.toml:3: no key named 'date'; did you mean 'data'?\n"
    assert answer.stdout == ""


def test_what_it_names_and_is_not_there_is_said_with_who_names_it(run: Callable[..., Result]) -> None:
    """Otherwise nobody would know where that name comes from."""
    Path("leaderboard.toml").write_text('data = "gone"\n', encoding="utf-8")

    assert run("top", exit_code=1).stderr == (
        "note: the board is gone, as leaderboard.toml says\nerror: gone: no such file or folder\n"
    )


def test_python_does_not_look_at_it() -> None:
    """A script answers the same wherever it is started."""
    assert "cityscapes" in leaderboard.load().boards["dataset"].to_list()


def test_nothing_is_read_where_the_folder_is_gone(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody has deleted what is worked in."""
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()

    assert "PSPNet" in run("show", "PSPNet").stdout


def test_this_repository_has_one() -> None:
    """It names its tables, and says of them what its workflow once did."""
    from leaderboard.reading.settings import settings_of

    root = Path(__file__).parents[2]

    found = settings_of(root)

    assert found.data == Path("data")
    assert found.title
    assert found.strict


def test_a_board_that_has_just_begun_is_empty(run: Callable[..., Result]) -> None:
    """Every command answers; a table without a column of scores is a mistake still."""
    results = Path("board/results.csv")
    header = results.read_text(encoding="utf-8").partition("\n")[0]
    results.write_text(f"{header}\n", encoding="utf-8")

    board = leaderboard.load("board")

    assert len(board.results_table) == 0
    assert list(board.datasets_table["dataset"]) == ["streets", "rooms", "depth", "empty"]
    assert run("top", "-f", "json").stdout == "[]\n"
    run("publish", "site")
    run("check", "--no-strict")
    results.write_text("network,dataset\n", encoding="utf-8")
    with pytest.raises(DataError):
        leaderboard.load("board")


def test_the_board_is_cited_at_its_revision(run: Callable[..., Result]) -> None:
    """With what is known of it, and nothing else; an earlier one by its own day."""
    shutil.rmtree(".git")
    here = Path.cwd()
    first = versions.commit(here, day="2025-02-03")[:10]
    with (here / "board" / "results.csv").open("a", encoding="utf-8") as file:
        file.write("Zeta,streets,66.0,val,,,,list,,\n")
    second = versions.commit(here, day="2026-02-03")[:10]

    for words, year, revision in (((), 2026, second), (("--rev", "HEAD~1"), 2025, first)):
        answer = run("cite", "--board", *words)

        assert answer.stdout == (
            f"@misc{{small{year}board,\n"
            "  title         = {Small},\n"
            f"  year          = {{{year}}},\n"
            f"  note          = {{Revision {revision} of {year}-02-03}},\n"
            "}\n"
        )
        assert answer.stderr.startswith("note: no author or url is known for the board\n")


def test_a_board_is_cited_as_its_makers_say(run: Callable[..., Result], write: Write) -> None:
    """People by family and given name, others by one; what TeX would take for a command is text."""
    write(
        "cff-version: 1.2.0\nmessage: m\ntitle: Streets & Rooms\nauthors:\n"
        "  - {family-names: Berg, name-particle: van den, given-names: Ann, name-suffix: Jr}\n"
        "  - name: Road and Rail Group\n"
        "version: 1.10\ndate-released: 2025-05-01\ndoi: 10.1/x_y\nurl: https://a.example/~b\n",
        "CITATION.cff",
    )

    answer = run("cite", "--board")

    assert answer.stdout == (
        "@misc{streets2025board,\n"
        "  title         = {Streets \\& Rooms},\n"
        "  author        = {van den Berg, Jr, Ann and {Road and Rail Group}},\n"
        "  year          = {2025},\n"
        "  version       = {1.10},\n"
        "  doi           = {10.1/x\\_y},\n"
        "  url           = {https://a.example/~b},\n"
        "}\n"
    )
    assert answer.stderr == NOTE


@pytest.mark.parametrize(
    ("content", "problem"),
    [("- a\n", "no citation"), ("title: !x y\n", "CITATION.cff:1"), (None, "leads out")],
)
def test_a_citation_that_is_none_is_one_line(
    run: Callable[..., Result],
    repository: Path,
    tmp_path_factory: pytest.TempPathFactory,
    content: str | None,
    problem: str,
) -> None:
    """As is a link to somewhere else."""
    path = repository / "CITATION.cff"
    if content is None:
        path.symlink_to(tmp_path_factory.mktemp("elsewhere") / "CITATION.cff")
    else:
        path.write_text(content)

    assert problem in run("cite", "--board", exit_code=1).stderr


def test_a_board_without_a_name_is_not_cited(run: Callable[..., Result], tables: Path) -> None:
    """Nothing is made up; and it is cited alone."""
    unnamed = run("cite", "--board", "--data", tables, exit_code=1)

    assert "say 'title' in a leaderboard.toml" in unnamed.stderr
    run("cite", "--board", "PSPNet", exit_code=2)
    run("cite", "--board", "--since", "2018", exit_code=2)

"""What a repository says of its board in ``leaderboard.toml``, and where that is looked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from leaderboard.errors import DataError
from leaderboard.reading.settings import NAME, Settings, settings_of

if TYPE_CHECKING:
    from conftest import Write

WHOLE = """\
data = "tables"
title = "Road scenes"
base-url = "https://example.org/roads/"
source-url = "https://example.org/tables"
licence = "CC0-1.0"

[check]
strict = true
"""


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in the folder ``docs`` of a repository."""
    for name in (".git", "docs", "tables"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / "docs")
    return tmp_path


def test_what_is_said_is_read(repository: Path, write: Write) -> None:
    """Paths are those that lead there from the folder that is worked in."""
    write(WHOLE, NAME)

    assert settings_of(repository / "docs") == Settings(
        path=Path("../leaderboard.toml"),
        data=Path("../tables"),
        title="Road scenes",
        base_url="https://example.org/roads",
        source_url="https://example.org/tables",
        licence="CC0-1.0",
        strict=True,
    )


def test_the_nearest_file_counts(repository: Path, write: Write) -> None:
    """A folder in a repository may have a board of its own."""
    write('title = "All"\n', NAME)
    write('title = "Docs"\n', f"docs/{NAME}")

    assert settings_of(repository / "docs").title == "Docs"
    assert settings_of(repository / "tables").title == "All"


def test_nothing_above_the_repository_is_read(tmp_path: Path, write: Write) -> None:
    """What is above belongs to somebody else."""
    (tmp_path / "inner" / ".git").mkdir(parents=True)
    write('title = "Outside"\n', NAME)

    assert settings_of(tmp_path / "inner") == Settings()


def test_without_a_repository_only_the_folder_itself_is_looked_at(tmp_path: Path, write: Write) -> None:
    """Nothing says how far up would be too far."""
    (tmp_path / "inner").mkdir()
    write('title = "Here"\n', NAME)

    assert settings_of(tmp_path).title == "Here"
    assert settings_of(tmp_path / "inner") == Settings()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('titel = "x"\n', ":1: no key named 'titel'; did you mean 'title'?"),
        (
            'title = "x"\n\n[check]\nstrickt = true\n',
            ":4: no key named 'check.strickt'; did you mean 'strict'?",
        ),
        ("check.strict = 1\n", ":1: 'check.strict' is true or false, not '1'"),
        ("# hi\ncheck = true\n", ":2: 'check' is a table: write [check] on a line of its own"),
        ("data = [\n1]\n", """:1: 'data' is text in quotation marks, such as "…", not '[1]'"""),
        ("title = '''\na\nb'''\n\nrun = 'x'\n", ":5: no key named 'run'"),
        ("'data' = 3\n", """:1: 'data' is text in quotation marks, such as "…", not '3'"""),
        ("title = 1\ntitle = 2\n", ":2: cannot overwrite a value"),
        ("\ntitle = \n", ":2: invalid value"),
        ("title = 'x", ":1: "),
        ('base-url = "example.org"\n', ":1: 'example.org' is no address of the web, such as"),
        (
            '\nsource-url = "https://a.example/?q=1"\n',
            ":2: 'https://a.example/?q=1' is no address of the web",
        ),
        ("[check.strict]\nx = 1\n", ":1: 'check.strict' is true or false, not "),
        ("[[check]]\nstrict = true\n", ":1: 'check' is a table"),
        ("a = " + "[" * 9000, "nested too deeply"),
        ("#" * 20_000, "20000 bytes"),
        (b"title = 'x'\ndata = '\xff'\n", ":2: not UTF-8"),
    ],
)
def test_what_cannot_be_taken_is_an_error_with_its_line(
    repository: Path, write: Write, text: str | bytes, problem: str
) -> None:
    """One line, which begins with the file as it is seen from here."""
    write(text, NAME)

    with pytest.raises(DataError) as error:
        settings_of(repository / "docs")

    assert str(error.value).startswith("../leaderboard.toml:")
    assert problem in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    "data",
    [
        "..",
        "../..",
        "/etc",
        "outside",
        "outside/deeper",
        ".git",
        "https://a.example/x.csv",
        "-",
        "",
        " ",
        r"a\u0000b",
    ],
)
def test_data_stays_in_the_repository(
    repository: Path, write: Write, tmp_path_factory: pytest.TempPathFactory, data: str
) -> None:
    """Whoever clones a repository does not mean to read other files by that; links count as what they lead to."""
    (repository / "outside").symlink_to(tmp_path_factory.mktemp("elsewhere"))
    write(f'title = "x"\ndata = "{data}"\n', NAME)

    with pytest.raises(DataError, match=r"leaderboard\.toml:2: data '.*' is no path in the repository"):
        settings_of(repository)


def test_the_file_itself_is_no_link_that_leads_out(
    repository: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """An error about it would quote what stands elsewhere."""
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "secret"
    elsewhere.write_text("password\n")
    (repository / NAME).symlink_to(elsewhere)

    with pytest.raises(DataError, match="a link that leads out of the repository, which is not followed"):
        settings_of(repository)


def test_the_root_itself_may_be_the_data(repository: Path, write: Write) -> None:
    """As may be one file."""
    write('data = "."\n', NAME)

    assert settings_of(repository).data == Path()


def test_what_is_said_of_one_board_is_true_of_no_other(repository: Path, write: Write) -> None:
    """Its title is not that of whatever else is read."""
    write(WHOLE, NAME)

    found = settings_of(repository / "docs")

    assert found.of(repository / "tables") == found
    assert found.of(repository / "docs") == Settings()
    assert Settings(title="x").of(repository) == Settings(title="x")

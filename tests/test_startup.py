"""What is imported when: starting fast is a matter of imports."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = (
    "pandas",
    "numpy",
    "pydantic",
    "tabulate",
    "matplotlib",
    "plotille",
    "yaml",
    "rapidfuzz",
    "jinja2",
    "duckdb",
    "narwhals",
)

SCRIPT = """
import sys
sys.argv = ["leaderboard", *{words!r}]
from leaderboard.cli import app
try:
    app()
finally:
    print(*(name for name in {heavy!r} if name in sys.modules), file=sys.stderr, sep="\\n")
"""


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program in a fresh interpreter."""
    return subprocess.run(
        [sys.executable, "-c", SCRIPT.format(words=words, heavy=HEAVY)],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def heavy(answer: subprocess.CompletedProcess[str]) -> list[str]:
    """Return which heavy modules the program imported."""
    assert "Traceback" not in answer.stderr
    return [line for line in answer.stderr.splitlines() if line in HEAVY]


def imported(*words: str) -> list[str]:
    """Run the program in a fresh interpreter and return which heavy modules it imported."""
    return heavy(run(*words))


@pytest.mark.parametrize(
    "words",
    [
        "--help",
        "--version",
        "top --help",
        "help top",
        "top --help-all",
        "export --help",
        "top --limit 0",
        "top --format nonsense --limit 0",
        "show",
        "open PSPNet --print",
        "export a.md --output b.md",
        "export --cite --format csv",
        "compare PSPNet",
        "tradeoff --help",
        "tradeoff --plot --format csv",
        "cite --help",
        "publish --help",
        "publish site --base-url nonsense",
        "add --help",
        "sync --help",
        "sync nonsense.md",
        "import --help",
        "check --help",
        "init --help",
        "check --format nonsense",
        "diff --help",
        "diff --fail-on nonsense",
        "diff no-such-revision",
        "log --help",
        "top -d cityscapes --rev no-such-revision",
    ],
)
def test_light_commands_import_nothing_heavy(words: str) -> None:
    """Help, the version, wrong usage and opening a paper need no frames."""
    assert imported(*words.split()) == []


@pytest.mark.parametrize("words", ["open nonsense", "overall --method nonsense", "nonsense"])
def test_near_names_import_what_finds_them_and_no_more(words: str) -> None:
    """A slip in typing is answered as quickly as the right name."""
    assert imported(*words.split()) == ["rapidfuzz"]


@pytest.mark.parametrize(
    ("words", "completed"),
    [
        ("leaderboard t", "tradeoff"),
        ("leaderboard top --dataset c", "cityscapes"),
        ("leaderboard show PSP", "PSPNet"),
        ("leaderboard correct ICNet --variant P", "PSPNet50"),
        ("leaderboard top --venue CVPR", "CVPR"),
        ("leaderboard tradeoff --device GTX", "'GTX 1080 Ti'"),
    ],
)
def test_completion_imports_nothing_heavy(words: str, completed: str) -> None:
    """Names are completed while somebody waits."""
    completing = {
        "_LEADERBOARD_COMPLETE": "complete_bash",
        "COMP_WORDS": words.replace(" ", "\n"),
        "COMP_CWORD": str(words.count(" ")),
    }

    answer = run(**completing)

    assert completed in answer.stdout.splitlines()
    assert heavy(answer) == []


def test_a_board_needs_pandas_and_no_more() -> None:
    """Neither typer's conversions nor tabulate are needed for a table on the screen."""
    assert imported("top", "--dataset", "cityscapes", "-n", "5") == ["pandas", "numpy"]


@pytest.mark.parametrize(
    "words", ["history -d camvid", "tradeoff -d camvid", "overall", "history -d camvid --size 400x300"]
)
def test_a_picture_for_the_web_needs_pandas_and_no_more(words: str, tmp_path: Path) -> None:
    """It is drawn where the libraries of plots are not installed."""
    answer = run(*words.split(), "--output", str(tmp_path / "picture.svg"))

    assert heavy(answer) == ["pandas", "numpy"]
    assert (tmp_path / "picture.svg").read_text(encoding="utf-8").rstrip().endswith("</svg>")


def test_progress_imports_nothing_before_it_is_seen() -> None:
    """A command that is over within the second pays for a thread, and no more."""
    code = (
        "import os, sys; from leaderboard.terminal import progress\n"
        "before = set(sys.modules); sys.stderr.isatty = lambda: True; os.environ['TERM'] = 'xterm'\n"
        "with progress.doing('reading'): pass\n"
        "print(sorted(set(sys.modules) - before))"
    )

    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert (answer.stdout, answer.stderr) == ("[]\n", "")


def test_importing_the_package_imports_nothing_heavy() -> None:
    """``import leaderboard`` is cheap; the first frame is not."""
    code = f"import sys, leaderboard; print([name for name in {HEAVY!r} + ('typer', 'rich') if name in sys.modules])"

    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert answer.stdout == "[]\n"


COLLECTED = """
import gc, sys
sys.argv = ["leaderboard", "top", "-d", "cityscapes", "--format", "json"]
from leaderboard.__main__ import run
gc.callbacks.append(lambda phase, about: print("collected", about, file=sys.stderr))
run()
"""


def test_a_command_looks_for_no_garbage() -> None:
    """It is short, and looking through all that it has made takes long."""
    answer = subprocess.run([sys.executable, "-c", COLLECTED], capture_output=True, text=True, check=False)

    assert (answer.returncode, answer.stderr) == (0, "")
    assert answer.stdout.startswith("[")

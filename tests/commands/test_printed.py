"""Tables on paper: LaTeX compiles them, in the classes that people write in, and nothing sticks out."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from leaderboard.cli import app

if TYPE_CHECKING:
    from pathlib import Path

FLOATS = (
    "top",
    "top -d cityscapes -n 5",
    "top -d cityscapes -n 30 --until 2019",
    "top -d ade20k -n 12 --with params",
    "show InternImage",
    "compare DeepLabv3+ PSPNet",
    "overall -n 20",
    "papers -n 30",
    "datasets",
    "history -d cityscapes",
    "export -n 20",
    "export -n 20 --cite",
)
LONG = ("top -d cityscapes --all", "tradeoff -d cityscapes", "export", "export --cite", "papers")

PDFLATEX = shutil.which("pdflatex") or ""

pytestmark = [
    pytest.mark.apart,
    pytest.mark.skipif(not PDFLATEX, reason="there is no LaTeX on this system"),
]


def run(*words: str) -> str:
    """Run the program, and return what it writes."""
    answer = CliRunner().invoke(app, list(words), catch_exceptions=False)
    assert answer.exit_code == 0, answer.output
    return answer.stdout


def compiled(folder: Path, source: str) -> str:
    """Compile a document until its tables are as wide as they stay; return what LaTeX says."""
    (folder / "paper.tex").write_text(source, encoding="utf-8")
    for _ in range(2):
        done = subprocess.run(
            [PDFLATEX, "-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape", "paper.tex"],
            cwd=folder,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout.decode(errors="replace")[-800:]
    return done.stdout.decode(errors="replace")


@pytest.mark.parametrize(
    ("kind", "commands"), [("", FLOATS), ("[twocolumn]", FLOATS), ("", LONG)], ids=["one", "two", "long"]
)
def test_nothing_sticks_out(kind: str, commands: tuple[str, ...], tmp_path: Path) -> None:
    """No line is too long, and letters are letters: those of Type 3 are pictures of them."""
    sources = [run(*command.split(), "--format", "latex") for command in commands]
    packages = dict.fromkeys(re.findall(r"^% (\\usepackage.*)$", "\n".join(sources), re.MULTILINE))

    head = [rf"\documentclass{kind}{{article}}", r"\pdfcompresslevel=0 \pdfobjcompresslevel=0", *packages]
    said = compiled(tmp_path, "\n".join([*head, r"\begin{document}", *sources, r"\end{document}"]))

    assert re.findall(r"Overfull \\hbox.*", said) == []
    assert b"/Type3" not in (tmp_path / "paper.pdf").read_bytes()


def test_a_document_compiles_by_itself(tmp_path: Path) -> None:
    """With the packages that its table needs."""
    compiled(tmp_path, run("top", "-d", "camvid", "--format", "latex", "--standalone"))

    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")

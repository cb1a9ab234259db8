"""The pages in docs/ say what is so: their console blocks are run and compared."""

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

import pytest

PAGES = sorted((Path(__file__).parents[1] / "docs").glob("*.md"))

BLOCKS = {
    f"{page.stem} {number}": re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
    for page in PAGES
    for number, block in enumerate(
        re.findall(r"^```console\n(.*?)^```$", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE), 1
    )
}
"""The commands of each console block, and what each is said to write."""


@pytest.mark.parametrize("name", BLOCKS)
def test_console_blocks_show_what_the_program_writes(name: str, tmp_path: Path) -> None:
    """Every command is run as it stands there, in a folder with the files that the page shows with ``cat``."""
    bin_folder = Path(sys.executable).parent
    environment = {name: value for name, value in os.environ.items() if name != "LEADERBOARD_DATA"}
    environment["PATH"] = f"{bin_folder}{os.pathsep}{environment['PATH']}"
    page, _, _ = name.partition(" ")
    if page == "scale" and not all(map(find_spec, ("duckdb", "narwhals"))):
        pytest.skip("the page is about the engine, which is not installed")
    for command, output in chain.from_iterable(
        block for other, block in BLOCKS.items() if other.startswith(f"{page} ")
    ):
        if command.startswith("cat "):
            file = tmp_path / command.removeprefix("cat ")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(output, encoding="utf-8")

    for command, output in BLOCKS[name]:
        answer = subprocess.run(
            ["/bin/sh", "-c", command],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,  # notes stand above the answer
            text=True,
            check=False,
        )

        assert answer.stdout == output

"""Completion in shells, with data that is made to do harm."""

from __future__ import annotations

import csv
import subprocess
from shutil import which
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from interactive import STARTS, typing_in

from leaderboard.terminal.shells import SHELLS, Completion, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from interactive import Typist

HOSTILE = [
    r"A\$(touch PWNED)",
    "Zq$(touch PWNED)",
    "`touch PWNED`;touch PWNED|touch PWNED&",
    "<(touch PWNED)",
    "$HOME {a,b}",
    "*",
    "!x K!!y",
    "=ls",
    "#1  100%",
    "+(x)[ab]?^",
    "a:b=c@d",
    "Größe ★ 東\u3000京",
    'D\'Net "x"',
    "back\\",
    "'\"`$(touch PWNED)\\'",
]
"""Names of which a shell would make something else."""

QUOTED = ["Deep\\ L", "deep", "'DEEP L", '"Deep']
"""Ways to begin ``Deep Lab``."""

STEERING = {
    "E\x1b]0;PWNED\x07": "\x1b]0;PWNED",
    "L\nPWNED": "L\nPWNED",
    "T\tPWNED": "T\tPWNED",
    "C\x9b31mPWNED": "\x9b31m",
    "B\u202ePWNED": "\u202e",
}
"""Names with control characters, and what must not come out of them."""

pytestmark = pytest.mark.apart

needs = {shell: pytest.mark.skipif(not which(shell), reason=f"{shell} is not installed") for shell in STARTS}


@pytest.fixture(scope="module", params=[pytest.param(shell, marks=needs[shell]) for shell in STARTS])
def typist(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Typist]:
    """Return somebody who types in one shell after the other."""
    folder = tmp_path_factory.mktemp(request.param)
    for number, name in enumerate(HOSTILE):
        write(folder / f"{number}.csv", [name])
        write(folder / f"{number}-variant.csv", ["Net"], variant=name)
    write(folder / "all.csv", [*HOSTILE, *STEERING])
    write(folder / "deep.csv", ["Deep Lab"])
    write(folder / "tilde.csv", ["~root"])
    with typing_in(request.param, folder) as someone:
        yield someone


def write(path: Path, networks: Sequence[str], variant: str = "") -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [
                ("network", "dataset", "miou", "variant"),
                *((name, "Pascal VOC", 1, variant) for name in networks),
            ]
        )


# In the shells


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_is_completed_to_itself(typist: Typist, name: str) -> None:
    """With TAB and Enter the program gets the name, and nothing else is run."""
    file = f"{HOSTILE.index(name)}.csv"

    got = typist.enter(f"show --data {file} \t")

    assert got == ["show", "--data", file, name]
    assert not typist.finds("PWNED")


@pytest.mark.parametrize("name", HOSTILE[:3])
def test_a_condition_is_completed_to_itself(typist: Typist, name: str) -> None:
    """What stands in the rows of a network is as little trusted as its name."""
    file = f"{HOSTILE.index(name)}-variant.csv"

    got = typist.enter(f"correct --data {file} Net --variant \t")

    assert got == ["correct", "--data", file, "Net", "--variant", name]
    assert not typist.finds("PWNED")


@pytest.mark.parametrize("mark", ["'", '"'])
@pytest.mark.parametrize("name", HOSTILE[-2:])
def test_a_name_is_completed_to_itself_in_quotation_marks(typist: Typist, name: str, mark: str) -> None:
    """A mark that was typed stays the right one, whatever is in the name, first and last."""
    file = f"{HOSTILE.index(name)}.csv"

    got = typist.enter(f"show --data {file} {mark}\t")

    assert got == ["show", "--data", file, name]
    assert not typist.finds("PWNED")


def test_tab_alone_runs_nothing_and_steers_nothing(typist: Typist) -> None:
    """Names with control characters do not come out; the others are looked at, or put in, and no more."""
    shown = typist.look("show --data all.csv \t\t\t")

    assert "#1  100%" in shown.replace("\\", "")
    assert [raw for raw in STEERING.values() if raw in shown] == []
    assert not typist.finds("PWNED")


@pytest.mark.parametrize("typed", QUOTED)
def test_what_was_typed_may_be_quoted_and_of_any_case(typist: Typist, typed: str) -> None:
    """It becomes the name all the same."""
    assert typist.enter(f"show --data deep.csv {typed}\t") == ["show", "--data", "deep.csv", "Deep Lab"]


@pytest.mark.parametrize("typed", ["--dataset=p", "--dataset='pas"])
def test_a_value_is_completed_behind_the_name_of_its_option(typist: Typist, typed: str) -> None:
    """In one word, which bash takes apart at the sign."""
    got = typist.enter(f"top --data deep.csv {typed}\t")

    assert got == ["top", "--data", "deep.csv", "--dataset=Pascal VOC"]


def test_a_name_with_signs_is_completed_behind_each_of_them(typist: Typist) -> None:
    """Bash replaces only what is behind them."""
    file = f"{HOSTILE.index('a:b=c@d')}.csv"

    for typed in ("a:", "a:b=c@"):
        assert typist.enter(f"show --data {file} {typed}\t")[-1] == "a:b=c@d"


def test_a_tilde_is_no_home_folder(typist: Typist) -> None:
    """Fish would make one of it where it completes, so it is not given such a name."""
    got = typist.enter("show --data tilde.csv \\~r\t")

    assert got[-1] == ("~r" if typist.shell == "fish" else "~root")


# Without a terminal

names = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn"], exclude_characters="\u061c\u200e\u200f"),
    min_size=1,
).filter(str.strip)
lists = st.lists(names | st.text("a*?[]()+@!'\"\\$`~{},;&|<>#=:^% -", min_size=1), min_size=1, unique=True)

BASH = r"""
shopt -s extglob nullglob
complete_() { local IFS=$'\n'; COMPREPLY=( $(cat) ); }
complete_; eval "words=( ${COMPREPLY[*]/%/ } )"; printf '%s\0' "${words[@]}"
"""
"""Takes what the program prints as the script of typer does, and then as a command line."""

ZSH = r"""
compadd() { shift 3; printf '%s\0' "$@" }
eval $(cat)
"""


def in_shell(shell: str, script: str, printed: str) -> list[str]:
    done = subprocess.run(
        [shell, "-c", script],
        input=printed.encode(),
        capture_output=True,
        check=True,
        env={"LC_ALL": "C.UTF-8"},
    )
    assert done.stderr == b""
    return done.stdout.decode().split("\0")[:-1]


@needs["bash"]
@pytest.mark.parametrize("mark", ["", "'", '"'])
@given(found=lists)
def test_bash_gets_back_any_names(mark: str, found: list[str]) -> None:
    """None is a pattern, is expanded or falls apart, in whatever quotation marks."""
    printed = SHELLS["bash"].printed(list(map(Completion, found)), Word("", mark))

    assert in_shell("bash", BASH, printed) == found


@needs["zsh"]
@given(found=lists)
def test_zsh_gets_back_any_names(found: list[str]) -> None:
    """What it evaluates are names and no more."""
    printed = SHELLS["zsh"].printed(list(map(Completion, found)), Word())

    assert in_shell("zsh", ZSH, printed) == found

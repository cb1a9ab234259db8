"""How many digits a difference shows: as many as people see of its two scores."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

RUNS = """network,dataset,accuracy,seed,date
Alder,oaks,80.0,1,2020-01
Alder,oaks,81.5,2,2020-01
Alder,oaks,80.1,3,2020-01
Birch,oaks,84,,2021-01
"""
"""The mean of Alder, 80.5333…, is shown as 80.53."""


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (("top", "oaks"), "−3.47"),
        (("show", "Alder"), "−3.47"),
        (("compare", "Alder", "Birch"), "+3.47"),
        (("compare", "Birch", "Alder"), "−3.47"),
        (("history", "oaks"), "+3.47"),
    ],
)
def test_a_difference_has_the_digits_of_its_scores(
    run: Callable[..., Result], own: Callable[[str], Path], words: tuple[str, ...], shown: str
) -> None:
    """The mean of some runs has no end, which nobody wants to read."""
    text = run(*words, "--data", own(RUNS)).stdout

    assert shown in text.replace("(", " ").replace(")", " ").split()
    assert "3.466" not in text


def test_programs_get_all_digits(run: Callable[..., Result], own: Callable[[str], Path]) -> None:
    """What is short for people is whole for them."""
    answer = run("top", "oaks", "--data", own(RUNS), "--fields", "network,gap", "-f", "csv")

    assert answer.stdout == "network,gap\nBirch,0.0\nAlder,-3.466666666667\n"


def test_a_gate_says_no_more_digits_either(
    run: Callable[..., Result], own: Callable[[str], Path], tmp_path: Path
) -> None:
    """The line on stderr is for people."""
    new = tmp_path / "new.csv"
    new.write_text(RUNS.replace("80.1", "80.4").replace("84", "81"), encoding="utf-8")

    answer = run("diff", own(RUNS), new, "--fail-on", "behind", exit_code=1)

    assert "place 2, 3.37 behind the record before" in answer.stderr

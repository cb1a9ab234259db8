"""``leaderboard open``, on the shipped list."""

import webbrowser
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result


@pytest.mark.parametrize(
    ("words", "address"),
    [
        (["PSPNet"], "https://arxiv.org/abs/1612.01105"),
        (["PSPNet", "--code"], "https://github.com/hszhao/PSPNet"),
        (["pspnet", "--project"], "https://hszhao.github.io/projects/pspnet/"),
        (["danet"], "https://arxiv.org/abs/1809.02983"),
        (["lovasz-softmax"], "https://arxiv.org/abs/1705.08790"),
    ],
)
def test_prints_an_address(run: Callable[..., Result], words: list[str], address: str) -> None:
    """Of a network as people type it, or of a paper that introduced none."""
    answer = run("open", *words, "--print")

    assert answer.stdout == f"{address}\n"


def test_opens_the_browser(run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    """The browser gets the address, and nothing is printed."""
    opened = []
    monkeypatch.setattr(webbrowser, "open", lambda url: opened.append(url) or True)

    answer = run("open", "PSPNet")

    assert opened == ["https://arxiv.org/abs/1612.01105"]
    assert answer.stdout == ""


def test_without_a_browser_the_address_is_told(
    run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that it can be opened elsewhere."""
    monkeypatch.setattr(webbrowser, "open", lambda _: False)

    answer = run("open", "PSPNet", exit_code=1)

    assert answer.stderr == (
        "error: no browser could be started; the address is https://arxiv.org/abs/1612.01105\n"
    )


def test_a_link_that_is_not_known_is_said(run: Callable[..., Result]) -> None:
    """The list has no code for DIS."""
    answer = run("open", "DIS", "--code", exit_code=1)

    assert answer.stderr == "error: the code address of 'DIS' is not known\n"


def test_an_address_that_is_no_web_address_is_never_opened(
    run: Callable[..., Result], own: Callable[[str], Path]
) -> None:
    """``javascript:`` is shown, not followed."""
    data = own("network,dataset,miou,code\nMyNet,cityscapes,80,javascript://alert(1)\n")

    answer = run("open", "MyNet", "--code", "--data", data, exit_code=1)

    assert answer.stderr == (
        "error: the code address of 'MyNet' is not for a browser: 'javascript://alert(1)'\n"
    )


def test_code_and_project_exclude_each_other(run: Callable[..., Result]) -> None:
    """One address is opened at a time."""
    answer = run("open", "PSPNet", "--code", "--project", exit_code=2)

    assert answer.stderr == "error: choose one of --code and --project\n"


def test_an_unknown_name_is_one_line_with_near_names(run: Callable[..., Result]) -> None:
    """Papers count as well as networks."""
    answer = run("open", "psppnet", exit_code=1)

    assert answer.stderr.startswith("error: no network named 'psppnet'; did you mean ")
    assert "'PSPNet'" in answer.stderr

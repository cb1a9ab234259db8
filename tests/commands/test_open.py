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


@pytest.mark.parametrize(
    "address",
    [
        "--new-window",
        "-https://example.org",
        " --incognito://example.org",
        "javascript://example.org/%0Aalert(1)",
        "file:///etc/passwd",
        "data://text/html,x",
        "vbscript://x",
        "ftp://example.org/x",
        "https://",
        "https:///etc/passwd",
        "https:example.org://x",
        "https://exa mple.org",
        "https://example.org\u202e/x",
        "//example.org",
    ],
)
def test_the_browser_is_given_nothing_but_addresses_of_the_web(
    run: Callable[..., Result], own: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """An option to the browser, a script or a file stands in a table as easily as an address."""
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: opened.append(url) or True)
    data = own(f"network,dataset,miou,paper\nMyNet,cityscapes,80,{address}\n")

    answer = run("open", "MyNet", "--data", data, exit_code=1)

    assert opened == []
    assert answer.stdout == ""
    assert answer.stderr.startswith("error: the paper address of 'MyNet' is ")
    assert answer.stderr.count("\n") == 1


def test_an_address_of_the_web_behind_others_is_opened(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is not for a browser is passed over."""
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url: opened.append(url) or True)
    (tmp_path / "results.csv").write_text("network,dataset,miou\nMyNet,cityscapes,80\n")
    (tmp_path / "papers.csv").write_text("paper,network\nmine,MyNet\n")
    (tmp_path / "links.csv").write_text(
        "paper,kind,url\nmine,paper,--version\nmine,paper,https://a.example/x\n"
    )

    run("open", "MyNet", "--data", tmp_path)

    assert opened == ["https://a.example/x"]

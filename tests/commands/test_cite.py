"""``leaderboard cite`` and ``leaderboard export --cite``, on the shipped board."""

import errno
import os
import re
from collections.abc import Callable
from pathlib import Path

import bibtexparser
import pytest
from typer.testing import Result
from wording import of_system

import leaderboard


def keys(text: str) -> list[str]:
    """Return the keys of the entries in a text."""
    return [entry.key for entry in bibtexparser.parse_string(text).entries]


def test_writes_the_entries_of_networks(run: Callable[..., Result]) -> None:
    """In the order of their keys, with an empty line between them."""
    answer = run("cite", "PSPNet", "deeplab v3+")

    assert keys(answer.stdout) == ["chen2018encoder", "zhao2017pyramid"]
    assert answer.stdout.startswith("@inproceedings{chen2018encoder,\n  title         = {Encoder-Decoder")
    assert "}\n\n@inproceedings{zhao2017pyramid,\n" in answer.stdout
    assert answer.stdout.endswith("},\n}\n")
    assert answer.stderr == ""


def test_all_papers(run: Callable[..., Result]) -> None:
    """What is left out of them is said on stderr."""
    answer = run("cite", "--all")

    assert len(keys(answer.stdout)) == len(leaderboard.load().papers_table)
    assert answer.stderr == (
        "note: no author is known for anonymous2018yes, anonymous2020adscnet, anonymous2020aglnet\n"
        "note: withdrawn: zhuang2019shelfnet\n"
    )


def test_a_dataset_gives_the_bibliography_of_its_board(run: Callable[..., Result], the_list: Path) -> None:
    """Of the three networks that the list has on CamVid; filters go with it."""
    assert keys(run("cite", "-d", "camvid", "--data", the_list).stdout) == [
        "badrinarayanan2017segnet",
        "bilinski2018dense",
        "islam2017gated",
    ]
    assert keys(run("cite", "-d", "camvid", "--since", 2018, "--data", the_list).stdout) == [
        "bilinski2018dense"
    ]
    on_camvid = leaderboard.load().top("camvid")["network"]
    assert len(keys(run("cite", "-d", "camvid").stdout)) == len(on_camvid)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["--venue", "TIP"], ["fu2019stacked", "wu2020cgnet"]),
        (["--venue", "iclr", "--until", 2015], ["chen2015semantic"]),
        (["--network", "ocnet", "--network", "PSPNet"], ["yuan2018ocnet", "zhao2017pyramid"]),
        (["--tag", "nas", "--year", 2018], ["chen2018searching"]),
        (["pspnet", "ccnet", "--with-code", "--since", 2019], ["huang2019ccnet"]),
    ],
)
def test_filters_choose_papers(run: Callable[..., Result], words: list[object], found: list[str]) -> None:
    """All of them, whether they have a score or not."""
    assert keys(run("cite", *words).stdout) == found


def test_a_network_without_a_paper_is_said_and_the_others_cited(
    run: Callable[..., Result], own: Callable[[str], Path]
) -> None:
    """If there are no others, that is an error."""
    data = own("network,dataset,miou,title\nA,voc,70,A Title\nB,voc,71,\nC,voc,72,\n")

    some = run("cite", "A", "B", "c", "--data", data)
    board = run("cite", "-d", "voc", "--data", data)
    none = run("cite", "B", "--data", data, exit_code=1)

    assert keys(some.stdout) == ["anonymoustitle"]
    assert some.stderr.splitlines()[0] == "note: no paper is known for B, c"
    assert some.stderr.splitlines()[1:] == [
        "note: no author is known for anonymoustitle",
        "note: no year is known for anonymoustitle",
    ]
    assert board.stderr.splitlines()[0] == "note: no paper is known for C, B"
    assert (none.stdout, none.stderr) == ("", "error: no paper is known for B\n")


@pytest.mark.parametrize(
    "words", [["-d", "camvid", "--since", 2030], ["--since", 2030], ["PSPNet", "--year", 2018]]
)
def test_when_no_paper_fits_that_is_an_error(run: Callable[..., Result], words: list[object]) -> None:
    """An empty bibliography helps nobody."""
    answer = run("cite", *words, exit_code=1)

    assert answer.stderr.startswith("error: no paper fits")
    assert answer.stdout == ""


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ([], "name networks, or choose with --dataset, --since or another filter, or say --all"),
        (["PSPNet", "--all"], "name networks, or say --all or --dataset, but not both"),
        (["PSPNet", "-d", "voc"], "name networks, or say --all or --dataset, but not both"),
    ],
)
def test_wrong_usage_is_one_line(run: Callable[..., Result], words: list[str], problem: str) -> None:
    """Before any data is read."""
    assert run("cite", *words, exit_code=2).stderr == f"error: {problem}\n"


def test_unknown_names_are_one_line(run: Callable[..., Result]) -> None:
    """With near names."""
    answer = run("cite", "PSPNt", exit_code=1)

    assert answer.stderr.startswith("error: no network named 'PSPNt'; did you mean 'PSPNet'")


def test_a_file_begins_with_our_mark_and_may_be_written_again(
    run: Callable[..., Result], tmp_path: Path
) -> None:
    """A bibliography of somebody else is not replaced."""
    path = tmp_path / "refs.bib"

    run("cite", "--dataset", "voc", "-o", path)
    run("cite", "PSPNet", "-o", path)
    ours = path.read_text(encoding="utf-8")
    path.write_text("@misc{mine, title = {Mine}}\n", encoding="utf-8")
    refused = run("cite", "PSPNet", "-o", path, exit_code=1)
    kept = path.read_text(encoding="utf-8")
    run("cite", "PSPNet", "-o", path, "--force")

    assert ours.startswith("% made by leaderboard\n\n@inproceedings{zhao2017pyramid,\n")
    assert keys(ours) == ["zhao2017pyramid"]
    assert refused.stderr == (f"error: {path} exists and holds something else; use --force to replace it\n")
    assert kept == "@misc{mine, title = {Mine}}\n"
    assert path.read_text(encoding="utf-8") == ours


def test_a_file_that_cannot_be_written_is_one_line(run: Callable[..., Result], tmp_path: Path) -> None:
    """A folder, for one."""
    answer = run("cite", "PSPNet", "-o", tmp_path, exit_code=1)

    assert answer.stderr == f"error: cannot write {tmp_path}: {of_system(errno.EISDIR)}\n"


def test_a_full_disk_leaves_the_old_file(
    run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole, and nothing beside it."""

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = tmp_path / "refs.bib"
    run("cite", "PSPNet", "-o", path)
    monkeypatch.setattr("os.fsync", full)

    answer = run("cite", "ocnet", "-o", path, exit_code=1)

    assert answer.stderr == f"error: cannot write {path}: {of_system(errno.ENOSPC)}\n"
    assert keys(path.read_text(encoding="utf-8")) == ["zhao2017pyramid"]
    assert list(tmp_path.iterdir()) == [path]


def test_letters_of_names_stay_as_they_are(run: Callable[..., Result], tmp_path: Path) -> None:
    """The file is UTF-8."""
    path = tmp_path / "refs.bib"

    run("cite", "SwiftNet", "-o", path)

    assert "Oršić, Marin and Krešo, Ivan and Bevandić, Petra and Šegvić, Siniša" in path.read_text(
        encoding="utf-8"
    )


# export --cite


@pytest.mark.parametrize("words", [[], ["-d", "ade", "--all"]])
def test_export_cites_networks_under_the_same_keys(run: Callable[..., Result], words: list[str]) -> None:
    """Each key in the table is in the bibliography; who is cited needs no link."""
    text = run("export", "--format", "latex", "--cite", *words).stdout

    cited = re.findall(r"\\cite\{(\w+)\}", text)
    assert re.search(r"\bOCNet[~ ]\\cite\{yuan2018ocnet\}", text)
    assert len(cited) == (252 if words else 262)
    assert set(cited) <= set(keys(run("cite", "--all").stdout))


def test_a_filter_does_not_change_the_keys_of_a_table(
    run: Callable[..., Result], own: Callable[[str], Path], tmp_path: Path
) -> None:
    """Two papers that would share a key keep their letters."""
    data = own(
        "network,dataset,miou,title,authors,venue,year,date\n"
        'A,voc,70,Deep Nets,"Able, Ann",CVPR,2018,2018-01\n'
        'B,voc,71,Deep Streets,"Able, Ann",ICCV,2018,2018-02\n'
    )

    run("export", tmp_path / "a.tex", "--cite", "--data", data, "--venue", "ICCV")

    assert r"B~\cite{able2018deepb}" in (tmp_path / "a.tex").read_text(encoding="utf-8")


def test_export_says_which_networks_it_cannot_cite(
    run: Callable[..., Result], own: Callable[[str], Path]
) -> None:
    """They stand there without."""
    data = own("network,dataset,miou,title\nA,voc,70,A Title\nB,voc,71,\n")

    answer = run("export", "-f", "latex", "--cite", "--data", data)

    assert answer.stderr == "note: no paper is known for B\n"
    assert answer.stdout.count(r"\cite") == 1


@pytest.mark.parametrize("words", [[], ["a.md"], ["-f", "html"], ["--output", "a.csv"]])
def test_cite_is_for_latex(run: Callable[..., Result], words: list[str]) -> None:
    """Other formats have no such command."""
    answer = run("export", "--cite", *words, exit_code=2)

    assert answer.stderr == (
        "error: --cite is for LaTeX: say --format latex, or write to a file that ends in .tex\n"
    )

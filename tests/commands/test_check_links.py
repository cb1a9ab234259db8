"""Whether something is at the addresses of the data, asked of a server on this machine."""

import shutil
import socket
from collections.abc import Callable, Iterable, Mapping
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from typer.testing import Result
from web import Page, Web

from leaderboard import checks
from leaderboard.errors import DataError
from leaderboard.reading.addresses import alive


def ask(urls: Iterable[str]) -> Mapping[str, int | str]:
    """Ask this machine, too, and without a pause."""
    return alive.answers(urls, private=True, pause=0)


def dead(report: checks.Report) -> list[tuple[int, str]]:
    """Return where addresses are said to be dead."""
    problems = report.problems[report.problems["rule"] == "dead-address"]
    return [
        (int(line), severity) for line, severity in zip(problems["line"], problems["severity"], strict=True)
    ]


def test_only_an_answer_that_nothing_is_there_counts(web: Web, tmp_path: Path) -> None:
    """404 and 410 are errors; all else is counted."""
    web["/there"] = "here"
    web["/gone"] = Page(status=410)
    web["/busy"] = Page(status=503)
    web["/browsers"] = Page(status=403)
    paths = ["there", "missing", "gone", "busy", "browsers", "missing"]
    rows = "".join(f"N{number},x,7{number},{web.address}/{path},\n" for number, path in enumerate(paths))
    path = tmp_path / "ours.csv"
    path.write_text(f"network,dataset,score,source,note\n{rows}", encoding="utf-8")

    report = checks.examine(path, ask=ask)

    assert dead(report) == [(3, "error"), (4, "error")]
    (note,) = report.notes
    assert note.startswith("5 addresses asked; of 2 it is not known")
    assert "1 (503 service unavailable)" in note
    assert "1 (403 forbidden)" in note


def test_asks_as_little_as_it_can(web: Web) -> None:
    """The head of what is there, and each address once; the whole only where the head does not tell."""
    web["/a"] = "here"
    found = ask([f"{web.address}/a", f"{web.address}/a", f"{web.address}/b"])

    assert found == {f"{web.address}/a": 200, f"{web.address}/b": 404}
    assert list(zip(web.methods, web.asked, strict=True)) == [("HEAD", "/a"), ("HEAD", "/b"), ("GET", "/b")]
    assert all(sent["User-Agent"].startswith("benchmark-leaderboard/") for sent in web.headers)


def test_a_server_need_not_know_head(web: Web) -> None:
    """Many do not."""
    web.knows_head = False
    web["/a"] = "here"

    assert alive.status(f"{web.address}/a", private=True) == 200


def test_follows_few_redirects(web: Web) -> None:
    """What counts is where they lead."""
    web["/a"] = Page(status=301, headers={"Location": "/b"})
    web["/b"] = "here"
    web["/old"] = Page(status=302, headers={"Location": "/nowhere"})
    web["/round"] = Page(status=302, headers={"Location": "/round"})
    web["/no"] = Page(status=302, headers={"Location": "ftp://a.example/"})

    assert alive.status(f"{web.address}/a", private=True) == 200
    assert alive.status(f"{web.address}/old", private=True) == 404
    with pytest.raises(DataError, match="more than 5 redirects"):
        alive.status(f"{web.address}/round", private=True)
    with pytest.raises(DataError, match="no address that is asked"):
        alive.status(f"{web.address}/no", private=True)


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:{port}/a",
        "http://127.0.0.1:{port}/a",
        "http://[::1]:{port}/a",
        "http://[::ffff:127.0.0.1]:{port}/a",
        "http://10.0.0.7/a",
        "http://169.254.169.254/latest/meta-data",
        "http://2130706433:{port}/a",
        "http://inside.example:{port}/a",
    ],
)
def test_asks_nobody_who_is_not_on_the_public_web(
    web: Web, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever writes a pull request chooses these addresses; a name may lead inside, too."""

    def resolved(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 443))]

    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    port = web.address.rpartition(":")[2]
    with pytest.raises(DataError, match="not on the public web"):
        alive.status(url.format(port=port))

    assert web.asked == []


def test_a_redirect_leads_nowhere_inside(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each address on the way is looked at."""
    web["/a"] = Page(status=302, headers={"Location": f"{web.address}/inside"})
    asked = []

    def is_public(_: object, host: str, __: object) -> bool:
        asked.append(host)
        return len(asked) == 1

    monkeypatch.setattr(alive, "_is_public", is_public)
    with pytest.raises(DataError, match="not on the public web"):
        alive.status(f"{web.address}/a")

    assert web.asked == ["/a"]


def test_leaves_a_host_alone_that_does_not_answer(web: Web) -> None:
    """Too many requests are an answer, too."""

    def busy(handler: BaseHTTPRequestHandler) -> None:
        handler.send_error(429)

    urls = [f"{web.address}/{number}" for number in range(10)]
    for number in range(10):
        web[f"/{number}"] = busy
    found = ask(urls)

    assert [found[url] for url in urls] == [429] * 3 + ["its host does not answer"] * 7
    assert len(web.asked) == 6


def test_all_addresses_of_our_tables_are_asked_for(web: Web, tables: Path, tmp_path: Path) -> None:
    """Of scores, links, datasets and speeds; what a note says is gone is not asked for."""
    board = shutil.copytree(tables, tmp_path / "board")
    for path in board.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        for host in ("papers", "code", "streets"):
            text = text.replace(f"https://{host}.example", f"{web.address}/{host}")
        path.write_text(text.replace("https://", "http://127.0.0.1:1/"), encoding="utf-8")
    papers = board / "papers.csv"
    papers.write_text(
        papers.read_text(encoding="utf-8").replace("crf,,\n", "crf,,The link is gone.\n"), encoding="utf-8"
    )
    report = checks.examine(board, ask=ask)

    assert set(web.asked) == {"/papers/alpha", "/code/alpha", "/code/alpha-caffe", "/streets"}
    paths = report.problems[report.problems["rule"] == "dead-address"]["path"].map(
        lambda path: Path(path).name
    )
    assert paths.tolist() == ["datasets.csv", "links.csv", "links.csv", "links.csv", "results.csv"]


def test_is_only_done_on_demand(run: Callable[..., Result], web: Web, own: Callable[[str], Path]) -> None:
    """Without --links, no connection is opened; with it, none to this machine."""
    path = own(f"network,dataset,score,source\nA,x,71,{web.address}/nothing\n")
    run("check", path)
    answer = run("check", "--links", path)

    assert web.asked == []
    assert "1 address asked; of 1 it is not known" in answer.stderr
    assert "1 (its host is not on the public web)" in answer.stderr

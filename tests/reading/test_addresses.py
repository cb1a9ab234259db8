"""Files that are read from an address, by a server on this machine."""

from __future__ import annotations

import gzip
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from web import CERTIFICATE, Page, Web

import leaderboard
from leaderboard.errors import DataError
from leaderboard.reading import addresses, limits
from leaderboard.reading.addresses import Address, _download, place_of

if TYPE_CHECKING:
    from http.server import BaseHTTPRequestHandler

SCORES = "network,dataset,miou,source\nBigNet,rooms,80.2,\nTinyNet,rooms,71.4,run 3\n"
ELSE = "network,dataset,miou\nOther,rooms,12\n"
MARKDOWN = "| Method | Rooms |\n|--|--|\n| BigNet | 80.2 |\n\n"
JSON = '[{"network": "BigNet", "dataset": "rooms", "metric": "mIoU", "score": 80.2}]'


def networks(address: str) -> list[str]:
    """Return the networks of a board that is read from an address."""
    return list(leaderboard.load(address).results_table["network"])


def problem(address: str, **given: int) -> str:
    """Return what hinders reading from an address."""
    with pytest.raises(DataError) as raised:
        leaderboard.load(address, **given)  # type: ignore[arg-type]
    text = str(raised.value)
    assert text.startswith(f"{place_of(address)}: ")
    assert "\n" not in text
    return text.removeprefix(f"{place_of(address)}: ")


# What is read


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/scores.csv", Page(SCORES.encode())),
        ("/scores.csv.gz", Page(gzip.compress(SCORES.encode()))),
        ("/scores.csv", Page(gzip.compress(SCORES.encode()), headers={"Content-Encoding": "gzip"})),
        (
            "/scores.csv.gz",
            Page(gzip.compress(gzip.compress(SCORES.encode())), headers={"Content-Encoding": "gzip"}),
        ),
        ("/export?format=csv&gid=0", Page(SCORES.encode())),
        ("/", Page(SCORES.encode())),
        ("/a/scores.md?raw=true", Page(MARKDOWN.encode())),
        ("/plain", Page(JSON.encode())),
        ("/of%20mine/Z%C3%BCrich%20%2e%2e%2f.csv", Page(SCORES.encode())),
    ],
)
def test_any_file_can_be_read_from_an_address(web: Web, path: str, page: Page) -> None:
    """Content and suffix tell its format, and it may be packed, for the way as well."""
    web[path] = page

    assert networks(f"{web.address}{path}")[0] == "BigNet"


def test_what_people_type_is_encoded_for_the_way(web: Web) -> None:
    """Spaces and letters of any language; what stands behind a number sign stays here."""
    web["/my%20b%C3%B6ard.csv"] = SCORES

    assert networks(f"{web.address}/my böard.csv#first") == ["BigNet", "TinyNet"]


def test_the_address_is_the_source_of_what_names_none(web: Web) -> None:
    """As a score is read there."""
    web["/scores.csv"] = SCORES

    board = leaderboard.load(f"{web.address}/scores.csv")

    assert list(board.results_table["source"]) == [f"{web.address}/scores.csv", "run 3"]


def test_so_it_is_in_a_nested_file(web: Web) -> None:
    """Where a file on the disk would be named."""
    row = '{"model_name": "A", "metrics": {"mIoU": "80"}}'
    web["/x/tasks.json"] = (
        f'[{{"task": "T", "datasets": [{{"dataset": "rooms", "sota": {{"metrics": ["mIoU"], "rows": [{row}]}}}}]}}]'
    )

    board = leaderboard.load(f"{web.address}/x/tasks.json")

    assert list(board.results_table["source"]) == [f"{web.address}/x/tasks.json"]


def test_a_dataset_that_nothing_names_is_called_after_the_last_part_of_the_path(web: Web) -> None:
    """As it is after a file, whatever stands behind it."""
    web["/of/mine/pot%20holes.csv?raw=1"] = "network,miou\nA,1\n"

    board = leaderboard.load(f"{web.address}/of/mine/pot%20holes.csv?raw=1")

    assert list(board.results_table["dataset"]) == ["pot holes"]


def test_what_cannot_be_used_is_named_by_the_address(web: Web) -> None:
    """With its line."""
    web["/scores.csv"] = SCORES + "Bad,rooms,lost,\n"

    (unusable,) = leaderboard.load(f"{web.address}/scores.csv").unusable

    assert unusable.place == f"{web.address}/scores.csv:4"


# What is kept


@pytest.mark.parametrize(
    ("name", "value", "asked"),
    [
        ("ETag", '"one"', "If-None-Match"),
        ("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT", "If-Modified-Since"),
    ],
)
def test_what_has_not_changed_is_not_sent_again(web: Web, name: str, value: str, asked: str) -> None:
    """The server is asked, and says so; what has changed is read anew."""
    address = f"{web.address}/scores.csv"
    web["/scores.csv"] = Page(SCORES.encode(), headers={name: value})
    first = networks(address)

    web["/scores.csv"] = Page(b"not sent", headers={name: value})

    assert networks(address) == first
    assert [headers.get(asked) for headers in web.headers] == [None, value]
    web["/scores.csv"] = Page(ELSE.encode(), headers={name: value.replace("one", "two").replace("01", "02")})
    assert networks(address) == ["Other"]


@pytest.mark.parametrize("damaged", [b"", b"{}\n", b"\xff\n", b"[1]\nnetwork", b'{"sha256": 1}\n', None])
def test_a_damaged_copy_is_fetched_anew(web: Web, cache: Path, damaged: bytes | None) -> None:
    """The server is not asked whether it still holds."""
    address = f"{web.address}/scores.csv"
    web["/scores.csv"] = Page(SCORES.encode(), headers={"ETag": '"one"'})
    networks(address)
    (entry,) = cache.iterdir()
    entry.write_bytes(entry.read_bytes()[:-3] if damaged is None else damaged)

    assert networks(address) == ["BigNet", "TinyNet"]
    assert "If-None-Match" not in web.headers[1]
    assert networks(address) == ["BigNet", "TinyNet"]
    assert web.headers[2]["If-None-Match"] == '"one"'


def test_a_copy_that_came_packed_is_unpacked_again(web: Web) -> None:
    """It is kept as it came."""
    headers = {"Content-Encoding": "gzip", "ETag": '"one"'}
    web["/scores.csv"] = Page(gzip.compress(SCORES.encode()), headers=headers)

    assert (
        networks(f"{web.address}/scores.csv")
        == networks(f"{web.address}/scores.csv")
        == ["BigNet", "TinyNet"]
    )


@pytest.mark.parametrize(
    ("path", "headers"), [("/scores.csv", {"Cache-Control": "private, No-Store"}), ("/s.csv?token=abc", {})]
)
def test_what_is_secret_is_not_kept(web: Web, cache: Path, path: str, headers: dict[str, str]) -> None:
    """As the server says, or as the address does."""
    web[path] = Page(SCORES.encode(), headers=headers)

    networks(f"{web.address}{path}")

    assert not cache.exists()


def test_where_nothing_can_be_kept_it_is_read_all_the_same(web: Web, cache: Path) -> None:
    """There may be a file where the folder should be."""
    cache.parent.write_text("in the way")
    web["/scores.csv"] = SCORES

    assert networks(f"{web.address}/scores.csv") == ["BigNet", "TinyNet"]


def test_what_nobody_asks_for_is_removed(web: Web, cache: Path) -> None:
    """When something new is kept."""
    web["/old.csv"] = web["/new.csv"] = SCORES
    networks(f"{web.address}/old.csv")
    (old,) = cache.iterdir()
    os.utime(old, (0, 0))

    networks(f"{web.address}/new.csv")

    assert len(list(cache.iterdir())) == 1
    assert not old.exists()


def test_a_copy_serves_where_the_server_cannot_be_reached(web: Web) -> None:
    """And that is said, with the day."""
    address = f"{web.address}/scores.csv"
    web["/scores.csv"] = SCORES
    networks(address)
    web.close()

    board = leaderboard.load(address)

    (remark,) = board.remarks
    assert remark.startswith(f"{address}: cannot be reached: ")
    assert "; read as it was on 20" in remark
    assert problem(f"{web.address}/other.csv").startswith("cannot be reached: ")


def test_a_copy_does_not_hide_that_a_file_is_gone(web: Web) -> None:
    """The server answered."""
    web["/scores.csv"] = SCORES
    networks(f"{web.address}/scores.csv")
    del web.pages["/scores.csv"]

    assert problem(f"{web.address}/scores.csv") == "the server answers 404 not found"


# What is refused


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (403, "the server answers 403 forbidden"),
        (500, "the server answers 500 internal server error"),
        (799, "the server answers 799"),
        (206, "the server answers 206 partial content"),
        (304, "the server says that nothing has changed, but was not asked that"),
    ],
)
def test_a_server_that_has_nothing_is_quoted_by_its_number(web: Web, status: int, said: str) -> None:
    """What it calls that itself is not repeated."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(f"HTTP/1.0 {status} \x1b[31m::error::\r\n\r\n".encode())

    web["/scores.csv"] = answer

    assert problem(f"{web.address}/scores.csv") == said


@pytest.mark.parametrize("said", [b"\x1b[31mhello\r\n\r\n", b"", b"HTTP/1.0 200 ok\r\n" + b"A: b\r\n" * 200])
def test_what_is_no_answer_is_one_line(web: Web, said: bytes) -> None:
    """Whatever it says."""
    web["/scores.csv"] = lambda handler: [handler.wfile.write(said), None][1]  # type: ignore[func-returns-value]

    assert "\x1b" not in problem(f"{web.address}/scores.csv")


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("http://example.org/a.csv", "plain http is read from this machine only; use https"),
        ("http://127.0.0.1.example.org/a.csv", "plain http is read from this machine only; use https"),
        ("ftp://example.org/a.csv", "of addresses, only those with https are read"),
        ("file:///etc/passwd", "this is no address"),
        ("file://localhost/etc/passwd", "of addresses, only those with https are read"),
        ("https://", "this is no address"),
        ("https://[::1/a.csv", "this is no address"),
        ("https://example.org:port/a.csv", "this is no address"),
        ("https://example.org/\x1b[31m.csv", "this is no address"),
        ("https://me:word@example.org/a.csv", "a user or password in an address is not sent; leave it out"),
    ],
)
def test_other_addresses_are_refused(address: str, said: str) -> None:
    """Before anybody is asked."""
    assert problem(address) == said


def test_what_may_be_secret_in_an_address_is_not_shown() -> None:
    """Neither in a message nor as a source."""
    typed = "https://me:word@example.org/a.csv?raw=1&access_token=abc&X-Amz-Signature=def;sig=g&v=2#abc"

    assert str(Address(typed)) == (
        "https://example.org/a.csv?raw=1&access_token=...&X-Amz-Signature=...;sig=...&v=2"
    )
    assert "word" not in repr(Address(typed))
    assert str(Address("http://127.0.0.1:8000")) == "http://127.0.0.1:8000/"


def to(where: str, status: int = 302) -> Page:
    """Return a page that leads elsewhere."""
    return Page(b"x" * 100_000, status, {"Location": where})


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed(web: Web, status: int) -> None:
    """The suffix that counts is that of what was typed."""
    web["/old.csv"] = to("new", status)
    web["/new"] = SCORES

    assert networks(f"{web.address}/old.csv") == ["BigNet", "TinyNet"]


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (
            "http://example.org/?key=abc",
            "redirects to 'http://example.org/?key=...': plain http is read from this",
        ),
        (
            "ftp://example.org/",
            "redirects to 'ftp://example.org/': of addresses, only those with https are read",
        ),
        ("file:///etc/passwd", "redirects to 'file:///etc/passwd': this is no address"),
        ("https://me:word@example.org/", "redirects to 'https://example.org/': a user or password"),
        ("/scores.csv", "more than 5 redirects"),
        ("", "more than 5 redirects"),
    ],
)
def test_other_redirects_are_refused(web: Web, where: str, said: str) -> None:
    """One line names the address that was typed, and where it leads."""
    web["/scores.csv"] = to(where)

    assert problem(f"{web.address}/scores.csv").startswith(said)
    assert len(web.asked) == (6 if "more" in said else 1)


def test_from_https_nothing_leads_to_http(web: Web, secure_web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """On this machine neither: whoever is asked may not choose what is asked here."""
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    web["/scores.csv"] = SCORES
    secure_web["/good.csv"] = to("/scores")
    secure_web["/scores"] = SCORES
    secure_web["/bad.csv"] = to(f"{web.address}/scores.csv")

    assert networks(f"{secure_web.address}/good.csv") == ["BigNet", "TinyNet"]
    assert problem(f"{secure_web.address}/bad.csv") == (
        f"redirects to '{web.address}/scores.csv', which is not https"
    )
    assert web.asked == []


def test_a_certificate_that_nobody_vouches_for_is_refused(secure_web: Web) -> None:
    """Nothing is asked."""
    secure_web["/scores.csv"] = SCORES

    assert problem(f"{secure_web.address}/scores.csv").startswith("its certificate is not trusted: ")
    assert secure_web.asked == []


# How much, and how long


def test_a_file_that_is_too_large_is_refused_before_it_comes(web: Web) -> None:
    """As it says how large it is; limits can be raised."""
    web["/scores.csv"] = Page(SCORES.encode(), headers={"Content-Length": str(2 * limits.MOST_BYTES)})

    assert (
        problem(f"{web.address}/scores.csv")
        == "more than 1000 MB, which is not read; --raise-limits 10 reads more"
    )
    assert "cut off" in problem(f"{web.address}/scores.csv", raise_limits=10)


def test_a_file_without_an_end_is_left(web: Web, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It does not say how large it is."""
    monkeypatch.setattr(limits, "MOST_BYTES", 1_000_000)

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n")
        while not web.closing.is_set():
            handler.wfile.write(b"network,dataset,miou\n" * 1000)

    web["/scores.csv"] = endless

    assert problem(f"{web.address}/scores.csv").startswith("more than 1 MB, which is not read")
    assert not cache.exists()


@pytest.mark.parametrize("headers", [{}, {"Content-Encoding": "gzip"}])
def test_what_is_packed_becomes_no_more_than_other_files_do(
    web: Web, monkeypatch: pytest.MonkeyPatch, headers: dict[str, str]
) -> None:
    """However it is packed."""
    monkeypatch.setattr(limits, "_ANY_FILE", 1_000_000)
    web["/scores.csv.gz"] = Page(gzip.compress(bytes(3_000_000)), headers=headers)

    assert problem(f"{web.address}/scores.csv.gz").startswith("more than 1 MB when unpacked")


@pytest.mark.parametrize("headers", [{}, {"Content-Encoding": "gzip"}])
def test_what_is_packed_and_cut_off_is_said(web: Web, headers: dict[str, str]) -> None:
    """By the address."""
    web["/scores.csv.gz"] = Page(gzip.compress(SCORES.encode())[:-12], headers=headers)

    assert problem(f"{web.address}/scores.csv.gz") == "packed with gzip, but damaged or cut off"


def test_a_packing_that_is_not_known_is_said(web: Web) -> None:
    """Nobody asked for it."""
    web["/scores.csv"] = Page(b"abc", headers={"Content-Encoding": "br"})

    assert problem(f"{web.address}/scores.csv") == "it comes packed as 'br', which is not read"


@pytest.mark.parametrize("chunked", [False, True])
def test_an_answer_that_is_cut_off_is_none(web: Web, cache: Path, *, chunked: bool) -> None:
    """It is not kept either."""
    kind = b"Transfer-Encoding: chunked" if chunked else b"Content-Length: 10000"
    body = b"FFF\r\nnetwork,dataset,miou\nA,rooms,1\n" if chunked else SCORES.encode()
    web["/scores.csv"] = lambda handler: [  # type: ignore[func-returns-value]
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + kind + b"\r\n\r\n" + body),
        None,
    ][1]

    assert problem(f"{web.address}/scores.csv").startswith("what the server ")
    assert not cache.exists()


@pytest.mark.parametrize("begun", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nnetwork"])
def test_a_server_that_says_nothing_is_given_up(
    web: Web, monkeypatch: pytest.MonkeyPatch, begun: bytes
) -> None:
    """At once, or in the middle."""
    monkeypatch.setattr(_download, "PATIENCE", 0.2)

    def silent(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(begun)
        web.closing.wait()

    web["/scores.csv"] = silent

    assert problem(f"{web.address}/scores.csv") == "no answer within 0 seconds"


def test_a_file_that_comes_drop_by_drop_is_given_up(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often there is a little more of it."""
    monkeypatch.setattr(_download, "LONGEST", 0)
    web["/scores.csv"] = SCORES

    assert problem(f"{web.address}/scores.csv") == "it takes longer than 0 seconds"


def test_a_server_that_only_says_that_it_will_answer_is_given_up(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is always a sign of it, and never an answer."""
    monkeypatch.setattr(_download, "LONGEST", 0.2)

    def promising(handler: BaseHTTPRequestHandler) -> None:
        while not web.closing.is_set():
            handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    web["/scores.csv"] = promising

    assert problem(f"{web.address}/scores.csv") == "it takes longer than 0 seconds"


def test_a_server_that_keeps_the_line_open_is_not_waited_for(web: Web) -> None:
    """All has come that was to come."""

    def waiting(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(SCORES))
        handler.wfile.write(SCORES.encode())
        web.closing.wait()

    web["/scores.csv"] = waiting

    assert networks(f"{web.address}/scores.csv") == ["BigNet", "TinyNet"]


# Places


@pytest.mark.parametrize(
    "typed", ["scores.csv", "-", "C:/scores.csv", "c:scores.csv", "a:b", "https:/a", "/a//b"]
)
def test_a_path_stays_a_path(typed: str) -> None:
    """An address begins with a word and ``://``."""
    assert place_of(typed) == Path(typed)


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://h/a/b.csv?x=/y.md#z", "b.csv"),
        ("https://h/a%2F..%2f.csv", "csv"),
        ("https://h/", "file"),
        ("https://h", "file"),
        ("https://h/..", "file"),
        ("https://h/%00%1b.csv", "__.csv"),
        ("https://h/" + 200 * "a" + ".csv", 96 * "a" + ".csv"),
    ],
)
def test_a_copy_has_a_harmless_name(url: str, name: str) -> None:
    """With the suffix, which tells something of the format."""
    assert Address(url).file_name == name


def test_nothing_else_knows_where_the_cache_is() -> None:
    """One module asks the system."""
    package = Path(leaderboard.__file__).parent

    found = [path for path in package.rglob("*.py") if "platformdirs" in path.read_text(encoding="utf-8")]

    assert found == [Path(addresses.__file__).with_name("_cache.py")]

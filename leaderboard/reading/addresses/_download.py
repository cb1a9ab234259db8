"""Fetching a file: one request, few redirects, so many bytes, so much time.

What a server says is not trusted: nothing of it is repeated in a message but the number of its answer.
"""

from __future__ import annotations

import time
from concurrent.futures import Future
from contextvars import copy_context
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException
from ipaddress import ip_address
from threading import Thread
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote, urljoin, urlsplit

import leaderboard
from leaderboard.errors import DataError, quoted
from leaderboard.reading import addresses, limits
from leaderboard.table import printable

if TYPE_CHECKING:
    from collections.abc import Callable
    from http.client import HTTPResponse
    from pathlib import Path

    from leaderboard.reading.addresses import Address
    from leaderboard.reading.addresses._cache import Entry

Result = TypeVar("Result")

PATIENCE = 20.0
"""Seconds without a sign of the server after which it is given up."""

LONGEST = 600.0
"""Seconds that one file may take in all."""

MOST_REDIRECTS = 5

SENT = {"User-Agent": f"benchmark-leaderboard/{leaderboard.__version__}", "Accept": "*/*"}
"""What is said with every request."""

REDIRECTS = {301, 302, 303, 307, 308}
_AT_ONCE = 1 << 16
_LONGEST_VALUE = 500
SAFE = "%/:=&?~#+!$,;'@()*[]"
"""What stays as it is in an address, besides letters and digits; all else is percent-encoded."""


class Unreachable(DataError):
    """No server answers there, or not in time."""


@dataclass(frozen=True)
class Answer:
    """What is known of a file that was fetched."""

    etag: str
    modified: str
    """Both as the server writes them; empty where it does not."""
    is_packed: bool
    """Whether it was packed with gzip for the way."""
    may_be_kept: bool


def get(address: Address, file: Path, entry: Entry | None) -> Answer | None:
    """Fetch what stands at an address into a *file*; None if it is still what the *entry* holds.

    Raises:
        Unreachable: No server answers, or it takes too long.
        DataError: The address is none that is read, leads to none, or what comes is refused.
    """
    return within(LONGEST, lambda: _get(address, file, entry), address)


def within(seconds: float, work: Callable[[], Result], address: Address) -> Result:
    """Do some *work* at an address, and give it up after some *seconds*.

    Raises:
        Unreachable: It takes longer.
    """
    ended: Future[Result] = Future()

    def run() -> None:
        try:
            ended.set_result(work())
        except BaseException as error:  # noqa: BLE001 - handed on to who waits
            ended.set_exception(error)

    # A server can keep the libraries busy for ever, such as with empty answers. Then nobody waits any more;
    # what is left of the work ends with the program.
    Thread(target=copy_context().run, args=(run,), name="download", daemon=True).start()
    try:
        return ended.result(seconds)
    except TimeoutError:
        raise Unreachable(str(address), f"it takes longer than {seconds:.0f} seconds") from None


def _get(address: Address, file: Path, entry: Entry | None) -> Answer | None:
    deadline = time.monotonic() + LONGEST
    url = _checked(address, address.url)
    headers = {**SENT, "Accept-Encoding": "gzip"}
    if entry and entry.etag:
        headers["If-None-Match"] = entry.etag
    elif entry and entry.modified:
        headers["If-Modified-Since"] = entry.modified
    for _ in range(MOST_REDIRECTS + 1):
        try:
            with asked(url, headers, patience=PATIENCE) as answer:
                if answer.status not in REDIRECTS:
                    return _taken(address, answer, file, deadline)
                url = _redirected(address, url, answer.headers["Location"] or "")
        except (OSError, HTTPException, UnicodeError) as error:
            raise problem_of(address, error) from None
    raise DataError(str(address), f"more than {MOST_REDIRECTS} redirects")


def asked(url: str, headers: dict[str, str], method: str = "GET", *, patience: float) -> HTTPResponse:
    """Send the request, and wait for some seconds; what is answered is not followed."""
    import ssl
    from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

    opener = OpenerDirector()
    # No proxy is asked for what is on this machine.
    proxies = ProxyHandler({} if is_here(urlsplit(url).hostname or "") else None)
    for handler in (proxies, HTTPHandler(), HTTPSHandler(context=ssl.create_default_context())):
        opener.add_handler(handler)
    answer: HTTPResponse = opener.open(
        Request(url, headers=headers, method=method),  # noqa: S310 - checked
        timeout=patience,
    )
    return answer


def _checked(address: Address, url: str) -> str:
    """Return the address as it is sent.

    Raises:
        DataError: It is none that is read.
    """
    try:
        parts = urlsplit(url)
        _ = parts.port  # asking is what finds a wrong one
    except ValueError:
        raise DataError(str(address), "this is no address") from None
    if printable(url) != url or not parts.hostname:
        raise DataError(str(address), "this is no address")
    if "@" in parts.netloc:
        raise DataError(str(address), "a user or password in an address is not sent; leave it out")
    if parts.scheme == "http" and not is_here(parts.hostname):
        raise DataError(str(address), "plain http is read from this machine only; use https")
    if parts.scheme not in {"http", "https"}:
        raise DataError(str(address), "of addresses, only those with https are read")
    return quote(parts._replace(fragment="").geturl(), safe=SAFE)


def _redirected(address: Address, url: str, location: str) -> str:
    """Return where an answer leads; from https nothing leads to plain http, on this machine neither."""
    target = addresses.Address(urljoin(url, location))
    try:
        checked = _checked(target, target.url)
    except DataError as error:
        raise DataError(str(address), f"redirects to {quoted(str(target))}: {error.problem}") from None
    if urlsplit(url).scheme == "https" and urlsplit(checked).scheme != "https":
        raise DataError(str(address), f"redirects to {quoted(str(target))}, which is not https")
    return checked


def is_here(host: str) -> bool:
    """Say whether a host is the machine that this runs on."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _taken(address: Address, answer: HTTPResponse, file: Path, deadline: float) -> Answer | None:
    if answer.status == HTTPStatus.NOT_MODIFIED:
        return None
    if answer.status != HTTPStatus.OK:
        raise DataError(str(address), f"the server answers {_status(answer.status)}")
    packing = (answer.headers["Content-Encoding"] or "identity").strip().casefold()
    if packing not in {"identity", "gzip", "x-gzip"}:
        raise DataError(str(address), f"it comes packed as {quoted(packing)}, which is not read")
    _pour(address, answer, file, deadline)
    return Answer(
        _value(answer, "ETag"),
        _value(answer, "Last-Modified"),
        is_packed=packing != "identity",
        may_be_kept="no-store" not in (answer.headers["Cache-Control"] or "").casefold(),
    )


def _status(number: int) -> str:
    """Write a status with the words of the standard, not with those of the server."""
    try:
        return f"{number} {HTTPStatus(number).phrase.lower()}"
    except ValueError:
        return str(number)


def _value(answer: HTTPResponse, name: str) -> str:
    """Return a header that can be sent back; anything else in its place is as if it were not there."""
    value = answer.headers[name] or ""
    return value if value.isascii() and value.isprintable() and len(value) <= _LONGEST_VALUE else ""


def _pour(address: Address, answer: HTTPResponse, file: Path, deadline: float) -> None:
    """Write what comes into a file, as long as it is not too much and does not take too long."""
    most = limits.most(limits.MOST_BYTES)
    expected = answer.length
    taken = 0
    if expected is not None and expected > most:
        raise limits.too_much(str(address), f"more than {limits.size_of(most)}")
    with file.open("wb") as copy:
        # Not more is asked for than is to come: a server may keep the connection open. And whatever has
        # come is taken at once: a trickle would else go on and on.
        while rest := _AT_ONCE if expected is None else min(_AT_ONCE, expected - taken):
            some = answer.read1(rest)
            if not some:
                break
            taken += len(some)
            if taken > most:
                raise limits.too_much(str(address), f"more than {limits.size_of(most)}")
            if time.monotonic() > deadline:
                raise _too_long(address)
            copy.write(some)
    if expected is not None and taken < expected:
        raise DataError(str(address), "what the server sends is cut off; try again")


def _too_long(address: Address) -> Unreachable:
    return Unreachable(str(address), f"it takes longer than {LONGEST:.0f} seconds")


def problem_of(address: Address, error: Exception) -> DataError:
    """Say why nothing comes."""
    import ssl
    from urllib.error import URLError

    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, ssl.SSLCertVerificationError):
        return DataError(str(address), f"its certificate is not trusted: {reason.verify_message}")
    if isinstance(reason, ssl.SSLError):
        return DataError(str(address), "no secure connection can be made")
    if isinstance(reason, TimeoutError):
        return Unreachable(str(address), f"no answer within {PATIENCE:.0f} seconds")
    if isinstance(reason, OSError):
        why = (reason.strerror or str(reason) or "the connection was closed").lower()
        return Unreachable(str(address), f"cannot be reached: {printable(why)}")
    return DataError(str(address), "what the server answers makes no sense")

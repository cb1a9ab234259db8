"""Whether something is at an address of the data: asked politely, and nothing of the answer is kept.

Whoever writes the data chooses these addresses, so that only hosts of the public web are asked.
"""

from __future__ import annotations

import socket
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from http import HTTPStatus
from http.client import HTTPException
from ipaddress import ip_address
from time import sleep
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin, urlsplit

from leaderboard.errors import DataError
from leaderboard.reading.addresses import Address, _download
from leaderboard.table import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

GONE = (404, 410)
"""What a server answers that is sure that nothing is there."""

PATIENCE = 10.0
"""Seconds without a sign of a server."""
LONGEST = 30.0
"""Seconds for one address, with all redirects."""

_HOSTS = 8
"""So many hosts are asked at once, each of them for one address after the other."""
_PAUSE = 0.2
"""Seconds between two requests to a host."""
_GIVEN_UP = 3
"""After so many addresses of a host that it does not answer for, it is left alone."""


def answers(urls: Iterable[str], *, private: bool = False, pause: float = _PAUSE) -> dict[str, int | str]:
    """Ask what is at each of some addresses: the status of the answer, or why there is none.

    Args:
        urls: With ``http`` or ``https``.
        private: Whether hosts that are not on the public web may be asked, too.
        pause: Seconds between two requests to a host.
    """
    hosts: dict[str, list[str]] = defaultdict(list)
    for url in dict.fromkeys(urls):
        hosts[_host(url)].append(url)

    def ask(together: list[str]) -> dict[str, int | str]:
        found: dict[str, int | str] = {}
        failed = 0
        for number, url in enumerate(together):
            if failed >= _GIVEN_UP:
                found[url] = "its host does not answer"
                continue
            if number:
                sleep(pause)
            try:
                found[url] = status(url, private=private)
            except _download.Unreachable as error:
                found[url] = error.problem
                failed += 1
            except DataError as error:
                found[url] = error.problem
            else:
                failed = failed + 1 if found[url] == HTTPStatus.TOO_MANY_REQUESTS else 0
        return found

    with ThreadPoolExecutor(_HOSTS) as pool:
        done = [pool.submit(ask, together) for together in hosts.values()]
        try:
            return {url: answer for one in done for url, answer in one.result().items()}
        except BaseException:  # such as an interruption
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def status(url: str, *, private: bool = False) -> int:
    """Return what a server answers in the end: to HEAD, or to GET where that does not tell.

    Raises:
        Unreachable: There is no answer, or not in time.
        DataError: It is no address that is asked, or leads to none.
    """
    address = Address(url)

    def work() -> int:
        found = _status(address, "HEAD", private=private)
        is_there = HTTPStatus.OK <= found < HTTPStatus.MULTIPLE_CHOICES
        return found if is_there else _status(address, "GET", private=private)

    return _download.within(LONGEST, work, address)


def words_of(answer: int | str) -> str:
    """Say what was answered, with the words of the standard and not those of the server."""
    if isinstance(answer, str):
        return answer
    try:
        return f"{answer} {HTTPStatus(answer).phrase.lower()}"
    except ValueError:
        return str(answer)


def _status(address: Address, method: str, *, private: bool) -> int:
    url = _checked(address, address.url, private=private)
    for _ in range(_download.MOST_REDIRECTS + 1):
        try:
            with _download.asked(url, _download.SENT, method, patience=PATIENCE) as answer:
                location = answer.headers["Location"]
                if answer.status not in _download.REDIRECTS or not location:
                    return answer.status
        except (OSError, HTTPException, UnicodeError) as error:
            raise _download.problem_of(address, error) from None
        url = _checked(address, urljoin(url, location), private=private)
    raise DataError(str(address), f"more than {_download.MOST_REDIRECTS} redirects")


def _checked(address: Address, url: str, *, private: bool) -> str:
    """Return the address as it is sent.

    Raises:
        DataError: It is none of the public web.
        Unreachable: Its host is not known.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise DataError(str(address), "this is no address") from None
    is_plain = parts.scheme in {"http", "https"} and parts.hostname and "@" not in parts.netloc
    if not is_plain or printable(url) != url:
        raise DataError(str(address), "this is no address that is asked")
    if not private and not _is_public(address, parts.hostname or "", port):
        raise DataError(str(address), "its host is not on the public web")
    return quote(parts._replace(fragment="").geturl(), safe=_download.SAFE)


def _is_public(address: Address, host: str, port: int | None) -> bool:
    """Say whether a host is on the public web; a proxy alone knows that of names."""
    from urllib.request import getproxies

    if _download.is_here(host):
        return False
    try:
        return ip_address(host).is_global
    except ValueError:
        pass
    if not getproxies().keys().isdisjoint({"http", "https", "all"}):
        return "." in host
    try:
        found = socket.getaddrinfo(host, port or 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise _download.Unreachable(str(address), "its host is not known") from None
    return all(ip_address(str(one[4][0]).partition("%")[0]).is_global for one in found)


def _host(url: str) -> str:
    try:
        return urlsplit(url).netloc.casefold()
    except ValueError:
        return ""

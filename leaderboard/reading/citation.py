"""``CITATION.cff``: how the makers of a board want it to be cited (https://citation-file-format.github.io)."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from leaderboard.errors import DataError, readable
from leaderboard.reading.folders import leads_out, repository_of
from leaderboard.table import web_address

if TYPE_CHECKING:
    from leaderboard.reading.yaml_text import Mapping

NAME = "CITATION.cff"


class Author(NamedTuple):
    """Whoever made it: a person as ``Family, Given``, or others by their one name."""

    name: str
    is_person: bool


@dataclass(frozen=True)
class Citation:
    """What is said; empty where nothing is."""

    title: str = ""
    authors: tuple[Author, ...] = ()
    version: str = ""
    released: str = ""
    """The day, ``YYYY-MM-DD``."""
    doi: str = ""
    url: str = ""
    repository: str = ""


def citation_of(place: Path) -> Citation:
    """Read how the board at a *place* is cited: what stands beside its data, or above it in the repository.

    Without a repository, the folder that the data is in is looked at, and the one above.

    Raises:
        DataError: It cannot be read, or is no such file; with the line.
    """
    here = Path(os.path.realpath(place))
    folder = here if here.is_dir() else here.parent
    root = repository_of(folder) or folder.parent
    for above in (folder, *folder.parents):
        path = above / NAME
        if os.path.lexists(path):
            if leads_out(path, root):
                raise DataError(path, "a link that leads out of the repository, which is not followed")
            return _read(path)
        if above == root:
            break
    return Citation()


def _read(path: Path) -> Citation:
    from leaderboard.reading.yaml_text import Mapping, listed, read_yaml, text_of, value_of

    with readable(path):
        found = read_yaml(path)
    if len(found) != 1 or not isinstance(found[0], Mapping):
        raise DataError(path, "no citation: it is one document with 'title', 'authors' and more")
    said = found[0]
    return Citation(
        title=text_of(said, "title"),
        authors=tuple(
            author
            for one in listed(value_of(said, "authors"))
            if isinstance(one, Mapping) and (author := _author(one)).name
        ),
        version=text_of(said, "version"),
        released=text_of(said, "date-released"),
        doi=text_of(said, "doi"),
        url=web_address(text_of(said, "url")),
        repository=web_address(text_of(said, "repository-code") or text_of(said, "repository")),
    )


def _author(said: Mapping) -> Author:
    from leaderboard.reading.yaml_text import text_of

    family = " ".join(filter(None, (text_of(said, "name-particle"), text_of(said, "family-names"))))
    given = text_of(said, "given-names")
    if family:
        return Author(", ".join(filter(None, (family, text_of(said, "name-suffix"), given))), is_person=True)
    return Author(text_of(said, "name") or given or text_of(said, "alias"), is_person=False)

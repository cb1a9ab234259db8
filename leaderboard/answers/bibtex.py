"""BibTeX for the papers of a collection.

The entries are for bibtex and for biblatex. Letters of any script stay as they are (the
file is UTF-8, which bibtex passes on to inputenc and biber reads by itself); what means
something to TeX is escaped.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import count, product
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import quote

from leaderboard.answers.venues import entry_of
from leaderboard.board.columns import FACTS
from leaderboard.board.names import Names
from leaderboard.table import printable, web_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pandas as pd

    from leaderboard.board.board import Board

STAMP = "% made by leaderboard"
"""The first line of files, which says who made them; BibTeX passes over it."""

_INSIGNIFICANT = frozenset(
    """
    a an and are as at by do does for from how in into is it its of on or over per the through to
    toward towards under upon using via what when where which who why with without
    """.split()
)

_PROPER_NAMES = frozenset(
    """
    Bayes Bayesian Boltzmann Dice Dirichlet Euclidean Fourier Gauss Gaussian Hausdorff Hilbert
    Hough Jaccard Kalman Kronecker Laplace Laplacian Lipschitz Markov Poisson Riemannian Shannon
    Sobel Taylor Turing Tversky Voronoi Wasserstein Winograd
    """.split()
)
"""Names that titles are apt to hold; they look like any word that a title capitalises."""

_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    }
)
"""Letters that Unicode does not take apart into one of ASCII and a mark."""

_SPECIAL = str.maketrans(
    {
        **{character: f"\\{character}" for character in "&%$#_"},
        # Backslash and brace would still count as a brace for BibTeX.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)

_WORD = re.compile("[^\\W_]+(?:[-'\u2019][^\\W_]+)*")
_YEAR = re.compile("[0-9]{4}")
_PARTS = re.compile("[-'\u2019]")
_AFTER_COLON = re.compile(r":\s*$")


def cite(board: Board, names: Iterable[str] = (), *, part: Board | None = None) -> pd.DataFrame:
    """Give the BibTeX entries of papers.

    Args:
        board: The whole collection, within which keys are unique.
        names: Networks or papers, as people type them; a network stands for the paper that
            introduced it. Without a name, all papers.
        part: Only those papers that are also in this part of the board, as
            :meth:`Board.where` gives it.

    Returns one row per paper in the order of the keys: key, entry (``inproceedings``, …),
    bibtex (the text, which ends with a newline), network (``;``-separated), lacking (what
    an entry of its kind should have and this one has not, ``;``-separated), and the columns
    of :data:`leaderboard.board.columns.FACTS`. A paper without a title cannot be cited and has no
    row; neither has a network without a paper.

    A published paper is ``@inproceedings`` or ``@article`` if its venue is known to be a
    conference or a journal, or is called one; otherwise it is ``@misc`` with the venue as
    ``howpublished``. A preprint is ``@misc`` with its ``eprint``.

    Raises:
        UnknownName: There is no such network or paper.
        AmbiguousName: A name fits several.
    """
    import pandas as pd

    papers = _citable(board.paper_facts)
    names = tuple(names)
    if names:
        papers = papers[papers["paper"].isin([paper_of(board, name) for name in names])]
    if part is not None:
        papers = papers[papers["paper"].isin(part.papers_table["paper"])]
    every_key = keys(board)
    entries = [_entry(row, every_key[row["paper"]]) for row in _rows(papers)]
    made = pd.DataFrame(entries, columns=["key", "entry", "bibtex", "lacking"], dtype="str")
    found = made.join(papers[["network", *FACTS]].reset_index(drop=True))
    leading = ["key", "entry", "bibtex", "network", "lacking"]
    return found[[*leading, *FACTS]].sort_values("key", ignore_index=True)


def _citable(papers: pd.DataFrame) -> pd.DataFrame:
    return papers[papers["title"].str.strip() != ""].drop_duplicates("paper")


def _rows(papers: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the papers as plain values; a year that is not known is None."""
    import pandas as pd

    years = [None if year is pd.NA else int(year) for year in papers["year"]]
    rows = cast("list[dict[str, Any]]", papers.drop(columns="year").to_dict("records"))
    return [dict(row, year=year) for row, year in zip(rows, years, strict=True)]


def was_made_here(content: bytes) -> bool:
    """Say whether a file begins with the mark of this program."""
    return content.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(STAMP.encode())


def paper_of(board: Board, typed: str) -> str:
    """Return the id of the paper that was meant: a network's, or one by its own name.

    It is empty for a network of which no paper is known.

    Raises:
        UnknownName: There is no such network or paper.
        AmbiguousName: The name fits several.
    """
    names = board.network_names
    ids = Names("network", dict.fromkeys(board.papers_table["paper"], ()))
    if not names.matching(typed) and ids.matching(typed):
        return ids.find(typed)
    return str(board.network_facts["paper"].get(names.find(typed), ""))


def keys(board: Board) -> dict[str, str]:
    """Return the citation key of every paper with a title, by the id of the paper.

    A key is the family name of the first author, the year and the first significant word
    of the title: ``chen2018encoder``. It is of small ASCII letters and digits. Papers that
    would share one get ``a``, ``b``, … behind it, in the order of first appearance: what
    else is cited does not matter.
    """
    alike: dict[str, list[str]] = {}
    papers = _citable(board.papers_table)
    for row in sorted(_rows(papers), key=lambda row: (row["date"] or "9999", row["paper"])):
        alike.setdefault(_stem(row), []).append(row["paper"])
    taken = {stem for stem, those in alike.items() if len(those) == 1}
    found = {those[0]: stem for stem, those in alike.items() if len(those) == 1}
    for stem, those in alike.items():
        if len(those) > 1:
            free = (key for letters in _suffixes() if (key := stem + letters) not in taken)
            for paper in those:
                found[paper] = next(free)
                taken.add(found[paper])
    return found


def network_keys(board: Board) -> dict[str, str]:
    """Return the citation key of every network whose paper has one."""
    every_key = keys(board)
    papers = board.network_facts["paper"].items()
    return {str(network): every_key[paper] for network, paper in papers if paper in every_key}


def _suffixes() -> Iterator[str]:
    """Give a, b, …, z, aa, ab and so on."""
    return ("".join(letters) for length in count(1) for letters in product(ascii_lowercase, repeat=length))


def _stem(paper: Mapping[str, Any]) -> str:
    family = _ascii(_first_family(paper["authors"])) or "anonymous"
    return f"{family}{paper['year'] or _year(paper['date'])}{_first_significant(paper['title'])}"


def _year(date: str) -> str:
    """Return the year of a date; empty if the text is none, since anything can stand there."""
    return date[:4] if _YEAR.match(date) else ""


def _first_family(authors: str) -> str:
    """Return the family name of the first author, who is ``Last, First`` or ``First Last``."""
    first = authors.partition(" and ")[0].strip()
    return first.partition(",")[0] if "," in first else first.rpartition(" ")[2]


def _first_significant(title: str) -> str:
    """Return the first word that says something, else the first; ``U-Net`` is one word."""
    words = []
    for word in _WORD.findall(title):
        first, *rest = _PARTS.split(word)
        words.append(_ascii("".join((first, *rest) if len(first) == 1 else first)))
    words = [word for word in words if word]
    return next((word for word in words if word not in _INSIGNIFICANT), words[0] if words else "untitled")


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_LETTERS)
    return re.sub("[^a-z0-9]", "", plain)


def _entry(paper: Mapping[str, Any], key: str) -> tuple[str, str, str, str]:
    """Return the key, the kind of entry, its text, and what it lacks."""
    entry, field, venue = entry_of(paper["venue"].strip())
    where = {field: _escaped(venue)} if venue else {}
    arxiv = paper["arxiv"].strip()
    fields = {
        "title": _protected(paper["title"].strip()),
        "author": _escaped(paper["authors"].strip()),
        # By what bibtex sorts where there is no author.
        "key": "" if paper["authors"].strip() else _first_significant(paper["title"]),
        **where,
        # When a published paper first appeared does not say when it was published.
        "year": str(paper["year"] or ("" if where else _year(paper["date"]))),
        "eprint": _escaped(arxiv),
        "archiveprefix": "arXiv" if arxiv else "",
        "url": _address(paper["paper_url"]),
    }
    lacking = [name for name in ("author", "year") if not fields[name]]
    return key, entry, _written(entry, key, fields), ";".join(lacking)


def board_entry(
    title: str,
    authors: Iterable[tuple[str, bool]],
    *,
    day: str = "",
    revision: str = "",
    version: str = "",
    doi: str = "",
    url: str = "",
) -> tuple[str, list[str]]:
    """Return the entry of a board itself, and what is not known of it; nothing of that is made up.

    Args:
        title: What it is called.
        authors: Their names, each with whether it is a person's, ``Family, Given``.
        day: When it was as it is cited: ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``.
        revision: What git calls it as it is cited.
        version: What its makers call it.
        doi: Its name for good.
        url: Where it is.
    """
    fields = {
        "title": _protected(title),
        "author": " and ".join(
            _escaped(name) if person else f"{{{_escaped(name)}}}" for name, person in authors
        ),
        "year": _year(day),
        "version": _escaped(version),
        "doi": _escaped(doi),
        "url": _address(url),
        "note": _escaped(" of ".join(filter(None, (f"Revision {revision}", day)))) if revision else "",
    }
    lacking = [name for name in ("author", "year", "url") if not fields[name]]
    return _written("misc", f"{_first_significant(title)}{fields['year']}board", fields), lacking


def _written(entry: str, key: str, fields: Mapping[str, str]) -> str:
    lines = [f"  {name:<13} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join((f"@{entry}{{{key},", *lines, "}", ""))


def _address(url: str) -> str:
    return quote(web_address(url), safe="%#&:/?[]@!$'()*+,;=-._~")


def _escaped(text: str) -> str:
    return printable(text).translate(_SPECIAL)


def _protected(title: str) -> str:
    """Escape a title, and put words into braces whose capitals must stay whatever the style.

    These are words with capitals behind their beginning (``PSPNet``, ``CRFs``, ``U-Net``),
    proper names, words with letters beyond ASCII (in an English title, names), and any
    capitalised word where a title has small letters otherwise.
    """
    sentence = _is_sentence(title)
    parts, end = [], 0
    for word in _WORD.finditer(title):
        between = title[end : word.start()]
        begins = not end or _AFTER_COLON.search(between) is not None
        parts.append(_escaped(between))
        keeps = _keeps_capitals(word[0]) or (sentence and not begins and word[0][0].isupper())
        parts.append(f"{{{word[0]}}}" if keeps else word[0])
        end = word.end()
    return "".join((*parts, _escaped(title[end:])))


def _is_sentence(title: str) -> bool:
    """Say whether a title is written like a sentence: most of its longer words are small."""
    longer = [word for word in _WORD.findall(title)[1:] if len(word) > len("with")]
    small = [word for word in longer if word.islower()]
    return len(small) > len(longer) / 2


def _keeps_capitals(word: str) -> bool:
    parts = _PARTS.split(word)
    return (
        any(part[1:] != part[1:].lower() for part in parts)
        or (len(parts) > 1 and any(len(part) == 1 and part.isupper() for part in parts))
        or any(part in _PROPER_NAMES for part in parts)
        or (not word.isascii() and word != word.lower())
    )

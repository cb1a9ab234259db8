"""What a board of one's own begins with, beside its tables: settings, README, workflows, forms."""

from __future__ import annotations

import json
import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from leaderboard.errors import DataError
from leaderboard.exporters import markdown
from leaderboard.updates import documents

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DATA = "data"
"""The folder of the tables."""

README = "README.md"

REQUIREMENT = ".github/leaderboard.txt"
"""What pip installs the program from in CI."""

_MOST = 20
"""Datasets that have a table of their own in the README; a site has all of them."""

_GIT = re.compile(r"(?:[\w.-]+\s*@\s*)?git\+(?P<address>\S+)@(?P<revision>[^@\s]+)")
"""What pip calls a repository at a revision."""

_UNKNOWN = """\
# Write here the address of its repository, and a commit of it.
benchmark-leaderboard @ git+ADDRESS@COMMIT"""

_HOOKS = """\
  - repo: @ADDRESS@
    rev: @REVISION@
    hooks:
      - id: leaderboard-check
      - id: leaderboard-sync"""

_LOCAL_HOOKS = """\
  - repo: local # the program that is on your PATH
    hooks:
      - id: leaderboard-check
        name: leaderboard check
        entry: leaderboard check data
        language: system
        files: \\.csv$
        pass_filenames: false # the tables are checked against each other
      - id: leaderboard-sync
        name: tables of the README are up to date
        entry: leaderboard sync --check README.md
        language: system
        files: \\.(md|csv)$
        pass_filenames: false"""

_ONE_OF = """\
  - type: dropdown
    id: dataset
    attributes:
      label: Dataset
      options:
@OPTIONS@"""

_ANY = """\
  - type: input
    id: dataset
    attributes:
      label: Dataset"""


@dataclass(frozen=True)
class Beginning:
    """What is known of a board that begins."""

    title: str
    datasets: Mapping[str, str]
    """The titles of its datasets by their ids."""
    ranked: Sequence[str]
    """Those of which it is known what is better, so that they can be ranked."""
    program: str
    """What pip installs the program from; empty if that is not known."""

    def files(self) -> dict[str, bytes]:
        """Return what stands in each file, by its path with ``/`` between."""
        title = _quoted(self.title)
        texts = {
            "leaderboard.toml": _filled("settings.toml", TITLE=title),
            README: _filled("readme.md", HEADING=markdown.escape(self.title), BLOCKS="\n".join(self.blocks)),
            "CITATION.cff": _filled(
                "citation.cff", TITLE=title, AUTHORS=_quoted(f"The authors of {self.title}")
            ),
            ".gitattributes": _filled("attributes"),
            ".pre-commit-config.yaml": _filled("hooks.yaml", REPOSITORY=self._hooks()),
            REQUIREMENT: _filled("requirement.txt", PROGRAM=self.program or _UNKNOWN),
            ".github/workflows/leaderboard.yml": _filled("workflow.yml"),
            ".github/workflows/leaderboard-comment.yml": _filled("comment.yml"),
            ".github/ISSUE_TEMPLATE/score.yml": _filled("form.yml", DATASET=self._dataset()),
        }
        return {name: text.encode() for name, text in texts.items()}

    @property
    def blocks(self) -> list[str]:
        """The blocks of the README, each with the command that fills it."""
        own = [f"top -d {shlex.quote(name)}" for name in self.ranked[:_MOST]]
        commands = own if len(self.datasets) == len(own) == 1 else ["top", *own]
        blocks = [f"<!-- leaderboard: {command} -->\n{documents.END}\n" for command in commands]
        return [block for block in blocks if _can_stand(block)]

    def _hooks(self) -> str:
        found = _GIT.fullmatch(self.program)
        if not found:
            return _LOCAL_HOOKS
        address, revision = (_quoted(text) for text in found.group("address", "revision"))
        return _put(_HOOKS, ADDRESS=address, REVISION=revision)

    def _dataset(self) -> str:
        options = [f"        - {_quoted(name)}" for name in dict.fromkeys(self.datasets.values())]
        return _put(_ONE_OF, OPTIONS="\n".join(options)) if options else _ANY


def _filled(template: str, **values: str) -> str:
    return _put((Path(__file__).parent / template).read_text(encoding="utf-8"), **values)


def _put(text: str, **values: str) -> str:
    """Put values in their places; what looks like a place in a value is none."""
    return re.sub(r"@([A-Z]+)@", lambda found: values.get(found[1], found[0]), text)


def _quoted(text: str) -> str:
    """Write a text without control characters so that it is one for TOML, for YAML and for JSON."""
    return json.dumps(text, ensure_ascii=False)


def _can_stand(block: str) -> bool:
    """Say whether a block is one, whatever the name of a dataset in it is."""
    try:
        found = documents.blocks(block, Path(README))
    except DataError:
        return False
    return len(found) == 1 and len(block.splitlines()) == 2  # noqa: PLR2004 - its markers

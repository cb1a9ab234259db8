"""A folder of files is one board: every file in it is read, in whatever format it is.

Files of one shape, such as the runs of one script, are understood together: ten thousand small
files then take little longer than one large one.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from leaderboard.errors import AmbiguousName, DataError, reason_of
from leaderboard.reading import counting, folders, formats, limits
from leaderboard.reading.sheet import Unusable, joined
from leaderboard.reading.sources import FolderSource
from leaderboard.reading.text_file import whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from leaderboard.reading.containers import Container
    from leaderboard.reading.known import Known
    from leaderboard.reading.measurements import Measurements
    from leaderboard.reading.sheet import Sheet
    from leaderboard.reading.sources import Source
    from leaderboard.reading.stated import Stated

MOST_FILES = 20_000
"""Files of a folder that are read."""

_ROWS_JOINED = 1_000
"""Rows of a table that is put together with others; a larger one is not worth a copy of it."""

_SETTINGS = re.compile(
    r"""(?:.*[._-])?(?:config|configs|hparams?|hyperparameters?|args|params|settings|options|overrides|conda|
        python_env|environment|metadata|hydra|dvc|tokenizer|vocab|preprocessor_config|special_tokens_map|\.index)
        \.(?:json|ya?ml) | samples_.*\.jsonl?""",
    re.IGNORECASE | re.VERBOSE,
)
"""Files that tools put beside their results: settings, and what was answered to each question."""

_DOCUMENTS = {".md", ".markdown", ".html", ".htm", ".rst"}


def of_folder(folder: Path, stated: Stated, known: Known) -> Measurements:
    """Read every file in a folder that can be read; what is damaged is named.

    Raises:
        DataError: There is no score in it, or there are too many files.
    """
    from leaderboard.reading.measurements import together

    aside = folders.not_looked_at(folder)
    found = _Found(folder, stated, known)
    files = list(_files(folder))
    settings = [file for file in files if _SETTINGS.fullmatch(file.name)]
    if len(settings) < len(files):  # else there is nothing else that could be meant
        files = [file for file in files if not _SETTINGS.fullmatch(file.name)]
    else:
        settings = []
    found.read(files)
    parts = found.measurements()
    if all(one.scores.empty for one in parts):
        first = found.bad and f"{found.bad[0].place}: {found.bad[0].reason}"
        more = "".join(f"; {reason}" for reason in (first, aside) if reason)
        raise DataError(
            folder, f"nothing in this folder can be read: no results.csv, and no file with scores{more}"
        )
    both = together(parts)
    remarks = [f"{folder}: {aside}"] if aside else []
    if settings:
        number = "1 file" if len(settings) == 1 else f"{len(settings):,} files"
        remarks.append(f"{folder}: {number} of settings, such as {settings[0].name}, not read")
    return replace(both, unusable=(*both.unusable, *found.bad), remarks=(*both.remarks, *remarks))


def _files(folder: Path) -> Iterator[Path]:
    """Give the files of a folder and of those below in order, if they are not too many."""
    most = limits.most(MOST_FILES)
    for number, file in enumerate(folders.files_in(folder)):
        if number == most:
            raise limits.too_much(folder, f"a folder of more than {most:,} files")
        yield file


class _File(NamedTuple):
    """A file of a folder, of which it is known how to read it."""

    path: Path
    plain: Path
    """Where it stands unpacked."""
    container: Container | None
    source: Source | None


class _Found:
    """What was found in the files of a folder."""

    def __init__(self, folder: Path, stated: Stated, known: Known) -> None:
        self._folder, self._stated, self._known = folder, stated, known
        self.bad: list[Unusable] = []
        """Files of which nothing can be used."""
        self._alike: dict[object, list[tuple[str, Sheet]]] = {}
        """Sheets that are understood together, by what they have to have in common."""
        self._parts: dict[object, Measurements] = {}
        """What was measured, in the order of the files; empty where sheets are still to be understood."""

    def read(self, files: Sequence[Path]) -> None:
        """Read files: those of a format that takes the folder as a whole at once, the others one by one."""
        from leaderboard.reading.measurements import with_stated

        known = [found for file in files if (found := self._format(file)) is not None]
        for source in dict.fromkeys(file.source for file in known):
            if not isinstance(source, FolderSource) or not source.recognises_folder(self._folder):
                continue
            beside = {file.path.parent for file in known if file.source is source}
            # What stands in documents there is told by that format.
            known = [
                file
                for file in known
                if file.source is not source
                and not (file.path.parent in beside and file.path.suffix.casefold() in _DOCUMENTS)
            ]
            read = source.measurements(self._folder, str(self._folder))
            self._parts[source] = with_stated(read, self._stated)
        for number, file in enumerate(known):
            self._one(file)
            counting.count(number, len(known))

    def _format(self, file: Path) -> _File | None:
        """Find the format of a file; what cannot be read is noted, but for what nobody takes for scores."""
        from leaderboard.reading import packed

        try:
            plain = packed.plain(file) if file.suffix.casefold() == ".gz" else file
            return _File(file, plain, *formats.format_of(plain))
        except formats.OfNoFormat as error:
            if file.suffix.casefold() in formats.suffixes():
                self._refuse(str(file), error.problem)
        except DataError as error:
            self._refuse(str(file), error.problem)
        except OSError as error:
            self._refuse(str(file), reason_of(error))
        return None

    def _refuse(self, place: str, reason: str) -> None:
        """Keep in view a file of which nothing can be read."""
        self.bad.append(Unusable(place, reason, whole=True))

    def _one(self, file: _File) -> None:
        from leaderboard.reading.measurements import with_stated

        name = str(file.path)
        try:
            with whole(file.plain):
                if file.source is not None:
                    found = file.source.measurements(file.plain, name)
                    self._take(name, with_stated(found, self._stated.of_file(name)))
                elif file.container is not None:
                    self._sheets(
                        name, formats.sheets_of(file.plain, name, file.container, self._stated.table)
                    )
        except DataError as error:
            place = f"{name}:{error.line}" if error.line else name
            self._refuse(place, error.problem.replace(str(file.plain), name))
        except AmbiguousName as error:
            self._refuse(name, error.mend)
        except OSError as error:
            self._refuse(name, reason_of(error))

    def _sheets(self, name: str, sheets: Sequence[Sheet]) -> None:
        """Take the sheets of a file; one sheet that others may be like is understood later."""
        from leaderboard.reading.understanding import understood

        if len(sheets) == 1 and not (sheets[0].links or sheets[0].loose or sheets[0].part):
            (sheet,) = sheets
            if len(sheet.rows) <= _ROWS_JOINED:
                key = (sheet.header, sheet.context, sheet.keyed, sheet.decimal_comma)
                self._alike.setdefault(key, []).append((name, sheet))
                self._parts.setdefault(key, None)  # type: ignore[arg-type]
                return
        self._take(name, understood(sheets, name, self._stated, self._known))

    def _take(self, name: str, found: Measurements) -> None:
        """Take what a file says; if that is no score, say what came nearest to one."""
        self._parts[name] = found
        self._near(name, found)

    def _near(self, name: str, found: Measurements, more: int = 0) -> None:
        if found.scores.empty and found.nearest:
            line = f":{found.nearest_line}" if found.nearest_line else ""
            others = f" (and {more:,} more files like it)" if more else ""
            self.bad.append(Unusable(f"{name}{line}", f"{found.nearest}{others}"))

    def measurements(self) -> list[Measurements]:
        """Understand the sheets that are alike together, and return what was measured in all files."""
        from leaderboard.reading.understanding import understood

        found = []
        for key, part in self._parts.items():
            if part is not None:
                found.append(part)
                continue
            sheets = self._alike[key]
            name = sheets[0][0] if len(sheets) == 1 else str(self._folder)
            try:
                one = understood([joined(sheets)], name, self._stated, self._known)
            except AmbiguousName as error:
                for name, _ in sheets:
                    self._refuse(name, error.mend)
                continue
            self._near(sheets[0][0], one, len(sheets) - 1)
            found.append(one)
        return found

"""A catalogue of models: its models, collections and imports, from all of its files."""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from leaderboard.errors import DataError, quoted, reason_of
from leaderboard.reading.folders import leads_out
from leaderboard.reading.sources.model_index.files import (
    FILE,
    MOST_FILES,
    ROOTS,
    SUFFIXES,
    files_in,
    fitting,
)
from leaderboard.reading.yaml_text import Mapping, Text, listed, mapping_of, read_yaml, text_of, value_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leaderboard.reading.measurements import Collector
    from leaderboard.reading.yaml_text import Value


_MOST_PARTS = 50
"""Parts of an architecture that are looked for in the name of a model."""

_DEEPEST = 20
"""How many files may import each other in a row."""


class File(NamedTuple):
    """A file of a catalogue."""

    path: Path
    name: str
    """What messages call it."""

    def place(self, value: Value) -> str:
        """Return where in it a value stands."""
        return f"{self.name}:{value.line}"


class Entry(NamedTuple):
    """One model."""

    model: Mapping
    file: File
    """Where it stands."""

    @property
    def architecture(self) -> list[str]:
        """What it is built of, as its metadata say."""
        said = listed(value_of(mapping_of(self.model, "metadata"), "architecture"))
        return [str(one) for one in said[:_MOST_PARTS] if isinstance(one, Text) and one]


class Catalogue:
    """The models and collections in a file and all that it imports, or in a folder of files."""

    def __init__(self, path: Path, name: str, found: Collector) -> None:
        """Read everything that is at *path*, which messages call *name*; *found* keeps what cannot be used.

        Raises:
            DataError: *path* is a file, and is no YAML, or no catalogue.
        """
        self.models: list[Entry] = []
        self._found = found
        self._collections: dict[tuple[File | None, str], Mapping] = {}
        self._seen: set[Path] = set()
        self._depth = 0
        self._folder = path if path.is_dir() else path.parent
        self._is_folder = path.is_dir()
        self._name = PurePath(name) if self._is_folder else PurePath(name).parent
        if self._is_folder:
            roots = [
                path / root for root in ROOTS if (path / root).is_file() and not self._leads_out(path / root)
            ]
            for file in roots[:1] or islice(files_in(path), MOST_FILES + 1):
                self._take_file(file, self._called(file))
        else:
            self._seen.add(path.resolve())
            if not self._take_documents(File(path, name), read_yaml(path, name)):
                raise DataError(name, _NOTHING)

    def collection(self, entry: Entry) -> Mapping | None:
        """Return the collection that a model is in: that of its file, or of another."""
        name = text_of(entry.model, "in collection")
        return self._collections.get((entry.file, name)) or self._collections.get((None, name))

    @property
    def collections(self) -> Iterable[Mapping]:
        """All collections."""
        return self._collections.values()

    def source(self, entry: Entry) -> str:
        """Return where the scores of a model can be read: the README that is named, or else its file."""
        for said in filter(None, [entry.model, self.collection(entry)]):
            if readme := text_of(said, "readme"):
                return readme
        here = self._is_folder or self._name.is_absolute()
        return entry.file.path.relative_to(self._folder).as_posix() if here else entry.file.name

    @cached_property
    def remarks(self) -> tuple[str, ...]:
        """Which names stand several times in a file."""
        first: set[tuple[File, str]] = set()
        again: dict[str, str] = {}
        for model, file in self.models:
            name = text_of(model, "name")
            if name and (file, name) in first:
                again.setdefault(name, file.place(model))
            first.add((file, name))
        if not again:
            return ()
        named = ", ".join(f"{quoted(name)} ({place})" for name, place in islice(again.items(), _FEW))
        more = f", {len(again) - _FEW} more" if len(again) > _FEW else ""
        return (f"models that stand there more than once, with all of their scores: {named}{more}",)

    # Reading

    def _take_file(self, path: Path, place: str) -> None:
        """Read a file that is one of several: a bad one does not spoil the others."""
        seen = path.resolve()
        if seen in self._seen:
            return
        if len(self._seen) == MOST_FILES:
            self._found.refuse(place, f"more than {MOST_FILES} files, of which the rest is not read")
        self._seen.add(seen)
        if len(self._seen) > MOST_FILES:
            return
        file = File(path, self._called(path))
        self._depth += 1
        try:
            if not self._take_documents(file, read_yaml(path, file.name)):
                self._found.refuse(file.name, _NOTHING)
        except DataError as error:
            self._found.refuse(f"{file.name}:{error.line}" if error.line else file.name, error.problem)
        except OSError as error:
            self._found.refuse(file.name, reason_of(error))
        finally:
            self._depth -= 1

    def _called(self, path: Path) -> str:
        """Return what messages call a file."""
        return (self._name / path.relative_to(self._folder)).as_posix()

    def _take_documents(self, file: File, documents: Iterable[Value]) -> bool:
        """Take what a file holds; say whether it is that of a catalogue."""
        fits = [self._take_document(file, document) for document in documents]
        return any(fits)

    def _take_document(self, file: File, document: Value) -> bool:
        if isinstance(document, Mapping) and not _is_model(document):
            return self._take_root(file, document)
        fits = any(isinstance(one, Mapping) and _is_model(one) for one in listed(document))
        if fits:
            self._take_models(file, document)
        return fits

    def _take_root(self, file: File, root: Mapping) -> bool:
        for key, value in root.items():
            kind = key.casefold()
            if kind == "models":
                self._take_models(file, value)
            elif kind == "collections":
                for one in listed(value):
                    self._take_collection(file, one)
            elif kind == "import":
                for one in listed(value):
                    self._import(file, one)
        return not {"models", "collections", "import"}.isdisjoint(key.casefold() for key in root)

    def _take_models(self, file: File, models: Value) -> None:
        for model in listed(models):
            if isinstance(model, Mapping):
                self.models.append(Entry(model, file))
            elif isinstance(model, Text) and FILE.search(model):
                self._import(file, model)
            elif model:
                self._found.refuse(file.place(model), f"{_shown(model)} is no model")

    def _take_collection(self, file: File, collection: Value) -> None:
        if isinstance(collection, Mapping):
            name = text_of(collection, "name")
            self._collections.setdefault((file, name), collection)
            if name:
                self._collections.setdefault((None, name), collection)
        elif isinstance(collection, Text) and FILE.search(collection):
            self._import(file, collection)

    def _import(self, importing: File, wanted: Value) -> None:
        place = importing.place(wanted)
        pattern = str(wanted) if isinstance(wanted, Text) else ""
        try:
            found = self._fitting(importing.path.parent, pattern)
        except ValueError as error:
            self._found.refuse(place, f"the import {quoted(pattern)}: {error}")
            return
        for file in found:
            if file.suffix.casefold() in {*SUFFIXES, ".json"}:
                self._take_file(file, place)
            else:
                self._found.refuse(place, f"{quoted(file.name)} is not read; only YAML and JSON are")

    def _fitting(self, folder: Path, pattern: str) -> list[Path]:
        """Find what is imported, or raise a ValueError that says why it is not."""
        if not pattern:
            raise ValueError("no path")
        if self._depth == _DEEPEST:
            raise ValueError(f"files import each other more than {_DEEPEST} deep")
        if "://" in pattern:
            raise ValueError("an address; only files are read")
        if Path(pattern).is_absolute() or self._leads_out(folder / pattern):
            raise ValueError("leads out of the folder of what is read")
        found = fitting(folder, pattern)
        if not found:
            raise ValueError("no such file")
        return [file for file in found if not self._leads_out(file)]

    def _leads_out(self, path: Path) -> bool:
        return leads_out(path, self._folder)


_FEW = 3
_NOTHING = "no 'Models', 'Collections' or 'Import' in it"


def _is_model(mapping: Mapping) -> bool:
    keys = {key.casefold() for key in mapping}
    return "name" in keys and "results" in keys


def _shown(value: Value) -> str:
    return quoted(str(value)) if isinstance(value, Text) else "a list"

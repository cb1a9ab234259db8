"""A catalogue of models: its models, collections and imports, from all of its files."""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from leaderboard.errors import DataError, quoted
from leaderboard.importers._catalogue_files import FILE, MOST_FILES, ROOTS, SUFFIXES, files_in, fitting
from leaderboard.reading.yaml_text import Mapping, Text, read_yaml
from leaderboard.reading.yaml_values import at, listed, text_of, value_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from leaderboard.importers._finds import Finds
    from leaderboard.reading.yaml_text import Value


class Entry(NamedTuple):
    """One model."""

    model: Mapping
    path: Path
    """The file that it stands in."""

    @property
    def architecture(self) -> list[str]:
        """What it is built of, as its metadata say."""
        metadata = value_of(self.model, "metadata")
        said = value_of(metadata, "architecture") if isinstance(metadata, Mapping) else None
        return [str(one) for one in listed(said) if isinstance(one, Text) and one]


class Catalogue:
    """The models and collections in a file and all that it imports, or in a folder of files."""

    def __init__(self, path: Path, finds: Finds) -> None:
        """Read everything; what cannot be used goes to *finds*.

        Raises:
            DataError: *path* is a file, and is no YAML, or no catalogue.
        """
        self.models: list[Entry] = []
        self._finds = finds
        self._collections: dict[tuple[Path | None, str], Mapping] = {}
        self._seen: set[Path] = set()
        self._folder = path if path.is_dir() else path.parent
        self._is_folder = path.is_dir()
        if self._is_folder:
            roots = [path / name for name in ROOTS if (path / name).is_file()]
            found = roots[:1] or list(islice(files_in(path), MOST_FILES + 1))
            for file in found:
                self._take_file(file, str(file))
        else:
            self._seen.add(path.resolve())
            if not self._take_documents(path, read_yaml(path)):
                raise DataError(path, _NOTHING)

    def collection(self, entry: Entry) -> Mapping | None:
        """Return the collection that a model is in: that of its file, or of another."""
        name = text_of(entry.model, "in collection")
        return self._collections.get((entry.path, name)) or self._collections.get((None, name))

    @property
    def collections(self) -> Iterable[Mapping]:
        """All collections."""
        return self._collections.values()

    def source(self, entry: Entry) -> str:
        """Return where the scores of a model can be read: the README that is named, or else its file."""
        for said in filter(None, [entry.model, self.collection(entry)]):
            if readme := text_of(said, "readme"):
                return readme
        if self._is_folder:
            return entry.path.relative_to(self._folder).as_posix()
        return entry.path.name if entry.path.is_absolute() else entry.path.as_posix()

    @cached_property
    def remarks(self) -> tuple[str, ...]:
        """Which names stand several times in a file."""
        first: set[tuple[Path, str]] = set()
        again: dict[str, str] = {}
        for model, path in self.models:
            name = text_of(model, "name")
            if name and (path, name) in first:
                again.setdefault(name, at(path, model))
            first.add((path, name))
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
            self._finds.refuse(place, f"more than {MOST_FILES} files, of which the rest is not read")
        self._seen.add(seen)
        if len(self._seen) > MOST_FILES:
            return
        try:
            if not self._take_documents(path, read_yaml(path)):
                self._finds.refuse(str(path), _NOTHING)
        except DataError as error:
            self._finds.refuse(f"{path}:{error.line}" if error.line else str(path), error.problem)
        except OSError as error:
            self._finds.refuse(str(path), (error.strerror or str(error)).lower())

    def _take_documents(self, path: Path, documents: Iterable[Value]) -> bool:
        """Take what a file holds; say whether it is that of a catalogue."""
        fits = [self._take_document(path, document) for document in documents]
        return any(fits)

    def _take_document(self, path: Path, document: Value) -> bool:
        if isinstance(document, Mapping) and not _is_model(document):
            return self._take_root(path, document)
        fits = any(isinstance(one, Mapping) and _is_model(one) for one in listed(document))
        if fits:
            self._take_models(path, document)
        return fits

    def _take_root(self, path: Path, root: Mapping) -> bool:
        for key, value in root.items():
            kind = key.casefold()
            if kind == "models":
                self._take_models(path, value)
            elif kind == "collections":
                for one in listed(value):
                    self._take_collection(path, one)
            elif kind == "import":
                for one in listed(value):
                    self._import(path, one)
        return not {"models", "collections", "import"}.isdisjoint(key.casefold() for key in root)

    def _take_models(self, path: Path, models: Value) -> None:
        for model in listed(models):
            if isinstance(model, Mapping):
                self.models.append(Entry(model, path))
            elif isinstance(model, Text) and FILE.search(model):
                self._import(path, model)
            elif model:
                self._finds.refuse(at(path, model), f"{_shown(model)} is no model")

    def _take_collection(self, path: Path, collection: Value) -> None:
        if isinstance(collection, Mapping):
            name = text_of(collection, "name")
            self._collections.setdefault((path, name), collection)
            if name:
                self._collections.setdefault((None, name), collection)
        elif isinstance(collection, Text) and FILE.search(collection):
            self._import(path, collection)

    def _import(self, path: Path, wanted: Value) -> None:
        place = at(path, wanted)
        pattern = str(wanted) if isinstance(wanted, Text) else ""
        try:
            found = self._fitting(path.parent, pattern)
        except ValueError as error:
            self._finds.refuse(place, f"the import {quoted(pattern)}: {error}")
            return
        for file in found:
            if file.suffix.casefold() in {*SUFFIXES, ".json"}:
                self._take_file(file, place)
            else:
                self._finds.refuse(place, f"{quoted(file.name)} is not read; only YAML and JSON are")

    def _fitting(self, folder: Path, pattern: str) -> list[Path]:
        """Find what is imported, or raise a ValueError that says why it is not."""
        if not pattern:
            raise ValueError("no path")
        if "://" in pattern:
            raise ValueError("an address; only files are read")
        if Path(pattern).is_absolute() or self._leads_out(folder / pattern):
            raise ValueError("leads out of the folder of what is read")
        found = fitting(folder, pattern)
        if not found:
            raise ValueError("no such file")
        return [file for file in found if not self._leads_out(file)]

    def _leads_out(self, path: Path) -> bool:
        return not path.resolve().is_relative_to(self._folder.resolve())


_FEW = 3
_NOTHING = "no 'Models', 'Collections' or 'Import' in it"


def _is_model(mapping: Mapping) -> bool:
    keys = {key.casefold() for key in mapping}
    return "name" in keys and "results" in keys


def _shown(value: Value) -> str:
    return quoted(str(value)) if isinstance(value, Text) else "a list"

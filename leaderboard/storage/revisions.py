"""Asking git: which revision files are of, and what they were at another.

git is a program that is run, and a repository may come from a stranger. So nothing that a
repository names is run (no hook, no filter, no monitor, no check of signatures), nothing is fetched, and
nothing that is typed becomes an option. Objects are read through one ``git cat-file`` for each repository.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import weakref
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, NamedTuple

from leaderboard.errors import DataError, LeaderboardError, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_SETTINGS = (
    "core.fsmonitor=false",
    "core.hooksPath=",
    "log.showSignature=false",
    "log.follow=false",
    "i18n.logOutputEncoding=UTF-8",
)
_VARIABLES = {
    "GIT_ALLOW_PROTOCOL": "none",  # a clone without all objects would fetch them, as its settings say
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
}
_OF_HOOKS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_LITERAL_PATHSPECS")
"""What git tells its hooks of the repository that they run in, which need not be the one of the data."""

_FILTER = re.compile(r"filter\..+\.(?:clean|smudge|process)", re.DOTALL)
_NO_REPOSITORY = "not a git repository"
SHALLOW = "this clone has no older revisions: 'git fetch --unshallow' gets them (in CI, fetch-depth: 0)"
"""What is said where something is missing, and how to mend it."""

FOLDER, LINK, SUBMODULE = "40000", "120000", "160000"
"""What entries are that are no files, as git writes it."""


def revision_of(path: Path) -> tuple[str, str]:
    """Return the revision in which a file or folder was last changed, and the day of that (``YYYY-MM-DD``).

    What was changed since and not committed is said behind the revision. Both are empty where there
    is no git, or the path is in no repository, or was never committed; and in a shallow clone, whose
    oldest commit looks as if it had changed everything.
    """
    folder = path if path.is_dir() else path.parent
    name = "." if path.is_dir() else path.name
    try:
        if _git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true":
            return "", ""
        found = _git(folder, "log", "-1", "--format=%h %cs", "--abbrev=10", "--", name).decode().split()
        if len(found) != 2:  # noqa: PLR2004 - the two that are asked for
            return "", ""
        words = ("status", "--porcelain", "--ignore-submodules=all", "--", name)
        changed = _git(folder, *words, unset=_filters(folder))
    except (_Refused, OSError):
        return "", ""
    return f"{found[0]} with changes" if changed.strip() else found[0], found[1]


class Entry(NamedTuple):
    """What stands under a name in a folder: how git calls its kind and its content."""

    mode: str
    object: str


@dataclass(frozen=True)
class Commit:
    """One step of a history."""

    id: str
    parent: str
    """The first parent; empty where there is none, or where a shallow clone ends."""
    date: str
    """When it was committed, as ISO 8601 writes it, with the offset."""
    author: str
    subject: str

    @property
    def short(self) -> str:
        """What people call it."""
        return self.id[:10]


class Repository:
    """A git repository, and what was in it."""

    def __init__(self, root: Path) -> None:
        """Take the folder at the top of its work tree."""
        self.root = root
        self._folders: dict[str, dict[str, Entry]] = {}

    @classmethod
    def around(cls, path: Path) -> Repository:
        """Find the repository that a path is in, which need not be there any more.

        Raises:
            DataError: It is in none, or git refuses to look at it, or there is no git.
        """
        folder = Path(os.path.realpath(path))
        while not folder.is_dir() and folder != folder.parent:
            folder = folder.parent
        try:
            top = _git(folder, "rev-parse", "--show-toplevel").removesuffix(b"\n")
        except _Refused as error:
            no = "it is in no git repository, so that it has no revisions"
            no = no if os.path.lexists(path) else "no such file or folder"
            raise DataError(path, no if _NO_REPOSITORY in str(error) else f"git says: {error}") from None
        except OSError:
            raise DataError(path, "git cannot be run, and its revisions are asked from it") from None
        return cls(Path(os.path.realpath(os.fsdecode(top))))

    def inside(self, path: Path) -> str:
        """Return what a path on the disk is called in the repository; empty for the whole of it.

        Raises:
            DataError: It is not in the repository.
        """
        target = Path(os.path.realpath(path))
        if not target.is_relative_to(self.root):
            raise DataError(path, f"it is not in the repository {self.root}")
        found = target.relative_to(self.root).as_posix()
        return "" if found == "." else found

    @cached_property
    def is_shallow(self) -> bool:
        """Whether this is a clone without the older revisions."""
        return self._asked("rev-parse", "--is-shallow-repository") == "true"

    def commit(self, revision: str) -> str:
        """Return the commit that a revision names.

        Raises:
            LeaderboardError: There is no such revision.
        """
        found = self._commit(revision)
        if not found:
            raise LeaderboardError(
                f"no revision {quoted(revision)} in {self.root}{self._why_missing(revision)}"
            )
        return found

    def has(self, revision: str) -> bool:
        """Say whether something names a revision."""
        return bool(self._commit(revision))

    def _commit(self, revision: str) -> str:
        if not revision or revision.startswith("-") or "\0" in revision or "\n" in revision:
            return ""
        try:
            return self._asked(
                "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
            )
        except _Refused:
            return ""

    def _why_missing(self, revision: str) -> str:
        if revision.split("~", maxsplit=1)[0].split("^", maxsplit=1)[0] in {"HEAD", "@"} and not self.has(
            "HEAD"
        ):
            return ": nothing is committed yet"
        return f"; {SHALLOW}" if self.is_shallow else ""

    def merge_base(self, one: str, other: str) -> str:
        """Return the newest commit that is behind two commits.

        Raises:
            LeaderboardError: There is none.
        """
        try:
            return self._asked("merge-base", one, other).split("\n")[0]
        except _Refused:
            why = f"; {SHALLOW}" if self.is_shallow else ""
            raise LeaderboardError(f"{one[:10]} and {other[:10]} have no revision in common{why}") from None

    # What is in it

    def entry(self, commit: str, path: str) -> Entry | None:
        """Return what stands at a path in a commit, if anything does."""
        found = Entry(FOLDER, f"{commit}^{{tree}}")
        for name in filter(None, path.split("/")):
            if found.mode != FOLDER or name not in (there := self._folder(found.object)):
                return None
            found = there[name]
        return found

    def files(self, commit: str, path: str) -> dict[str, Entry]:
        """Return the files and links below a path in a commit, by their paths from there.

        A file itself is called by its name. Submodules are left out.
        """
        found = self.entry(commit, path)
        if found is None:
            return {}
        if found.mode != FOLDER:
            return {path.rpartition("/")[2]: found} if found.mode != SUBMODULE else {}
        return dict(self._below(found.object, ""))

    def _below(self, tree: str, prefix: str) -> Iterator[tuple[str, Entry]]:
        for name, entry in self._folder(tree).items():
            if entry.mode == FOLDER:
                yield from self._below(entry.object, f"{prefix}{name}/")
            elif entry.mode != SUBMODULE:
                yield f"{prefix}{name}", entry

    def _folder(self, tree: str) -> dict[str, Entry]:
        """Read a folder; each is read once."""
        if tree not in self._folders:
            with self._objects.opened(tree) as (content, size):
                data = content.read(size)
            found, at, width = {}, 0, self._objects.width
            while at < len(data):
                end = data.index(b"\0", at)
                mode, _, name = data[at:end].partition(b" ")
                at = end + 1 + width
                found[os.fsdecode(name)] = Entry(mode.decode(), data[end + 1 : at].hex())
            self._folders[tree] = found
        return self._folders[tree]

    @cached_property
    def _objects(self) -> _Objects:
        return _Objects(self.root)

    def bring(
        self, files: Mapping[str, Entry], folder: Path, *, most: int, there: Mapping[str, Entry]
    ) -> None:
        """Write *files* into a *folder* that holds those that are *there*, which are changed as is needed.

        Raises:
            DataError: They have more than *most* bytes together, or a name leads out of the folder.
        """
        for name in [name for name in there if files.get(name) != there[name]]:
            (folder / name).unlink(missing_ok=True)
        wanted = {name: entry for name, entry in files.items() if there.get(name) != entry}
        left = most
        # Links come last, so that nothing is written through one.
        for name in sorted(wanted, key=lambda name: wanted[name].mode == LINK):
            place = folder / _safe(name)
            place.parent.mkdir(parents=True, exist_ok=True)
            with self._objects.opened(wanted[name].object) as (content, size):
                left -= size
                if left < 0:
                    raise DataError(name, f"more than {most // 1_000_000} MB are not brought from git")
                if wanted[name].mode == LINK:
                    place.symlink_to(os.fsdecode(content.read(size)))
                else:
                    with place.open("xb") as file:
                        shutil.copyfileobj(content, file)

    # What became of it

    def history(self, commit: str, paths: Sequence[str]) -> Iterator[Commit]:
        """Give the commits that changed something at the *paths*, the newest first.

        They are those of the line of first parents: what a branch brought counts when it was merged.
        """
        words = ("log", "--first-parent", "-z", "--format=tformat:%H%x00%P%x00%cI%x00%an%x00%s")
        found = _git(self.root, *words, commit, "--", *paths)
        texts = [text.decode(errors="replace") for text in found.split(b"\0")][:-1]
        for at in range(0, len(texts), 5):
            id_, parents, date, author, subject = texts[at : at + 5]
            yield Commit(id_, parents.partition(" ")[0], date, author, subject)

    def is_cut(self, commit: Commit) -> bool:
        """Say whether a commit has parents that a shallow clone does not have."""
        if commit.parent or not self.is_shallow:
            return False
        return commit.id in _lines(self.root / self._asked("rev-parse", "--git-path", "shallow"))

    def renamed_from(self, old: str, new: str, path: str) -> str | None:
        """Return what *path*, as it is called in the commit *new*, was called in another, if git knows.

        A folder was what most of its files were in, under the names that they have in it. Without a
        *new* commit, what is added for the next one counts.
        """
        ends = ("diff-tree", "-r", old, new) if new else ("diff-index", "--cached", old)
        words = (ends[0], "-z", "-M40%", "--diff-filter=R", "--name-status", *ends[1:])
        texts = [os.fsdecode(text) for text in _git(self.root, *words).split(b"\0")][:-1]
        counted: dict[str, int] = {}
        for before, after in zip(texts[1::3], texts[2::3], strict=True):
            if after == path:
                return before
            tail = after.removeprefix(f"{path}/" if path else "")
            if path and tail == after:
                continue
            if before == tail or before.endswith(f"/{tail}"):
                folder = before.removesuffix(tail).removesuffix("/")
                if folder != path:
                    counted[folder] = counted.get(folder, 0) + 1
        return max(counted, key=lambda folder: (counted[folder], folder)) if counted else None

    def _asked(self, *words: str) -> str:
        return os.fsdecode(_git(self.root, *words)).removesuffix("\n")


class _Objects:
    """The objects of a repository, through one git that stays for as long as they are asked for."""

    def __init__(self, root: Path) -> None:
        self._git = subprocess.Popen(  # noqa: S603 - objects are named by git itself
            _command("cat-file", "--batch"),
            cwd=root,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.width = 20
        """Bytes of the name of an object."""
        weakref.finalize(self, _end, self._git)

    def opened(self, name: str) -> _Opened:
        """Return what opens an object: a stream of its bytes, and how many they are.

        Raises:
            DataError: The repository does not have it.
        """
        asking, answers = self._git.stdin, self._git.stdout
        assert asking is not None  # noqa: S101 - for mypy; both are pipes
        assert answers is not None  # noqa: S101
        asking.write(f"{name}\n".encode())
        asking.flush()
        said = answers.readline().decode(errors="replace").split()
        if len(said) != 3:  # noqa: PLR2004 - name, kind and size
            raise DataError(name, "the repository does not have this object; 'git fetch' may get it")
        self.width = len(said[0]) // 2
        return _Opened(answers, int(said[2]))


class _Opened:
    """One object, whose bytes are read to the end, whatever becomes of the block."""

    def __init__(self, stream: IO[bytes], size: int) -> None:
        self._stream, self._left = stream, size

    def __enter__(self) -> tuple[_Opened, int]:
        return self, self._left

    def __exit__(self, *_: object) -> None:
        while self.read(1 << 20):
            pass
        self._stream.read(1)  # the line ends behind the object

    def read(self, size: int = -1) -> bytes:
        """Read on."""
        data = self._stream.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(data)
        return data


def _end(git: subprocess.Popen[bytes]) -> None:
    for pipe in (git.stdin, git.stdout):
        if pipe:
            pipe.close()
    git.wait()


def _safe(name: str) -> str:
    """Return a path from a tree that stays in its folder.

    Raises:
        DataError: It does not, which git itself would not write.
    """
    parts = name.split("/")
    if any(part in {"", ".", ".."} or part.casefold() == ".git" for part in parts) or (
        os.name == "nt" and re.search(r"[\\:]", name)
    ):
        raise DataError(name, "a name that git refuses to write to a disk")
    return name


class _Refused(Exception):
    """Git could not do it; the text is what it says."""


def _filters(folder: Path) -> list[str]:
    """Return the settings of the repository that name programs through which files would go."""
    words = ("config", "--show-scope", "--name-only", "-z", "--get-regexp", r"^filter\.")
    try:
        texts = [os.fsdecode(text) for text in _git(folder, *words).split(b"\0")][:-1]
    except _Refused:  # there are none
        return []
    pairs = zip(texts[::2], texts[1::2], strict=True)
    return [name for scope, name in pairs if scope not in {"system", "global"} and _FILTER.fullmatch(name)]


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="ascii").split()
    except OSError:
        return []


def _git(folder: Path, *words: str, unset: Sequence[str] = ()) -> bytes:
    """Return what git answers, without some of its settings.

    Raises:
        _Refused: It fails.
        OSError: It cannot be run.
    """
    answer = subprocess.run(  # noqa: S603 - nothing that is typed becomes an option
        _command(*words), cwd=folder, env=_environment(unset), capture_output=True, check=False
    )
    if answer.returncode != 0:
        said = answer.stderr.decode(errors="replace").strip().splitlines() or [f"status {answer.returncode}"]
        raise _Refused(said[0].removeprefix("fatal: "))
    return answer.stdout


def _command(*words: str) -> list[str]:
    return ["git", *(word for setting in _SETTINGS for word in ("-c", setting)), *words]


def _environment(unset: Sequence[str] = ()) -> dict[str, str]:
    kept = {name: text for name, text in os.environ.items() if name not in _OF_HOOKS}
    settings = {"GIT_CONFIG_COUNT": str(len(unset))} if unset else {}
    for number, name in enumerate(unset):
        settings |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": ""}
    return {**kept, **settings, **_VARIABLES}

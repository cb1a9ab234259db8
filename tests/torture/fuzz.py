"""Made-up files of every format, damaged, given to every reader and to the commands.

What may come of one is a board, an answer, or an error in one line. A traceback, five seconds
of CPU, a gigabyte of memory, a warning, and any other exit status than 0 to 3 are failures.
"""

from __future__ import annotations

import io
import mmap
import os
import resource
import shutil
import signal
import sys
import tempfile
import traceback
import warnings
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from torture import files, program, writing
from torture.outcome import Outcome

import leaderboard
from leaderboard import LeaderboardError
from leaderboard.errors import LEFT_OUT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from torture.outcome import Plan

MOST_SECONDS = 5
"""Of CPU, for one input."""

MOST_MEMORY = 1 << 30
"""Bytes beyond those that the program has when all is imported."""

_MOST_KEPT = 40


class _HangError(BaseException):
    """An input took too long; no handler of errors is to catch that."""


def _hang(_number: int, _frame: object) -> None:
    raise _HangError


# What is asked


def _read(_case: Path, main: Path, chance: Random) -> bool:
    """Read as in Python, and sometimes ask for what all boards have."""
    stated: list[dict[str, str]] = [{}, {}, {"better": "lower"}, {"dataset": "cars", "metric": "accuracy"}]
    try:
        board = leaderboard.load(
            main, table=chance.choice((None, None, None, 1)), stated=chance.choice(stated)
        )
        if chance.random() < 0.2:
            board.datasets()
            for dataset in board.datasets_table["dataset"][:2]:
                board.top(dataset, every_score=True)
    except LeaderboardError as error:
        if "\n" in str(error) or len(str(error)) > 2000:
            raise RuntimeError(f"not one short line: {error}") from None
        return False
    return True


def _asks(*words: str) -> Callable[[Path, Path, Random], bool]:
    def ask(_case: Path, main: Path, chance: Random) -> bool:
        more = chance.choice(
            ([], [], [], ["-f", chance.choice(("json", "html", "csv", "latex", "markdown", "rst"))])
        )
        given = chance.choice(
            ([], [], [], ["--set", "better=higher"], ["--set", "dataset=cars", "--set", "metric=acc"])
        )
        return _succeeds([*words, "--data", main, *more, *given])

    return ask


def _from_stdin(case: Path, main: Path, chance: Random) -> bool:
    """Read a file that is piped in; a folder cannot be."""
    if main.is_dir():
        return _read(case, main, chance)
    before = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(main.read_bytes()))
    try:
        return _succeeds(["top", "--data", "-"])
    finally:
        sys.stdin = before


def _check(_case: Path, main: Path, chance: Random) -> bool:
    more = chance.choice(([], [], ["--strict"], ["--format", "github"], ["--format", "json"]))
    answer = program.inside(["check", main, *more])
    _see(answer)
    return not answer.status or bool(answer.said)


def _plan(_case: Path, main: Path, _chance: Random) -> bool:
    return _succeeds(["import", main])


def _import(case: Path, main: Path, chance: Random) -> bool:
    """Take in, and read what was written; what is refused has changed nothing."""
    target = writing.lay_out(case / "target", chance.choice((writing.OLD, {})))
    before = writing.content(target)
    has_worked = _succeeds(["import", main, "--data", target, "--write", *chance.choice(([], ["--all-new"]))])
    if has_worked and target.exists() and any(target.iterdir()):
        leaderboard.load(target)
    if not has_worked and writing.content(target) != before:
        raise RuntimeError("refused, and written all the same")
    if writing.litter(target):
        raise RuntimeError(f"left behind: {writing.litter(target)}")
    return has_worked


def _is_readable(path: Path) -> bool:
    try:
        leaderboard.load(path)
    except LeaderboardError:
        return False
    return True


def _add(case: Path, main: Path, _chance: Random) -> bool:
    """Add to a copy of what was made up; if it could be read before, it can afterwards."""
    target = case / "target"
    if main.is_dir():
        shutil.copytree(main, target)
    else:
        target.mkdir()
        target = target / main.name
        shutil.copy(main, target)
    was_readable = _is_readable(target)
    has_worked = _succeeds(writing.adding("MyNet", target, "--split", "test"))
    if has_worked and was_readable:
        leaderboard.load(target)
    return has_worked


def _export(case: Path, main: Path, chance: Random) -> bool:
    """Write a document; what is written as data can be read."""
    suffix = chance.choice(("csv", "md", "html", "json", "tex", "tsv"))
    return _succeeds(["export", case / f"out.{suffix}", "--data", main])


def _sync(case: Path, main: Path, _chance: Random) -> bool:
    document = case / "out.md"
    document.write_text("<!-- leaderboard: top -->\n<!-- /leaderboard -->\n")
    return _succeeds(["sync", document, "--data", main])


def _sync_itself(_case: Path, main: Path, chance: Random) -> bool:
    """Bring a made-up document up to date; then it is."""
    document = main / "list.md"
    if not document.exists():
        document = next(path for path in main.iterdir())
    more = chance.choice(([], ["--data", main]))
    has_worked = _succeeds(["sync", document, *more])
    if has_worked:
        answer = program.inside(["sync", "--check", document, *more])
        if answer.status:
            raise RuntimeError(f"stale at once: {answer}")
    return has_worked


ASKS: list[Callable[[Path, Path, Random], bool]] = [
    *[_read] * 40,
    _asks("top"),
    _asks("show", "A"),
    _asks("datasets"),
    _asks("papers"),
    _asks("overall"),
    _asks("history"),
    _asks("compare", "A", "newt"),
    _asks("cite", "A"),
    _asks("tradeoff"),
    _from_stdin,
    _check,
    _check,
    _plan,
    _import,
    _import,
    _add,
    _export,
    _sync,
]
"""Readers and commands; more of what takes little."""


def _succeeds(words: list[object]) -> bool:
    """Say whether the program does what it is asked."""
    answer = program.inside(words)
    _see(answer)
    return answer.status in {0, LEFT_OUT}


def _see(answer: program.Answer) -> None:
    """See that an answer is as the program promises."""
    if answer.status not in {0, 1, 2, LEFT_OUT}:
        raise RuntimeError(f"ended with {answer.status}")
    last = answer.told.splitlines()[-1:] or [""]
    if answer.status and not last[0].startswith("error: ") and not answer.said:
        raise RuntimeError(f"ended with {answer.status}, and says nothing: {last[0]!r}")
    if any(sign in answer.told for sign in "\x00\x07\x1b\x9b\u202e"):
        raise RuntimeError("control characters on stderr")


# One input


def _main_of(case: Path, found: files.Files) -> Path:
    """Lay out the files of a case; return what is read: the only one, or the folder."""
    folder = case / "input"
    for name, content in found.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return next(path for path in folder.rglob("*") if path.is_file()) if len(found) == 1 else folder


def _kind_of(number: int) -> str:
    kinds = list(files.BUILDERS)
    return kinds[number % len(kinds)]


def _try(case: Path, plan: Plan, number: int) -> bool:
    """Make up an input, and ask something about it; return whether it was read."""
    chance = plan.chance("fuzz", number)
    kind = _kind_of(number)
    found = files.made(chance, kind)
    main = _main_of(case, found)
    ask = _sync_itself if kind == "document" and chance.random() < 0.7 else chance.choice(ASKS)
    if ask is _sync_itself:
        main = case / "input"
    (case / "asked.txt").write_text(f"{number} {kind} {getattr(ask, '__name__', ask)}\n")
    with _within(MOST_SECONDS):
        return ask(case, main, chance)


@contextmanager
def _within(seconds: int) -> Iterator[None]:
    """End what takes more CPU: with an exception, and where Python does not get to raise it, with the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 3 * seconds, hard))
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


# All of them


class _Board:
    """Numbers that the workers share with the one who watches them; each writes only its own."""

    def __init__(self, workers: int) -> None:
        """Begin with zeros."""
        self.workers = workers
        self._kinds = len(files.BUILDERS)
        self._each = 3 * self._kinds + 1
        self._cells = memoryview(mmap.mmap(-1, 8 * self._each * workers)).cast("q")

    def count(self, worker: int, number: int, what: int) -> None:
        """Count an input as accepted (0), refused (1) or failed (2)."""
        self._cells[self._each * worker + 3 * (number % self._kinds) + what] += 1

    def at(self, worker: int, number: int) -> None:
        """Say which input a worker is at."""
        self._cells[self._each * (worker + 1) - 1] = number

    def where(self, worker: int) -> int:
        """Return which input a worker is at."""
        return self._cells[self._each * (worker + 1) - 1]

    def of(self, kind: int) -> list[int]:
        """Return how many inputs of a kind were accepted, refused, and failed."""
        begins = [self._each * worker + 3 * kind for worker in range(self.workers)]
        return [sum(self._cells[begin + what] for begin in begins) for what in range(3)]


def fuzz(plan: Plan) -> Outcome:
    """Share the inputs among as many processes as there are cores."""
    outcome = Outcome("fuzz", accepted=0)
    total = plan.number(1_500, 100_000)
    workers = os.cpu_count() or 1
    board = _Board(workers)
    notes = plan.place / "failures"
    notes.mkdir()
    again: set[int] = set()
    running = {_start(plan, board, worker, worker, total): worker for worker in range(workers)}
    while running:
        pid, status = os.wait()
        worker = running.pop(pid, None)
        if worker is None or not status:
            continue
        number = board.where(worker)
        # A machine that stands still for a while counts as CPU: what takes long does so again, on its own.
        if number in again:
            ended = os.waitstatus_to_exitcode(status)
            told = f"twice, the process ended with {ended}, by itself or for its limits"
            _note(plan, notes, number, plan.place / f"worker{worker}", told)
            board.count(worker, number, 2)
            number += workers
        else:
            again.add(number)
            outcome.saw("processes that ended early, and not again")
        running[_start(plan, board, worker, number, total)] = worker
    for kind, name in enumerate(files.BUILDERS):
        accepted, refused, failed = board.of(kind)
        outcome.tries += accepted + refused + failed
        outcome.accepted = (outcome.accepted or 0) + accepted
        outcome.details[f"{name}: accepted"] = accepted
        outcome.details[f"{name}: refused"] = refused
    if outcome.tries != total:
        outcome.failures.append(f"{total - outcome.tries} inputs are not accounted for")
    found = Counter(path.read_text() for path in sorted(notes.iterdir()))
    outcome.failures += [f"{told} ({times} times)" for told, times in found.items()]
    return outcome


def _start(plan: Plan, board: _Board, worker: int, first: int, total: int) -> int:
    """Start a worker at an input; return its process."""
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        return pid
    status = 1
    try:
        _work(plan, board, worker, range(first, total, board.workers))
        status = 0
    except _HangError:
        status = 3
    except BaseException:  # noqa: BLE001 - this process ends here
        traceback.print_exc()
    finally:
        os._exit(status)


def _work(plan: Plan, board: _Board, worker: int, numbers: range) -> None:
    """Try one input after the other."""
    warnings.simplefilter("error")
    signal.signal(signal.SIGPROF, _hang)
    program.limit(resource.RLIMIT_AS, _size() + MOST_MEMORY)
    case = plan.place / f"worker{worker}"
    tempfile.tempdir = str(case)  # what is unpacked is kept until the program ends, which it does not here
    for number in numbers:
        board.at(worker, number)
        shutil.rmtree(case, ignore_errors=True)
        case.mkdir()
        try:
            what = 0 if _try(case, plan, number) else 1
        except _HangError:
            (case / "hang.txt").write_text(traceback.format_exc())
            raise
        except Exception as error:  # noqa: BLE001 - any is what is looked for
            what = 2
            told = traceback.format_exc()
            last = traceback.extract_tb(error.__traceback__)[-1]
            name = f"{type(error).__name__}: {str(error).splitlines()[0][:200] if str(error) else ''}"
            _note(
                plan, plan.place / "failures", number, case, f"{name} in {last.filename}:{last.lineno}", told
            )
        board.count(worker, number, what)


def _note(plan: Plan, notes: Path, number: int, case: Path, kind: str, told: str = "") -> None:
    """Write down a failure; of the first ones, keep the files."""
    asked = (case / "asked.txt").read_text().strip() if (case / "asked.txt").exists() else ""
    if len(list(notes.iterdir())) < _MOST_KEPT:
        plan.keep(f"fuzz-{number}", case, f"{asked}\n{kind}\n{told}")
    (notes / f"{number}").write_text(kind)


def _size() -> int:
    """Return how much memory this process may address by now, in bytes; 0 where the system does not say."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return 0
    return pages * resource.getpagesize()

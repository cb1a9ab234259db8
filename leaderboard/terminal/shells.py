r"""Completion as shells ask for it, with every name quoted for the one that asks.

Typer installs a script in the shell, which calls the program at each TAB with what was typed
in its environment. What the program prints then is code to zsh (the script evaluates it),
patterns of file names and then a piece of the command line to bash, a piece of the command
line to PowerShell, and text to fish. Names come from data that nobody has to trust, so
typer's own way of printing them is not used: it lets a shell run a network called
``$(rm -rf ~)``.

This is the one place that relies on a private name of typer's. If it is gone, nothing is
completed, and typer's own way is not used either.
"""

from __future__ import annotations

import io
import os
import re
import sys
from contextlib import redirect_stdout
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import typer

from leaderboard.table import printable, visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from typer.core import TyperGroup

    class Program(TyperGroup):
        """The program, which takes words that typer does not know of."""

        def beyond(self, before: Sequence[str]) -> Mapping[str, str]:
            """Return those that can stand behind the words *before*, each with what it means."""


@dataclass(frozen=True)
class Completion:
    """One way to complete the word that is being typed."""

    word: str
    """The whole word, as the program is to get it."""
    meaning: str = ""
    """What it stands for, for people; shells that show it do so beside the word."""


@dataclass(frozen=True)
class Word:
    """A word of a command line as it was typed."""

    text: str = ""
    """What it says, without quotation marks."""
    quote: str = ""
    """The quotation mark that is still open at its end."""
    kept: int = 0
    """How much of the text stands before what the shell replaces; only bash replaces less than the word."""


class Shell(Protocol):
    """What is known of one shell."""

    def typed(self) -> list[Word]:
        """Return the words up to the one to be completed, the name of the program included."""

    def printed(self, completions: Sequence[Completion], word: Word) -> str:
        """Write what the shell is to make of *completions* of a *word*."""


def answer(program: Program, shell_name: str) -> tuple[str, int]:
    """Return what to print when a shell asks for completions, and the exit status that goes with it.

    Names with control characters are left out, and so are those that would be taken for
    options, and those that the shell cannot be told.
    """
    shell = SHELLS.get(shell_name)
    if shell is None:
        return "", 1
    *before, word = shell.typed()
    completions = _completions(program, [given.text for given in before[1:]], word.text)
    text = shell.printed(completions, word)
    return text, 0 if text else 1


# What fits


def _completions(program: Program, before: list[str], typed: str) -> list[Completion]:
    """Return what begins as what was *typed*, whatever the case."""
    if typed.startswith("-") and "=" not in typed:
        return [one for one in _asked(program, before, typed) if _is_harmless(one.word)]
    option, equals, value = typed.partition("=") if typed.startswith("-") else ("", "", typed)
    words = [*before, option] if option else before
    # Typer lets nothing pass that is written in another case, so it is asked for everything, or,
    # in a list, for everything behind the last comma.
    for known in dict.fromkeys(("", value[: value.rfind(",") + 1])):
        fitting = [one for one in _asked(program, words, known) if _begins(one.word, value)]
        if fitting:
            return [
                Completion(f"{option}{equals}{one.word}", one.meaning)
                for one in fitting
                if _is_harmless(one.word) and not one.word.startswith("-")
            ]
    return []


def _asked(program: Program, before: list[str], typed: str) -> list[Completion]:
    """Ask typer what can follow the words *before*."""
    try:
        from typer._completion_classes import BashComplete
    except ImportError:  # nobody is waiting for a traceback while typing
        return []
    # Options that answer at once do so now, too, and the shell would take that for completions.
    with redirect_stdout(io.StringIO()):
        try:
            found = BashComplete(program, {}, "leaderboard", "").get_completions([*before], typed)
        except (typer.TyperException, typer.Exit, typer.Abort):
            return []
    return [
        *(Completion(one.value, visible(" ".join((one.help or "").split()))) for one in found),
        *(Completion(word, meaning) for word, meaning in program.beyond(before).items()),
    ]


def _begins(name: str, typed: str) -> bool:
    return name[: len(typed)].casefold() == typed.casefold()


def _is_harmless(name: str) -> bool:
    """Say whether a *name* is text and no more, and can be written where the shell reads."""
    try:
        name.encode(sys.stdout.encoding)
    except UnicodeEncodeError:
        return False
    return bool(name) and printable(name) == name


# What was typed

_CODE = re.compile(r"\$'\\x([0-9a-f]{2})'")
"""How single characters are written for bash."""


def _words(
    line: str, separators: str = " \t\n", escape: str = "\\", escaped_in_single: str = ""
) -> list[Word]:
    """Take a *line* apart as a shell does, up to its end: the last word may be empty, or not yet closed.

    There is a word before and behind each separator, however many follow each other.
    """
    words = [""]
    quote, opened, place = "", 0, 0
    escaped = {"'": escaped_in_single, '"': f'$`"{escape}'}
    while place < len(line):
        letter, following = line[place], line[place + 1 : place + 2]
        place += 1
        if not quote and (code := _CODE.match(line, place - 1)):
            words[-1] += chr(int(code[1], base=16))
            place = code.end()
        elif letter == escape and (not quote or (following and following in escaped[quote])):
            words[-1] += following
            place += 1
        elif letter == quote:
            quote = ""
        elif not quote and letter in "'\"":
            quote, opened = letter, len(words[-1])
        elif not quote and letter in separators:
            words.append("")
        else:
            words[-1] += letter
    return [*map(Word, words[:-1]), Word(words[-1], quote, opened if quote else 0)]


def _without_gaps(words: list[Word]) -> list[Word]:
    return [*(word for word in words[:-1] if word.text), words[-1]]


# The shells


def _code(letter: str) -> str:
    return rf"\x{ord(letter):02x}"


class _Bash:
    r"""Bash puts what is printed into the command line as it is, behind a quotation mark that is open.

    Before that it takes each line for a pattern of file names. So nothing that is printed is a
    pattern, and characters that could make one stand there as ``$'\x2a'``.
    """

    _PLAIN = re.compile(r"[\w.,+/%-]+")
    _SPECIAL = re.compile(r"""[\\'"`$!*?\[]|(?<=[+@])\(""")
    _NEVER_IN_SINGLE = re.compile(r"""[\\'*?\[]|(?<=[+@!])\(""")
    _BREAKS = frozenset(":=@")
    """At these characters bash begins a new word, which is replaced alone."""

    def typed(self) -> list[Word]:
        words = _words(os.environ.get("COMP_WORDS", ""), separators="\n")
        current = int(os.environ.get("COMP_CWORD") or len(words) - 1)
        return self._joined(words[: current + 1])

    def _joined(self, words: list[Word]) -> list[Word]:
        """Join what stands at a break, where there are no spaces between."""
        joined = words[:1]
        ends_in_break = False
        for word in words[1:]:
            is_break = bool(word.text) and self._BREAKS.issuperset(word.text)
            if (is_break or ends_in_break) and len(joined) > 1:
                begun = joined.pop().text
                # What stands behind an @ may be a host, and is replaced together with it.
                kept = len(begun) + (len(word.text.removesuffix("@")) if is_break else word.kept)
                joined.append(Word(begun + word.text, word.quote, kept))
            else:
                joined.append(word)
            ends_in_break = is_break
        return joined

    def printed(self, completions: Sequence[Completion], word: Word) -> str:
        typed = word.text[word.kept :]
        names = [one.word[word.kept :] for one in completions]
        if len({name[: len(typed)] for name in names}) > 1:
            # They differ in case, and bash would leave of what was typed only what they have in common.
            names = [typed + name[len(typed) :] for name in names]
        return "\n".join(dict.fromkeys(self._quoted(name, word.quote) for name in names))

    def _quoted(self, name: str, quote: str) -> str:
        if not quote and self._PLAIN.fullmatch(name):
            return name
        mark = quote or "'"
        special = self._SPECIAL if mark == '"' else self._NEVER_IN_SINGLE
        inside = special.sub(lambda found: f"{mark}$'{_code(found[0])}'{mark}", name)
        return f"{mark}{inside}{mark}"


class _Zsh:
    """Zsh evaluates what is printed; given the bare words, it quotes them itself where it puts them.

    It has to see them as they are, to tell what fits what was typed.
    """

    _ANY_CASE = "-M 'm:{[:lower:][:upper:]}={[:upper:][:lower:]}'"
    _SPECIAL = re.compile(r"[^\w.+\x80-\U0010ffff-]", re.ASCII)
    _IN_DESCRIPTIONS = re.compile(r"[\\:]")

    def typed(self) -> list[Word]:
        return _words(os.environ.get("_TYPER_COMPLETE_ARGS", ""), separators=" ")

    def printed(self, completions: Sequence[Completion], word: Word) -> str:
        del word
        if not completions:
            return "_files"
        described = [self._described(one) for one in completions if one.meaning]
        bare = [self._quoted(one.word) for one in completions if not one.meaning]
        lines = []
        if described:
            lines.append(f"local -a described; described=({' '.join(described)})")
            lines.append(f"_describe -V completions described {self._ANY_CASE}")
        if bare:
            lines.append(f"compadd {self._ANY_CASE} -- {' '.join(bare)}")
        return "; ".join(lines)

    def _described(self, one: Completion) -> str:
        word = self._IN_DESCRIPTIONS.sub(r"\\\g<0>", one.word)
        return self._quoted(f"{word}:{one.meaning}")

    def _quoted(self, text: str) -> str:
        return f"$'{self._SPECIAL.sub(lambda found: _code(found[0]), text)}'"


class _Fish:
    """Fish takes each line for text, up to a tab, and quotes it itself where it puts it, but for a tilde."""

    def typed(self) -> list[Word]:
        line = os.environ.get("_TYPER_COMPLETE_ARGS", "")
        return _without_gaps(_words(line, escaped_in_single="'\\"))

    def printed(self, completions: Sequence[Completion], word: Word) -> str:
        del word
        return "\n".join(
            f"{one.word}\t{one.meaning}" if one.meaning else one.word
            for one in completions
            if not one.word.startswith("~")
        )


class _PowerShell:
    """PowerShell puts what is printed into the command line as it is.

    Older ones do not quote what they pass on to programs, where a quotation mark or a backslash
    would then end an argument early; names that have them cannot be told.
    """

    _PLAIN = re.compile(r"[\w.+/-]+", re.ASCII)
    _QUOTES = re.compile("['\u2018-\u201b]")

    def typed(self) -> list[Word]:
        words = _without_gaps(_words(os.environ.get("_TYPER_COMPLETE_ARGS", ""), escape="`"))
        if not os.environ.get("_TYPER_COMPLETE_WORD_TO_COMPLETE") and words[-1].text:
            return [*words, Word()]  # the line comes without the space at its end
        return words

    def printed(self, completions: Sequence[Completion], word: Word) -> str:
        del word
        return "\n".join(
            f"{self._quoted(one.word)}:::{one.meaning or ' '}"
            for one in completions
            if not any(untold in one.word for untold in ('"', "\\", ":::"))
        )

    def _quoted(self, name: str) -> str:
        if self._PLAIN.fullmatch(name):
            return name
        inside = self._QUOTES.sub(r"\g<0>\g<0>", name)
        return f"'{inside}'"


SHELLS: dict[str, Shell] = {
    "bash": _Bash(),
    "zsh": _Zsh(),
    "fish": _Fish(),
    "powershell": _PowerShell(),
    "pwsh": _PowerShell(),
}
"""The shells that typer has a script for, under its names."""

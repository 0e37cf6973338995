"""The command line: the same engine and the same numbers as the window.

Exit status: 0 fine, 1 some input failed, 2 unusable arguments or document, 130 ended by Ctrl-C.
"""

from __future__ import annotations

import argparse
import gc
import io
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, NoReturn

from quarterhour import __version__
from quarterhour.cli.arguments import CommandError
from quarterhour.cli.saying import IN_USE, after_name, complain, shown
from quarterhour.log import FILE, crash_report, log_crash
from quarterhour.misspelling import is_misspelled
from quarterhour.practice_files import PracticeFiles
from quarterhour.resources import (
    imported_database,
    portable_problem,
    practice_folder,
    resource_folder,
    user_folder,
)
from quarterhour.visit import VisitError

if TYPE_CHECKING:
    from quarterhour.reference import Reference, TypedAmount

_INTERRUPTED = 130  # as a shell has it
# Commands that need all imports: while another program uses them there is no answer, and one
# without a damaged import is a failure. An import sets a damaged one aside.
_OF_IMPORTS = (
    "assess",
    "day",
    "compare",
    "fees",
    "explain",
    "locality",
    "editions",
    "rules",
    "amounts",
)
# Commands that need the yearly amounts of the user. The window reads them itself, and the
# self-check prices with the included ones.
_OF_AMOUNTS = ("assess", "day", "compare", "fees", "explain", "locality", "editions", "amounts")
# Starts the process that reads downloads. Only Quarterhour itself uses it.
_IMPORT_APART = "import-apart"

# The module of each command. The window starts without them: they take 35 ms.
_COMMANDS = {
    "assess": "assess",
    "day": "day",
    "compare": "compare",
    "fees": "fees",
    "explain": "explain",
    "locality": "locality",
    "import": "import_files",
    "editions": "editions",
    "rules": "rules",
    "amounts": "amounts",
    "payers": "payers",
    "printers": "printers",
    "self-check": "self_check",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    _write_utf8()
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given == [_IMPORT_APART]:
        return serve_imports()
    parser = _parser(_commands_for(given[:1]))
    try:
        _check_command(given)
        options = parser.parse_args(given)
        if options.command is None:
            return _window(options.file)
        typed, unread = _typed(options.command)
        reference = _reference(typed)
        if getattr(options, "lines", False):
            # Each line is answered by the imports of that moment, and says if they cannot be used.
            return _run(options, reference)
        if reference.busy and options.command in (*_OF_IMPORTS, "import"):
            complain(IN_USE)
            return 1
        # Most commands need no folder to write to.
        writes = options.command in ("import", "amounts", "rules") or _changes_payers(options)
        # An import sets damaged data aside, and says so itself.
        found = "" if options.command == "import" else reference.problem
        for problem in (found, unread, portable_problem() if writes else ""):
            if problem:
                complain(problem)
        status = _run(options, reference)
        left_out = unread or (reference.problem and options.command in _OF_IMPORTS)
        return status or int(bool(left_out))
    except _refusals() as error:
        complain(error)
        return 2
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception as error:
        report = crash_report(type(error), error.__traceback__)
        log_crash(report, user_folder())
        complain(
            f"unexpected error. The report is in {user_folder() / FILE}. It contains none of your "
            "input."
        )
        return 2


def _changes_payers(options: argparse.Namespace) -> bool:
    return options.command == "payers" and (options.add is not None or options.remove is not None)


def serve_imports() -> int:
    """Be the process that reads downloads for another one."""
    from quarterhour.reference.importing.apart import serve

    return serve()


def _refusals() -> tuple[type[Exception], ...]:
    """Return the errors whose message says what to do; called only once there is an error."""
    from quarterhour.reference import ReferenceError

    return CommandError, ReferenceError, VisitError


def _reference(typed: Sequence[TypedAmount] = ()) -> Reference:
    # The window shows its frame before it loads this.
    from quarterhour.reference import Reference

    return Reference(resource_folder() / "reference.sqlite", imported_database(), typed)


def _typed(command: str | None) -> tuple[Sequence[TypedAmount], str]:
    """Return the yearly amounts that the user typed, and why they cannot be read."""
    if command not in _OF_AMOUNTS:
        return (), ""
    from quarterhour.reference import YEARLY_AMOUNTS

    typed, unread = PracticeFiles(practice_folder()).read(YEARLY_AMOUNTS)
    return typed, after_name(unread)


def _run(options: argparse.Namespace, reference: Reference) -> int:
    if sys.stdout is None:
        raise CommandError("can't write the result: standard output is closed.")
    try:
        status = int(_module(options.command).run(options, reference))
        sys.stdout.flush()
        return status
    except KeyboardInterrupt:
        with suppress(OSError):  # its reader may have been ended, too
            sys.stdout.flush()
        _drop_output()
        raise
    except OSError as error:
        # An error without a file name is of the output stream.
        if error.filename is not None:
            raise
        _drop_output()
        if isinstance(error, BrokenPipeError):
            return 0  # the reader of our output has seen enough
        raise CommandError(f"can't write the result: {error.strerror}.") from None


def _drop_output() -> None:
    """Discard output that is not written yet: Python would write it at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _commands_for(first: Sequence[str]) -> Sequence[str]:
    """Return the commands that the first argument can mean: one, all for help, none for a file."""
    if first and first[0] in _COMMANDS:
        return first
    return list(_COMMANDS) if first and first[0] in ("-h", "--help") else ()


def _check_command(given: Sequence[str]) -> None:
    """Raise CommandError where the first of several arguments is no command, option, or file."""
    first = given[0] if given else ""
    word = not first.startswith("-") and not Path(first).suffix
    if given[1:] and word and first not in _COMMANDS:
        raise CommandError(f"'{first}' isn't a command.{_meant(first)}")


def _meant(word: str) -> str:
    """Return the command that a word with a typing error means, else all of them."""
    near = [name for name in _COMMANDS if is_misspelled(word.lower(), name)]
    return f" Did you mean {near[0]}?" if near else f" Use one of {', '.join(_COMMANDS)}."


def _module(command: str) -> ModuleType:
    return import_module(f"quarterhour.cli.{_COMMANDS[command]}")


class _Parser(argparse.ArgumentParser):
    """Reads arguments, and shows wrong ones without anything that a terminal would obey."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with an argument, and end."""
        super().error(shown(message))


def _parser(names: Sequence[str]) -> argparse.ArgumentParser:
    parser = _Parser(
        prog="quarterhour",
        description="Therapy units, modifiers, and Medicare payment, offline.",
        epilog="Without a command, the window opens, with FILE if you give one.",
    )
    parser.add_argument("--version", action="version", version=f"quarterhour {__version__}")
    parser.set_defaults(command=None, file=None)
    if names:
        commands = parser.add_subparsers(dest="command", metavar="COMMAND")
        for name in names:
            module = _module(name)
            summary = (module.__doc__ or "").strip().splitlines()[0]
            module.add_arguments(commands.add_parser(name, help=summary, description=summary))
    else:
        parser.add_argument("file", nargs="?", metavar="FILE", help="a visit or a day to open")
    return parser


def _window_reference() -> Reference:
    """Open the fees for the window, and print what is wrong with them."""
    reference = _reference()
    for problem in (reference.problem, portable_problem()):
        if problem:
            complain(problem)
    return reference


def _window(file: str | None) -> int:
    opened = None
    if file is not None:
        try:
            # As the window, only where it is wanted.
            from quarterhour.entry.documents import open_file

            opened = open_file(Path(file))
        except OSError as error:
            near = any(is_misspelled(file.lower(), name) for name in _COMMANDS)
            meant = _meant(file) if near else ""
            raise CommandError(f"can't open {file}: {error.strerror}.{meant}") from None
        except VisitError as error:
            # Only a document of another kind needs what this imports.
            from quarterhour.cli.files import other_document

            other = other_document(error)
            raise CommandError(
                f"this is {other}." if other else f"can't open {file}. {error}"
            ) from None
    # The first window leaves no garbage, and looking for it would take 8 ms. `run`
    # turns this on again once the window is open.
    gc.disable()
    # Within Qt, Python would not get Ctrl-C. Unsaved work is then kept as in a crash.
    interrupt = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        # Qt is imported only for the window: the other commands start without it.
        from quarterhour.window import run

        return run(_window_reference, *(opened or ()))
    finally:
        signal.signal(signal.SIGINT, interrupt)
        gc.enable()


def _write_utf8() -> None:
    """Write the same bytes on every system, regardless of its code page."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")

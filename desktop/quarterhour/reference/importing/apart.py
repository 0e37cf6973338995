"""Imports in a process of its own: whatever a file does to that, the program goes on.

The two talk in lines of JSON. The program says what to import; the other process says how far it
is and waits to be told to go on, and says what came of each file. Where it ends before it has said
so, nothing of the file that it read is stored: an import is one transaction.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Collection, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import IO, Any

from quarterhour.log import log_crash
from quarterhour.reference.cms import stands_alone
from quarterhour.reference.importing.batch import ImportCanceledError, Progress
from quarterhour.reference.importing.imports import NOTHING_BUNDLED, Imports, Outcome
from quarterhour.reference.importing.recognition import NAMES_BETWEEN
from quarterhour.reference.importing.succession import FirstDay
from quarterhour.reference.records import Bundled
from quarterhour.resources import own_command, user_folder

COMMAND = "import-apart"  # starts the other process; only Quarterhour uses it
MAX_MEMORY = 224_000_000
_COPIES = 2  # of what is stored: one, with room for what SQLite keeps of it
_GO_ON, _STOP = "go on", "stop"


class _NotStartedError(Exception):
    """The other process cannot be started; the message says why."""


class ImportsApart:
    """Imports into the database at `path`, each download read by another process."""

    def __init__(
        self, path: Path, codes: Collection[str], bundled: Bundled = NOTHING_BUNDLED
    ) -> None:
        self._path = path
        self._codes = sorted(codes)
        self._bundled = bundled
        self._process: subprocess.Popen[bytes] | None = None
        self._status = 0
        self._given_up = False

    def add_each(
        self,
        downloads: Sequence[Path],
        on: Progress,
        *,
        begins: date | None = None,
        practitioners: bool = False,
    ) -> Iterator[Outcome]:
        """Do what `Imports.add_each` does."""
        answers = {"practitioners": practitioners, "begins": begins}
        for group in groups(downloads):
            said: set[str] = set()
            try:
                whole = yield from self._add(group, on, answers, said)
            except _NotStartedError as error:
                yield from (_not_started(download.name, error) for download in group)
                continue
            if whole:
                continue
            # Which of the files ended it is not known: each has a process to itself then.
            for download in group if len(group) > 1 else ():
                if download.name not in said:
                    alone = yield from self._add([download], on, answers, said)
                    if not alone:
                        yield _ended(download.name)
            if len(group) == 1:
                yield _ended(group[0].name)

    def end(self) -> None:
        """End the other process, whatever it is at: `add_each` raises ImportCanceledError."""
        self._given_up = True
        process = self._process
        if process is not None:
            process.kill()

    def _add(
        self, downloads: Sequence[Path], on: Progress, answers: dict[str, Any], said: set[str]
    ) -> Generator[Outcome, None, bool]:
        """Yield what came of the files, and put their names into `said`.

        Return whether all was said: the process may have ended before.
        """
        wanted = {
            "database": str(self._path.absolute()),
            "codes": self._codes,
            "downloads": [str(download.absolute()) for download in downloads],
            "built_in": self._bundled,
            "answers": answers,
        }
        stopped: BaseException | None = None
        with self._started() as (to, from_it):
            _tell(to, wanted)
            for line in from_it:
                message: dict[str, Any] = json.loads(line)
                if "outcome" in message:
                    outcome = _read_outcome(**message["outcome"])
                    said.update(outcome.name.split(NAMES_BETWEEN))
                    yield outcome
                elif "ended" in message:
                    whole = True
                    break
                else:
                    try:
                        on(*message["at"])
                    except BaseException as error:
                        stopped = error
                    _tell(to, _STOP if stopped else _GO_ON)
            else:
                whole = False
        if stopped is not None:
            raise stopped
        if self._given_up:
            raise ImportCanceledError
        if not whole:
            log_crash(f"An import ended by itself, with status {self._status}.", user_folder())
        return whole

    @contextmanager
    def _started(self) -> Iterator[tuple[IO[bytes], IO[bytes]]]:
        try:
            process = subprocess.Popen(
                [*own_command(), COMMAND],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                # Without a window of its own, also for a moment.
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            raise _NotStartedError(error.strerror) from None
        assert process.stdin is not None
        assert process.stdout is not None
        self._process = process
        try:
            yield process.stdin, process.stdout
        finally:
            with suppress(OSError):
                process.stdin.close()  # it ends by that, if it has not
            if sys.exc_info()[0] is not None:
                process.kill()
            process.stdout.close()
            self._status = process.wait()
            self._process = None


def serve() -> int:
    """Be the other process: import what is asked for on standard input; return the exit status."""
    # Nothing but messages is to be written where they are read.
    to, wanted_from = os.fdopen(os.dup(1), "wb"), os.fdopen(os.dup(0), "rb")
    os.dup2(2, 1)

    def on(what: str, percent: int) -> None:
        try:
            _tell(to, {"at": (what, percent)})
            answer = wanted_from.readline()
        except OSError:
            answer = b""
        if not answer or json.loads(answer) != _GO_ON:
            raise ImportCanceledError

    with suppress(KeyboardInterrupt, OSError, ValueError, KeyError):
        wanted: dict[str, Any] = json.loads(wanted_from.readline())
        bundled = Bundled.from_texts(*wanted["built_in"])
        database = Path(wanted["database"])
        _limit_memory(database)
        imports = Imports(database, frozenset(wanted["codes"]), bundled)
        downloads = [Path(download) for download in wanted["downloads"]]
        practitioners, begins = (wanted["answers"][name] for name in ("practitioners", "begins"))
        day = begins and date.fromisoformat(begins)
        outcomes = imports.add_each(downloads, on, begins=day, practitioners=practitioners)
        with suppress(ImportCanceledError):
            for outcome in outcomes:
                _tell(to, {"outcome": asdict(outcome)})
        _tell(to, {"ended": True})
    return 0


def _tell(to: IO[bytes], message: object) -> None:
    with suppress(BrokenPipeError):
        # Days and figures are written as text.
        to.write(json.dumps(message, default=str).encode() + b"\n")
        to.flush()


def _read_outcome(first_day: list[str] | None, **others: Any) -> Outcome:
    return Outcome(first_day=FirstDay.from_texts(*first_day) if first_day else None, **others)


def groups(downloads: Sequence[Path]) -> list[list[Path]]:
    """Part what was chosen by what can be apart: zips and folders; other files stay together."""
    found: list[list[Path]] = []
    together: list[Path] = []
    for path in downloads:
        if stands_alone(path):
            found.append([path])
        else:
            if not together:
                found.append(together)
            together.append(path)
    return found


def _environment() -> dict[str, str]:
    """Return the environment in which another Python finds this package, wherever it is."""
    before = os.environ.get("PYTHONPATH")
    here = str(Path(__file__).parents[3])
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (here, before)))}


def _limit_memory(database: Path) -> None:
    """Have the system refuse more memory than any import needs, where it can.

    What is stored is read into memory beside the download, and does not count as that.
    """
    with suppress(ImportError, OSError, ValueError):
        import resource

        stored = database.stat().st_size if database.is_file() else 0
        most = MAX_MEMORY + _COPIES * stored
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _not_started(name: str, error: Exception) -> Outcome:
    summary = (
        f"Couldn't import {name}: {own_command()[0]} can't be started ({error}). Reinstall "
        "Quarterhour."
    )
    return Outcome(name, False, summary, refused=True)


def _ended(name: str) -> Outcome:
    summary = (
        f"Couldn't read {name}. The rest of it isn't imported. Download it again from cms.gov."
    )
    return Outcome(name, False, summary, refused=True)

"""What is to be done with the imported database, and what came of it. No widgets here."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from pathlib import Path

from quarterhour.claims import listed
from quarterhour.log import FILE, crash_report, log_crash
from quarterhour.reference import Bundled, ReleaseKind
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.importing import ImportCanceledError, Imports, ImportsApart, Outcome
from quarterhour.reference.importing.batch import Progress
from quarterhour.reference.importing.succession import FirstDay
from quarterhour.resources import user_folder

_NOTHING = "Nothing changed."
_RULES_REMOVED = "The rules you entered for {codes} were removed with {release}."


class Verdict(Enum):
    """What came of a job."""

    IMPORTED = auto()
    THERE_ALREADY = auto()
    NOT_IMPORTED = auto()
    CANCELED = auto()
    REMOVED = auto()
    NOT_REMOVED = auto()
    SET_ASIDE = auto()
    NOT_SET_ASIDE = auto()

    @property
    def stored(self) -> bool:
        """Whether the imported database is another one now."""
        return self in (Verdict.IMPORTED, Verdict.REMOVED, Verdict.SET_ASIDE)

    @property
    def failed(self) -> bool:
        """Whether there is something to remedy."""
        return self in (Verdict.NOT_IMPORTED, Verdict.NOT_REMOVED, Verdict.NOT_SET_ASIDE)


VERDICT_WORDS = {
    Verdict.IMPORTED: "Imported",
    Verdict.THERE_ALREADY: "Already imported",
    Verdict.NOT_IMPORTED: "Not imported",
    Verdict.CANCELED: "Canceled",
    Verdict.REMOVED: "Removed",
    Verdict.NOT_REMOVED: "Not removed",
    Verdict.SET_ASIDE: "Set aside",
    Verdict.NOT_SET_ASIDE: "Not set aside",
}


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a file: the verdict, its name, and a sentence.

    `confirmed` is the job that imports it where that has to be confirmed first, or where its
    `first_day` has to be told.
    """

    verdict: Verdict
    name: str
    sentence: str
    confirmed: ImportJob | None = None
    first_day: FirstDay | None = None

    @property
    def text(self) -> str:
        """All of it as one line of text."""
        return f"{VERDICT_WORDS[self.verdict]}: {self.name}. {self.sentence}"


class Tools:
    """What works on the imported database: here, and in a process of its own."""

    def __init__(self, database: Path, codes: Collection[str], bundled: Bundled) -> None:
        self.imports = Imports(database, codes, bundled)
        self.apart = ImportsApart(database, codes, bundled)


@dataclass(frozen=True, slots=True)
class ImportJob:
    """Downloads to import that were chosen at once.

    `practitioners` says that tables of the NCCI are theirs where nothing else says whose, `begins`
    what the first day of a revised release is.
    """

    downloads: tuple[Path, ...]
    practitioners: bool = False
    begins: date | None = None

    @property
    def name(self) -> str:
        """What the job is about."""
        return ", ".join(download.name for download in self.downloads)

    def run(self, tools: Tools, on: Progress) -> Iterator[Result]:
        """Import them; yield what came of each."""
        changed = False
        try:
            outcomes = tools.apart.add_each(
                self.downloads, on, begins=self.begins, practitioners=self.practitioners
            )
            for outcome in outcomes:
                changed = changed or outcome.changed
                yield self._result(outcome)
        except ImportCanceledError:
            yield self._canceled("The rest wasn't imported." if changed else _NOTHING)
        except Exception as error:
            sentence = f"Couldn't import {self.name}. Nothing changed. {_logged(error)}"
            yield Result(Verdict.NOT_IMPORTED, self.name, sentence)

    def _named(self, name: str) -> tuple[Path, ...]:
        """Return the file of a name that is one of the downloads or lies in one, else all."""
        files = (
            file
            for download in self.downloads
            for file in (download, *(download.rglob("*") if download.is_dir() else ()))
        )
        return tuple(file for file in files if file.name == name) or self.downloads

    def canceled(self) -> Result:
        """Return the result of a job that was not done."""
        return self._canceled(_NOTHING)

    def _canceled(self, sentence: str) -> Result:
        return Result(Verdict.CANCELED, self.name, sentence)

    def _result(self, outcome: Outcome) -> Result:
        if outcome.refused:
            again = ImportJob(self._named(outcome.name), outcome.asked)
            asked = outcome.asked or outcome.first_day is not None
            return Result(
                Verdict.NOT_IMPORTED,
                outcome.name,
                outcome.summary,
                again if asked else None,
                outcome.first_day,
            )
        verdict = Verdict.IMPORTED if outcome.changed else Verdict.THERE_ALREADY
        return Result(verdict, outcome.name, outcome.summary)


@dataclass(frozen=True, slots=True)
class RemoveJob:
    """An import to remove, with the codes whose typed `rules` go with it."""

    kind: ReleaseKind
    release: str
    rules: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What the job is about."""
        return self.release

    def run(self, tools: Tools, on: Progress) -> Iterator[Result]:
        """Remove it; yield what came of that."""
        yield self._removed(tools, on)

    def _removed(self, tools: Tools, on: Progress) -> Result:
        try:
            on("Removing", 0)
            stays = tools.imports.remove(self.kind, self.release)
        except ImportCanceledError:
            return self.canceled()
        except CmsFileError as error:
            return Result(Verdict.NOT_REMOVED, self.name, str(error))
        except Exception as error:
            sentence = f"Couldn't remove {self.name}. Nothing changed. {_logged(error)}"
            return Result(Verdict.NOT_REMOVED, self.name, sentence)
        sentence = f"Import the file of {self.name} again to get it back. {stays}".rstrip()
        if self.rules:
            removed = _RULES_REMOVED.format(codes=listed(self.rules), release=self.name)
            sentence = f"{sentence} {removed}"
        return Result(Verdict.REMOVED, self.name, sentence)

    def canceled(self) -> Result:
        """Return the result of a job that was not done."""
        return Result(Verdict.CANCELED, self.name, "It wasn't removed.")


@dataclass(frozen=True, slots=True)
class SetAsideJob:
    """A damaged imported database to move out of the way, so that nothing is said of it again."""

    name: str

    def run(self, tools: Tools, on: Progress) -> Iterator[Result]:
        """Move it; yield what came of that."""
        try:
            on("Setting aside", 0)
            said = tools.imports.set_damaged_aside()
        except ImportCanceledError:
            yield self.canceled()
        except CmsFileError as error:
            yield Result(Verdict.NOT_SET_ASIDE, self.name, str(error))
        else:
            sentence = f"{said} Import the files again." if said else "It isn't damaged."
            yield Result(Verdict.SET_ASIDE, self.name, sentence)

    def canceled(self) -> Result:
        """Return the result of a job that was not done."""
        return Result(Verdict.CANCELED, self.name, _NOTHING)


Job = ImportJob | RemoveJob | SetAsideJob


def _logged(error: Exception) -> str:
    """Log what should not have happened; return where the report is."""
    log_crash(crash_report(type(error), error.__traceback__), user_folder())
    return f"The report is in {user_folder() / FILE}."

"""What is to be done with the imported database, and what came of it. No widgets here."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from quarterhour.reference import ReleaseKind
from quarterhour.reference.cms import CmsFileError
from quarterhour.reference.importing import ImportCancelledError, Imports
from quarterhour.reference.importing.batch import Progress

_LOG = logging.getLogger(__name__)


class Verdict(Enum):
    """What came of a job."""

    IMPORTED = auto()
    THERE_ALREADY = auto()
    NOT_IMPORTED = auto()
    CANCELLED = auto()
    REMOVED = auto()
    NOT_REMOVED = auto()

    @property
    def stored(self) -> bool:
        """Whether the imported database is another one now."""
        return self in (Verdict.IMPORTED, Verdict.REMOVED)

    @property
    def failed(self) -> bool:
        """Whether there is something to remedy."""
        return self in (Verdict.NOT_IMPORTED, Verdict.NOT_REMOVED)


VERDICT_WORDS = {
    Verdict.IMPORTED: "Imported",
    Verdict.THERE_ALREADY: "Already imported",
    Verdict.NOT_IMPORTED: "Not imported",
    Verdict.CANCELLED: "Cancelled",
    Verdict.REMOVED: "Removed",
    Verdict.NOT_REMOVED: "Not removed",
}


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a job: the verdict, what it was about, and a sentence."""

    verdict: Verdict
    name: str
    sentence: str

    @property
    def text(self) -> str:
        """All of it as one line of text."""
        return f"{VERDICT_WORDS[self.verdict]}: {self.name}. {self.sentence}"


@dataclass(frozen=True, slots=True)
class ImportJob:
    """A download to import."""

    download: Path

    @property
    def name(self) -> str:
        """What the job is about."""
        return self.download.name

    def run(self, imports: Imports, on: Progress) -> Result:
        """Import it."""
        try:
            outcome = imports.add(self.download, on)
        except ImportCancelledError:
            return self.cancelled()
        except CmsFileError as error:
            return Result(Verdict.NOT_IMPORTED, self.name, str(error))
        except Exception:
            _LOG.exception("importing %s", self.name)
            sentence = f"{self.name} could not be imported; nothing changed."
            return Result(Verdict.NOT_IMPORTED, self.name, sentence)
        verdict = Verdict.IMPORTED if outcome.changed else Verdict.THERE_ALREADY
        return Result(verdict, self.name, outcome.summary)

    def cancelled(self) -> Result:
        """Return the result of a job that was not done."""
        return Result(Verdict.CANCELLED, self.name, "Nothing changed.")


@dataclass(frozen=True, slots=True)
class RemoveJob:
    """An import to remove."""

    kind: ReleaseKind
    release: str

    @property
    def name(self) -> str:
        """What the job is about."""
        return self.release

    def run(self, imports: Imports, on: Progress) -> Result:
        """Remove it."""
        try:
            on("Removing", 0)
            imports.remove(self.kind, self.release)
        except ImportCancelledError:
            return self.cancelled()
        except CmsFileError as error:
            return Result(Verdict.NOT_REMOVED, self.name, str(error))
        except Exception:
            _LOG.exception("removing %s", self.name)
            sentence = f"{self.name} could not be removed; nothing changed."
            return Result(Verdict.NOT_REMOVED, self.name, sentence)
        return Result(Verdict.REMOVED, self.name, "Import its file again to have it back.")

    def cancelled(self) -> Result:
        """Return the result of a job that was not done."""
        return Result(Verdict.CANCELLED, self.name, "It was not removed.")


Job = ImportJob | RemoveJob

"""What the windows of one program share, and what a window may ask of all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from quarterhour.claims import PriceList
from quarterhour.entry import NewVisit
from quarterhour.entry.documents import Document
from quarterhour.practice_files import PracticeFiles
from quarterhour.reference import Reference, TypedAmount
from quarterhour.visit import VisitFile
from quarterhour.window.files import Files, RecentFiles
from quarterhour.window.settings import KeptSettings


class Program(Protocol):
    """The program that a window belongs to. `folder` keeps unsaved work through a crash.

    `practice` has the practice's files that no window has to hear of.
    """

    reference: Reference
    kept: KeptSettings
    recent: RecentFiles
    folder: Path
    practice: PracticeFiles

    @property
    def own_words(self) -> Mapping[str, str]:
        """The practice's words for services, each with its code."""

    @property
    def prices(self) -> PriceList:
        """What the practice charges for a unit of each code."""

    @property
    def favorites(self) -> Sequence[str]:
        """The codes that an empty service cell offers first."""

    def new_visit(self) -> NewVisit:
        """Return how a new visit begins, by the settings."""

    def open_window(
        self, document: Document | None = None, file: VisitFile | None = None
    ) -> object:
        """Open a window on a visit or a day and its file, or on an empty visit dated today."""

    def open_file(self, path: Path, asking: Files) -> None:
        """Show a file: where it is open, in a window that holds nothing, or in a new one."""

    def show_sample(self, asking: Files) -> None:
        """Go through the sample visit, in a new window where this one holds something."""

    def renew(self) -> None:
        """Have every window assess anew, after an import or a removal."""

    def catch_up(self) -> None:
        """Have what another program imported, removed or typed meanwhile, in every window."""

    def read_own_words(self) -> str:
        """Read the practice's words again, which anyone may edit; return why they cannot be."""

    def keep_own_words(self, words: Mapping[str, str]) -> Path | None:
        """Keep other words of the practice, in every window. Raises OSError.

        Return the file that is set aside, where the one before could not be read.
        """

    def read_prices(self) -> str:
        """Read the price list again, which anyone may edit; return why it cannot be."""

    def keep_prices(self, prices: PriceList) -> Path | None:
        """Keep another price list, which fills charges in every window. Raises OSError.

        Return the file that is set aside, where its text could not be read.
        """

    def read_amounts(self) -> str:
        """Read the yearly amounts again, which anyone may edit; return why they cannot be."""

    def keep_amounts(self, amounts: Sequence[TypedAmount]) -> Path | None:
        """Keep other yearly amounts, and have every window assess by them. Raises OSError.

        Return the file that is set aside, where the one before could not be read.
        """

    def close_all(self) -> None:
        """Close the windows one by one, until one has unsaved work that is to be kept."""

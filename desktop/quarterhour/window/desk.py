"""What the windows of one program share, and the windows that are open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSettings, Qt

from quarterhour.claims import PriceList
from quarterhour.entry import NewVisit
from quarterhour.entry.day_draft import DayDraft
from quarterhour.entry.documents import Document
from quarterhour.entry.favorites import FAVORITES
from quarterhour.entry.own_words import OWN_WORDS
from quarterhour.entry.prices import PRICES
from quarterhour.entry.recovery import leftovers
from quarterhour.entry.settings import DISCIPLINE, GEOMETRY, RULE
from quarterhour.practice_files import PracticeFiles
from quarterhour.reference import YEARLY_AMOUNTS, Reference, TypedAmount
from quarterhour.reference.database_file import state_of
from quarterhour.reference.store import WAIT_AFTERWARD
from quarterhour.units import MIDPOINT
from quarterhour.visit import CPT_MIDPOINT, MEDICARE, VisitFile
from quarterhour.window.files import FileLock, Files, RecentFiles
from quarterhour.window.frame import come_forward
from quarterhour.window.look import GRID
from quarterhour.window.main_window import MainWindow
from quarterhour.window.settings import FRAME, KeptSettings, within

if TYPE_CHECKING:
    from quarterhour.entry.kept_draft import Kept

_STEP = QPoint(6 * GRID, 6 * GRID)  # from one window to the next
_RECOVERED = "Recovered after Quarterhour closed unexpectedly. Save it to keep it."
_UNREADABLE = (
    "This version of Quarterhour can't read some unsaved work. It was saved in {}. Install the "
    "newest version to open it."
)
_DENIED = (
    "Quarterhour can't open the unsaved work in {}, because it isn't allowed to write there. Allow "
    "it, then restart Quarterhour."
)


class Desk:
    """Opens windows and knows them.

    `folder` is where unsaved work is kept through a crash, `practice` has the practice's files.
    """

    def __init__(
        self,
        reference: Reference,
        settings: QSettings,
        folder: Path,
        practice: PracticeFiles,
    ) -> None:
        self.reference = reference
        self.kept = KeptSettings(settings)
        self.recent = RecentFiles(self.kept)
        self.folder = folder
        self.practice = practice
        self.windows: list[MainWindow] = []
        self.own_words, own_unread = practice.read(OWN_WORDS)
        self.prices, prices_unread = practice.read(PRICES)
        self.favorites, favorites_unread = practice.read(FAVORITES)
        self._amounts_read = self._amounts_state()
        amounts, amounts_unread = practice.read(YEARLY_AMOUNTS)
        reference.take_typed(amounts)
        unread = (own_unread, prices_unread, favorites_unread, amounts_unread)
        self.unread = " ".join(filter(None, unread))

    def new_visit(self) -> NewVisit:
        """Return how a new visit begins, by the settings."""
        kept, place = self.kept, self.kept.place
        payer = CPT_MIDPOINT if kept.get(RULE) == MIDPOINT.name else MEDICARE
        return NewVisit(place.text, place.locality, payer, kept.get(DISCIPLINE), kept.practice)

    def open_window(
        self, document: Document | None = None, file: VisitFile | None = None
    ) -> MainWindow:
        """Open a window on a visit or a day and its file, or on an empty visit dated today."""
        others = list(self.windows)
        window = self.make_window(document, file)
        window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if others:
            room = window.screen().availableGeometry()
            window.resize(others[-1].size())
            window.take_room(room.size() - FRAME)
            window.move(within(room, others[-1].pos() + _STEP, window.size() + FRAME))
        else:
            window.go_back_to(self.kept.get(GEOMETRY))
        window.show()
        return window

    def make_window(
        self, document: Document | None = None, file: VisitFile | None = None
    ) -> MainWindow:
        """Make a window, which is not shown yet."""
        window = MainWindow()
        self.fill(window, document, file)
        return window

    def fill(
        self, window: MainWindow, document: Document | None = None, file: VisitFile | None = None
    ) -> None:
        """Have a window that is empty show a visit or a day and its file, or an empty visit."""
        window.fill(self, document, file)
        window.closed.connect(self._let_go)
        self.windows.append(window)

    def open_file(self, path: Path, asking: Files) -> None:
        """Show a file: where it is open, in a window that holds nothing, or in a new one."""
        absolute = path.absolute()
        for window in self.windows:
            if window.files.path == absolute:
                come_forward(window)
                return
        if asking.untouched:
            asking.open(path)
        elif (opened := asking.read(path)) is not None:
            self.recent.add(path)
            self.open_window(*opened)

    def show_sample(self, asking: Files) -> None:
        """Go through the sample visit, in a new window where this one holds something."""
        own = next((window for window in self.windows if window.files is asking), None)
        shown = own if own is not None and asking.untouched else self.open_window()
        shown.parts.show_sample()

    def recover(self) -> None:
        """Open the unsaved work of programs that died, each in a window of its own.

        A window that holds nothing, or only what is saved in the same file, is taken for it. Of
        what cannot be opened the first window says where it lies.
        """
        closed = []
        for left in leftovers(self.folder, FileLock, _read_kept):
            if left.draft is None:
                closed.append(left)
            else:
                self._open_recovered(left.draft, left.file)
        if closed:
            sentence = _DENIED if closed[0].denied else _UNREADABLE
            lies = closed[0].path if len(closed) == 1 else closed[0].path.parent
            first = self.windows[0] if self.windows else self.open_window()
            first.messages.say_too(sentence.format(lies))

    def renew(self) -> None:
        """Have every window assess anew, after an import or a removal."""
        for window in self.windows:
            window.worksheet.session.renew()

    def catch_up(self) -> None:
        """Have what another program imported, removed or typed meanwhile, in every window.

        Where nothing changed, it looks at the state of two files and reads none.
        """
        problem = ""
        if self._amounts_state() != self._amounts_read:
            problem = self.read_amounts()
        if self.reference.renew(WAIT_AFTERWARD):
            self.renew()
            problem = f"{problem} {self.reference.problem}".strip()
        for window in self.windows if problem else ():
            window.messages.say(problem)

    def read_own_words(self) -> str:
        """Read the practice's words again, which anyone may edit; return why they cannot be."""
        self.own_words, unread = self.practice.read(OWN_WORDS)
        self._tell_own_words()
        return unread

    def keep_own_words(self, words: Mapping[str, str]) -> Path | None:
        """Keep other words of the practice, in every window. Raises OSError.

        Return the file that is set aside, where the one before could not be read.
        """
        aside = self.practice.keep(OWN_WORDS, dict(words))
        self.own_words = dict(words)
        self._tell_own_words()
        return aside

    def _tell_own_words(self) -> None:
        for window in self.windows:
            window.worksheet.session.take_own_words(self.own_words)

    def read_prices(self) -> str:
        """Read the price list again, which anyone may edit; return why it cannot be."""
        prices, unread = self.practice.read(PRICES)
        self._take_prices(prices)
        return unread

    def keep_prices(self, prices: PriceList) -> Path | None:
        """Keep another price list, which fills charges in every window. Raises OSError.

        Return the file that is set aside, where its text could not be read.
        """
        aside = self.practice.keep(PRICES, prices)
        self._take_prices(prices)
        return aside

    def _take_prices(self, prices: PriceList) -> None:
        if prices != self.prices:
            self.prices = prices
            for window in self.windows:
                window.worksheet.session.take_prices(prices)

    def read_amounts(self) -> str:
        """Read the yearly amounts again, which anyone may edit; return why they cannot be."""
        # Before it is read: what changes meanwhile is read again.
        self._amounts_read = self._amounts_state()
        amounts, unread = self.practice.read(YEARLY_AMOUNTS)
        if amounts != self.reference.typed:
            self._take_amounts(amounts)
        return unread

    def keep_amounts(self, amounts: Sequence[TypedAmount]) -> Path | None:
        """Keep other yearly amounts, and have every window assess by them. Raises OSError.

        Return the file that is set aside, where the one before could not be read.
        """
        aside = self.practice.keep(YEARLY_AMOUNTS, tuple(amounts))
        self._amounts_read = self._amounts_state()
        self._take_amounts(amounts)
        return aside

    def _amounts_state(self) -> tuple[int, ...]:
        return state_of(self.practice.path(YEARLY_AMOUNTS))

    def _take_amounts(self, amounts: Sequence[TypedAmount]) -> None:
        self.reference.take_typed(amounts)
        self.renew()

    def close_all(self) -> None:
        """Close the windows one by one, until one has unsaved work that is to be kept."""
        for window in reversed(list(self.windows)):
            if not window.close():
                return

    def _let_go(self, window: MainWindow) -> None:
        """Take note that a window closes; the next one opens where it was."""
        if window in self.windows:
            self.windows.remove(window)
            self.kept.keep(GEOMETRY, bytes(window.saveGeometry().data()))

    def _open_recovered(self, draft: DayDraft, file: VisitFile | None) -> None:
        free = (each for each in self.windows if each.files.gives_way_to(file))
        window = next(free, None) or self.open_window()
        window.parts.show_recovered(draft, file, _RECOVERED)


def _read_kept(content: bytes) -> Kept[DayDraft] | None:
    """Read unsaved work of a day or a visit, loading what that takes only where there is some."""
    from quarterhour.entry.kept_day import read_kept_day

    return read_kept_day(content)

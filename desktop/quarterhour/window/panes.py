"""Going from pane to pane by one key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


class Panes:
    """The panes of a window in order; each has one place that the keyboard goes to first."""

    def __init__(self, panes: Sequence[tuple[QWidget, QWidget]]) -> None:
        self._panes = tuple(panes)

    def go(self, step: int) -> None:
        """Put the keyboard into the next pane on view, or with -1 into the one before."""
        shown = [each for each in self._panes if each[1].isVisible() and each[1].isEnabled()]
        focus = QApplication.focusWidget()
        here = next(
            (
                at
                for at, (pane, _) in enumerate(shown)
                if focus is not None and (pane is focus or pane.isAncestorOf(focus))
            ),
            None,
        )
        if not shown:
            return
        at = (0 if step > 0 else len(shown) - 1) if here is None else (here + step) % len(shown)
        shown[at][1].setFocus(Qt.FocusReason.TabFocusReason)

"""Every edit as a step that can be undone and redone: each is the draft before and after it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand, QUndoStack

from quarterhour.entry import Draft

_MERGES = 1


class History:
    """The steps of one window; `show` puts a draft back where one is undone or redone."""

    def __init__(self, stack: QUndoStack, show: Callable[[Draft, int], object]) -> None:
        self.stack = stack
        self._show = show
        self._open = False

    def record(self, before: Draft, after: Draft, what: str, key: object) -> None:
        """Take note of an edit. Edits of one key (None: of none) are one step, until sealed."""
        step = _Step(before, after, what, key, self._show)
        last = self.stack.command(self.stack.index() - 1)
        same = key is not None and isinstance(last, _Step) and last.key == key
        step.merges = self._open and same
        self._open = True
        self.stack.push(step)

    def take_back(self, before: Draft, after: Draft) -> None:
        """Take note that what was typed last is given up: no step is left of it."""
        last = self.stack.command(self.stack.index() - 1)
        self.record(before, after, "", last.key if isinstance(last, _Step) else None)

    def seal(self) -> None:
        """End the step: what is typed next is another one."""
        self._open = False

    def forget(self) -> None:
        """Begin anew, with another visit."""
        self.stack.clear()
        self._open = False


class _Step(QUndoCommand):
    """One edit. Pushing it shows nothing, since the edit is shown already."""

    def __init__(
        self,
        before: Draft,
        after: Draft,
        what: str,
        key: object,
        show: Callable[[Draft, int], object],
    ) -> None:
        super().__init__(what)
        self.key = key
        self.merges = False
        self._before, self._after = before, after
        self._show = show
        self._shown = True

    def id(self) -> int:
        """Return that steps of one key can become one."""
        return _MERGES

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take the next edit of the same key in."""
        if not isinstance(other, _Step) or not other.merges:
            return False
        self._after = other._after
        self.setObsolete(self._after == self._before)
        return True

    def undo(self) -> None:
        """Show what stood before."""
        self._show(self._before, self._place())

    def redo(self) -> None:
        """Show what stood after, but for the first time."""
        if self._shown:
            self._shown = False
        else:
            self._show(self._after, self._place())

    def _place(self) -> int:
        """Return the first row that the step changes."""
        rows = (self._before.rows, self._after.rows)
        same = zip(*rows, strict=False)
        return next((at for at, (old, new) in enumerate(same) if old != new), min(map(len, rows)))

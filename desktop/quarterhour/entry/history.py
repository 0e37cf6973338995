"""Every edit as a step that can be undone and redone: each is the draft before and after it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, NamedTuple, TypeVar

from quarterhour.entry.edits import Edit

D = TypeVar("D")


class Step(NamedTuple, Generic[D]):
    """One edit: the draft before and after it. Edits of one key can become one step."""

    before: D
    after: D
    edit: Edit
    key: object


def first_changed(before: Sequence[object], after: Sequence[object]) -> int:
    """Return the index of the first part that differs, the length of the shorter if none does."""
    pairs = enumerate(zip(before, after, strict=False))
    ends = min(len(before), len(after))
    return next((at for at, (old, new) in pairs if old != new), ends)


class History(Generic[D]):
    """The steps of a session, those that are undone too, and which of the drafts is saved.

    A draft is that of a visit, or of a whole day.
    """

    def __init__(self) -> None:
        self._steps: list[Step[D]] = []
        self._done = 0
        self._saved: int | None = 0
        self._open = False

    @property
    def saved(self) -> bool:
        """Whether the draft is as it was saved last, or as it began."""
        return self._done == self._saved

    @property
    def undoes(self) -> Edit | None:
        """What `undo` takes back, or None where there is nothing."""
        return self._steps[self._done - 1].edit if self._done else None

    @property
    def redoes(self) -> Edit | None:
        """What `redo` does again, or None where there is nothing."""
        return self._steps[self._done].edit if self._done < len(self._steps) else None

    def record(self, before: D, after: D, edit: Edit, key: object) -> None:
        """Take note of an edit. Edits of one key (None: of none) are one step, until sealed."""
        last = self._last
        merges = self._open and last is not None and last.key == key and not self.saved
        del self._steps[self._done :]
        if self._saved is not None and self._saved > self._done:
            self._saved = None  # no undo leads back to what was saved
        if last is not None and merges and key is not None:
            before = self._steps.pop().before
        self._open = before != after  # else the step changes nothing
        if self._open:
            self._steps.append(Step(before, after, edit, key))
        self._done = len(self._steps)

    def take_back(self, before: D, after: D) -> None:
        """Take note that what was typed last is given up: no step is left of it."""
        last = self._last
        edit, key = (last.edit, last.key) if last else (Edit.ROW, None)
        self.record(before, after, edit, key)

    def undo(self) -> Step[D] | None:
        """Return the step that is undone by this, or None where there is none."""
        self._open = False
        if not self._done:
            return None
        self._done -= 1
        return self._steps[self._done]

    def redo(self) -> Step[D] | None:
        """Return the step that is done again by this, or None where there is none."""
        self._open = False
        if self._done == len(self._steps):
            return None
        self._done += 1
        return self._steps[self._done - 1]

    def seal(self) -> None:
        """End the step: what is typed next is another one."""
        self._open = False

    def mark_saved(self) -> None:
        """Record that the draft is saved."""
        self._saved = self._done

    def mark_unsaved(self) -> None:
        """Record that nothing of this is saved, not even what it began with."""
        self._saved = None

    def forget(self) -> None:
        """Begin again, with another visit."""
        self._steps.clear()
        self._done = self._saved = 0
        self._open = False

    @property
    def _last(self) -> Step[D] | None:
        return self._steps[self._done - 1] if self._done else None

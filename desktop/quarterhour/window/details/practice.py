"""How a practice bills: taking part in Medicare, the treating professional, the order of modifiers.

Beside it stands what a claim says of the visit alone: its place of service.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from quarterhour.entry import Session
from quarterhour.entry.amounts import read_place_of_service
from quarterhour.entry.settings import (
    DOES_NOT,
    NOT_SURE,
    PARTICIPATES,
    participation_of,
    with_participation,
)
from quarterhour.visit import MODIFIER_FAMILIES, PROFESSIONS, Provider
from quarterhour.window.details.fields import Choice, ReadField, explained, frame, note
from quarterhour.window.look import GRID
from quarterhour.window.look.buttons import press_where_focused
from quarterhour.window.look.notice import Notice
from quarterhour.window.look.plain import plain_label
from quarterhour.window.words import WORDS, Title

_NAMES = {
    "plan-of-care": "Discipline: GP, GO, GN",
    "assistant": "PTA/OTA: CQ, CO",
    "threshold": "KX threshold: KX, GA",
    "separate": "Separate services: 59, XE, XS, XP, XU",
    "telehealth": "Telehealth: 95, 93",
    "purpose": "Habilitative/rehabilitative: 96, 97",
}
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_KEY = Qt.ItemDataRole.UserRole


class OrderEditor(QWidget):
    """Shows the families of modifiers in order; `changed` tells the families in the new one.

    The usual order is no families at all. Tab leaves the editor from `last`.
    """

    changed = Signal(tuple)

    def __init__(self, order: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Order of modifiers")
        self.list.setAccessibleDescription("Alt+Up and Alt+Down move the selected entry.")
        self.list.installEventFilter(self)
        buttons = QVBoxLayout()
        buttons.setSpacing(2 * GRID)
        buttons.addWidget(self._button("Move &up", "Alt+Up", lambda: self._move(-1)))
        buttons.addWidget(self._button("Move &down", "Alt+Down", lambda: self._move(1)))
        self.last = self._button("&Reset order", "", lambda: self._take(()))
        buttons.addWidget(self.last)
        buttons.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * GRID)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)
        self._show(order)
        self.list.setCurrentRow(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move the selected entry by Alt and an arrow."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            step = _STEPS.get(Qt.Key(event.key()))
            if step and held == Qt.KeyboardModifier.AltModifier:
                self._move(step)
                return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._keep_room()

    def _button(self, text: str, keys: str, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, self)
        press_where_focused(button)
        button.clicked.connect(lambda clicked: run())
        if keys:
            shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(shown)
            button.setAccessibleDescription(shown)
        return button

    def _families(self) -> list[str]:
        return [self.list.item(at).data(_KEY) for at in range(self.list.count())]

    def _move(self, step: int) -> None:
        at = self.list.currentRow()
        to = at + step
        families = self._families()
        if 0 <= to < len(families):
            families[at], families[to] = families[to], families[at]
            usual = tuple(families) == MODIFIER_FAMILIES
            self._take(() if usual else tuple(families))
            self.list.setCurrentRow(to)

    def _take(self, order: tuple[str, ...]) -> None:
        self._show(order)
        self.changed.emit(order)

    def _show(self, order: Sequence[str]) -> None:
        at = self.list.currentRow()
        self.list.clear()
        for family in dict.fromkeys((*order, *MODIFIER_FAMILIES)):
            item = QListWidgetItem(_NAMES[family], self.list)
            item.setData(_KEY, family)
        self.list.setCurrentRow(at)
        self._keep_room()

    def _keep_room(self) -> None:
        """Show all entries: a list that scrolls hides what its order is about."""
        height = self.list.sizeHintForRow(0) * self.list.count() + 2 * self.list.frameWidth()
        self.list.setFixedHeight(height)


_ANSWERS = {PARTICIPATES: "Yes", DOES_NOT: "No", NOT_SURE: "Not sure"}
_PARTICIPATION = (
    "Nonparticipating practices are paid 95% of the fee schedule. Not sure counts as yes, and the "
    "amounts then say that they assume it."
)
_WHO = "Therapist, or assistant supervised by one"
_QUALIFIED = (
    "Medicare pays for therapy only from a qualified therapist or a supervised assistant. Services "
    "by others aren't put on the claim."
)
_ORDER = (
    "No CMS source gives a single order. A line holds 4 modifiers; extra ones are dropped from the "
    "end. Check the order with your MAC."
)


class PracticeForm(QWidget):
    """Edits a provider; `changed` tells every new state of it. Tab leaves the form from `last`."""

    changed = Signal(Provider)

    def __init__(self, provider: Provider, parent: QWidget) -> None:
        super().__init__(parent)
        self._provider = provider
        self._content = QVBoxLayout(self)
        self._content.setContentsMargins(0, 0, 0, 0)
        self._content.setSpacing(2 * GRID)
        self._add_participation()
        self._assignment = self._box(
            "Accepts &assignment",
            "accepts assignment",
            "If you don't, Medicare pays the patient, who may owe you up to the limiting charge.",
            "accepts_assignment",
        )
        self._box(
            "&Qualifying APM participant",
            "qualifying APM participant",
            "Qualifying participants in an Advanced APM have a higher conversion factor from 2026.",
            "qualifying_apm",
        )
        self._box(
            "9&5 on telehealth",
            "95 on telehealth",
            "Check this if your MAC wants 95. The place of service already shows telehealth.",
            "telehealth_95",
        )
        self._add_profession(provider.profession)
        self._add_order(provider.modifier_order)
        # Assignment is a question only for a nonparticipating practice.
        self._assignment.setEnabled(not provider.participating)

    def _box(self, text: str, name: str, meaning: str, field: str) -> QCheckBox:
        box = QCheckBox(text, self)
        box.setChecked(getattr(self._provider, field))
        box.setAccessibleDescription(meaning)
        box.toggled.connect(lambda on: self._change(**{field: on}))
        self._content.addLayout(explained(box, note(name, meaning, self)))
        return box

    def _add_participation(self) -> None:
        kept = participation_of(self._provider)
        choice = Choice("Participates in Medicare", _ANSWERS, kept, self)
        choice.setAccessibleDescription(_PARTICIPATION)

        def take() -> None:
            self._take(with_participation(self._provider, choice.currentData()))
            self._assignment.setEnabled(not self._provider.participating)

        choice.activated.connect(take)
        about = note("participates in Medicare", _PARTICIPATION, self)
        self._add_titled("&Participates in Medicare", choice, about)

    def _add_profession(self, chosen: str) -> None:
        therapist, *others = PROFESSIONS
        names = {therapist: _WHO} | {each: each.capitalize() for each in others}
        choice = Choice("Treating professional", names, chosen, self)
        choice.setAccessibleDescription(_QUALIFIED)
        choice.activated.connect(lambda: self._change(profession=choice.currentData()))
        about = note("the treating professional", _QUALIFIED, self)
        self._add_titled("Treating pro&fessional", choice, about)

    def _add_order(self, order: tuple[str, ...]) -> None:
        editor = OrderEditor(order, self)
        self.last = editor.last
        editor.changed.connect(lambda families: self._change(modifier_order=families))
        label = self._add_titled(
            "&Order of modifiers", editor, note("the order of modifiers", _ORDER, self)
        )
        label.setBuddy(editor.list)

    def _add_titled(self, title: str, field: QWidget, about: Notice) -> QLabel:
        label = plain_label(title, self)
        label.setBuddy(field)
        self._content.addWidget(label)
        self._content.addLayout(explained(field, about))
        return label

    def _change(self, **fields: Any) -> None:
        self._take(replace(self._provider, **fields))

    def _take(self, provider: Provider) -> None:
        self._provider = provider
        self.changed.emit(self._provider)


_SIZE = (600, 640)
_DIGITS = 4  # room for two, and for one too many
_PLACE_OF_SERVICE = (
    "Such as 12 for the patient\u2019s home. If empty, it's 11. Telehealth services have 10 "
    "(patient at home) or 02 (elsewhere)."
)


class PracticeDialog(QDialog):
    """Edits the place of service of a visit, and the provider, which is kept for new visits.

    Every change shows in the window at once.
    """

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = ReadField(
            "Place of service",
            "P&lace of service",
            _PLACE_OF_SERVICE,
            session.draft.place_of_service,
            read_place_of_service,
            lambda place: session.change(place_of_service=place),
            self,
        )
        self._place.keep_narrow(_DIGITS)
        visit = QGroupBox(WORDS[Title.THIS_VISIT], self)
        self._place.add_to(QFormLayout(visit))
        kept = QGroupBox(WORDS[Title.KEPT_FOR_NEW_VISITS], self)
        form = PracticeForm(session.draft.provider, self)
        form.changed.connect(session.change_practice)
        QVBoxLayout(kept).addWidget(form)
        content = QVBoxLayout()
        content.setSpacing(2 * GRID)
        content.addWidget(visit)
        content.addWidget(kept)
        content.addStretch(1)
        frame(self, WORDS[Title.PRACTICE], content, _SIZE)

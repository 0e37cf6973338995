"""Buttons: plain ones, those with a drawing, the filled one of a window, flat ones, and links."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QIcon,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QDialog,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStyleOptionToolButton,
    QToolButton,
    QWidget,
)

from quarterhour.window.look import GRID
from quarterhour.window.look.colors import Ink, accent, edge, ink_of, link_color
from quarterhour.window.look.icons import icon
from quarterhour.window.look.text import scale_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialogButtonBox


def close_box(dialog: QDialog) -> QDialogButtonBox:
    """Return the box of the button that closes a dialog, for others beside it."""
    from PySide6.QtWidgets import QDialogButtonBox  # the first window has none

    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
    without_icons(box.buttons())
    box.rejected.connect(dialog.reject)
    return box


def without_icons(buttons: Iterable[QAbstractButton]) -> None:
    """Take away the icons that the system's style gives to some buttons and not to others."""
    for button in buttons:
        button.setIcon(QIcon())


class Button(QPushButton):
    """Is pressed by Enter while it has the keyboard, and never from a field or a list.

    `name` is what it is for assistive technology.
    """

    def __init__(self, text: str, name: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(name)
        self.setAutoDefault(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press it by Enter, as by Space."""
        if not _press_by_enter(self, event):
            super().keyPressEvent(event)


def acting_button(text: str, act: Callable[[], object], parent: QWidget) -> Button:
    """Return a button that does something, called by its words."""
    button = Button(text, text.replace("&", ""), parent)
    button.clicked.connect(lambda clicked: act())
    return button


def act_on_keys(
    widget: QWidget,
    keys: Sequence[tuple[QKeySequence.StandardKey | str, Callable[[], object]]],
) -> None:
    """Have keys do something while a widget has the keyboard."""
    for key, act in keys:
        shortcut = QShortcut(QKeySequence(key), widget)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(act)


def press_where_focused(button: QPushButton) -> None:
    """Have Enter press a button that Qt has made as it does a `Button`."""
    button.setAutoDefault(False)
    button.installEventFilter(_EnterPresses(button))


class _EnterPresses(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Press the button by Enter, as by Space."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        return isinstance(watched, QPushButton) and _press_by_enter(watched, event)


def _press_by_enter(button: QAbstractButton, event: QKeyEvent) -> bool:
    """Press a button by Enter, though not again while it stays down; return whether it was that."""
    enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    if not enter or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    if not event.isAutoRepeat():
        button.click()
    return True


def _fit_icon(button: QAbstractButton) -> None:
    """Have the drawing of a button as large as its letters."""
    side = round(_ICON * scale_of(button.font()))
    button.setIconSize(QSize(side, side))


class DrawnButton(Button):
    """Has a drawing before its words, in their color."""

    def __init__(self, text: str, name: str, drawing: str, parent: QWidget) -> None:
        super().__init__(text, name, parent)
        self._drawing = drawing
        self._draw_icon()
        _fit_icon(self)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette and the font, and whether it can be pressed."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.EnabledChange):
            self._draw_icon()
        elif event.type() == QEvent.Type.FontChange:
            _fit_icon(self)

    def _draw_icon(self) -> None:
        self.setIcon(icon(self._drawing, self.palette().color(QPalette.ColorRole.ButtonText)))


class RadioButton(QRadioButton):
    """An answer of several. In high contrast the system shows where the keyboard is."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it without the style's sign for the keyboard: a ring shows that."""
        if not _paint_marked(self, QStyle.ControlElement.CE_RadioButton):
            super().paintEvent(event)


class CheckBox(QCheckBox):
    """A box to check. In high contrast the system shows where the keyboard is."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it without the style's sign for the keyboard: a ring shows that."""
        if not _paint_marked(self, QStyle.ControlElement.CE_CheckBox):
            super().paintEvent(event)


def _paint_marked(button: QCheckBox | QRadioButton, element: QStyle.ControlElement) -> bool:
    if ink_of(QApplication.palette()) is None:
        return False
    option = QStyleOptionButton()
    button.initStyleOption(option)
    option.state &= ~QStyle.StateFlag.State_HasFocus
    with QPainter(button) as painter:
        button.style().drawControl(element, option, painter, button)
    return True


_RING = 2
_GAP = 3  # in which the ring of the keyboard stands
_CORNER = 4
_ICON = 16
_PRESSED = 115  # percent


class FilledButton(Button):
    """Has the accent as its ground, and a ring around it while it has the keyboard.

    In high contrast the system draws it. Without a drawing it has words alone.
    """

    def __init__(self, text: str, drawing: str, parent: QWidget) -> None:
        super().__init__(text, text.replace("&", ""), parent)
        self._drawing = drawing
        self._drawn = QIcon()
        self._measured = "", 0
        font = QFont()
        font.setWeight(QFont.Weight.DemiBold)  # and no size of its own: it follows the others
        self.setFont(font)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where it is

    def draw_icon(self) -> None:
        """Draw the icon, which the first window does not wait for."""
        self._drawn = icon(self._drawing, self._letters(ink_of(self.palette())))
        self.update()

    @property
    def _icon_side(self) -> int:
        return round(_ICON * scale_of(self.font()))

    @property
    def _before(self) -> int:
        return self._icon_side + 2 * GRID if self._drawing else 0

    @property
    def _words(self) -> int:
        """The width of its words, of which one letter may be underlined: asked for very often."""
        words = self.text().replace("&", "")
        if words != self._measured[0]:
            self._measured = words, self.fontMetrics().horizontalAdvance(words)
        return self._measured[1]

    @property
    def ring(self) -> int:
        """The room around its ground, which is for the ring, where it draws them itself."""
        return 0 if ink_of(self.palette()) is None else _GAP

    def sizeHint(self) -> QSize:
        """Return the room for icon, words, and ring."""
        high = max(30, self.fontMetrics().height() + 3 * GRID) + 2 * _GAP
        return QSize(self._words + self._before + 4 * GRID + 2 * _GAP, high)

    def minimumSizeHint(self) -> QSize:
        """Return the same: its words are never cut."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the font, the palette, and whether it can be pressed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._measured = "", 0
        changed = event.type() in (QEvent.Type.PaletteChange, QEvent.Type.EnabledChange)
        if changed and not self._drawn.isNull():
            self.draw_icon()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, ring, icon, and words."""
        ink = ink_of(self.palette())
        if ink is None:
            super().paintEvent(event)
            return
        box = self.rect().adjusted(_GAP, _GAP, -_GAP, -_GAP)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._draw_ground(painter, box, ink)
            painter.setPen(self._letters(ink))
            words = self._words
            left = box.x() + (box.width() - words - self._before) // 2
            side = self._icon_side
            self._drawn.paint(painter, left, box.center().y() - side // 2 + 1, side, side)
            text = QRect(left + self._before, box.y(), words, box.height())
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextShowMnemonic
            painter.drawText(text, flags, self.text())

    def _draw_ground(self, painter: QPainter, box: QRect, ink: Ink) -> None:
        ground = QColor(ink.accent)
        if self.hasFocus():
            painter.setPen(QPen(ground, _RING))
            around = self.rect().adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(around, _CORNER + _RING, _CORNER + _RING)
        painter.setPen(Qt.PenStyle.NoPen)
        if not self.isEnabled():
            painter.setPen(edge(self.palette()))
            ground = self.palette().color(QPalette.ColorRole.Base)
        elif self.isDown() or self.underMouse():
            ground = ground.darker(_PRESSED)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, _CORNER, _CORNER)

    def _letters(self, ink: Ink | None) -> QColor:
        if ink is None or not self.isEnabled():
            return self.palette().color(QPalette.ColorRole.ButtonText)
        return QColor(ink.on_accent)


class FlatButton(QToolButton):
    """Has no edge; a ground while it is checked or pressed, a ring while it has the keyboard.

    `behind` puts the drawing behind the words.
    """

    def __init__(self, name: str, drawing: str, parent: QWidget, behind: bool = False) -> None:
        super().__init__(parent)
        self._drawing = drawing
        self._drawn = False
        self.setAccessibleName(name)
        self.setAutoRaise(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard
        if behind:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        _fit_icon(self)

    def draw_icon(self) -> None:
        """Draw the icon, which the first window does not wait for."""
        self._drawn = True
        self.setIcon(icon(self._drawing, self.palette().color(QPalette.ColorRole.WindowText)))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette and the font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._drawn:
            self.draw_icon()
        elif event.type() == QEvent.Type.FontChange:
            _fit_icon(self)

    def sizeHint(self) -> QSize:
        """Leave room at both sides."""
        return super().sizeHint() + QSize(2 * GRID, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground and ring; of what the style draws, the drawing and the words alone."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.isChecked() or self.isDown():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(edge(self.palette()))
                painter.drawRoundedRect(self.rect(), GRID, GRID)
            if self.hasFocus():
                painter.setPen(QPen(accent(self.palette()), _RING))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), GRID, GRID)
            option = QStyleOptionToolButton()
            self.initStyleOption(option)
            option.rect = option.rect.adjusted(GRID, 0, -GRID, 0)
            label = QStyle.ControlElement.CE_ToolButtonLabel
            self.style().drawControl(label, option, painter, self)


class LinkButton(QAbstractButton):
    """A link that unfolds something, with an arrow where `arrow` is true. Enter presses it too."""

    def __init__(self, text: str, parent: QWidget, arrow: bool = False) -> None:
        super().__init__(parent)
        self._arrow = arrow
        self.setText(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room for the words, the arrow, and the ring of the keyboard."""
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + self._before() + 2 * GRID
        return QSize(width, metrics.height() + 2 * GRID)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press it by Enter, as by Space."""
        if not _press_by_enter(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words in the color of links."""
        color = link_color(self.palette())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(color)
            room = self.rect().adjusted(GRID, 0, -GRID, 0)
            if self._arrow:
                paint_arrow(painter, room, self.isChecked())
            middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(room.adjusted(self._before(), 0, 0, 0), middle, self.text())
            if self.hasFocus():
                painter.setPen(QPen(color, _RING))
                painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), GRID, GRID)

    def _before(self) -> int:
        return round(3 * GRID * scale_of(self.font())) if self._arrow else 0


def paint_arrow(painter: QPainter, room: QRect, down: bool) -> None:
    """Draw an arrow at the left of a room: down where something is unfolded, else to the right.

    It is as large as the letters of the painter.
    """
    scale = scale_of(painter.font())
    half = (GRID - 1) * scale
    painter.save()
    painter.translate(room.left() + half + 0.5, room.center().y() + 0.5)
    if down:
        painter.rotate(90)
    pen = painter.pen()
    pen.setWidthF(1.5 * scale)
    painter.setPen(pen)
    tip = half - scale
    painter.drawPolyline([QPointF(-scale, -half), QPointF(tip, 0), QPointF(-scale, half)])
    painter.restore()

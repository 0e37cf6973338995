"""What a window owes to those who use it by keyboard or by ear: a check says what is amiss."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache, reduce
from itertools import pairwise
from operator import and_
from string import ascii_lowercase

from PySide6.QtCore import SIGNAL, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QWidget,
)

from quarterhour.window.look.colors import contrast
from window.accessible import Role, name, spoken, thing_of

# Of what shows where the keyboard is (WCAG 2.2, 2.4.11 and 2.4.13).
STRONG = 3.0  # to one, of a pixel with the keyboard from the same one without it
_THICK, _LONG = 2, 10  # pixels of a line
_OUTSIDE = 8  # pixels outside of what has the keyboard
NO_ROLE = (Role.NoRole, Role.Client)
MAX_STEPS = 400


def _named(surface: QWidget) -> Iterator[str]:
    """Whatever takes the keyboard has a role and a name."""
    for widget in _tabbed(surface):
        thing = thing_of(widget)
        if thing.role() in NO_ROLE:
            yield f"{widget} has no role"
        if not _name(widget):
            yield f"{widget} has no name"


def _twins(surface: QWidget) -> Iterator[str]:
    """No two things that take the keyboard are called alike."""
    names = Counter((thing_of(widget).role(), _name(widget)) for widget in _tabbed(surface))
    yield from (f"{names[each]} are called {each[1]}" for each in names if names[each] > 1)


def _labeled(surface: QWidget) -> Iterator[str]:
    """Each entry has a label whose key leads to it, and the name begins as the label does."""
    labels = {label.buddy(): label for label in surface.findChildren(QLabel) if label.buddy()}
    for widget in _tabbed(surface):
        if not isinstance(widget, QLineEdit | QComboBox) or _within_qt(widget):
            continue
        if widget not in labels:
            yield f"{_name(widget)} has no label"
        elif not _agree(labels[widget].text(), widget.accessibleName()):
            yield f"{widget.accessibleName()} is labeled {labels[widget].text()}"
    for button in surface.findChildren(QAbstractButton):
        if button.isVisible() and button.text() and not _agree(button.text(), _name(button)):
            yield f"the button {button.text()} is called {_name(button)}"


def _lettered(surface: QWidget) -> Iterator[str]:
    """No letter leads to two places."""
    texts = [
        widget.text()
        for widget in surface.findChildren(QWidget)
        if isinstance(widget, QAbstractButton | QLabel) and widget.isVisible()
        if not isinstance(widget, QLabel) or widget.buddy()
    ]
    if isinstance(surface, QMainWindow):
        texts += [action.text() for action in surface.menuBar().actions()]
    letters = Counter(
        text.replace("&&", "").split("&")[1][0].lower() for text in texts if "&" in text
    )
    free = " ".join(letter for letter in ascii_lowercase if letter not in letters)
    for letter in letters:
        if letters[letter] > 1:
            yield f"Alt+{letter} leads to two places; free are {free}"


def _sentences(surface: QWidget) -> Iterator[str]:
    """What a label says, a screen reader says."""
    for label in surface.findChildren(QLabel):
        text = label.text().replace("&", "")
        if label.isVisible() and text and text not in spoken(thing_of(label)):
            yield f"{label.text()!r} is spoken as {spoken(thing_of(label))!r}"


def _toggled(surface: QWidget) -> Iterator[str]:
    """What assistive technology checks counts like what is clicked: it never clicks a box."""
    for button in surface.findChildren(QAbstractButton):
        group = button.group()
        if not button.isCheckable() or not button.isVisible():
            continue
        if _hears(button, "clicked(bool)") and not _hears(button, *_CHECKED):
            yield f"{_name(button)} counts where it is clicked, not where it is checked"
        if group and _hears(group, "idClicked(int)") and not _hears(group, "idToggled(int,bool)"):
            yield f"{_name(button)} counts in its group where it is clicked alone"


_CHECKED = ("toggled(bool)", "checkStateChanged(Qt::CheckState)")


def _hears(source: QObject, *signals: str) -> bool:
    """Return whether someone listens to one of some signals."""
    return any(source.receivers(SIGNAL(signal)) for signal in signals)


def _keyed(surface: QWidget) -> Iterator[str]:
    """Tab goes through all that takes the keyboard and comes back; Shift+Tab goes the same way."""
    expected = _tabbed(surface)
    if not expected or not surface.isWindow():
        return
    there = _round(expected[0], Qt.Key.Key_Tab)
    back = _round(expected[0], Qt.Key.Key_Backtab)
    for widget in expected:
        if widget not in there:
            yield f"Tab does not come to {_name(widget)}"
    if there[1:] != back[:0:-1]:
        yield f"Tab goes {[*map(_name, there)]}, Shift+Tab {[*map(_name, back)]}"
    first = _first(there, surface)
    for one, other in pairwise(there[first:] + there[:first]):
        if _jumps_back(one, other):
            yield f"Tab jumps back from {_name(one)} to {_name(other)}"


def _round(start: QWidget, key: Qt.Key) -> list[QWidget]:
    """Return what the keyboard comes to, from a widget until it is there again."""
    start.setFocus(Qt.FocusReason.TabFocusReason)
    seen = [start]
    for _ in range(MAX_STEPS):
        QTest.keyClick(QApplication.focusWidget() or start, key)
        focus = QApplication.focusWidget()
        if focus is start and seen[-1] is not start:
            return seen
        if focus is not None and focus is not seen[-1]:
            seen.append(focus)
    return seen


def _first(widgets: list[QWidget], surface: QWidget) -> int:
    """Return which of the widgets on the highest line stands at the left."""
    places = [_placed(widget, surface) for widget in widgets]
    line = min(place.bottom() for place in places)
    highest = [at for at, place in enumerate(places) if place.top() < line]
    return min(highest, key=lambda at: places[at].left())


def _jumps_back(one: QWidget, next_one: QWidget) -> bool:
    """Tell whether the next widget's part of the window lies above or left of that of the one."""
    above, others = _ancestors(one), _ancestors(next_one)
    common = next(widget for widget in above if widget in others)
    here = _placed(above[max(0, above.index(common) - 1)], common)
    there = _placed(others[max(0, others.index(common) - 1)], common)
    beside = there.left() >= here.right()
    same_line = there.top() < here.bottom() and here.top() < there.bottom()
    return (there.bottom() <= here.top() and not beside) or (
        same_line and there.right() <= here.left()
    )


def _ancestors(widget: QWidget) -> list[QWidget]:
    line = [widget]
    while (parent := line[-1].parentWidget()) is not None and not line[-1].isWindow():
        line.append(parent)
    return line


def _placed(widget: QWidget, within: QWidget) -> QRect:
    return QRect(widget.mapTo(within, QPoint(0, 0)), widget.size())


def _tabbed(surface: QWidget) -> list[QWidget]:
    """Return what Tab has to come to."""
    return [
        widget
        for widget in surface.findChildren(QWidget)
        if widget.isVisible() and widget.isEnabled() and widget.window() is surface.window()
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
    ]


def _name(widget: QWidget) -> str:
    """Return what a widget is called: on Linux, Qt has a box called by its label."""
    thing = thing_of(widget)
    labels = [name(label) for label, _ in thing.relations(QAccessible.RelationFlag.Label)]
    if isinstance(widget, QComboBox) and widget.accessibleName():
        return widget.accessibleName()
    return name(thing) or " ".join(labels)


def _within_qt(widget: QWidget) -> bool:
    return widget.objectName().startswith("qt_") or isinstance(
        widget.parentWidget(), QAbstractSpinBox
    )


def _agree(label: str, name: str) -> bool:
    """Tell whether who says what is written is understood: the name has the words (WCAG 2.5.3)."""
    return _words(label) in _words(name)


def _words(text: str) -> str:
    kept = (letter for letter in text.casefold() if letter.isalnum() or letter == " ")
    return "".join(kept).strip()


def unseen_focus(surface: QWidget) -> Iterator[str]:
    """What has the keyboard has a line of the ring's width at two sides, which it had not before.

    It is pictured as Tab comes to it, and again while nothing has the keyboard.
    """
    expected = _tabbed(surface)
    if not expected or not surface.isWindow():
        return
    if surface.windowType() is Qt.WindowType.Popup and len(expected) == 1:
        return  # it closes as the keyboard goes elsewhere
    expected[0].setFocus(Qt.FocusReason.TabFocusReason)
    seen: set[QWidget] = set()
    for _ in range(MAX_STEPS):
        QTest.keyClick(QApplication.focusWidget() or expected[0], Qt.Key.Key_Tab)
        widget = QApplication.focusWidget()
        if widget is None or widget in seen:
            if widget is expected[0]:
                return
            continue
        seen.add(widget)
        pictures = [_around(widget, surface)]
        widget.clearFocus()
        pictures.append(_around(widget, surface))
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        lines = _strong(*pictures)
        if not (_has_line(lines, _THICK, _LONG) and _has_line(lines, _LONG, _THICK)):
            yield f"{type(widget).__name__} {_name(widget)} does not show the keyboard"


def _around(widget: QWidget, surface: QWidget) -> QImage:
    QApplication.processEvents()
    place = _placed(widget, surface).adjusted(-_OUTSIDE, -_OUTSIDE, _OUTSIDE, _OUTSIDE)
    picture = surface.grab(place & surface.rect()).toImage()
    return picture.convertToFormat(QImage.Format.Format_RGB32)


def _strong(one: QImage, other: QImage) -> list[int]:
    """Return the lines of a picture as numbers: a bit is set where another stands out from it."""
    rows = (
        memoryview(each.constBits()).cast("B").cast("I", (each.height(), each.width())).tolist()
        for each in (one, other)
    )
    return [
        sum(1 << x for x, (a, b) in enumerate(zip(*lines, strict=True)) if a != b and _apart(a, b))
        for lines in zip(*rows, strict=True)
    ]


@cache
def _apart(one: int, other: int) -> bool:
    return contrast(QColor.fromRgb(one), QColor.fromRgb(other)) >= STRONG


def _has_line(lines: list[int], high: int, wide: int) -> bool:
    """Tell whether all bits are set in some room of a size."""
    for top in range(len(lines) - high + 1):
        bits = reduce(and_, lines[top : top + high])
        if reduce(and_, (bits >> x for x in range(wide))):
            return True
    return False


CHECKS: tuple[Callable[[QWidget], Iterator[str]], ...] = (
    _named,
    _twins,
    _labeled,
    _lettered,
    _sentences,
    _toggled,
    _keyed,
)

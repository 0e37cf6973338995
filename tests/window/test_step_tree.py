"""The steps of an amount as other steps come: whatever was shown before, they look the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QTreeWidgetItem, QWidget

from quarterhour.window.panels.step_tree import Below, Shown, StepTree

pytestmark = pytest.mark.usefixtures("qapp")

texts = st.sampled_from(["", "Full fee", "Sequestration, 2%", "97110 GP KX, 3 units", "$1,204.50"])


@st.composite
def lists_of_steps(draw: st.DrawFn) -> list[Shown]:
    keys = draw(st.lists(st.sampled_from("abcdef"), unique=True))
    return [
        Shown(
            key,
            draw(texts),
            draw(texts),
            draw(texts),
            tuple(draw(st.lists(st.builds(Below, texts, texts), max_size=2))),
            draw(st.sampled_from([None, (None,), (QColor("navy"),)])),
            draw(st.booleans()),
            draw(st.booleans()),
        )
        for key in keys
    ]


def look(tree: StepTree) -> QImage:
    """Return the tree as it is drawn."""
    tree.resize(tree.width(), tree.sizeHint().height())
    QApplication.processEvents()
    return tree.grab().toImage()


def heard(tree: StepTree) -> list[object]:
    """Return what each item says, and its lines where it is unfolded."""

    def of(item: QTreeWidgetItem | None) -> object:
        assert item is not None
        roles = Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole
        said = [item.data(column, role) for column in (0, 1) for role in roles]
        lines = [of(item.child(at)) for at in range(item.childCount())]
        return said, bool(lines) and item.isExpanded(), lines

    return [of(tree.topLevelItem(at)) for at in range(tree.topLevelItemCount())]


@given(st.lists(lists_of_steps(), min_size=2, max_size=5), st.sets(st.sampled_from("abcdef")))
@settings(max_examples=100, deadline=None)
def test_steps_look_as_in_a_new_tree(shown: list[list[Shown]], unfolded: set[str]) -> None:
    window = QWidget()
    tree, fresh = (StepTree("Steps", window) for _ in range(2))
    for each in (tree, fresh):
        each.setFixedWidth(300)
        each.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # there is a ring around the keyboard
    window.show()
    for steps in shown:
        tree.show_steps(steps)
        _unfold(tree, steps, unfolded)
        QApplication.processEvents()
    fresh.show_steps(shown[-1])
    _unfold(fresh, shown[-1], unfolded)
    QApplication.processEvents()
    assert heard(tree) == heard(fresh)
    assert look(tree) == look(fresh)


def _unfold(tree: StepTree, steps: list[Shown], unfolded: set[str]) -> None:
    for step, at in zip(steps, range(tree.topLevelItemCount()), strict=True):
        item = tree.topLevelItem(at)
        if step.key in unfolded and step.below and item is not None:
            item.setExpanded(True)


def test_a_step_that_stays_keeps_its_item() -> None:
    def step(key: str) -> Shown:
        return Shown(key, key, "", key)

    window = QWidget()
    tree = StepTree("Steps", window)
    tree.show_steps([step(key) for key in "abcd"])
    kept = [tree.topLevelItem(at) for at in (0, 3)]
    tree.show_steps([step(key) for key in "axyzd"])
    assert [tree.topLevelItem(at) for at in (0, 4)] == kept
    tree.show_steps([step(key) for key in "ad"])
    assert [tree.topLevelItem(at) for at in (0, 1)] == kept


def test_the_keyboard_stays_in_its_line() -> None:
    def step(key: str, amount: str) -> Shown:
        return Shown(key, key, amount, key, (Below("how", amount), Below("more", amount)))

    window = QWidget()
    tree = StepTree("Steps", window)
    tree.show_steps([step(key, "1") for key in "abc"])
    item = tree.topLevelItem(1)
    assert item is not None
    item.setExpanded(True)
    line = item.child(1)
    assert line is not None
    tree.setCurrentItem(line)
    tree.show_steps([step(key, "2") for key in "abc"])
    assert tree.currentItem() is line
    tree.show_steps([step(key, "2") for key in "axbc"])
    assert tree.currentItem() is line
    tree.show_steps([step(key, "2") for key in "ac"])
    assert tree.currentItem() in (tree.topLevelItem(0), tree.topLevelItem(1))

"""The menus: every key and every letter once, texts written alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from quarterhour.window.menus.action import reads
from window.person import Person

Open = Callable[..., Person]
NAMES = {"CSV", "Quarterhour", "Medicare"}


def _menus(person: Person) -> Iterator[QMenu]:
    for action in person.window.menuBar().actions():
        menu = action.menu()
        assert isinstance(menu, QMenu)
        yield menu


def _letters(actions: list[QAction]) -> Counter[str]:
    texts = [action.text() for action in actions if not action.isSeparator()]
    return Counter(text[text.index("&") + 1].lower() for text in texts if "&" in text)


def test_every_entry_has_a_letter_of_its_own(opened: Open) -> None:
    person = opened()
    bar = person.window.menuBar().actions()
    assert max(_letters(bar).values()) == 1
    for menu in _menus(person):
        entries = [action for action in menu.actions() if not action.isSeparator()]
        letters = _letters(entries)
        assert sum(letters.values()) == len(entries), menu.title()
        assert max(letters.values()) == 1, (menu.title(), letters)


def test_every_key_does_one_thing(opened: Open) -> None:
    keys = Counter(
        key.toString()
        for menu in _menus(opened())
        for action in menu.actions()
        for key in action.shortcuts()
    )
    assert [key for key, count in keys.items() if count > 1] == []


def test_entries_are_in_sentence_case(opened: Open) -> None:
    for menu in _menus(opened()):
        for action in menu.actions():
            first, *words = reads(action.text()).split() or ["A"]
            assert first[0].isupper()
            assert [word for word in words if word != word.lower() and word not in NAMES] == []


@pytest.mark.parametrize("title", ["Compare rules", "About Quarterhour", "Copy row", "Save"])
def test_what_asks_for_nothing_has_no_dots(title: str, opened: Open) -> None:
    texts = {a.text().replace("&", "") for menu in _menus(opened()) for a in menu.actions()}
    assert title in texts

"""The menus: every key and every letter once, texts written alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu

from builders import pt, visit_fields
from quarterhour.claims.dialog import Dialog
from quarterhour.visit import visit_from
from quarterhour.window.details.code_rules import CodeRulesDialog
from quarterhour.window.details.service import ServiceDialog
from quarterhour.window.details.settings import PracticeDialog
from quarterhour.window.details.visit import PatientYearDialog, StatementsDialog
from quarterhour.window.fees.imports_dialog import ImportsDialog
from quarterhour.window.words import WORDS, Command, Menu, Title
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
            first, *words = action.text().replace("&", "").rstrip("\u2026").split() or ["A"]
            assert first[0].isupper()
            assert [word for word in words if word != word.lower() and word not in NAMES] == []


@pytest.mark.parametrize(
    "command", [Command.COMPARE_RULES, Command.ABOUT, Command.COPY_ROW, Command.SAVE]
)
def test_what_asks_for_nothing_has_no_dots(command: Command) -> None:
    assert "\u2026" not in WORDS[command]


def test_every_menu_command_and_title_has_words() -> None:
    assert set(WORDS) == {*Menu, *Command, *Title}


def test_every_command_stands_in_a_menu_once(opened: Open) -> None:
    person = opened()
    entries = [action for menu in _menus(person) for action in menu.actions()]
    for command in set(Command) - {Command.CLEAR_RECENT}:  # which comes with the first file
        assert entries.count(person.window.parts.entries[command]) == 1


def test_what_a_hint_names_is_opened_whatever_it_is_called(
    opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at, words in enumerate(list(WORDS)):
        monkeypatch.setitem(WORDS, words, str(at))
    person = opened(visit_from(visit_fields(pt("97110", 15))))
    opens = {
        Dialog.SERVICE_DETAILS: ServiceDialog,
        Dialog.PATIENT_YEAR: PatientYearDialog,
        Dialog.CLAIM_STATEMENTS: StatementsDialog,
        Dialog.PRACTICE: PracticeDialog,
        Dialog.YEARLY_AMOUNTS: ImportsDialog,
        Dialog.CODE_RULES: CodeRulesDialog,
    }
    assert set(opens) == set(Dialog)
    for dialog, kind in opens.items():
        person.window.parts.commands.show(dialog)
        shown = person.dialog()
        assert isinstance(shown, kind)
        shown.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

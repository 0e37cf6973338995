"""The practice's own words for services: read at the start, taken as the codes that they mean."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListWidget, QPushButton

from quarterhour.entry.own_words import FORMAT
from quarterhour.reference import Reference
from quarterhour.window import Desk, MainWindow, run
from quarterhour.window.words import Command
from window.person import Person

TAB = Qt.Key.Key_Tab
CONTROL = Qt.KeyboardModifier.ControlModifier
Start = Callable[[Callable[[Person], None]], None]


@pytest.fixture
def own_words(portable: Path) -> Path:
    """The file that they are read from."""
    file = portable / "practice" / "own_words.json"
    file.parent.mkdir(parents=True)
    (portable / "settings.ini").write_text("[settings]\nversion=1\n")  # not the first start
    file.write_text(json.dumps({"format": FORMAT, "words": {"TE": "97110", "gait": "97530"}}))
    return file


@pytest.fixture
def start(reference: Reference, monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Start:
    """Start the whole program, and do something in its window."""

    def start(do: Callable[[Person], None]) -> None:
        def sit_down() -> int:
            windows = [each for each in qapp.topLevelWidgets() if isinstance(each, MainWindow)]
            (window,) = (each for each in windows if each.isVisible())
            window.activateWindow()
            QTest.qWaitForWindowActive(window)
            do(Person(window))
            window.close()
            return 0

        monkeypatch.setattr(qapp, "exec", sit_down)
        assert run(lambda: reference) == 0

    return start


@pytest.mark.usefixtures("own_words")
@pytest.mark.parametrize(("typed", "code"), [("te", "97110"), ("gait", "97530")])
def test_they_are_typed_and_pasted_as_codes(typed: str, code: str, start: Start) -> None:
    def work(person: Person) -> None:
        person.types(typed).press(TAB).types("15").press(Qt.Key.Key_Return)
        QApplication.clipboard().setText(f"{typed}\t20")
        person.press(Qt.Key.Key_V, modifier=CONTROL)
        rows.extend(row.code for row in person.window.worksheet.session.draft.rows if row.code)

    rows: list[str] = []
    start(work)
    assert rows == [code, code]


def test_what_cannot_be_read_is_said_and_the_program_starts(own_words: Path, start: Start) -> None:
    own_words.write_text("TE means 97110")
    said: list[str] = []
    start(lambda person: said.append(person.window.messages.text))
    assert len(said) == 1
    assert str(own_words) in said[0]
    assert own_words.read_text() == "TE means 97110"


def test_a_word_for_no_code_is_named(own_words: Path, start: Start) -> None:
    own_words.write_text(json.dumps({"format": FORMAT, "words": {"TE": "99999", "gait": "97116"}}))
    said: list[str] = []
    start(lambda person: said.append(person.window.messages.text))
    assert "TE (99999)" in said[0]
    assert "gait" not in said[0]


def test_it_hides_no_other_message(
    own_words: Path, start: Start, reference: Reference, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reference, "problem", "What was imported is damaged.")
    own_words.write_text("{")
    said: list[str] = []
    start(lambda person: said.append(person.window.messages.text))
    assert said[0].startswith(reference.problem)
    assert "own_words.json" in said[0]


@pytest.fixture
def adding(opened: Callable[..., Person]) -> Person:
    """Open the dialog in which words are added."""
    person = opened()
    person.choose(Command.OWN_WORDS)
    person.dialog()
    return person


def _button(person: Person, text: str) -> QPushButton:
    return next(each for each in person.window.findChildren(QPushButton) if each.text() == text)


def _add(person: Person, word: str, service: str) -> None:
    """Type a word and its service, each ended by Enter, and press Add word."""
    person.go_to(QLineEdit, "Word")
    person.types(word).press(TAB).types(service).press(Qt.Key.Key_Return, Qt.Key.Key_Return)


def test_a_word_is_added_used_at_once_and_removed(adding: Person, desk: Desk) -> None:
    _add(adding, "zap", "MT")
    assert adding.says("About the words") == "\u201czap\u201d means 97140 from now on."
    assert desk.own_words == {"zap": "97140"}
    other = Person(desk.make_window())
    assert other.window.worksheet.session.suggestions.meant("ZAP") == "97140"
    adding.find(QListWidget, "Words of the practice").setCurrentRow(0)
    QTest.mouseClick(_button(adding, "&Remove word"), Qt.MouseButton.LeftButton)
    assert desk.own_words == {}
    assert other.window.worksheet.session.suggestions.meant("zap") == ""


@pytest.mark.parametrize(
    ("word", "service", "says"),
    [
        ("", "97140", "Enter the word"),
        ("zap", "PROM", "Choose one service"),
        ("97112", "97140", "is a code"),
    ],
)
def test_what_cannot_be_a_word_says_why_and_stays(
    word: str, service: str, says: str, adding: Person, desk: Desk
) -> None:
    _add(adding, word, service)
    assert says in adding.says("About the words")
    assert adding.find(QLineEdit, "Word").text() == word
    assert desk.own_words == {}


def test_what_cannot_be_read_is_said_and_set_aside(
    opened: Callable[..., Person], tmp_path: Path, desk: Desk
) -> None:
    (tmp_path / "practice").mkdir()
    file = tmp_path / "practice" / "own_words.json"
    file.write_text("TE means 97110")
    person = opened()
    person.choose(Command.OWN_WORDS)
    person.dialog()
    assert str(file) in person.says("About the words")
    _add(person, "zap", "97140")
    said = person.says("About the words")
    aside = next(file.parent.glob("own_words.unreadable*"))
    assert str(aside) in said and aside.read_text() == "TE means 97110"
    assert desk.own_words == {"zap": "97140"}


def test_what_is_typed_is_added_before_the_dialog_closes(adding: Person, desk: Desk) -> None:
    adding.go_to(QLineEdit, "Word")
    adding.types("zap").press(TAB).types("97140").press(TAB)
    adding.dialog().reject()
    assert desk.own_words == {"zap": "97140"}


def test_what_cannot_be_added_is_said_once_before_the_dialog_closes(adding: Person) -> None:
    dialog = adding.dialog()
    adding.go_to(QLineEdit, "Word")
    adding.types("zap").press(TAB).types("PROM").press(TAB)
    dialog.reject()
    assert dialog.isVisible()
    assert "Choose one service" in adding.says("About the words")
    dialog.reject()
    assert not dialog.isVisible()

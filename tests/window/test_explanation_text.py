"""The words of the explanation as others come: whatever was told before, they look the same."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PySide6.QtWidgets import QWidget

from quarterhour.entry.explained import Paragraph
from quarterhour.window.panels.row_explanation import ExplanationText

pytestmark = pytest.mark.usefixtures("qapp")

words = st.sampled_from(["", "Why: ", "23 min are 2 units.", "Denied.", "A \N{EM DASH} b"])
paragraphs = st.lists(st.builds(Paragraph, words, words, st.booleans()), max_size=4).map(tuple)


def look(text: ExplanationText) -> list[object]:
    """Return each paragraph with its margins, and its pieces with their letters."""
    found: list[object] = []
    block = text.document().begin()
    while block.isValid():
        pieces = []
        fragments = block.begin()
        while not fragments.atEnd():
            piece = fragments.fragment()
            letters = piece.charFormat()
            pieces.append((piece.text(), letters.fontWeight(), letters.foreground().color().name()))
            fragments += 1
        found.append((block.text(), block.blockFormat().bottomMargin(), pieces))
        block = block.next()
    return found


@given(st.lists(paragraphs, min_size=2, max_size=5))
@example([(Paragraph("Why: ", "a", False),), ()])
@settings(max_examples=200, deadline=None)
def test_words_look_as_in_a_new_text(shown: list[tuple[Paragraph, ...]]) -> None:
    parent = QWidget()
    text, fresh = (ExplanationText(parent) for _ in range(2))
    for each in shown:
        text.show_paragraphs(each)
    fresh.show_paragraphs(shown[-1])
    assert look(text) == look(fresh)
    assert text.height() == fresh.height()

"""The practice's own words: read strictly, found first, and meant for certain."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import pt, visit_fields
from quarterhour.entry import Session, Suggestions
from quarterhour.entry.own_words import FORMAT, MAX_LETTERS, MAX_WORDS, OWN_WORDS
from quarterhour.entry.suggestions import folded
from quarterhour.reference import Reference
from quarterhour.visit import visit_from

WORDS = {"TE": "97110", "gait": "97530"}


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=MAX_LETTERS).filter(folded), st.just("97110"), max_size=20
    )
)
def test_what_is_kept_is_read_again(words: dict[str, str]) -> None:
    assert OWN_WORDS.read(OWN_WORDS.document(words)) == words


def test_a_code_is_written_as_one_likes() -> None:
    assert OWN_WORDS.read({"format": FORMAT, "words": {"stim": " g0283 "}}) == {"stim": "G0283"}


BAD: list[tuple[Any, str]] = [
    ([], FORMAT),
    ({"format": "quarterhour.own-words/2", "words": {}}, FORMAT),
    ({"format": FORMAT, "words": {}, "color": "red"}, "color"),
    ({"format": FORMAT}, "words"),
    ({"format": FORMAT, "words": {str(at): "97110" for at in range(MAX_WORDS + 1)}}, "1,000"),
    ({"format": FORMAT, "words": {"TE": 97110}}, "TE"),
    ({"format": FORMAT, "words": {"TE": " "}}, "TE"),
    ({"format": FORMAT, "words": {" ": "97110"}}, "letters"),
    ({"format": FORMAT, "words": {"w" * (MAX_LETTERS + 1): "97110"}}, "letters"),
    ({"format": FORMAT, "words": {"TE": "97110", "te": "97530"}}, "twice"),
]


@pytest.mark.parametrize(("document", "named"), BAD)
def test_what_cannot_be_used_is_named(document: object, named: str) -> None:
    with pytest.raises(ValueError, match=named):
        OWN_WORDS.read(document)


@pytest.mark.parametrize(("text", "code"), [("te", "97110"), ("Gait", "97530"), ("ther", "")])
def test_an_own_word_comes_first_and_is_certain(text: str, code: str, reference: Reference) -> None:
    suggestions = Suggestions(reference, WORDS)
    assert suggestions.meant(text) == code
    if code:
        assert suggestions.find(text)[0].code == code


def test_it_is_pasted_as_its_code_also_after_an_import(reference: Reference) -> None:
    session = Session(reference, visit_from(visit_fields(pt("97140", 15))), own_words=WORDS)
    session.paste(1, "TE\t20")
    session.renew()
    session.paste(2, "gait\t20")
    assert [row.code for row in session.draft.rows] == ["97140", "97110", "97530"]

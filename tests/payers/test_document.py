"""A payer file read, written, and read again is the same; a setting has one of three states."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings

from payers.payer_files import TENNESSEE, content, small, tennessee
from payers.random_payers import documents, payers
from quarterhour.payers import Payer, payer_document, payer_from, payer_text, read_payer
from quarterhour.payers.document import MAX_BYTES, placeholders
from quarterhour.payers.kinds import DoesNotApply, Stated
from quarterhour.visit import FormatError, VisitError


@settings(max_examples=200)
@given(payers())
def test_what_is_read_is_written_and_read_again(payer: Payer) -> None:
    assert read_payer(payer_text(payer)) == payer
    assert payer_from(json.loads(json.dumps(payer_document(payer)))) == payer


@settings(max_examples=100)
@given(documents())
def test_writing_is_settled_after_the_first_time(document: dict[str, Any]) -> None:
    written = payer_text(payer_from(document))
    assert payer_text(read_payer(written)) == written


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ({"value": "line", "source": "contract"}, Stated("line", "contract")),
        ({"applies": False, "source": "contract"}, DoesNotApply("contract")),
        ("not-stated", None),
        (None, None),
    ],
    ids=["stated", "does not apply", "not stated", "absent"],
)
def test_a_setting_has_three_states(written: Any, read: Any) -> None:
    fields = {} if written is None else {"lesser_of_charge": written}
    payer = payer_from(small(**fields))
    assert payer.lesser_of_charge == read
    assert payer_document(payer).get("lesser_of_charge") == (None if read is None else written)


@pytest.mark.parametrize("section", ["counting", "reduction", "assistant", "modifiers", "patient"])
def test_a_section_may_not_apply_or_not_be_stated(section: str) -> None:
    applies_not = {"applies": False, "source": "contract"}
    payer = payer_from(small(**{section: applies_not}))
    assert getattr(payer, section) == DoesNotApply("contract")
    assert payer_document(payer)[section] == applies_not
    assert getattr(payer_from(small(**{section: "not-stated"})), section) is None


def test_a_field_of_a_section_may_not_be_stated() -> None:
    read = payer_from(tennessee())
    assert (read.counting.method, read.counting.pool) == ("total-minutes", None)
    assert read.caps[0].surplus is None
    assert "surplus" not in payer_document(read)["caps"][0]


def test_an_id_is_made_of_the_name_where_there_is_none() -> None:
    assert payer_from(small(name="Blue Plan (PPO), Ohio")).key == "blue-plan-ppo-ohio"
    assert payer_from(small(name="Blue", id="blue-2")).key == "blue-2"


def test_an_example_of_the_documents_is_read() -> None:
    read = read_payer(content(TENNESSEE))
    assert read.codes == (("97010", Stated("not-paid", "tn-09")),)
    assert read.source("tn-02").mark == "P"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"", "isn't a Quarterhour payer file. Correct the file, or choose another one. Details: "),
        (b"\xff", "it isn't text in UTF-8."),
        (b"[" * 5000, "isn't a Quarterhour payer file"),
        (b'{"name": 1, "name": 2}', "The file has \u201cname\u201d twice in one object."),
        (b" " * (MAX_BYTES + 1), "The file is over 1,000,000 bytes, too large for a Quarterhour p"),
        (b"[]", "The document must be a JSON object"),
    ],
    ids=["empty", "no text", "deep", "twice", "large", "list"],
)
def test_what_is_no_payer_file_is_said(text: bytes, said: str) -> None:
    with pytest.raises(VisitError) as refused:
        read_payer(text)
    assert said in str(refused.value)
    assert "visit" not in str(refused.value)


@pytest.mark.parametrize(
    ("format", "said"),
    [
        ("quarterhour.visit/1", "This is a Quarterhour visit, not a payer file."),
        ("quarterhour.payer/2", "A newer Quarterhour saved this payer file."),
    ],
)
def test_another_document_is_named(format: str, said: str) -> None:
    with pytest.raises(FormatError, match=said):
        payer_from(tennessee(format=format))


def test_what_is_to_be_filled_in_is_listed_with_its_place() -> None:
    form = small(
        name="fill in: the plan's name",
        price=[
            {"base": "dollars", "dollars": {"97110": "fill in: dollars"}, "source": "contract"},
        ],
    )
    assert [*placeholders(form)] == [
        ("name", "the plan's name"),
        ("price[0].dollars.97110", "dollars"),
    ]
    with pytest.raises(VisitError, match="Name: is still to be filled in: the plan's name"):
        payer_from(form)


def test_a_name_of_two_lines_gives_a_sentence_of_one() -> None:
    for document in ({"a\nb": "fill in: it"}, small(**{"a\nb": 1})):
        with pytest.raises(VisitError) as refused:
            payer_from(document)
        assert "\n" not in str(refused.value)

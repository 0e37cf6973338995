"""Finding services by code, label and common words."""

from __future__ import annotations

import pytest

from quarterhour.entry import Suggestions
from quarterhour.reference import Reference


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("97110", "97110"),
        ("9711", "97110"),
        ("g0283", "G0283"),
        ("ther ex", "97110"),
        ("THER  EX", "97110"),
        ("ther act", "97530"),
        ("gait", "97116"),
        ("manual", "97140"),
        ("neuro re-ed", "97112"),
        ("re-eval", "97164"),
        ("traction", "97012"),
        ("exer ther", "97110"),
        ("ultrasound", "97035"),
        ("epley", "95992"),
        ("speech group", "92508"),
        ("hot pack", "97010"),
    ],
)
def test_the_best_match_is_first(reference: Reference, text: str, best: str) -> None:
    assert Suggestions(reference).find(text)[0].code == best


def test_every_code_is_found_by_itself_its_label_and_its_words(reference: Reference) -> None:
    suggestions = Suggestions(reference)
    for code, service in reference.services.items():
        assert suggestions.find(code)[0].code == code
        for text in (service.label, service.label.split()[-1], *service.words):
            assert code in [found.code for found in suggestions.find(text)], (code, text)


def test_codes_that_medicare_does_not_take_come_last(reference: Reference) -> None:
    found = [suggestion.code for suggestion in Suggestions(reference).find("e-stim")]
    assert {"G0283", "97032", "97014"} <= set(found)
    assert found[-1] == "97014"


def test_a_part_of_a_word_matches_too(reference: Reference) -> None:
    assert "97110" in [found.code for found in Suggestions(reference).find("xercis")]


def test_the_word_that_matched_is_named(reference: Reference) -> None:
    suggestions = Suggestions(reference)
    assert suggestions.find("epley")[0].word == "Epley"
    assert suggestions.find("therapeutic exercise")[0].word == ""


@pytest.mark.parametrize("text", ["zzz", "9711x", "\u0661", "%"])
def test_nothing_matches_nonsense(reference: Reference, text: str) -> None:
    assert Suggestions(reference).find(text) == ()


def test_no_text_means_all(reference: Reference) -> None:
    assert len(Suggestions(reference).find("")) == len(reference.services)


@pytest.mark.parametrize("typed", ["mobs", "MOBS", " mobs "])
def test_an_own_word_means_its_service(reference: Reference, typed: str) -> None:
    found = Suggestions(reference, {"Mobs": "97140"}).find(typed)
    assert (found[0].code, found[0].word) == ("97140", "Mobs")


def test_an_own_word_comes_first_and_hides_nothing(reference: Reference) -> None:
    plain, own = Suggestions(reference), Suggestions(reference, {"gait": "97530", "9": "97012"})
    for text in ("gait", "9"):
        first, *others = [found.code for found in own.find(text)]
        assert first == {"gait": "97530", "9": "97012"}[text]
        assert others == [found.code for found in plain.find(text) if found.code != first]


def test_a_whole_code_means_itself_whatever_the_own_words_say(reference: Reference) -> None:
    assert Suggestions(reference, {"97110": "97112"}).find("97110")[0].code == "97110"


@pytest.mark.parametrize("typed", ["mob", "mobss", "mobs x"])
def test_an_own_word_is_taken_as_a_whole(reference: Reference, typed: str) -> None:
    plain = Suggestions(reference).find(typed)
    assert Suggestions(reference, {"mobs": "97016"}).find(typed) == plain


def test_an_own_word_for_a_code_that_is_none_means_nothing(reference: Reference) -> None:
    assert Suggestions(reference, {"zzz": "00000"}).find("zzz") == ()

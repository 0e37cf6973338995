"""Finding services by code, label and common words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import TABLES, table
from quarterhour.entry import Suggestions
from quarterhour.entry.reading import why_not_taken
from quarterhour.reference import Reference

DISCIPLINES = ("PT", "OT", "SLP")
ROWS = table(TABLES / "abbreviations.csv")


@pytest.fixture(scope="module")
def suggestions(reference: Reference) -> Suggestions:
    """The words of the program alone."""
    return Suggestions(reference)


@pytest.mark.parametrize(
    ("text", "best"),
    [
        ("97110", "97110"),
        ("9711", "97110"),
        ("g0283", "G0283"),
        ("ther ex", "97110"),
        ("THER  EX", "97110"),
        ("T.E.", "97110"),
        ("ther act", "97530"),
        ("gait", "97116"),
        ("manual", "97140"),
        ("neuro re-ed", "97112"),
        ("traction", "97012"),
        ("exer ther", "97110"),
        ("ultrasound", "97035"),
        ("epley", "95992"),
        ("speech group", "92508"),
        ("hot pack", "97010"),
        ("massge", "97124"),
        ("ultrasuond", "97035"),
        ("giat", "97116"),
        ("ther xe", "97110"),
        ("manaul therapy", "97140"),
    ],
)
def test_the_best_match_is_first(suggestions: Suggestions, text: str, best: str) -> None:
    assert suggestions.find(text)[0].code == best


def test_every_abbreviation_is_what_the_table_says(
    suggestions: Suggestions, reference: Reference
) -> None:
    """Known codes come in their order; one is sure where it is the only one of a discipline."""
    for row in ROWS:
        word, codes = row["word"], [code for code in row["codes"].split(";") if code]
        for discipline in DISCIPLINES:
            known = [code for code in codes if code in reference.services]
            own = [code for code in known if discipline in reference.services[code].disciplines]
            order = [*own, *(code for code in known if code not in own)]
            found = suggestions.find(word, discipline)
            assert [each.code for each in found][: len(known)] == order, word
            only = codes if len(codes) == 1 else own
            sure = only[0] if row["sure"] == "1" and len(only) == 1 and only[0] in known else ""
            assert suggestions.meant(word, discipline) == sure, word
            said = why_not_taken(word, discipline, suggestions)
            assert said.endswith(".")
            assert (sure if sure else row["note"]) in said, word


def test_sure_words_of_one_code_are_most_of_the_table(suggestions: Suggestions) -> None:
    taken = [row for row in ROWS if suggestions.meant(row["word"], "PT") == row["codes"]]
    assert len(taken) > 400


@given(st.integers(0, 10**6), st.sampled_from(DISCIPLINES))
def test_a_part_of_a_word_is_never_sure(
    suggestions: Suggestions, seed: int, discipline: str
) -> None:
    word = ROWS[seed % len(ROWS)]["word"]
    start, end = seed % len(word), seed % (len(word) + 3)
    part = word[start:end]
    whole = suggestions.abbreviation(part) or part.upper() in suggestions._reference.services
    if not whole and not part.strip().isdigit():
        assert suggestions.meant(part, discipline) == ""


@pytest.mark.parametrize("letters", ["ait", "th", "ra", "co", "mas", "ul", "ed"])
def test_two_or_three_letters_match_whole_words_alone(
    suggestions: Suggestions, letters: str, reference: Reference
) -> None:
    for found in suggestions.find(letters):
        name = f"{found.word} {found.label}".casefold()
        assert letters in "".join(c if c.isalnum() else " " for c in name).split()


@pytest.mark.parametrize(
    ("digits", "codes", "sure"),
    [
        ("7110", ["97110"], "97110"),
        ("110", ["97110"], "97110"),
        ("112", ["97112", "96112"], ""),
        ("15", [], ""),
        ("9711", ["97110", "97112", "97113", "97116"], ""),
        ("130", ["97130", "29130"], "97130"),
        ("530", ["97530", "29530"], ""),
        ("125", ["96125", "29125"], ""),
    ],
)
def test_last_digits_find_a_code(
    suggestions: Suggestions, digits: str, codes: list[str], sure: str
) -> None:
    assert [found.code for found in suggestions.find(digits, "PT")] == codes
    assert suggestions.meant(digits, "PT") == sure


# What therapists type short for a code of every day, whatever other code ends alike.
SHORT = (
    "97010 97012 97014 97016 97018 97022 97024 97032 97033 97035 97116 97124 97129 97130 97140 "
    "97150 97161 97162 97163 97164 97165 97166 97167 97168 97533 97535 97537 97750 97755 97760 "
    "97761 97763 92507 92526"
)


def test_three_digits_of_a_usual_code_are_sure(suggestions: Suggestions) -> None:
    codes = SHORT.split()
    assert [suggestions.meant(code[-3:], "PT") for code in codes] == codes


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("short arm splint", "29125"),
        ("long arm splint", "29105"),
        ("short arm cast", "29075"),
        ("ankle strapping", "29540"),
        ("elbow strapping", "29260"),
        ("wrist strapping", "29260"),
        ("serial casting", ""),
        ("finger splint", ""),
        ("e-visit", ""),
    ],
)
def test_splints_casts_and_strapping(suggestions: Suggestions, word: str, code: str) -> None:
    assert suggestions.meant(word, "OT") == code
    assert suggestions.find(word, "OT")


def test_a_code_that_was_deleted_is_never_taken(
    suggestions: Suggestions, reference: Reference
) -> None:
    deleted = [row for row in ROWS if "deleted" in row["note"] and row["word"][-4:].isdigit()]
    assert len(deleted) > 10
    for row in deleted:
        assert row["word"] not in reference.services
        assert suggestions.meant(row["word"], "PT") == ""
        assert row["codes"].split(";")[0] in why_not_taken(row["word"], "PT", suggestions)


def test_every_code_is_found_by_itself_its_label_and_its_words(
    suggestions: Suggestions, reference: Reference
) -> None:
    for code, service in reference.services.items():
        assert suggestions.find(code)[0].code == code
        for text in (service.label, service.label.split()[-1]):
            if len(text) > 3:
                assert code in [found.code for found in suggestions.find(text)], (code, text)


def test_a_whole_label_is_sure_unless_people_mean_more_by_it(
    suggestions: Suggestions, reference: Reference
) -> None:
    unsure = {
        code
        for code, service in reference.services.items()
        if suggestions.meant(service.label, "PT") != code
    }
    assert unsure == {"97032"}  # attended e-stim: only with constant attendance


def test_codes_that_medicare_does_not_take_come_last(suggestions: Suggestions) -> None:
    found = [suggestion.code for suggestion in suggestions.find("e-stim")]
    assert found[:3] == ["G0283", "97032", "97014"]
    found = [suggestion.code for suggestion in suggestions.find("e-stim, una")]
    assert found[-1] == "97014"


def test_a_part_of_a_word_matches_too(suggestions: Suggestions) -> None:
    assert "97110" in [found.code for found in suggestions.find("xercis")]


def test_the_word_that_matched_is_named(suggestions: Suggestions) -> None:
    assert suggestions.find("epley")[0].word == "Epley"
    assert suggestions.find("therapeutic exercise")[0].word == ""


@pytest.mark.parametrize("text", ["zzz", "9711x", "97111", "\u0661", "%"])
def test_nothing_matches_nonsense(suggestions: Suggestions, text: str) -> None:
    assert suggestions.find(text) == ()


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


@pytest.mark.parametrize("typed", ["mob", "mobs x"])
def test_an_own_word_is_taken_as_a_whole(reference: Reference, typed: str) -> None:
    plain = Suggestions(reference).find(typed)
    assert Suggestions(reference, {"mobs": "97016"}).find(typed) == plain


def test_an_own_word_for_a_code_that_is_none_means_nothing(reference: Reference) -> None:
    assert Suggestions(reference, {"zzz": "00000"}).find("zzz") == ()


@pytest.mark.parametrize("typed", ["zappe", "zaper", "zapper.", "band aid"])
def test_an_own_word_is_found_as_any_other(reference: Reference, typed: str) -> None:
    own = Suggestions(reference, {"zapper": "97016", "Band-Aid": "97140"})
    found = own.find(typed)[0]
    assert (found.code, found.word) in (("97016", "zapper"), ("97140", "Band-Aid"))
    assert found.sure == (typed in ("zapper.", "band aid"))


@pytest.mark.parametrize("around", ["{} gait", "gait {}", "{}-GP", "GP {}", "{}.", "the {} one"])
@pytest.mark.parametrize("code", ["97116", "g0283"])
def test_a_text_that_holds_a_code_says_which(
    code: str, around: str, suggestions: Suggestions
) -> None:
    said = why_not_taken(around.format(code), "PT", suggestions)
    assert said.startswith(f"is more than a code. Type only {code.upper()}.")


def test_a_text_that_holds_two_codes_asks_for_a_row_of_each(suggestions: Suggestions) -> None:
    for text in ("97110 97140", "97110+97140", "ther ex 97110, man 97140, 97110"):
        said = why_not_taken(text, "PT", suggestions)
        assert said == "names 97110 and 97140. Type each code in a row of its own."


def test_what_only_holds_digits_is_no_code(suggestions: Suggestions) -> None:
    for text in ("x97116x", "971160", "a 99999 b"):
        assert "Type" not in why_not_taken(text, "PT", suggestions)

"""Finding pages: what people type opens the page that answers it."""

from __future__ import annotations

import pytest

from builders import ROOT
from quarterhour.guide import Guide
from quarterhour.guide.texts import read_guide_texts
from quarterhour.reference import Reference

# Each question in several wordings, with a typing error too.
QUESTIONS = {
    "code/97110": (
        *("description of 97110", "97110 description", "what is 97110", "discription of 97110"),
        *("CPT 97110", "97110 cpt code description", "define 97110", "97110 meaning"),
        *("what does Medicare pay for 97110", "what Medicare pays for 97110", "97110 fee"),
        *("how much does Medicare pay for 97110", "97110 reimbursement", "97110 Medicare rate"),
        *("what medicare pays for 97110 in 2026", "97110 reimbursment rate", "price of 97110"),
        *("is 97110 timed", "documentation for 97110", "how many units of 97110 a day"),
        *("who can bill 97110", "97110 MUE", "97110x1"),
    ),
    "guide/guidelines": (
        *("billing guidelines", "billing guidlines", "Medicare billing guidelines"),
        *("physical therapy billing guidelines", "what are the billing rules", "how to bill"),
        *("PT billing guidelines", "guideline", "billing guidelines for 97110"),
    ),
    "guide/modifiers": (
        *("which modifier for 97110", "what modifier for 97110", "97110 modifier"),
        *("which modifer for 97110", "modifiers for 97140", "does 97110 need a modifier"),
        *(
            "what modifier do I use with 97530",
            "97110 59",
            "97110-59",
            *("which modifiers", "which modifier for manual therapy", "modifier for gait training"),
            "modifier 59",
            *("modifier 50", "bilateral cast", "bilateral modifier", "LT and RT"),
        ),
    ),
    "guide/units": (
        *("two units", "2 units", "two unit", "when are two units billed", "two units of 97110"),
        *("how many minutes for 2 units", "how many minutes are two units", "97110 2 units"),
        *("how many units is 33 minutes", "8 minute rule", "minutes for two units of 97140"),
    ),
    "guide/exercise-or-manual": (
        *("97110 against 97140", "97110 vs 97140", "97140 versus 97110", "97110 or 97140"),
        *("both together", "can both be billed together", "97110 and 97140 together"),
        *("bill 97140 and 97110 together", "are 97110 and 97140 both paid", "both togehter"),
        *("difference between 97110 and 97140", "97110 with 97140 modifier", "both on one day"),
        *("97110/97140", "97110, 97140", "97110 & 97140 same day"),
    ),
    "code/97140": (
        *("is 97140 PT", "is 97140 PT or OT", "is 97140 a PT code", "is 97140 physical therapy"),
        *("97140 PT", "can OT bill 97140"),
    ),
    "guide/disciplines": (
        *("PT or OT", "pt vs ot", "OT or PT", "who may bill", "is it PT or OT", "PT or OT?"),
        *("physical or occupational therapy", "PT versus OT", "discpline"),
    ),
    "guide/helpers": (
        *("massage therapist", "massage therapists", "can a massage therapist bill", "LMT"),
        *("massage therapst", "can a massage therapist bill 97110", "massage therapist 97124"),
        *("can massage therapists bill Medicare", "licensed massage therapist billing 97140"),
    ),
    "guide/fitness": (
        *("97110 for fitness", "97110 for healthy people", "97110 pregnancy", "pregnant patient"),
        *("is 97110 for pregnancy", "97110 exercise for pregnancy", "fitnes", "healthy persons"),
        *("does Medicare pay for fitness", "97110 wellness", "97110 and pregnant women"),
    ),
    # A94: may the first plan be certified without a signature?
    "guide/plan-of-care": (
        *("certification", "recertification", "signed order", "certfication", "re-certification"),
        *(
            "does the plan of care need a signature",
            "do I need a referral",
            "is a signature needed",
        ),
    ),
    "guide/threshold": ("do I need KX on 97110", "97110 KX", "KX modifier"),
    "guide/abn": ("when do I need an ABN", "signed ABN", "is an ABN required"),
    "guide/cotreatment": ("PT and OT together", "can PT and OT treat together", "cotreatment"),
    "guide/patients": ("group or one-on-one", "two patients at the same time", "double booking"),
    "guide/words": ("what does MAC stand for", "abbreviations", "what does RVU mean"),
    "code/97116": ("gait training", "what does Medicare pay for gait training"),
    "code/92611": ("video swallow study",),
    "code/97150": ("97150", "97150 group", "group therapy 97150"),
}
# What people type for a page, of which not each is the only answer.
TYPED = {
    "plan-of-care": (
        *("POC", "cert", "recert", "30 days", "90 days", "signature", "signed order", "referral"),
        *("script", "direct access", "doctor won't sign", "late cert", "verbal order"),
        *("plan of care", "certification", "recertification"),
    ),
    "progress": (
        *("10th visit", "10 visits", "progress note", "PN", "can a PTA write it"),
        *("re-eval every 30 days", "progress report"),
    ),
    "cotreatment": (
        *("co-treat", "PT and OT together", "two therapists", "team therapy"),
        *("SLP and PT same time", "co-treatment", "co treatment"),
    ),
    "helpers": (
        *("tech", "rehab tech", "aide", "PT student", "SPT", "intern", "LMT", "ATC"),
        *("exercise physiologist", "incident to", "technician", "massage therapist"),
    ),
    "fitness": (
        *("gym", "cash wellness", "prevention", "pregnancy", "osteoporosis class", "Jimmo"),
        *("plateau", "wellness", "maintenance"),
    ),
    "telehealth": (
        *("POS 02", "POS 10", "95", "93", "GT", "audio only", "video visit", "home"),
        *("telehealth list", "place of service"),
    ),
    "estimate": (
        *("GFE", "No Surprises Act", "self-pay", "cash patient", "uninsured", "quote", "$400"),
        "good faith estimate",
    ),
    "patients": (
        *("double booked", "overlapping", "concurrent", "group vs one-on-one"),
        *("2 patients 1 hour", "dovetail", "97150"),
    ),
    "abn": (
        *("ABN", "CMS-R-131", "GA", "GX", "GY", "GZ", "waiver", "blanket ABN"),
        *("cash pay Medicare", "over the cap", "cash pay medicare patient"),
    ),
    "payment": ("no show fee", "patient canceled", "missed appointment"),
    "pairs": ("reevaluation same day as eval",),
    "words": ("MPPR", "MAC", "NCCI", "MUE", "RVU", "GPCI", "QMB", "ERA", "EOB", "APM"),
}


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("97110", "code/97110"),
        ("g0283", "code/G0283"),
        ("can I bill 97110 and 97140", "guide/exercise-or-manual"),
        ("97110 vs 97140", "guide/exercise-or-manual"),
        ("kx", "guide/threshold"),
        ("tie", "guide/ties"),
        ("which modifier", "guide/modifiers"),
        ("59", "guide/modifiers"),
        ("mppr", "guide/payment"),
        ("8-minute rule", "guide/units"),
        ("PT or OT", "guide/disciplines"),
        ("what changed", "guide/years"),
        ("how many units a day", "guide/limits"),
        ("telehealth", "guide/telehealth"),
        ("CQ", "guide/assistants"),
        ("97530 and 97116", "guide/pairs"),
        ("documentation", "guide/note"),
        ("Medicare Advantage", "guide/payers"),
        ("59XE", "guide/wrong-claims"),
        ("timed and untimed", "guide/timed"),
        ("keyboard", "guide/start"),
        ("gait", "code/97116"),
        ("Epley", "code/95992"),
        ("putty", "code/97110"),
        ("modifer", "guide/modifiers"),
        ("canalth", "code/95992"),
        ("aquatik exercise", "code/97113"),
    ],
)
def test_pages_are_found_by_what_people_type(guide: Guide, text: str, key: str) -> None:
    assert guide.search(text)[0].key == key


def test_a_common_word_finds_its_codes(guide: Guide) -> None:
    for text in ("e-stim", "estim", "e stim"):
        first = {entry.key for entry in guide.search(text)[:4]}
        assert first == {"code/97014", "code/97032", "code/G0281", "code/G0283"}, text


def test_every_page_is_found_by_its_title_and_words(guide: Guide, reference: Reference) -> None:
    for entry in guide.entries:
        assert entry in guide.search(entry.title)[:1], entry.key
    for abbreviation in reference.abbreviations:
        found = [entry.key for entry in guide.search(abbreviation.word)]
        for code in reference.services.keys() & set(abbreviation.codes):
            assert f"code/{code}" in found, abbreviation.word
    assert guide.search("") == list(guide.entries)
    assert guide.search("zzzz") == []


@pytest.mark.parametrize(
    ("text", "key"), [(text, key) for key, texts in QUESTIONS.items() for text in texts]
)
def test_a_question_opens_its_page_first(guide: Guide, text: str, key: str) -> None:
    assert guide.search(text)[0].key == key


@pytest.mark.parametrize(
    ("text", "key"), [(text, f"guide/{key}") for key, texts in TYPED.items() for text in texts]
)
def test_a_phrase_finds_its_page_among_the_first(guide: Guide, text: str, key: str) -> None:
    assert key in [entry.key for entry in guide.search(text)[:3]]


def test_what_people_type_for_a_page_finds_it_among_the_first(guide: Guide) -> None:
    for page in read_guide_texts(ROOT / "resources" / "help" / "guide"):
        for text in page.words:
            assert page.key in [entry.key for entry in guide.search(text)[:3]], text


def test_a_code_and_a_question_list_both_pages(guide: Guide) -> None:
    for text in ("which modifier for 97110", "what Medicare pays for 97110", "97110 fitness"):
        first = [entry.key for entry in guide.search(text)[:3]]
        assert "code/97110" in first, text
        assert any(key.startswith("guide/") for key in first), text


def test_two_codes_without_a_page_of_their_own_list_both(guide: Guide) -> None:
    found = [entry.key for entry in guide.search("97012 with 97035")[:2]]
    assert sorted(found) == ["code/97012", "code/97035"]


def test_a_filler_with_a_typing_error_stands_for_nothing(guide: Guide) -> None:
    assert guide.search("wich KX")[0].key == "guide/threshold"

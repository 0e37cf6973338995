"""The words of hints, actions, denials and steps: whole, filled with their facts, and short.

Every other test holds facts. The few sentences that are compared word for word are here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import given

from builders import hint_of, ot, pt, slp, step_of, visit_fields
from claims.topic_payers import LONG_NAME, TOPIC_PAYERS
from claims.topic_visits import NECESSARY, NOT_SAID, NOTICE, PAIR, VISIT_OF, Case, charges
from quarterhour.assess import assess
from quarterhour.assessment import Assessment
from quarterhour.claims import (
    Action,
    BillingStatus,
    ChooseInTie,
    Denial,
    DenialKind,
    Dialog,
    Hint,
    OpenDialog,
    ReplaceCode,
    Severity,
    Statement,
    Topic,
    action_title,
)
from quarterhour.claims.actions import ACTION_NAMES, DIALOG_WORDS, STATEMENT_WORDS
from quarterhour.claims.denials import DENIAL_WORDS
from quarterhour.claims.hints.parts import PART_WORDS
from quarterhour.claims.hints.plan_words import NOT_VERIFIED, PLAN_WORDS
from quarterhour.claims.hints.severity import SEVERITY_WORDS
from quarterhour.claims.hints.words import WORDS
from quarterhour.claims.reasons import REASON_WORDS, STATUS_WORDS
from quarterhour.fees import StepKind
from quarterhour.fees.step import STEP_WORDS
from quarterhour.reference import Reference
from quarterhour.report.payment_flow import GOAL_WORDS, Goal
from quarterhour.units.words import WORDS as UNITS_WORDS
from quarterhour.visit import SEPARATE_MODIFIERS, Visit, visit_from
from visits import FEW, VISITS

Assess = Callable[..., Assessment]

MAX_WORDS = 8  # of a title
MAX_WORDS_OF_SENTENCE = 20
LISTS = {Topic.PLACE_SEVERAL}  # localities, in a sentence of their own
# The one sentence that is kept word for word, and is longer: it is said of every rule whose own
# text was not seen.
WORD_FOR_WORD = NOT_VERIFIED.format(payer=LONG_NAME)


def assessed_for(topic: Topic, reference: Reference) -> Assessment:
    services, fields = VISIT_OF[topic]
    placed = fields.get("locality") != ""
    known = fields if placed else {name: fields[name] for name in fields if name != "locality"}
    visit = visit_from(visit_fields(*services, **known))
    visit = visit if placed else replace(visit, locality="")
    return assess(visit, reference, payers=TOPIC_PAYERS)


def assert_well_said(hint: Hint) -> None:
    for text in (hint.title, hint.detail, hint.text):
        assert text == text.strip() and text, hint
        assert not re.search(r"[{}]|  |\(\)| [.,:;?]|None", text), text
    assert not hint.title.endswith("."), hint.title
    assert all(text.endswith(".") for text in (hint.detail, hint.text)), hint
    for action in hint.actions:
        assert not re.search(r"[{}]|  |None|^$", action_title(action)), action


def test_every_topic_has_a_wording_and_a_name_of_its_own() -> None:
    assert WORDS.keys() == set(Topic)
    assert len({topic.id for topic in Topic}) == len(Topic)
    assert VISIT_OF.keys() | NOT_SAID == set(Topic)


@pytest.mark.parametrize("topic", Topic, ids=lambda topic: topic.id)
def test_a_title_is_short(topic: Topic) -> None:
    assert len(WORDS[topic].title.split()) <= MAX_WORDS


@pytest.mark.parametrize(
    "topic", [topic for topic in VISIT_OF if topic not in LISTS], ids=lambda topic: topic.id
)
def test_a_hint_is_read_once(topic: Topic, reference: Reference) -> None:
    """Its title as filled has few words, and each of its sentences one idea."""
    hint = hint_of(assessed_for(topic, reference), topic)
    assert len(hint.title.split()) <= MAX_WORDS, hint.title
    for sentence in re.split(r"(?<=[.?]) ", hint.detail.replace(WORD_FOR_WORD, "")):
        assert len(sentence.split()) <= MAX_WORDS_OF_SENTENCE, sentence


@pytest.mark.parametrize("topic", PLAN_WORDS, ids=lambda topic: topic.id)
def test_a_payer_is_named_once(topic: Topic, reference: Reference) -> None:
    """Its name is long: it is in the detail, never in the title."""
    hint = hint_of(assessed_for(topic, reference), topic)
    assert LONG_NAME not in hint.title
    assert hint.detail.count(LONG_NAME) <= 1


@pytest.mark.parametrize(
    "words",
    [*STATUS_WORDS.values(), *REASON_WORDS.values(), *DENIAL_WORDS.values(), *UNITS_WORDS.values()],
)
def test_what_goes_into_a_note_has_no_contraction(words: str) -> None:
    assert not re.search(r"\w(n't|'re|'ll)\b|\bit's\b", words)


@pytest.mark.parametrize("topic", VISIT_OF, ids=lambda topic: topic.id)
def test_every_topic_is_said_with_all_of_its_facts(topic: Topic, reference: Reference) -> None:
    found = assessed_for(topic, reference)
    assert topic in {hint.topic for hint in found.hints}
    for hint in found.hints:
        assert_well_said(hint)


@FEW
@given(visit=VISITS)
def test_whatever_the_visit_hints_are_whole(visit: Visit, reference: Reference) -> None:
    for hint in assess(visit, reference).hints:
        assert_well_said(hint)


@pytest.mark.parametrize(
    ("words", "of"),
    [
        (ACTION_NAMES, get_args(Action)),
        (STATEMENT_WORDS, Statement),
        (DIALOG_WORDS, Dialog),
        (DENIAL_WORDS, DenialKind),
        (STEP_WORDS, StepKind),
        (STEP_WORDS, StepKind),
        (GOAL_WORDS, Goal),
        (SEVERITY_WORDS, [severity.value for severity in Severity]),
        (
            STATUS_WORDS,
            [billing_status for billing_status in BillingStatus if not billing_status.billable],
        ),
    ],
    ids=[
        *("actions", "statements", "dialogs", "denials", "steps", "falls", "goals"),
        *("severities", "standings"),
    ],
)
def test_a_table_of_words_is_complete(words: dict[Any, str], of: Any) -> None:
    assert words.keys() == set(of)
    assert all(words.values())
    assert len(set(words.values())) == len(words)


# Figures and names that a topic's hint holds, as they are read.
FIGURES: dict[Topic, tuple[str, ...]] = {
    Topic.NO_EDITION: ("2026",),
    Topic.PLACE_UNKNOWN: ("00000",),
    Topic.PLACE_SEVERAL: ("90265", "Oxnard", "01182-18", "01182-17"),
    Topic.NOT_IN_EDITION: ("98979",),
    Topic.FEE_NOT_HELD: ("G2061", "June 1, 2020"),
    Topic.RESTRICTED: ("97026", "infrared"),
    Topic.NOT_VALID: ("97014", "G0283", "G0281"),
    Topic.E_VISIT_OF_2020: ("98970", "G2061", "2020"),
    Topic.NO_93_YET: ("97110", "93", "January 1, 2022", "June 2, 2021"),
    Topic.SOUND_ALONE_NOT_KNOWN: ("97110", "June 1, 2023"),
    Topic.SOUND_ALONE_AT_HOME: ("97110",),
    Topic.SOUND_ALONE_ELSEWHERE: ("97110",),
    Topic.SECOND_AT_HALF: ("29581", "29584"),
    Topic.BOTH_SIDES: ("29405", "50", "LT", "RT", "150"),
    Topic.MAC_PRICE_NOT_USED: ("97110",),
    Topic.MAC_PRICES_DIFFER: ("$40.00", "$50.00", "97039"),
    Topic.PERIOD_OF_16_DAYS: ("16", "30"),
    Topic.PERIOD_OF_2_DAYS: ("2", "15", "30"),
    Topic.STARTED_BY_PATIENT: ("98970", "7"),
    Topic.NOT_COVERED_YET: ("98966", "March 1, 2020"),
    Topic.CALL_DOUBTFUL: ("98966", "2024"),
    Topic.LISTING_DOUBTFUL: ("G0451",),
    Topic.ONE_CALL: ("98967",),
    Topic.ONE_E_VISIT: ("7", "98971"),
    Topic.MINUTES_OF_OTHER_CODE: ("12 minutes", "98970", "98971", "7"),
    Topic.MINUTES_OF_NO_CODE: ("4 minutes", "98966", "5"),
    Topic.CALL_WITH_E_VISIT: ("7",),
    Topic.E_VISIT_NOT_TELEHEALTH: ("98970",),
    Topic.CALL_NOT_TELEHEALTH: ("98966", "02", "10", "93", "95"),
    Topic.NOT_BY_A_THERAPIST: ("A massage therapist", "97110"),
    Topic.OTHER_DISCIPLINE: ("97161", "GP", "PT", "OT"),
    Topic.SELDOM_BILLED: ("97110", "SLP", "PT", "OT"),
    Topic.SPEECH_ASSISTANT: ("30", "92507"),
    Topic.STRICT_TEN_PERCENT: ("10", "97110", "CQ"),
    Topic.TIMED_BY_CONVENTION: ("96112",),
    Topic.SAME_PERIOD: ("98977", "98985"),
    Topic.TIE_OPEN: ("97112", "97530", "97112 has it"),
    Topic.TIE_CHOSEN: ("97112", "97530", "You chose 97530"),
    Topic.MANY_CHOICES: ("1,287", "1,000"),
    Topic.MIDPOINT_RULE: ("2 units",),
    Topic.CHARGE_ON_SOME_ROWS: ("97110",),
    Topic.PAIR_NEVER: ("97140", "97124"),
    Topic.PAIR_DENIED: ("97750", "97530", "XU"),
    Topic.PAIR_NOT_SEPARATE: ("97750", "97530"),
    Topic.PAIR_IN_DOUBT: ("97750", "97530", "XU"),
    Topic.PAIR_OF_TWO_DISCIPLINES: ("97124", "97140"),
    Topic.PAIR_OF_TWO_DISCIPLINES_MARKABLE: ("92507", "97110", "XP"),
    Topic.PAIR_STATED: ("97530", "97750", "59"),
    Topic.PAIR_STATED_IN_PART: ("97530", "97750", "59"),
    Topic.PAIRS_NOT_LOADED: ("29405",),
    Topic.PAIR_DELETED: ("97530", "97116"),
    Topic.UNITS_ABOVE_LIMIT: ("7", "97110", "6"),
    Topic.MEDICAL_REVIEW: ("PT and SLP", "$3,019.06", "$3,000"),
    Topic.NO_THRESHOLD: ("2027", "PT and SLP"),
    Topic.BELOW_THRESHOLD: ("PT and SLP", "$129.06", "$2,480", "2026"),
    Topic.ABOVE_WITH_KX: ("$2,509.06", "$2,480", "2026", "97110"),
    Topic.ABOVE_WITH_ABN: ("$2,509.06", "$2,480", "2026", "97110"),
    Topic.NO_MINUTES: ("97110",),
    Topic.ABOVE_THRESHOLD: ("$2,509.06", "$2,480", "2026", "97110"),
    Topic.PURPOSE_MARKED: ("96", "habilitative"),
    Topic.TELEHEALTH_MARKED: ("95", "97110", "10", "December 31, 2027"),
    Topic.TELEHEALTH_NOT_COVERED: ("97110", "February 10, 2020"),
    Topic.TELEHEALTH_MIXED: ("97110",),
    Topic.MODIFIERS_LEFT_OFF: ("97750", "4", "95"),
    Topic.TWO_METHODS: ("97150", "5", "45", "11", "6", "CQ"),
    Topic.ADD_ON_ALONE: ("98981", "98980"),
    Topic.ADD_ON_FALLS: ("97130", "97129"),
    Topic.DECOMPRESSION: ("97012",),
    Topic.DENIAL_STATED: ("20560", "GA"),
    Topic.PAIR_NOT_KNOWN: ("97530", "97750", "NCCI 2024 Q3", "June 2, 2021"),
    Topic.LIMIT_NOT_KNOWN: ("7", "6", "97110", "June 2, 2021"),
    Topic.TELEHEALTH_NOT_LISTED: ("97140", "November 23, 2026"),
    Topic.TELEHEALTH_NOT_KNOWN: ("97763", "November 23, 2026"),
    Topic.CHARGE_ABOVE_LIMIT: ("97140", "$60.00", "$30.28"),
    Topic.DEDUCTIBLE_ABOVE_YEARS: ("$5,000.00", "2026", "$283.00"),
    Topic.FULL_FEE_TIE: ("97110", "CQ"),
    Topic.SAME_MINUTES: ("PT", "OT", "30 minutes"),
    Topic.SAME_MINUTES_STATED: ("PT", "OT", "30 minutes"),
}


@pytest.mark.parametrize(("topic", "figures"), FIGURES.items(), ids=[topic.id for topic in FIGURES])
def test_a_hint_has_its_figures(
    topic: Topic, figures: tuple[str, ...], reference: Reference
) -> None:
    text = hint_of(assessed_for(topic, reference), topic).text
    for figure in figures:
        assert re.search(rf"(?<!\w){re.escape(figure)}(?!\w)", text), (figure, text)


def has(hint: Hint, name: str) -> bool:
    """Return whether a hint has a part, regardless of its facts."""
    pattern = "".join(
        ".+" if piece.startswith("{") else re.escape(piece)
        for piece in re.split(r"(\{.*?\})", PART_WORDS[name])
    )
    return re.search(pattern, hint.text) is not None


# Visits with and without a part.
OPTIONAL: dict[str, tuple[Topic, Case, Case]] = {
    "infrared": (Topic.RESTRICTED, VISIT_OF[Topic.RESTRICTED], ([pt("97545", 120)], {})),
    "no national text": (
        Topic.RESTRICTED,
        ([pt("97545", 120)], {}),
        VISIT_OF[Topic.RESTRICTED],
    ),
    "seven days": (
        Topic.MINUTES_OF_OTHER_CODE,
        ([pt("98970", 12)], {}),
        ([pt("98966", 12)], {}),
    ),
    "whole call": (
        Topic.MINUTES_OF_OTHER_CODE,
        ([pt("98966", 12)], {}),
        ([pt("98970", 12)], {}),
    ),
    "this month": (
        Topic.ADD_ON_ALONE,
        ([pt("98981", 20)], {}),
        ([pt("97546", 20)], {}),
    ),
    "area counts": (
        Topic.ADD_ON_ALONE,
        ([pt("97598", square_cm=10)], {}),
        ([pt("97546", 20)], {}),
    ),
    "minutes count": (
        Topic.ADD_ON_ALONE,
        ([pt("97546", 20)], {}),
        ([pt("97598", square_cm=10)], {}),
    ),
    "session code": (
        Topic.SAME_MINUTES,
        ([slp("92507", 30), pt("97530", 30)], {}),
        VISIT_OF[Topic.SAME_MINUTES],
    ),
    "assistant modifier": (
        Topic.TIE_OPEN,
        ([pt("97110", 7), pt("97116", 0, 7)], {}),
        ([pt("97110", 7), pt("97116", 7)], {}),
    ),
    "all entered first": (
        Topic.TIE_OPEN,
        ([pt("97110", 9), pt("97116", 9), pt("97140", 9)], {}),
        VISIT_OF[Topic.TIE_OPEN],
    ),
    "pair not counted": (Topic.PAIR_DENIED, (PAIR, {}), (PAIR, {"date_of_service": "2027-02-01"})),
    "time blocks": (Topic.PAIR_DENIED, (PAIR, {}), ([pt("97150", 45), pt("97110", 15)], {})),
    "other part": (Topic.PAIR_DENIED, ([pt("97150", 45), pt("97110", 15)], {}), (PAIR, {})),
    "absolute": (
        Topic.UNITS_ABOVE_LIMIT,
        ([slp("97129", 30), ot("97129", 30)], {}),
        ([pt("97110", 105)], {}),
    ),
    "appeal": (
        Topic.UNITS_ABOVE_LIMIT,
        ([pt("97112", 75)], {}),
        ([slp("97129", 30), ot("97129", 30)], {}),
    ),
    "beyond": (
        Topic.SECOND_AT_HALF,
        ([pt(code) for code in ("29105", "29075", "29125", "29130", "29505", "29515")], {}),
        VISIT_OF[Topic.SECOND_AT_HALF],
    ),
    "charges known": (
        Topic.BELOW_THRESHOLD,
        ([pt("97799", 30)], {"patient": {"pt_slp_to_date": "2000.00"}}),
        charges("2000.00"),
    ),
    "no GA": (
        Topic.ABOVE_WITH_KX,
        charges("2480.00", **NECESSARY, **NOTICE),
        charges("2480.00", **NECESSARY),
    ),
}


@pytest.mark.parametrize(
    ("name", "topic", "there", "absent"),
    [(name, *visits) for name, visits in OPTIONAL.items()],
    ids=OPTIONAL,
)
def test_a_hint_has_the_parts_that_hold(
    name: str, topic: Topic, there: Case, absent: Case, assessed: Assess
) -> None:
    for (services, fields), expected in ((there, True), (absent, False)):
        assert has(hint_of(assessed(*services, **fields), topic), name) == expected


# XE is an encounter and XP a practitioner; two timed services of one visit take 59 or XU.
MEANINGS = {
    "59": "different 15-minute blocks",
    "XE": "separate encounters",
    "XS": "separate structures",
    "XP": "separate practitioners",
    "XU": "doesn't overlap the usual parts of the other service",
}


def test_every_modifier_has_a_meaning() -> None:
    assert MEANINGS.keys() == set(SEPARATE_MODIFIERS)


@pytest.mark.parametrize(("modifier", "meaning"), MEANINGS.items(), ids=MEANINGS)
def test_what_each_modifier_says(modifier: str, meaning: str, assessed: Assess) -> None:
    found = assessed(*PAIR, attested={"separate": [["97530", "97750", modifier]]})
    hint = hint_of(found, Topic.PAIR_STATED)
    assert meaning in hint.detail
    assert [name for name in SEPARATE_MODIFIERS if has(hint, name)] == [modifier]


def test_the_words_of_a_denial_have_its_facts() -> None:
    assert Denial(DenialKind.PAIR, "97140").text == "NCCI edit with 97140"
    above = Denial(DenialKind.UNIT_LIMIT, "97112", 5, 4)
    assert above.text == "5 units exceed the daily limit of 4 (MUE)"


def test_the_words_of_an_action_have_its_facts(assessed: Assess) -> None:
    pair = hint_of(assessed(*PAIR), Topic.PAIR_DENIED).actions[0]
    assert action_title(pair) == "Review 97530 and 97750\N{HORIZONTAL ELLIPSIS}"
    services, fields = charges("2480.00")
    kx = hint_of(assessed(*services, **fields), Topic.ABOVE_THRESHOLD).actions[0]
    assert action_title(kx) == "Review KX and ABN\N{HORIZONTAL ELLIPSIS}"
    assert action_title(ReplaceCode(0, "97014", "G0283")) == "Use G0283"
    leading: list[Action] = [ChooseInTie(0), *(OpenDialog(dialog) for dialog in Dialog)]
    for action in leading:
        assert action_title(action).endswith("\N{HORIZONTAL ELLIPSIS}")


def test_a_step_is_a_line_that_redoes_to_its_amount(assessed: Assess) -> None:
    step = step_of(assessed(pt("97110", 30)).lines[0], StepKind.SCHEDULED)
    assert step.text() == "Fee schedule amount: 1 x 29.06 at full fee + 1 x 22.21 with MPPR = 51.27"


def test_a_row_says_why_it_has_no_unit(assessed: Assess) -> None:
    reason = assessed(pt("97010", 10)).services[0].reason
    assert reason == STATUS_WORDS[BillingStatus.BUNDLED]
    found = assessed(pt("97110", 10), pt("97140", 15), pt("97110", 8))
    assert found.services[2].reason == "Counted with 97110 in row 1."
    lapsed = assessed(pt("97110", 15), pt("97140", 15)).services[0]
    assert lapsed.no_edits == "No 59 is needed with 97140: CMS deleted that edit (NCCI 2026 Q4)."


def test_no_hint_shows_a_command_of_the_terminal() -> None:
    """The window shows hints, too: what is typed on a command line is in `commands`."""
    texts = [text for wording in WORDS.values() for text in wording] + [*PART_WORDS.values()]
    assert [text for text in texts if "`" in text or "quarterhour " in text] == []

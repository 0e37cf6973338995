"""Telehealth: the codes that are on Medicare's list on a date, the place of service, 95 and 93."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from builders import hint_of, ot, pt, slp, topics
from quarterhour.assessment import Assessment
from quarterhour.claims import Denial, DenialKind, Severity, Topic

Assess = Callable[..., Assessment]

MIAMI = {"date_of_service": "2026-05-11", "zip": "33101"}
ON_LIST = [
    *(pt(code) for code in ("97161", "97162", "97163", "97164", "97150")),
    *(pt(code, 15) for code in ("97110", "97112", "97116", "97530", "97535", "97542", "97750")),
    *(pt(code, 15) for code in ("97755", "97760", "97761")),
    *(ot(code) for code in ("97165", "97166", "97167", "97168")),
    *(slp(code) for code in ("92507", "92521", "92522", "92523", "92524", "92526")),
]
NEVER = [
    *(pt(code) for code in ("97012", "97016", "97018", "97022", "97024", "97026", "97028")),
    *(pt(code, 15) for code in ("97032", "97033", "97034", "97035", "97036", "97140")),
    *(pt(code) for code in ("G0281", "G0283", "G0329")),
]


def code_of(service: dict[str, Any]) -> str:
    return str(service["code"])


@pytest.mark.parametrize("service", ON_LIST, ids=code_of)
def test_a_code_on_the_list_is_paid(service: dict[str, Any], assessed: Assess) -> None:
    found = assessed(service | {"telehealth": "home"})
    assert not found.lines[0].denied
    hint = hint_of(found, Topic.TELEHEALTH_MARKED)
    assert (hint.severity, hint.codes, hint.unconfirmed) == (
        Severity.NOTE,
        (service["code"],),
        True,
    )


@pytest.mark.parametrize("service", NEVER, ids=code_of)
def test_hands_and_modalities_never_are(service: dict[str, Any], assessed: Assess) -> None:
    """A64, for 97140."""
    found = assessed(service | {"telehealth": True})
    assert found.lines[0].denials == (Denial(DenialKind.NOT_TELEHEALTH),)
    hint = hint_of(found, Topic.TELEHEALTH_NOT_LISTED)
    assert (hint.severity, hint.rows, hint.codes) == (Severity.ACTION, (0,), (service["code"],))


@pytest.mark.parametrize("service", [pt("97763", 15), slp("92508"), pt("98975")], ids=code_of)
def test_what_is_not_known_is_asked_and_priced(service: dict[str, Any], assessed: Assess) -> None:
    found = assessed(service | {"telehealth": True})
    assert not found.lines[0].denied
    assert hint_of(found, Topic.TELEHEALTH_NOT_KNOWN).severity is Severity.WARNING


LIST_OF_2021 = [
    slp("92526"),
    *(slp(code, 60) for code in ("92607", "96105", "96125")),
    *(slp(code) for code in ("92609", "92610")),
    slp("97129", 15),
]


@pytest.mark.parametrize("service", LIST_OF_2021, ids=code_of)
@pytest.mark.parametrize(
    ("day", "known"), [("2020-12-31", False), ("2021-01-01", True), ("2026-11-23", True)]
)
def test_what_came_with_the_list_of_2021(
    service: dict[str, Any], day: str, known: bool, assessed: Assess
) -> None:
    """Read in a report of CMS's list of 2021 by an association of providers, not in the list."""
    found = assessed(service | {"telehealth": "home"}, date_of_service=day)
    topic = Topic.TELEHEALTH_MARKED if known else Topic.TELEHEALTH_NOT_KNOWN
    assert "telehealth list" in hint_of(found, topic).detail
    assert hint_of(found, topic).unconfirmed
    assert not found.lines[0].denied


@pytest.mark.parametrize(
    ("service", "code"), [(slp("92508"), "92508"), (slp("97129", 30), "97130")]
)
def test_what_no_source_dates_stays_not_known(
    service: dict[str, Any], code: str, assessed: Assess
) -> None:
    """97130 is the second unit of 97129, which is on the list."""
    hint = hint_of(assessed(service | {"telehealth": "home"}), Topic.TELEHEALTH_NOT_KNOWN)
    assert (hint.rows, hint.codes) == ((0,), (code,))


@pytest.mark.parametrize(("day", "paid"), [("2024-12-31", False), ("2025-01-01", True)])
def test_caregivers_are_trained_so_since_2025(day: str, paid: bool, assessed: Assess) -> None:
    visit = (pt("97550", 45, telehealth=True), ot("97552", telehealth=True))
    found = assessed(*visit, date_of_service=day)
    assert [line.denied for line in found.lines] == [not paid] * 3


def test_97140_by_telehealth_with_its_amounts(assessed: Assess) -> None:
    """A64."""
    found = assessed(pt("97140", 15, telehealth=True), **MIAMI)
    assert found.payment is not None
    assert str(found.payment.allowed) == "0.00"


@pytest.mark.parametrize(
    ("service", "marks", "place"),
    [
        ({"telehealth": True}, ("GP",), "10"),
        ({"telehealth": "home"}, ("GP",), "10"),
        ({"telehealth": "elsewhere"}, ("GP",), "02"),
        ({"telehealth": "home", "audio_only": True}, ("GP", "93"), "10"),
        ({}, ("GP",), "11"),
    ],
)
def test_the_place_of_service_tells_it(
    service: dict[str, Any], marks: tuple[str, ...], place: str, assessed: Assess
) -> None:
    """A66: 02 or 10; 95 is not asked for since 2024; audio only is 93."""
    found = assessed(pt("97110", 30, **service), **MIAMI)
    (line,) = found.lines
    assert (line.line.modifiers, line.line.place) == (marks, place)
    assert str(line.allowed) == "53.13"


@pytest.mark.parametrize(
    ("entered", "telehealth", "place"),
    [
        ("", False, "11"),
        ("12", False, "12"),
        ("02", "home", "02"),
        ("11", "home", "10"),
        ("12", "elsewhere", "02"),
    ],
)
def test_the_place_that_is_entered(
    entered: str, telehealth: bool | str, place: str, assessed: Assess
) -> None:
    fields = {"place_of_service": entered} if entered else {}
    found = assessed(pt("97110", 15, telehealth=telehealth), **fields)
    assert found.lines[0].line.place == place


@pytest.mark.parametrize(
    ("day", "wanted", "marks"),
    [
        ("2023-12-29", False, ("GP", "95")),
        ("2024-01-02", False, ("GP",)),
        ("2024-01-02", True, ("GP", "95")),
    ],
)
def test_95_is_a_setting_since_2024(
    day: str, wanted: bool, marks: tuple[str, ...], assessed: Assess
) -> None:
    provider = {"telehealth_95": wanted}
    found = assessed(pt("97110", 15, telehealth=True), date_of_service=day, provider=provider)
    assert found.lines[0].line.modifiers == marks


def test_each_state_of_the_list_is_told_once(assessed: Assess) -> None:
    codes = ("97110", "97140", "97763", "97530")
    found = assessed(*(pt(code, 15, telehealth=True) for code in codes))
    assert [hint.codes for hint in found.hints if hint.kind == "modifier"] == [
        ("97140",),
        ("97763",),
        ("97110", "97530"),
    ]
    assert Topic.TELEHEALTH_NOT_COVERED not in topics(found)


@pytest.mark.parametrize("entered", [{}, {"place_of_service": "11"}])
def test_before_2024_the_place_is_that_of_a_visit_in_person(
    entered: dict[str, str], assessed: Assess
) -> None:
    service = pt("97530", 15, telehealth="home")
    (line,) = assessed(service, date_of_service="2022-03-10", **entered).lines
    assert (line.line.place, line.line.modifiers) == ("11", ("GP", "95"))


@pytest.mark.parametrize(
    ("day", "marks"),
    [
        ("2020-06-01", ("GP", "95")),
        ("2021-12-31", ("GP", "95")),
        ("2022-01-01", ("GP", "93")),
        ("2022-06-01", ("GP", "93")),
        ("2023-01-02", ("GP", "93")),
        ("2026-11-23", ("GP", "93")),
    ],
)
def test_93_is_there_since_2022(day: str, marks: tuple[str, ...], assessed: Assess) -> None:
    """10.1.9, 93 is audio only. The AMA made it valid from 2022-01-01; before, it is not said."""
    service = pt("97110", 15, telehealth="home", audio_only=True)
    found = assessed(service, date_of_service=day)
    assert found.lines[0].line.modifiers == marks
    early = "93" not in marks
    assert (Topic.NO_93_YET in topics(found)) == early
    if early:
        hint = hint_of(found, Topic.NO_93_YET)
        assert (hint.severity, hint.rows, hint.codes) == (Severity.WARNING, (0,), ("97110",))
        assert hint.unconfirmed
        assert "January 1, 2022" in hint.detail


SOUND = (
    Topic.NO_93_YET,
    Topic.SOUND_ALONE_NOT_KNOWN,
    Topic.SOUND_ALONE_AT_HOME,
    Topic.SOUND_ALONE_ELSEWHERE,
)


@pytest.mark.parametrize(
    ("day", "where", "topic", "severity"),
    [
        ("2020-06-01", "home", Topic.NO_93_YET, Severity.WARNING),
        ("2021-12-31", "elsewhere", Topic.NO_93_YET, Severity.WARNING),
        ("2022-01-01", "home", Topic.SOUND_ALONE_NOT_KNOWN, Severity.WARNING),
        ("2024-12-31", "elsewhere", Topic.SOUND_ALONE_NOT_KNOWN, Severity.WARNING),
        ("2025-01-01", "home", Topic.SOUND_ALONE_AT_HOME, Severity.NOTE),
        ("2025-01-01", True, Topic.SOUND_ALONE_AT_HOME, Severity.NOTE),
        ("2025-01-01", "elsewhere", Topic.SOUND_ALONE_ELSEWHERE, Severity.WARNING),
        ("2026-11-23", "elsewhere", Topic.SOUND_ALONE_ELSEWHERE, Severity.WARNING),
    ],
)
def test_whether_sound_alone_is_paid(
    day: str, where: bool | str, topic: Topic, severity: Severity, assessed: Assess
) -> None:
    """42 CFR 410.78(a)(3) since 2025: a patient at home who can't or won't use video."""
    service = pt("97110", 15, telehealth=where, audio_only=True)
    found = assessed(service, date_of_service=day)
    assert [each for each in topics(found) if each in SOUND] == [topic]
    hint = hint_of(found, topic)
    assert (hint.severity, hint.rows, hint.codes) == (severity, (0,), ("97110",))
    assert hint.unconfirmed
    assert not found.lines[0].denied


@pytest.mark.parametrize(
    "service",
    [
        pt("97140", 15, telehealth="home", audio_only=True),
        pt("98966", telehealth="home", audio_only=True),
        pt("97110", 15, telehealth="home"),
    ],
    ids=["denied", "a call", "by video"],
)
def test_where_sound_alone_is_not_spoken_of(service: dict[str, Any], assessed: Assess) -> None:
    assert not {*SOUND} & {*topics(assessed(service))}


def test_by_video_there_is_nothing_to_say_of_93(assessed: Assess) -> None:
    found = assessed(pt("97110", 15, telehealth="home"), date_of_service="2020-06-01")
    assert Topic.NO_93_YET not in topics(found)


@pytest.mark.parametrize(("day", "told"), [("2023-06-01", False), ("2024-06-03", True)])
def test_the_place_tells_it_since_2024(day: str, told: bool, assessed: Assess) -> None:
    found = assessed(pt("97110", 15, telehealth="home"), date_of_service=day)
    hint = hint_of(found, Topic.TELEHEALTH_MARKED)
    assert ("shows it" in hint.detail) == told
    assert found.lines[0].line.place in hint.detail


@pytest.mark.parametrize(
    ("place", "telehealth", "said"),
    [("10", False, True), ("02", False, True), ("10", "home", False), ("11", False, False)],
)
def test_a_place_of_telehealth_in_person_is_named(
    place: str, telehealth: bool | str, said: bool, assessed: Assess
) -> None:
    found = assessed(pt("97110", 15, telehealth=telehealth), place_of_service=place)
    assert (Topic.PLACE_OF_TELEHEALTH in topics(found)) == said


@pytest.mark.parametrize(
    ("telehealth", "entered", "said"),
    [("elsewhere", "10", True), ("home", "02", True), ("home", "10", False), (True, "02", False)],
)
def test_a_place_that_contradicts_the_service_is_named(
    telehealth: bool | str, entered: str, said: bool, assessed: Assess
) -> None:
    found = assessed(pt("97110", 15, telehealth=telehealth), place_of_service=entered)
    assert (Topic.PLACES_DIFFER in topics(found)) == said

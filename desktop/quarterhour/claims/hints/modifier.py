"""Hints about the modifiers that the visit asks for: telehealth, purpose, order, too many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from quarterhour.claims.actions import Attest, Dialog, OpenDialog
from quarterhour.claims.coded import listed
from quarterhour.claims.denials import TELEHEALTH_LAW
from quarterhour.claims.hints.hint import Hint, Severity, make_hint
from quarterhour.claims.hints.parts import part
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.judged import AUDIO_ONLY_LAW, Judged
from quarterhour.claims.lines import ELSEWHERE_PLACE, HOME_PLACE, REMOTE_PLACES, ClaimLine
from quarterhour.claims.modifiers import (
    AUDIO_ONLY,
    MOST_MODIFIERS,
    NO_NOTICE,
    PLAN_OF_CARE,
    PURPOSE,
    TELEHEALTH,
)
from quarterhour.claims.questions import ask_necessary, ask_notice
from quarterhour.reference import CodeList

_TELEHEALTH = "Social Security Act s. 1834(m)"
_LIST = "CMS, List of Medicare Telehealth Services"
_NOTICE = "Medicare Claims Processing Manual (Pub. 100-04) ch. 30 s. 50; ch. 23 s. 20.9"
_FORM = "Form CMS-1500, item 24D"
_PLAN = "Medicare Claims Processing Manual (Pub. 100-04) ch. 5 s. 20.1"
# What telehealth is to be taken off for.
_TAKEN_OFF = (Topic.E_VISIT_NOT_TELEHEALTH, Topic.CALL_NOT_TELEHEALTH)


def modifier_hints(case: Judged) -> Iterator[Hint]:
    """Say what telehealth and purpose rest on, and where the order of modifiers does harm."""
    yield from _telehealth(case)
    yield from _sound_alone(case)
    yield from _mixed_telehealth(case)
    yield from _remote_place(case)
    yield from _stated_denials(case)
    yield from _order(case)
    if case.visit.purpose:
        yield make_hint(
            Topic.PURPOSE_MARKED,
            Severity.NOTE,
            (),
            (),
            "Contract of the payer that asks for 96 or 97",
            modifier=PURPOSE[case.visit.purpose],
            purpose=case.visit.purpose,
        )
    for line in case.lines:
        if line.left_off:
            yield _left_off(line)


def _telehealth(case: Judged) -> Iterator[Hint]:
    """Say whether therapists may bill it, and which of the codes are on the list of the date."""
    lines = [line for line in case.lines if line.telehealth]
    if TELEHEALTH_LAW not in case.law:
        yield from _of_lines(case, lines, Topic.TELEHEALTH_NOT_COVERED, Severity.ACTION)
        return
    never, e_visits, calls, on_list, others = [], [], [], [], []
    for line in lines:
        if case.on_list(CodeList.E_VISIT, line.code):
            e_visits.append(line)
        elif case.on_list(CodeList.PHONE_CALL, line.code):
            calls.append(line)
        elif case.on_list(CodeList.NOT_TELEHEALTH, line.code):
            never.append(line)
        elif case.on_list(CodeList.TELEHEALTH, line.code):
            on_list.append(line)
        else:
            others.append(line)
    yield from _of_lines(case, never, Topic.TELEHEALTH_NOT_LISTED, Severity.ACTION)
    yield from _of_lines(case, e_visits, Topic.E_VISIT_NOT_TELEHEALTH, Severity.ACTION)
    yield from _of_lines(case, calls, Topic.CALL_NOT_TELEHEALTH, Severity.WARNING)
    yield from _of_lines(case, others, Topic.TELEHEALTH_NOT_KNOWN, Severity.WARNING)
    yield from _of_lines(case, on_list, Topic.TELEHEALTH_MARKED, Severity.NOTE)


def _of_lines(
    case: Judged, lines: Sequence[ClaimLine], topic: Topic, severity: Severity
) -> Iterator[Hint]:
    """Yield the hint about lines of telehealth, if there are any."""
    if not lines:
        return
    rows, law = [line.row for line in lines], case.law.get(TELEHEALTH_LAW)
    codes = case.codes_of(rows)
    places = [line.place for line in lines]
    marks = {mark for line in lines for mark in line.modifiers}
    yield make_hint(
        topic,
        severity,
        rows,
        codes,
        f"{_TELEHEALTH}; {_LIST}",
        [OpenDialog(Dialog.SERVICE_DETAILS, rows[0])] if topic in _TAKEN_OFF else (),
        are=part("are" if codes[1:] else "is"),
        place=part(
            "told by place" if {*places} <= {*REMOTE_PLACES} else "place in person",
            places=listed(places),
        ),
        marked=part("93" if AUDIO_ONLY in marks else "95" if TELEHEALTH in marks else "no 95"),
        left_out=part("pair left out", codes=listed(codes)) if case.priced else "",
        day=case.visit.date_of_service,
        until=law.valid_to if law else None,
    )


def _sound_alone(case: Judged) -> Iterator[Hint]:
    """Say that nothing on the line tells of sound alone, where there was no 93 yet."""
    law = case.law.get(AUDIO_ONLY_LAW)
    rows = [
        line.row
        for at, line in enumerate(case.lines)
        if line.telehealth and line.audio_only and not case.denials.get(at)
    ]
    if rows and law and not law.value and law.valid_to:
        yield make_hint(
            Topic.NO_93_YET,
            Severity.WARNING,
            rows,
            case.codes_of(rows),
            law.source,
            day=case.visit.date_of_service,
            since=law.valid_to + timedelta(days=1),
        )


def _remote_place(case: Judged) -> Iterator[Hint]:
    """Name what the visit's place of service contradicts: in person, at home, or elsewhere."""
    for topic, told, where, other in (
        (Topic.PLACE_OF_TELEHEALTH, False, "", ""),
        (Topic.PLACES_DIFFER, "home", "at home", HOME_PLACE),
        (Topic.PLACES_DIFFER, "elsewhere", "elsewhere", ELSEWHERE_PLACE),
    ):
        rows = [
            line.row
            for line in case.lines
            if line.place in REMOTE_PLACES and line.place != other and _told(case, line) == told
        ]
        if rows:
            codes = case.codes_of(rows)
            yield make_hint(
                topic,
                Severity.ACTION,
                rows,
                codes,
                "CMS, Place of Service Code Set",
                (OpenDialog(Dialog.SERVICE_DETAILS, rows[0]), OpenDialog(Dialog.PRACTICE)),
                place=case.visit.place_of_service,
                are=part("are" if codes[1:] else "is"),
                where=part(where) if where else "",
                other=other,
            )


def _told(case: Judged, line: ClaimLine) -> bool | str:
    """Return what is entered of telehealth, false for a line that is billed as in person."""
    return case.visit.services[line.row].telehealth if line.telehealth else False


def _mixed_telehealth(case: Judged) -> Iterator[Hint]:
    """Name services of which only some rows are telehealth: their units are counted together."""
    for counted in case.count.services:
        entered = [case.services[row] for row in counted.group.rows]
        remote = {bool(service.entry.telehealth) for service in entered}
        if len(remote) > 1 and counted.units and entered[0].standing.billable:
            codes = case.codes_of(counted.group.rows)
            yield make_hint(
                Topic.TELEHEALTH_MIXED,
                Severity.ACTION,
                counted.group.rows,
                codes,
                _TELEHEALTH,
            )


def _stated_denials(case: Judged) -> Iterator[Hint]:
    """Say what stands on the lines whose denial is stated."""
    for code, modifier in case.visit.attested.denial:
        rows = [line.row for line in case.lines if line.code == code]
        if rows:
            yield make_hint(
                Topic.DENIAL_STATED,
                Severity.NOTE,
                rows,
                (code,),
                _NOTICE,
                tuple(_questions_of_denial(case, code, modifier)),
                modifier=modifier,
                meaning=part(modifier),
                left_out=part("pair left out", codes=code) if case.priced else "",
            )


def _questions_of_denial(case: Judged, code: str, modifier: str) -> Iterator[Attest]:
    """Yield the questions that GA, GY or GZ on a line answers.

    Where charges to date are known, GZ answers whether care above the threshold is necessary.
    """
    attested, patient = case.visit.attested, case.visit.patient
    to_date = (patient.pt_slp_to_date, patient.ot_to_date)
    never = case.on_list(CodeList.NOT_BY_THERAPISTS, code)
    if modifier == NO_NOTICE and to_date != (None, None) and not never:
        codes = [
            line.code
            for line in case.lines
            if attested.denial_of(line.code) == NO_NOTICE
            and not case.on_list(CodeList.NOT_BY_THERAPISTS, line.code)
        ]
        yield ask_necessary(attested, tuple(dict.fromkeys(codes)))
    yield ask_notice(attested, code)


def _order(case: Judged) -> Iterator[Hint]:
    """Name lines whose plan-of-care modifier stands behind the second place."""
    plans = PLAN_OF_CARE.values()
    rows = [line.row for line in case.lines if any(mark in plans for mark in line.modifiers[2:])]
    if rows:
        yield make_hint(
            Topic.ORDER_TOO_LATE,
            Severity.WARNING,
            rows,
            case.codes_of(rows),
            _PLAN,
            [OpenDialog(Dialog.PRACTICE)],
        )


def _left_off(line: ClaimLine) -> Hint:
    """Say which modifiers found no place; Medicare asks for telehealth, not for the purpose."""
    return make_hint(
        Topic.MODIFIERS_LEFT_OFF,
        Severity.ACTION if {TELEHEALTH, AUDIO_ONLY} & {*line.left_off} else Severity.NOTE,
        (line.row,),
        (line.code,),
        _FORM,
        most=MOST_MODIFIERS,
        left_off=listed(line.left_off),
    )

"""Hints about telehealth: whether it is covered, how it is marked, and where the place says it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from quarterhour.claims.actions import OpenDialog
from quarterhour.claims.denials import TELEHEALTH_LAW
from quarterhour.claims.dialog import Dialog
from quarterhour.claims.hints.hint import Hint, make_hint
from quarterhour.claims.hints.parts import part
from quarterhour.claims.hints.severity import Severity
from quarterhour.claims.hints.topic import Topic
from quarterhour.claims.judged import AUDIO_ONLY_LAW, Judged
from quarterhour.claims.lines import ELSEWHERE_PLACE, HOME_PLACE, REMOTE_PLACES, ClaimLine
from quarterhour.claims.modifiers import AUDIO_ONLY, TELEHEALTH
from quarterhour.claims.phrases import listed
from quarterhour.reference import CodeList

_TELEHEALTH = "Social Security Act §1834(m)"
_LIST = "CMS, List of Medicare Telehealth Services"
# The parameter that tells whether audio only is paid for a patient at home.
_SOUND_LAW = "telehealth_by_sound_alone"
# What telehealth is to be taken off for.
_TAKEN_OFF = (Topic.E_VISIT_NOT_TELEHEALTH, Topic.CALL_NOT_TELEHEALTH)


def telehealth_hints(case: Judged) -> Iterator[Hint]:
    """Say by which law telehealth can be billed, and what does not fit it."""
    yield from _telehealth(case)
    yield from _sound_alone(case)
    yield from _mixed_telehealth(case)
    yield from _remote_place(case)


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
    codes = tuple(dict.fromkeys(line.code for line in lines))
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
        left_out=part("pair not counted", codes=listed(codes)) if case.priced else "",
        day=case.visit.date_of_service,
        until=law.valid_to if law else None,
    )


def _sound_alone(case: Judged) -> Iterator[Hint]:
    """Say whether audio only is paid, and where no modifier could tell of it yet."""
    rows = [
        line.row
        for at, line in enumerate(case.lines)
        if line.telehealth
        and line.audio_only
        and not case.denials.get(at)
        and not case.on_list(CodeList.PHONE_CALL, line.code)
    ]
    mark, law = case.law.get(AUDIO_ONLY_LAW), case.law.get(_SOUND_LAW)
    if mark and not mark.value and mark.valid_to:
        since = mark.valid_to + timedelta(days=1)
        yield from _of_sound(case, rows, Topic.NO_93_YET, mark.source, since)
    elif law is None or not law.value:
        source = law.source if law else _TELEHEALTH
        yield from _of_sound(case, rows, Topic.SOUND_ALONE_NOT_KNOWN, source)
    else:
        away = [row for row in rows if case.visit.services[row].telehealth == "elsewhere"]
        home = [row for row in rows if row not in away]
        yield from _of_sound(case, away, Topic.SOUND_ALONE_ELSEWHERE, law.source)
        yield from _of_sound(case, home, Topic.SOUND_ALONE_AT_HOME, law.source)


def _of_sound(
    case: Judged, rows: Sequence[int], topic: Topic, source: str, since: date | None = None
) -> Iterator[Hint]:
    """Yield the hint about rows by audio only, if there are any."""
    if rows:
        codes = case.codes_of(rows)
        yield make_hint(
            topic,
            Severity.NOTE if topic is Topic.SOUND_ALONE_AT_HOME else Severity.WARNING,
            rows,
            codes,
            source,
            are=part("are" if codes[1:] else "is"),
            day=case.visit.date_of_service,
            since=since,
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
    """Name services whose rows were provided in several ways: their units are counted together."""
    for counted in case.count.services:
        entered = [case.services[row] for row in counted.group.rows]
        ways = {
            (service.entry.telehealth or False, service.entry.audio_only) for service in entered
        }
        if len(ways) > 1 and counted.units and entered[0].billing_status.billable:
            codes = case.codes_of(counted.group.rows)
            yield make_hint(
                Topic.TELEHEALTH_MIXED,
                Severity.ACTION,
                counted.group.rows,
                codes,
                _TELEHEALTH,
            )

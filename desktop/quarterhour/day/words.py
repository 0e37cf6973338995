"""What findings, questions, and choices are called. Nothing depends on these words."""

from __future__ import annotations

from collections.abc import Sequence

from quarterhour.claims import listed
from quarterhour.day.finding import FindingKind, Found, Option
from quarterhour.day.minutes import intervals_of, minutes_text, shown_interval

_TITLES = {
    FindingKind.ONE_ON_ONE_OVERLAP: "{patients} share {people}, {when}",
    FindingKind.SAME_MINUTES_TWICE: "{codes} share minutes of {patients}, {when}",
    FindingKind.GROUP_WITH_ONE_ON_ONE: "{patients}: {people}\u2019s group and one-on-one, {when}",
    FindingKind.ATTENDED_ELSEWHERE: "{people} set up {modalities} during {others}, {when}",
    FindingKind.CO_TREATMENT: "{disciplines} both bill {patients}, {when}",
    FindingKind.TWO_CLINICIANS: "{people} treated {patients} together, {when}",
    FindingKind.NOT_BILLABLE_PERSON: "{people} can't bill {codes} of {patients}",
    FindingKind.ASSISTANT_MAY_NOT: "{people} can't evaluate {patients}",
    FindingKind.ASSISTANT_SUPERVISION: "{people} treated {patients} without a therapist",
    FindingKind.MINUTES_ABOVE_CLOCK: "{patients} has {minutes} over the visit, {when}",
    FindingKind.UNITS_ABOVE_MINUTES: "{patients}: more units of {codes} than minutes give",
    FindingKind.UNITS_BELOW_MINUTES: "{patients}: fewer units of {codes} than minutes give",
    FindingKind.SHORT_EPISODES: "{people} took short turns with {patients}",
    FindingKind.GROUP_OF_ONE: "{patients} was in a group alone, {when}",
    FindingKind.SAME_PATIENT_TWICE: "{patients} has several visits",
    FindingKind.OUTSIDE_CLOCK: "{people} treated {patients} off the clock, {when}",
    FindingKind.TIME_UNCLEAR: "A time of {patients} isn't clear: {when}",
    FindingKind.NOT_AUDITED: "Not audited, no times: {patients}",
    FindingKind.PRESENT_ELSEWHERE: "{people} was with {patients}, {when}",
}
# Of minutes that are entered twice, of the times of a patient, and of times without people.
_OTHER_TITLES = {
    FindingKind.SAME_MINUTES_TWICE: "{patients} has {codes} twice, {when}",
    FindingKind.OUTSIDE_CLOCK: "{patients} was treated outside the visit, {when}",
    FindingKind.NOT_AUDITED: "Not audited, nobody entered: {patients}",
}
# Before a title that doesn't hold for all rows of the visits.
_IN_PART = "Some rows "
_QUESTIONS = {
    FindingKind.ONE_ON_ONE_OVERLAP: "Whose minutes were {when}?",
    FindingKind.SAME_MINUTES_TWICE: "Which service were they?",
    FindingKind.GROUP_WITH_ONE_ON_ONE: "Was the group still running?",
    FindingKind.ATTENDED_ELSEWHERE: "Who had these minutes?",
    FindingKind.CO_TREATMENT: "How do {disciplines} split the {minutes}?",
    FindingKind.NOT_BILLABLE_PERSON: "Is this service off the claim?",
    FindingKind.ASSISTANT_MAY_NOT: "Is this service off the claim?",
    FindingKind.MINUTES_ABOVE_CLOCK: "Which entry is wrong?",
    FindingKind.UNITS_ABOVE_MINUTES: "Will you bill the units the minutes give?",
    FindingKind.UNITS_BELOW_MINUTES: "Which units do you bill?",
    FindingKind.TIME_UNCLEAR: "Which minutes are meant?",
    FindingKind.SHORT_EPISODES: "Were the turns one-on-one, or a group?",
}
# `source` is what a rule rests on, where that is said with it.
_RULES = {
    FindingKind.ONE_ON_ONE_OVERLAP: "A one-on-one minute belongs to one patient, whoever "
    "pays{source}.",
    FindingKind.SAME_MINUTES_TWICE: "One minute counts for one service. Minutes of an evaluation "
    "aren't treatment minutes{source}.",
    FindingKind.GROUP_WITH_ONE_ON_ONE: "A clinician with a group can't treat one-on-one at the "
    "same time. Not found in a CMS source. Check with your MAC.",
    FindingKind.ATTENDED_ELSEWHERE: "Minutes that attend a modality count for nothing "
    "else{source}.",
    FindingKind.CO_TREATMENT: "Under Part B the patient's minutes count once: one discipline "
    "bills them, or they are split{source}.",
    FindingKind.TWO_CLINICIANS: "Two clinicians of one discipline: the minutes count once{source}.",
    FindingKind.NOT_BILLABLE_PERSON: "Services of students and aides, and for Medicare of SLP "
    "assistants, aren't billable, supervised or not{source}.",
    FindingKind.ASSISTANT_MAY_NOT: "Only a therapist can evaluate or re-evaluate{source}.",
    FindingKind.ASSISTANT_SUPERVISION: "In private practice a therapist supervises: in the "
    "office until 2024, since 2025 by phone is enough{source}. State law can be stricter.",
    FindingKind.MINUTES_ABOVE_CLOCK: "A patient can't be treated for longer than the visit. "
    "Check that minutes and clock times are typed correctly.",
    FindingKind.UNITS_ABOVE_MINUTES: "Units follow from the minutes{source}. If the claim was "
    "sent, ask your compliance adviser.",
    FindingKind.UNITS_BELOW_MINUTES: "Units follow from the minutes{source}.",
    FindingKind.SHORT_EPISODES: "CMS calls turns of a minute or two group therapy. The limit of "
    "two minutes: Not found in a CMS source. Check with your MAC.",
    FindingKind.GROUP_OF_ONE: "A group is two patients or more{source}. The others may be "
    "elsewhere.",
    FindingKind.SAME_PATIENT_TWICE: "Visits of one patient on a day are counted together{source}.",
    FindingKind.OUTSIDE_CLOCK: "Check that the times and the hours of the person or the visit "
    "are typed correctly.",
    FindingKind.TIME_UNCLEAR: "It ends before it starts, or can be morning or evening. The row "
    "isn't counted until this is settled. Hours of people tell morning from evening.",
    FindingKind.NOT_AUDITED: "Enter when, and who treated. Without both, overlaps can't be seen.",
    FindingKind.PRESENT_ELSEWHERE: "Someone who directs a student is with that patient all the "
    "time, and treats nobody else{source}.",
}
_SOURCES = {
    FindingKind.ONE_ON_ONE_OVERLAP: "CMS, codes not permitted in the same period",
    FindingKind.SAME_MINUTES_TWICE: "CMS, codes not permitted in the same period; Pub. 100-02 "
    "ch. 15 §220.3",
    FindingKind.ATTENDED_ELSEWHERE: "CMS, codes permitted in the same period",
    FindingKind.CO_TREATMENT: "CMS, team therapy",
    FindingKind.TWO_CLINICIANS: "Pub. 100-02 ch. 15 §230",
    FindingKind.NOT_BILLABLE_PERSON: "Pub. 100-02 ch. 15 §230",
    FindingKind.ASSISTANT_MAY_NOT: "Pub. 100-02 ch. 15 §230.1",
    FindingKind.ASSISTANT_SUPERVISION: "CY 2025 physician fee schedule final rule",
    FindingKind.UNITS_ABOVE_MINUTES: "Pub. 100-04 ch. 5 §20.2",
    FindingKind.UNITS_BELOW_MINUTES: "Pub. 100-04 ch. 5 §20.2",
    FindingKind.GROUP_OF_ONE: "Pub. 100-02 ch. 15 §230",
    FindingKind.SAME_PATIENT_TWICE: "Pub. 100-04 ch. 5 §20.2",
    FindingKind.PRESENT_ELSEWHERE: "Pub. 100-02 ch. 15 §230",
}
# What becomes of minutes that a row gives up: some of them, or all that it has.
_GIVEN_UP = "The day's audit counts {minutes} of its {all} {how} {to}."
_ALL_GIVEN_UP = "The day's audit counts its {all} {how} {to}."
_LEFT_OUT = "The day's audit leaves out {minutes} of its {all}: they are over the visit."
_ELSEWHERE = "The day's audit counts {people} with {to} for {minutes} of its {all}."
_READ = "The day's audit reads {times} as {minutes}."
_NOT_READ = "The day's audit doesn't count {times}."
_OF_EVALUATIONS = (
    " It is assumed to hold for evaluations, too. Not found in a CMS source. Check with your MAC."
)
_PAIR = 2
_CHOICES = {
    "group": "A group",
    "one-on-one": "One-on-one",
    "attended": "Attending the modality",
    "morning": "In the morning",
    "evening": "In the evening",
    "turned": "Start and end are swapped",
    "not-counted": "Don't count them",
    "not-billed": "It is in the note, and off the claim",
    "clock": "The time of the visit is typed wrong",
    "minutes": "Bill the units the minutes give",
    "as-billed": "Bill the units on the claim",
}


def title(found: Found) -> str:
    """Return what a finding is, in a few words."""
    match found.kind:
        case FindingKind.SAME_MINUTES_TWICE:
            other = not found.options
        case FindingKind.OUTSIDE_CLOCK:
            other = not found.people
        case FindingKind.NOT_AUDITED:
            other = any(row.times for row in found.rows)
        case _:
            other = False
    titles = _TITLES | _OTHER_TITLES if other else _TITLES
    text = titles[found.kind].format(**_facts(found))
    return _IN_PART + text[0].lower() + text[1:] if found.in_part else text


def question(found: Found) -> str:
    """Return what has to be answered, empty where nothing has."""
    return _QUESTIONS.get(found.kind, "").format(**_facts(found)) if found.options else ""


def source(found: Found) -> str:
    """Return what the rule behind a finding rests on; empty where no source of CMS is known."""
    return _SOURCES.get(found.kind, "")


def rule(found: Found, cited: bool = True) -> str:
    """Return the rule behind a finding, with its source where it is `cited`."""
    unconfirmed = found.kind is FindingKind.ONE_ON_ONE_OVERLAP and any(
        row.evaluation for row in found.rows
    )
    said = f" ({source(found)})" if cited and source(found) else ""
    return _RULES[found.kind].format(source=said) + _OF_EVALUATIONS * unconfirmed


def choice(found: Found, option: Option) -> str:
    """Return what a choice is called."""
    if found.kind is FindingKind.CO_TREATMENT:
        one, minutes, other, rest = option.id.upper().split("-")
        return f"{one} {minutes_text(int(minutes))}, {other} {rest}"
    if found.kind is FindingKind.MINUTES_ABOVE_CLOCK and option.id not in _CHOICES:
        code, _, _ = option.id.partition("-")
        return f"{code} is {found.minutes} min shorter"
    if option.effect.grouped:
        codes = dict.fromkeys(row.group_code for row in found.rows)
        everyone = "both" if len(found.patients) == _PAIR else "all"
        return f"A group of {everyone}: {listed(codes)}"
    if option.id in found.patients:
        return f"{option.id}\u2019s"
    return _CHOICES.get(option.id, option.id)


def given_up(
    minutes: int, of: int, people: Sequence[str], to: Sequence[str], as_group: bool
) -> str:
    """Return what becomes of minutes that a row gives up by an answer; see `GivenUp`."""
    if not to:
        sentence = _LEFT_OUT
    elif people:
        sentence = _ELSEWHERE
    else:
        sentence = _GIVEN_UP if minutes < of else _ALL_GIVEN_UP
    return sentence.format(
        minutes=minutes,
        all=minutes_text(of),
        people=listed(people),
        to=listed(to),
        how="as" if as_group else "with",
    )


def times_read(times: Sequence[str], minutes: int) -> str:
    """Return how many minutes an answer reads in times that were not clear."""
    sentence = _READ if minutes else _NOT_READ
    return sentence.format(times=listed(times), minutes=minutes_text(minutes))


def shown_when(found: Found) -> str:
    """Return when a finding was, on the clock of a practice: 1:22\u20131:23; unclear as typed."""
    if found.kind is FindingKind.TIME_UNCLEAR:
        return found.when or ""
    return ", ".join(map(shown_interval, intervals_of(found.when or "")))


def _facts(found: Found) -> dict[str, str]:
    codes = found.codes or [row.entry.code or "" for row in found.rows]
    return {
        "patients": listed(found.patients),
        "people": listed(found.people) or "someone",
        "codes": listed(codes),
        "modalities": listed(
            f"{row.tag}\u2019s {row.entry.code}" for row in found.rows if not row.treats
        ),
        "others": listed(row.tag for row in found.rows if row.treats),
        "disciplines": listed(row.discipline for row in found.rows),
        "when": shown_when(found),
        "minutes": "" if found.minutes is None else minutes_text(found.minutes),
    }

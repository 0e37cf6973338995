"""What a day has to settle, as rows and words that its reports share."""

from __future__ import annotations

from typing import NamedTuple

from quarterhour.claims import Hint, Severity, TakeAsRead, Topic, action_title, listed
from quarterhour.claims.hints import title_together, told_together
from quarterhour.day import Choice, DayAssessment, Finding, FindingKind, Range, Row
from quarterhour.day.claimed_units import AS_BILLED
from quarterhour.day.minutes import intervals_of, minutes_text, shown_clock, shown_interval
from quarterhour.units import units_text
from quarterhour.visit.times import DAY, HALF_DAY, HOUR, typed_interval

TO_SETTLE = "To settle before billing"
NOTHING_TO_SETTLE = "Nothing to settle."
AS_TYPED = (
    "Times as typed. Nothing was changed. Figures describe the day; they don\u2019t rate anyone."
)
_HOUR = 60


# What the times of a day show is not also said of the visit: that two disciplines treated at once,
# an assistant evaluated, or one of an SLP treated alone.
SAYS = {
    FindingKind.CO_TREATMENT: Topic.SAME_MINUTES,
    FindingKind.ASSISTANT_MAY_NOT: Topic.ASSISTANT_EVALUATION,
    FindingKind.NOT_BILLABLE_PERSON: Topic.SPEECH_ASSISTANT,
}


class Item(NamedTuple):
    """Something to settle before billing, of one visit or several, with what to do or to answer."""

    severity: Severity
    tags: tuple[str, ...]
    title: str
    to_do: str
    finding: Finding | None = None


def to_settle(result: DayAssessment) -> list[Item]:
    """Return what to settle before billing, the most pressing first; the same is said once."""
    items = [
        Item(severity_of(each), each.patients, title_with_minutes(each), each.question, each)
        for each in findings_to_settle(result)
    ]
    tags: dict[tuple[Severity, str, str], list[str]] = {}
    found = {(SAYS.get(each.kind), tag) for each in result.findings for tag in each.patients}
    for patient in result.visits:
        for hints in told_together(patient.assessment.hints):
            known = (hints[0].topic, patient.tag) in found
            if hints[0].severity is not Severity.NOTE and not known:
                to_do = "; ".join(filter(None, dict.fromkeys(map(_to_do, hints))))
                said = (hints[0].severity, title_together(hints), to_do)
                tags.setdefault(said, []).append(patient.tag)
    items += [
        Item(severity, tuple(dict.fromkeys(own)), title, to_do)
        for (severity, title, to_do), own in tags.items()
    ]
    return sorted(items, key=lambda item: item.severity.rank)


def count_to_settle(result: DayAssessment) -> int:
    """Return how much there is to settle: what the day asks once, what visits ask in each."""
    return sum(len(item.tags) if item.finding is None else 1 for item in to_settle(result))


def _to_do(hint: Hint) -> str:
    """Return what is usually done about a hint, where that is more than to read it."""
    reading = isinstance(hint.offer, TakeAsRead)
    return "" if hint.offer is None or reading else action_title(hint.offer).removesuffix("\u2026")


def findings_to_settle(result: DayAssessment) -> list[Finding]:
    """Return the findings to settle or to check, the most pressing first, each in its time."""
    found = [each for each in result.findings if severity_of(each) is not Severity.NOTE]
    return sorted(found, key=lambda each: (severity_of(each).rank, _start(each)))


def _start(finding: Finding) -> int:
    """Return the minute of the day in which a finding starts; what has none comes last."""
    return next((each.start for each in intervals_of(finding.when or "")), DAY)


def question_text(result: DayAssessment, finding: Finding) -> str:
    """Return the question, and whether the units of its choices can still change by others."""
    others = (
        each
        for each in result.open_findings
        if each is not finding and {*each.patients} & {*finding.patients}
    )
    depends = len(finding.choices) > 1 and any(others)
    return finding.question + " Units with the other questions open." * depends


def name_text(finding: Finding) -> str:
    """Return what an answer names a finding by: kind; patients; people; when."""
    parts = (", ".join(finding.patients), ", ".join(finding.people), finding.when or "")
    return f"[{'; '.join((finding.kind.value, *parts)).rstrip('; ')}]"


def settled_findings(result: DayAssessment) -> list[tuple[str, str]]:
    """Return the settled findings, each with the answer that was given."""
    return [
        (title_with_minutes(each), settled_answer(each)) for each in result.findings if each.settled
    ]


def settled_answer(finding: Finding) -> str:
    """Return the answer that a settled finding has."""
    return next(each.title for each in finding.choices if each.id == finding.settled)


def finding_notes(result: DayAssessment) -> list[str]:
    """Return the findings that only say something."""
    return [
        each.title
        for each in result.findings
        if severity_of(each) is Severity.NOTE and not each.settled
    ]


def nothing_found(result: DayAssessment) -> str:
    """Return what holds once nothing is to settle; it says no more than was audited."""
    if any(each.kind is FindingKind.NOT_AUDITED for each in result.findings):
        return "Every audited minute is on one claim. The notes say what isn\u2019t audited."
    return "Every minute is on one claim."


def severity_of(finding: Finding) -> Severity:
    """Return how much a finding matters, as hints have it."""
    return Severity(finding.severity.value)


class EntryRow(NamedTuple):
    """An entry of the day that a finding is about, its times as typed."""

    tag: str
    code: str
    label: str
    people: str
    times: str
    minutes: int


def entry_rows(finding: Finding) -> list[EntryRow]:
    """Return the entries that a finding is about; of a modality, who attended it and when."""
    attended = finding.kind is FindingKind.ATTENDED_ELSEWHERE
    return [_entry_row(row, attended and bool(row.attended)) for row in finding.rows]


def choice_units(result: DayAssessment, finding: Finding, choice: Choice) -> dict[str, int]:
    """Return the units of the finding's visits after a choice; none where the claim has them."""
    if choice.id == AS_BILLED:
        return {}
    now = {patient.tag: patient.assessment.units for patient in result.visits}
    return {
        tag: sum(choice.units[tag].values()) if tag in choice.units else now[tag]
        for tag in finding.patients
    }


def choice_text(result: DayAssessment, finding: Finding, choice: Choice) -> str:
    """Return a choice with the units of the visits after it: `H\u2019s: H 2 units, J 2`."""
    units = choice_units(result, finding, choice)
    if not units:
        return choice.title
    (first, count), *others = units.items()
    parts = [f"{first} {units_text(count)}", *(f"{tag} {count}" for tag, count in others)]
    title = choice.title.replace(": ", ", ")
    return f"{title}: {', '.join(parts)}"


def edit_texts(choice: Choice) -> list[str]:
    """Return what Medicare denies beside the code of a group."""
    denied: dict[tuple[str, bool], dict[str, list[str]]] = {}
    for tag, edits in choice.edits.items():
        for edit in edits:
            key = (edit.column_1, edit.modifier_indicator == "1")
            denied.setdefault(key, {}).setdefault(tag, []).append(edit.column_2)
    return [
        f"Denied with {beside}{' unless separate' * either}: "
        + ", ".join(f"{tag} {listed(codes)}" for tag, codes in own.items())
        for (beside, either), own in denied.items()
    ]


def range_text(units: Range) -> str:
    """Return units that may not be settled: `2`, `1 or 2`, `39\u201341`."""
    if units.certain:
        return str(units.low)
    between = " or " if units.high - units.low == 1 else "\u2013"
    return f"{units.low}{between}{units.high}"


def hours_text(minutes: int) -> str:
    """Return minutes as hours and minutes: `9 h 32 min`."""
    return f"{minutes // _HOUR} h {minutes % _HOUR:02} min"


def visits_in_question(result: DayAssessment) -> list[str]:
    """Return the tags whose units are not those of the minutes as typed, or not settled."""
    return [
        tag
        for tag, units in result.visits_if_settled.items()
        if units != (typed := units_as_typed(result, tag), typed)
    ]


def units_as_typed(result: DayAssessment, tag: str) -> int:
    """Return the units of a visit before any answer."""
    return sum(result.units_as_typed[tag].values())


def clock_out_text(result: DayAssessment) -> list[str]:
    """Return when the day ends at the share of treatment that was asked for, if it was."""
    out = result.clock_out
    if out is None:
        return []
    hours = hours_text(int(out.paid_minutes))
    end = f"the day ends at {_with_half(out.end)}" if out.end else "the day ends after midnight"
    share = f"{(out.target * 100).normalize():f}"
    return [f"{out.treatment_minutes} min of treatment at {share}% are {hours} paid; {end}"]


def _with_half(clock: str) -> str:
    """Return a time of a 24-hour clock as people say it: `4:49 PM`."""
    hour, minute = map(int, clock.split(":"))
    return f"{shown_clock(hour * HOUR + minute)} {'PM' if HALF_DAY <= hour * HOUR < DAY else 'AM'}"


def title_with_minutes(finding: Finding) -> str:
    """Return the title, with how many minutes of the clock it is about."""
    said = finding.kind is FindingKind.MINUTES_ABOVE_CLOCK
    if said or finding.when is None or finding.minutes is None:
        return finding.title
    return f"{finding.title}: {minutes_text(finding.minutes)}"


def _typed_time(text: str) -> str:
    """Return a time as typed, on a 12-hour clock, with an en dash."""
    typed = typed_interval(text)
    return shown_interval(typed) if typed else text


def _entry_row(row: Row, attended: bool) -> EntryRow:
    entry = row.entry
    times = entry.attended if attended else entry.times
    minutes = row.attended if attended else row.times
    return EntryRow(
        tag=row.tag,
        code=entry.code or "",
        label=row.code.label if row.code else "",
        people=entry.attended_by if attended else ", ".join(entry.by),
        times=", ".join(map(_typed_time, times)),
        minutes=minutes.bit_count() if times else entry.entered_minutes,
    )

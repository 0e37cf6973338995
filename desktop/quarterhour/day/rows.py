"""The rows of a day, with what the audit asks of each: whose minutes they are, and of what kind."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from quarterhour.day.clock import Clock
from quarterhour.day.entries import INDEPENDENT, Day, DayService, DayVisit
from quarterhour.day.minutes import NONE
from quarterhour.day.people import ROLES, Role
from quarterhour.day.tags import tags_of
from quarterhour.reference import CodeList, ListedCode, Reference, ServiceCode
from quarterhour.visit import DISCIPLINES, VisitError

ONE_ON_ONE, GROUP, SUPERVISED = "one-on-one", "group", "supervised"
_MODE_OF_LIST = {CodeList.GROUP: GROUP, CodeList.SUPERVISED: SUPERVISED}
_INSTEAD = {
    ONE_ON_ONE: "it is done one-on-one",
    GROUP: "it is done in a group",
    SUPERVISED: "nobody needs to attend it",
}


class Row(NamedTuple):
    """A row of a visit: where it stands in the day, and how it was done.

    A code is done one-on-one, in a group, or supervised: a modality that nobody needs to attend.
    `by` are the people who can bill, `assistants` those of them who are no therapists, `others`
    students and aides; where the day does not tell
    their roles, all can. It is `billable` if it can go on a claim, which what students or aides did
    alone can't, and it `treats` if its minutes are billable minutes that someone spent with the
    patient. `times` and `attended` are minutes of the day, `twice` those
    that several of its times have, `unclear` and
    `unclear_attended` what of them can't be read. `group_code` is the code of its minutes where
    they were those of a group, empty where they can't be.
    """

    number: int
    visit: int
    service: int
    tag: str
    entry: DayService
    code: ServiceCode | None
    discipline: str
    mode: str
    by: tuple[str, ...]
    others: tuple[str, ...]
    assistants: tuple[str, ...]
    billable: bool
    treats: bool
    group_code: str = ""
    times: int = NONE
    twice: int = NONE
    unclear: tuple[str, ...] = ()
    attended: int = NONE
    unclear_attended: tuple[str, ...] = ()

    @property
    def typed_minutes(self) -> int:
        """How many minutes it has: those of its times, if there are any."""
        return self.times.bit_count() if self.entry.times else self.entry.entered_minutes

    @property
    def evaluation(self) -> bool:
        """Whether it is an evaluation or re-evaluation."""
        return self.code is not None and self.code.evaluation

    @property
    def by_assistants(self) -> bool:
        """Whether assistants did it without a therapist."""
        return bool(self.by) and self.assistants == self.by


def _listed(code: str, day: date, reference: Reference) -> dict[CodeList, ListedCode]:
    """Return the lists that name a code on a day; before the first fees they are those of then.

    How a code is done did not begin with the fees that are loaded.
    """
    first = min(edition.valid_from for edition in reference.editions)
    return {each.list: each for each in reference.listed(code, max(day, first))}


class DayRows:
    """The rows of a day, in the order in which they are entered.

    Those of visits that are as they were in the day `before` are taken from there. Raises
    VisitError where a row contradicts its people or its code.
    """

    def __init__(
        self, day: Day, clock: Clock, reference: Reference, before: DayRows | None = None
    ) -> None:
        self._day = day
        self._clock = clock
        self._tags = tags_of(day)
        self._of_visits: list[tuple[Row, ...]] = []
        self.all: list[Row] = []
        self._maker = _Maker(day, reference)
        known = before if before and before._is_read_alike(self) else None
        for at in range(len(day.visits)):
            own = known._of(at, self) if known else None
            self._of_visits.append(self._made(at) if own is None else own)
            self.all += self._of_visits[at]

    def _is_read_alike(self, later: DayRows) -> bool:
        """Return whether the same visits have the same rows in another day."""
        return (
            self._day.people == later._day.people
            and self._day.date_of_service == later._day.date_of_service
            and self._clock.reads_as(later._clock)
        )

    def _of(self, at: int, later: DayRows) -> tuple[Row, ...] | None:
        """Return the rows of a visit for a later day, which has made those of the visits before it.

        None where the visit, its tag, or the number of its first row is another one there.
        """
        visits = self._day.visits
        same = (
            at < len(visits)
            and visits[at] is later._day.visits[at]
            and self._tags[at] == later._tags[at]
            and sum(map(len, self._of_visits[:at])) == len(later.all)
        )
        return self._of_visits[at] if same else None

    def _made(self, at: int) -> tuple[Row, ...]:
        rows = self._maker.rows(at, self._day.visits[at], self._tags[at])
        return tuple(self._timed(row, len(self.all) + index) for index, row in enumerate(rows))

    def _timed(self, row: Row, number: int) -> Row:
        read = self._clock.read(row.entry.times, row.entry.by)
        attended = self._clock.read(row.entry.attended, (row.entry.attended_by,))
        return row._replace(
            number=number,
            times=read.minutes,
            twice=read.twice,
            unclear=read.unclear,
            attended=attended.minutes,
            unclear_attended=attended.unclear,
        )


class _Maker:
    """Makes the rows of visits, without their times."""

    def __init__(self, day: Day, reference: Reference) -> None:
        self._roles = {person.id: ROLES[person.role] for person in day.people}
        self._codes = reference.services_on(day.date_of_service)
        self._date = day.date_of_service
        self._reference = reference

    def rows(self, at: int, visit: DayVisit, tag: str) -> list[Row]:
        """Return the rows of a visit."""
        paths = [f"visits[{at}].services[{index}]" for index in range(len(visit.services))]
        own = [self._discipline(*each) for each in zip(visit.services, paths, strict=True)]
        usual = next(filter(None, own), DISCIPLINES[0])
        return [
            self._row(at, index, tag, entry, own[index] or usual, paths[index])
            for index, entry in enumerate(visit.services)
        ]

    def _row(
        self, visit: int, service: int, tag: str, entry: DayService, discipline: str, path: str
    ) -> Row:
        people = tuple(dict.fromkeys(entry.by))
        by = tuple(id for id in people if self._role(id, discipline).billable)
        others = tuple(id for id in people if id not in by)
        assistants = tuple(id for id in by if self._role(id, discipline).assistant)
        listed = _listed(entry.code or "", self._date, self._reference)
        if self._roles:
            _check_split(entry, len(by) > len(assistants), bool(assistants), path)
        mode = _mode(entry, listed, path)
        alone = bool(others) and not by
        billable = entry.code is not None and not (alone and mode != SUPERVISED)
        return Row(
            number=0,
            visit=visit,
            service=service,
            tag=tag,
            entry=entry,
            code=self._codes.get(entry.code or ""),
            discipline=discipline,
            mode=mode,
            by=by,
            others=others,
            assistants=assistants,
            billable=billable,
            treats=billable and mode in (ONE_ON_ONE, GROUP),
            group_code=self._group_code(listed.get(CodeList.GROUP_INSTEAD), discipline),
        )

    def _group_code(self, rule: ListedCode | None, discipline: str) -> str:
        """Return the code of a group, where the discipline has it."""
        group = self._codes.get(rule.other) if rule else None
        return group.code if group and discipline in group.disciplines else ""

    def _role(self, id: str, discipline: str) -> Role:
        # Where the day has no people, all that is known of a mark is that someone is meant.
        return self._roles.get(id, Role("", discipline))

    def _discipline(self, entry: DayService, path: str) -> str:
        """Return the discipline entered, or that of the people who did it; empty for neither."""
        found = {self._role(id, "").discipline for id in entry.by} - {""}
        if len(found) > 1:
            both = " and ".join(sorted(found, key=DISCIPLINES.index))
            raise VisitError(f"{path}.by", f"has people of {both}; enter a row for each.")
        of_people = "".join(found)
        if entry.discipline and of_people not in ("", entry.discipline):
            raise VisitError(
                f"{path}.discipline",
                f"is {entry.discipline}, and {of_people} did it; correct one of them.",
            )
        return entry.discipline or of_people


def _mode(entry: DayService, on_lists: Iterable[CodeList], path: str) -> str:
    """Return how a row was done. Raises VisitError where its code is not done so."""
    if entry.code is None:
        return INDEPENDENT
    usual = next((_MODE_OF_LIST[each] for each in on_lists if each in _MODE_OF_LIST), ONE_ON_ONE)
    if entry.mode not in ("", usual):
        raise VisitError(
            f"{path}.mode",
            f"doesn't go with {entry.code}: {_INSTEAD[usual]}. Use another code, or leave it out.",
        )
    return usual


_NOBODY = "Nobody who treated is {who}. Correct who treated, or the minutes."


def _check_split(entry: DayService, therapist: bool, assistant: bool, path: str) -> None:
    """Raise VisitError where minutes are of someone who is not among the people."""
    if not (therapist or assistant):
        return
    for name, there in (
        ("therapist_minutes", therapist),
        ("assistant_minutes", assistant),
        ("together_minutes", therapist and assistant),
    ):
        if getattr(entry, name) and not there:
            raise VisitError(
                f"{path}.{name}", _NOBODY.format(who="an assistant" if therapist else "a therapist")
            )

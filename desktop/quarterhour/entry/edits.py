"""What an edit changes, as data: a step of the history has it, and one table has its words."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto


class Edit(Enum):
    """What an edit changes."""

    VISIT = auto()
    DATE = auto()
    PLACE = auto()
    PLACE_OF_SERVICE = auto()
    RULE = auto()
    DEDUCTIBLE = auto()
    PRACTICE = auto()
    STATEMENT = auto()
    TO_DATE = auto()
    LABEL = auto()
    PURPOSE = auto()
    TIE = auto()
    ROW = auto()
    CELLS = auto()
    SERVICE = auto()
    DISCIPLINE = auto()
    THERAPIST = auto()
    ASSISTANT = auto()
    TOGETHER = auto()
    COUNT = auto()
    AREA = auto()
    CHARGE = auto()
    CONTRACTOR_PRICE = auto()
    TELEHEALTH = auto()
    DELETED_ROW = auto()
    COPIED_ROW = auto()
    PASTED_ROW = auto()
    PASTED_ROWS = auto()
    TEMPLATE = auto()
    ORDER = auto()
    PAYER = auto()
    BY = auto()
    TIMES = auto()
    IN_OUT = auto()
    ADDED_VISIT = auto()
    REPEATED_VISIT = auto()
    DELETED_VISIT = auto()
    VISIT_ORDER = auto()
    TAG = auto()
    PEOPLE = auto()
    ANSWER = auto()


# What each is called in "Undo" and "Redo".
EDIT_WORDS = {
    Edit.VISIT: "change of the visit",
    Edit.DATE: "date of service",
    Edit.PLACE: "location",
    Edit.PLACE_OF_SERVICE: "place of service",
    Edit.RULE: "rule",
    Edit.DEDUCTIBLE: "deductible",
    Edit.PRACTICE: "practice",
    Edit.STATEMENT: "claim modifiers",
    Edit.TO_DATE: "allowed this year",
    Edit.LABEL: "label",
    Edit.PURPOSE: "habilitative or rehabilitative",
    Edit.TIE: "choice in a tie",
    Edit.ROW: "change of a service",
    Edit.CELLS: "change of cells",
    Edit.SERVICE: "service",
    Edit.DISCIPLINE: "discipline",
    Edit.THERAPIST: "therapist minutes",
    Edit.ASSISTANT: "assistant minutes",
    Edit.TOGETHER: "minutes together",
    Edit.COUNT: "count",
    Edit.AREA: "wound area",
    Edit.CHARGE: "charge",
    Edit.CONTRACTOR_PRICE: "MAC price",
    Edit.TELEHEALTH: "telehealth",
    Edit.DELETED_ROW: "deleted row",
    Edit.COPIED_ROW: "copy of a row",
    Edit.PASTED_ROW: "pasted row",
    Edit.PASTED_ROWS: "pasted rows",
    Edit.TEMPLATE: "usual visit",
    Edit.ORDER: "order of rows",
    Edit.PAYER: "payer",
    Edit.BY: "who treated",
    Edit.TIMES: "times",
    Edit.IN_OUT: "time of the visit",
    Edit.ADDED_VISIT: "new visit",
    Edit.REPEATED_VISIT: "repeated visit",
    Edit.DELETED_VISIT: "deleted visit",
    Edit.VISIT_ORDER: "order of visits",
    Edit.TAG: "tag",
    Edit.PEOPLE: "people",
    Edit.ANSWER: "answer",
}

# By the names of the fields of Draft and Row.
_OF_FIELD = {
    "day_text": Edit.DATE,
    "place": Edit.PLACE,
    "place_of_service": Edit.PLACE_OF_SERVICE,
    "rule": Edit.RULE,
    "deductible": Edit.DEDUCTIBLE,
    "provider": Edit.PRACTICE,
    "attested": Edit.STATEMENT,
    "patient": Edit.TO_DATE,
    "label": Edit.LABEL,
    "purpose": Edit.PURPOSE,
    "code": Edit.SERVICE,
    "discipline": Edit.DISCIPLINE,
    "therapist": Edit.THERAPIST,
    "assistant": Edit.ASSISTANT,
    "together_minutes": Edit.TOGETHER,
    "count": Edit.COUNT,
    "square_cm": Edit.AREA,
    "charge": Edit.CHARGE,
    "contractor_price": Edit.CONTRACTOR_PRICE,
    "telehealth": Edit.TELEHEALTH,
    "audio_only": Edit.TELEHEALTH,
    "payer": Edit.PAYER,
    "by": Edit.BY,
    "times": Edit.TIMES,
    "in_out": Edit.IN_OUT,
}


def edit_of(fields: Iterable[str], otherwise: Edit) -> Edit:
    """Return what is edited by a change of fields, named by the first that has a name."""
    return next((_OF_FIELD[field] for field in fields if field in _OF_FIELD), otherwise)

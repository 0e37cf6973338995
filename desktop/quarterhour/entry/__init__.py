"""The editing session: what is typed, how it is read, and every step back, without Qt.

A `Draft` is everything that the window shows, as typed. `read_draft` makes the visit that
is assessed from it, leaving out rows that cannot be read and saying why. An `Outcome` joins the
draft with its assessment, row by row, for the widgets to show. A `Session` holds both, changes
them, and keeps their history. A `DaySession` does so with the visits of a day; it is imported from
`entry.day_session`, so that a start without a day does without it.
"""

from typing import TYPE_CHECKING

from quarterhour.later import loading

if TYPE_CHECKING:
    from quarterhour.entry.assessed import outcome_of
    from quarterhour.entry.draft import Draft, NewVisit, Row, draft_of
    from quarterhour.entry.edits import EDIT_WORDS, Edit
    from quarterhour.entry.outcome import Outcome, RowOutcome
    from quarterhour.entry.place import PlaceReading, find_places
    from quarterhour.entry.reading import Problem, Reading, read_draft
    from quarterhour.entry.session import Session
    from quarterhour.entry.suggestions import Suggestion, Suggestions
    from quarterhour.entry.ties import TieChoice, tie_choices
    from quarterhour.entry.why_not import why_not_given_out, why_not_saved
else:
    __getattr__ = loading(
        __name__,
        {
            "assessed": "outcome_of",
            "draft": "Draft NewVisit Row draft_of",
            "edits": "EDIT_WORDS Edit",
            "outcome": "Outcome RowOutcome",
            "place": "PlaceReading find_places",
            "reading": "Problem Reading read_draft",
            "session": "Session",
            "suggestions": "Suggestion Suggestions",
            "ties": "TieChoice tie_choices",
            "why_not": "why_not_given_out why_not_saved",
        },
    )

__all__ = [
    "EDIT_WORDS",
    "Draft",
    "Edit",
    "NewVisit",
    "Outcome",
    "PlaceReading",
    "Problem",
    "Reading",
    "Row",
    "RowOutcome",
    "Session",
    "Suggestion",
    "Suggestions",
    "TieChoice",
    "draft_of",
    "find_places",
    "outcome_of",
    "read_draft",
    "tie_choices",
    "why_not_given_out",
    "why_not_saved",
]

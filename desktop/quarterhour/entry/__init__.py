"""What is typed, and how it is read: plain values without Qt.

A `Draft` is everything that stands in the window, as typed. `read_draft` makes the visit that
is assessed from it, leaving out rows that cannot be read and saying why. An `Outcome` joins the
draft with its assessment, row by row, for the widgets to show.
"""

from quarterhour.entry.draft import Draft, Row, draft_of
from quarterhour.entry.outcome import Outcome, RowOutcome, outcome_of
from quarterhour.entry.place import PlaceReading, find_places
from quarterhour.entry.reading import Problem, Reading, read_draft
from quarterhour.entry.suggestions import Suggestion, Suggestions
from quarterhour.entry.ties import TieChoice, tie_choices

__all__ = [
    "Draft",
    "Outcome",
    "PlaceReading",
    "Problem",
    "Reading",
    "Row",
    "RowOutcome",
    "Suggestion",
    "Suggestions",
    "TieChoice",
    "draft_of",
    "find_places",
    "outcome_of",
    "read_draft",
    "tie_choices",
]

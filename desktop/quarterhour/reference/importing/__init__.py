"""Importing official CMS downloads: recognized by their content, checked, stored at once or not.

`Imports` keeps them in a database of their own in the user's data folder; a file that fails any
check changes nothing. `ImportsApart` has them read by another process.
"""

from quarterhour.reference.importing.apart import ImportsApart
from quarterhour.reference.importing.batch import Batch, ImportCanceledError
from quarterhour.reference.importing.imports import Imports, Outcome
from quarterhour.reference.importing.succession import FirstDay, FirstDayWantedError
from quarterhour.reference.records import ImportEntry

__all__ = [
    "Batch",
    "FirstDay",
    "FirstDayWantedError",
    "ImportCanceledError",
    "ImportEntry",
    "Imports",
    "ImportsApart",
    "Outcome",
]

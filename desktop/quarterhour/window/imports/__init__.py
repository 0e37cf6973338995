"""The dialog that lists the fee schedules loaded, imports others and removes them again.

It is loaded only when it is opened: reading imports brings a database library with it.
"""

from quarterhour.window.imports.dialog import ImportsDialog

__all__ = ["ImportsDialog"]

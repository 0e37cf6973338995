"""The window. It shows an `Assessment` of what is typed, and computes nothing itself.

`run` opens it and returns when it is closed.
"""

# Before Qt: PySide reads the source of each module that is imported after it.
from quarterhour.entry import (  # noqa: F401
    about_visit,
    day_session,
    documents,
    favorites,
    own_words,
    prices,
    recovery,
    settings,
)
from quarterhour.window.application import run
from quarterhour.window.desk import Desk
from quarterhour.window.main_window import MainWindow

__all__ = ["Desk", "MainWindow", "run"]

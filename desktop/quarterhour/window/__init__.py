"""The window. It shows an `Assessment` of what is typed, and computes nothing itself.

`run` opens it and returns when it is closed.
"""

from quarterhour.window.application import run
from quarterhour.window.desk import Desk
from quarterhour.window.main_window import MainWindow

__all__ = ["Desk", "MainWindow", "run"]

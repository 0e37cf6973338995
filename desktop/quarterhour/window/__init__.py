"""The window. It shows an `Assessment` of what is typed, and computes nothing itself.

`run` opens it and returns when it is closed.
"""

from typing import TYPE_CHECKING

from quarterhour.later import loading

if TYPE_CHECKING:
    from quarterhour.window.application import run
    from quarterhour.window.desk import Desk
    from quarterhour.window.main_window import MainWindow

__all__ = ["Desk", "MainWindow", "run"]
__getattr__ = loading(__name__, {"application": "run", "desk": "Desk", "main_window": "MainWindow"})

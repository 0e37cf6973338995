"""The three questions of the very first start."""

from quarterhour.window.first_run.page import FirstRun, welcome

__all__ = ["FirstRun", "welcome"]

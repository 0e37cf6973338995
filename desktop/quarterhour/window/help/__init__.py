"""The help window: the guide and a page for each code, beside the window."""

from quarterhour.window.help.help_window import HelpWindow

__all__ = ["HelpWindow"]

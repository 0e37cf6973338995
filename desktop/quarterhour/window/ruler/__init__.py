"""The minute ruler in the window."""

from quarterhour.window.ruler.minute_ruler import MinuteRuler

__all__ = ["MinuteRuler"]

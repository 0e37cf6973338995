"""What the usual action of a hint is, and all that may be done about it."""

from __future__ import annotations

from quarterhour.claims import Hint, action_title


def offer(hint: Hint) -> str:
    """Return what one key does about a hint, as on a button; empty where nothing is offered."""
    return action_title(hint.actions[0]) if hint.actions else ""

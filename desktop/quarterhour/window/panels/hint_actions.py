"""What may be done about a hint: its remedy, or the dialog that its text points to."""

from __future__ import annotations

from quarterhour.claims import Hint
from quarterhour.window.look import ELLIPSIS

# The entries of the Edit menu that hints name.
DIALOGS = ("Claim statements", "Practice and Medicare")


def dialogs_of(hint: Hint) -> tuple[str, ...]:
    """Return the entries of the Edit menu that the text names."""
    return tuple(name for name in DIALOGS if f"Edit > {name}" in hint.message)


def action_title(hint: Hint) -> str:
    """Return what one key does about a hint, as on a button; empty where nothing is offered."""
    if hint.remedy is not None:
        return hint.remedy.title
    return next((dialog_title(name) for name in dialogs_of(hint)), "")


def dialog_title(name: str) -> str:
    """Return what opens a dialog, as on a button."""
    return f"{name}{ELLIPSIS}"

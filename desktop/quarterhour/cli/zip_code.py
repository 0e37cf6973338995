"""A ZIP code as an argument."""

from quarterhour.cli.command_error import CommandError


def zip_code(text: str) -> str:
    """Take five digits. Raises CommandError for anything else."""
    if text.isascii() and text.isdigit() and len(text) == 5:
        return text
    shown = text.encode(errors="backslashreplace").decode()
    raise CommandError(f"'{shown}' cannot be right; a ZIP code is five digits.")

"""Where the files that ship with the program are, and where it keeps what the user imports."""

from pathlib import Path

from platformdirs import user_data_path

_PACKAGE = Path(__file__).resolve().parent


def resource_folder() -> Path:
    """Return the folder with the reference database, the samples and the icons.

    An installed program carries it inside the package; in a clone it is `resources/`.
    """
    installed = _PACKAGE / "resources"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "resources"


def user_folder() -> Path:
    """Return the folder of what the program keeps for its user; it may not exist yet."""
    return user_data_path("Quarterhour", appauthor=False)


def imported_database() -> Path:
    """Return the file that holds imported fee schedules; it may not exist yet."""
    return user_folder() / "imported.sqlite"

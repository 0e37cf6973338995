"""Nothing that the tests run takes the home of whoever runs them for its own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths

from quarterhour.resources import user_folder

Place = QStandardPaths.StandardLocation


def test_everything_is_kept_in_the_home_of_the_tests() -> None:
    home = Path.home()
    assert home.parent.name.startswith("quarterhour-tests-")
    places = [
        user_folder(),
        Path(QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "Q").fileName()),
        *(
            Path(QStandardPaths.writableLocation(place))
            for place in (Place.GenericDataLocation, Place.GenericConfigLocation)
        ),
    ]
    assert [place for place in places if home not in place.parents] == []

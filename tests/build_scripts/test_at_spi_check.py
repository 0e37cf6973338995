"""What the check by AT-SPI installs, and only where it is missing."""

from __future__ import annotations

import pytest

import at_spi_check


def test_only_what_is_missing_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at_spi_check, "is_there", lambda sign: "at-spi2" not in sign)
    assert at_spi_check.missing() == ["at-spi2-core"]


def test_everything_is_named_where_nothing_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(at_spi_check, "is_there", lambda sign: False)
    assert set(at_spi_check.missing()) == set(at_spi_check.PACKAGES.values())


@pytest.mark.parametrize(
    ("sign", "there"), [("sh", True), ("/bin/s?", True), ("/no/*/file", False)]
)
def test_programs_and_patterns_are_looked_for(sign: str, there: bool) -> None:
    assert at_spi_check.is_there(sign) == there


def test_the_reader_is_beside_it() -> None:
    assert at_spi_check.READER.is_file()

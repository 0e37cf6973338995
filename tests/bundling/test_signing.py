"""Windows files are signed where there is a certificate; elsewhere their names say they are not."""

from pathlib import Path

import pytest

from bundling import authenticode, disk_image

GIVEN = {authenticode.CERTIFICATE: "own.p12", authenticode.PASSWORD: "secret"}


def test_without_a_certificate_nothing_is_signed_and_the_name_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for variable in (authenticode.CERTIFICATE, disk_image.IDENTITY):
        monkeypatch.delenv(variable, raising=False)
    authenticode.sign([Path("no-such-file.exe")])
    assert authenticode.mark() == disk_image.mark() == "-unsigned"


def test_with_a_certificate_the_name_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(authenticode.CERTIFICATE, "own.p12")
    monkeypatch.setenv(disk_image.IDENTITY, "Developer ID Application: Someone")
    assert authenticode.mark() == disk_image.mark() == ""


@pytest.mark.parametrize("server", ["", "time.example"])
def test_a_timestamp_is_asked_for_where_a_server_is_named(server: str) -> None:
    given = {**GIVEN, authenticode.TIMESTAMPS: server}
    windows = authenticode.signtool(Path("setup.exe"), given)
    others = authenticode.osslsigncode(Path("setup.exe"), Path("signed.exe"), given)
    assert (windows[-1], others[-1]) == ("setup.exe", "signed.exe")
    for command in (windows, others):
        assert {"own.p12", "secret", "sha256"} <= set(command)
        assert ("time.example" in command) is bool(server)

"""What macOS is told, and which macOS it may be; read here, since there is no Mac to build on."""

import plistlib
import re
import struct
import tomllib
from pathlib import Path

import pytest

import environment
from bundling import disk_image, property_list
from bundling.mach_o import minimum_macos, newer
from quarterhour import __version__

MACOS = environment.ROOT / "build_scripts" / "packaging" / "bundling" / "macos"
MINIMUM = tomllib.loads((MACOS / "minimum.toml").read_text(encoding="utf-8"))
SIGNED = {disk_image.IDENTITY: "Developer ID Application: Someone"}
NOTARIZED = {**SIGNED, disk_image.PROFILE: "someone"}


def numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def test_the_binding_for_macos_is_the_newest_that_runs_on_what_is_promised() -> None:
    promised = numbers(MINIMUM["quarterhour"]["minimum"])
    runs = [
        version
        for version, asked in MINIMUM["asked_for"].items()
        if all(numbers(each) <= promised for each in asked)
    ]
    newest = max(runs, key=numbers)
    lock = environment.lock("bundle-macos").read_text(encoding="utf-8")
    for package in ("pyside6-essentials", "shiboken6"):
        assert re.findall(rf"^{package}==([\d.]+)", lock, re.MULTILINE) == [newest]
    assert promised <= (13, 0)


def test_info_plist_names_the_kind_of_file_and_the_oldest_system() -> None:
    entries = plistlib.loads(plistlib.dumps(property_list.property_list(__version__)))
    assert entries["CFBundleShortVersionString"] == __version__
    assert entries["LSMinimumSystemVersion"] == MINIMUM["quarterhour"]["minimum"]
    assert entries["NSHighResolutionCapable"] is True
    (kind,) = entries["CFBundleDocumentTypes"]
    (declared,) = entries["UTExportedTypeDeclarations"]
    assert kind["LSItemContentTypes"] == [declared["UTTypeIdentifier"]]
    assert declared["UTTypeTagSpecification"]["public.filename-extension"] == ["quarterhour"]


def test_the_entitlements_open_no_network() -> None:
    entitlements = plistlib.loads(disk_image.ENTITLEMENTS.read_bytes())
    assert all(entitlements.values())
    assert not [name for name in entitlements if "network" in name]


def test_the_spec_makes_an_application_on_macos_alone() -> None:
    spec = (environment.ROOT / "build_scripts/packaging/bundling/quarterhour.spec").read_text()
    compile(spec, "quarterhour.spec", "exec")
    branch = spec.partition('if sys.platform == "darwin":\n')[2]
    assert "BUNDLE(" in branch
    assert "property_list(__version__)" in branch
    assert "entitlements.plist" in spec


def words(variables: dict[str, str]) -> list[str]:
    app, target = Path("Quarterhour.app"), Path("quarterhour.dmg")
    return [
        " ".join(map(str, command))
        for command in disk_image.commands(app, target, Path("folder"), variables)
    ]


def test_without_a_certificate_nothing_is_signed() -> None:
    assert not [line for line in words({}) if "codesign" in line or "xcrun" in line]
    assert "hdiutil create" in words({})[-1]


def test_signing_goes_from_the_inside_out() -> None:
    signed = [line for line in words(SIGNED) if "codesign --force" in line]
    assert [line.split()[-1] for line in signed] == [
        "Quarterhour.app/Contents/MacOS/quarterhour-cli",
        "Quarterhour.app",
    ]
    assert all("--options runtime" in line and "--entitlements" in line for line in signed)
    assert not [line for line in words(SIGNED) if "notarytool" in line]


def test_what_is_notarized_is_stapled_and_assessed() -> None:
    ends = [line for line in words(NOTARIZED) if line.startswith(("xcrun", "spctl"))]
    assert [line.split()[1] for line in ends] == ["notarytool", "stapler", "--assess"]


def thin(command: int, *rest: int) -> bytes:
    """Return a Mach-O file with one load command."""
    body = struct.pack(f"<{2 + len(rest)}I", command, 8 + 4 * len(rest), *rest)
    return struct.pack("<8I", 0xFEEDFACF, 0, 0, 6, 1, len(body), 0, 0) + body


@pytest.mark.parametrize(
    ("content", "version"),
    [
        (thin(0x32, 1, 13 << 16, 14 << 16), (13, 0)),
        (thin(0x24, 10 << 16 | 12 << 8, 11 << 16), (10, 12)),
        (thin(0x19, 0, 0), None),
        (b"plain text", None),
        (b"\xca\xfe\xba\xbe" + struct.pack(">I", 61) + bytes(90), None),
    ],
    ids=["build version", "older command", "no version", "no Mach-O", "a Java class"],
)
def test_the_oldest_macos_is_read_from_a_file(
    content: bytes, version: tuple[int, int] | None
) -> None:
    assert minimum_macos(content) == version


def test_of_a_file_for_two_processors_the_newer_counts() -> None:
    one, two = thin(0x32, 1, 11 << 16, 0), thin(0x32, 1, 12 << 16, 0)
    head = struct.pack(">2I", 0xCAFEBABE, 2)
    head += struct.pack(">5I", 0, 0, 48, len(one), 0)
    head += struct.pack(">5I", 0, 0, 48 + len(one), len(two), 0)
    assert minimum_macos(head + one + two) == (12, 0)


def test_a_file_that_asks_for_more_than_is_promised_is_named(tmp_path: Path) -> None:
    (tmp_path / "Frameworks").mkdir()
    (tmp_path / "Frameworks" / "old.dylib").write_bytes(thin(0x32, 1, 12 << 16, 0))
    (tmp_path / "Frameworks" / "new.so").write_bytes(thin(0x32, 1, 15 << 16, 0))
    (tmp_path / "text").write_text("no program")
    assert newer(tmp_path, (13, 0)) == ["Frameworks/new.so"]

"""What the Windows installers are told to do, read from their scripts."""

import ast
import re
from xml.etree import ElementTree

import environment
from bundling import windows_trial
from bundling.version_resource import version_resource
from quarterhour import __version__

WINDOWS = environment.ROOT / "build_scripts" / "packaging" / "bundling" / "windows"
SCRIPT = (WINDOWS / "quarterhour.nsi").read_text(encoding="utf-8")
WIX = "{http://schemas.microsoft.com/wix/2006/wi}"


def test_the_installer_asks_for_no_administrator() -> None:
    assert "RequestExecutionLevel user" in SCRIPT
    assert not re.findall(r"HKLM|HKEY_LOCAL_MACHINE|\$PROGRAMFILES|SetShellVarContext", SCRIPT)


def test_what_is_written_is_removed() -> None:
    install, _, uninstall = SCRIPT.partition('Section "Uninstall"')
    for key in re.findall(r'WriteReg\w+ HKCU "([^"]+)"', install):
        parent = key.partition(r"\DefaultIcon")[0].partition(r"\shell")[0]
        assert f'DeleteRegKey HKCU "{parent}"' in uninstall, key
    for link in re.findall(r'CreateShortCut "([^"]+)"', install):
        assert f'Delete "{link}"' in uninstall


def test_data_of_the_user_are_removed_only_after_a_question_whose_silent_answer_is_no() -> None:
    uninstall = SCRIPT.partition('Section "Uninstall"')[2]
    before, _, after = uninstall.partition(r'RMDir /r "$LOCALAPPDATA\${NAME}"')
    assert after
    assert "MB_DEFBUTTON2" in before
    assert "/SD IDNO" in before


def test_the_msi_has_the_trial_key_and_refuses_older_versions() -> None:
    package = ElementTree.parse(WINDOWS / "quarterhour.wxs").getroot()
    assert package.find(f".//{WIX}MajorUpgrade") is not None
    values = [value.get("Key", "") for value in package.iter(f"{WIX}RegistryValue")]
    assert windows_trial.DEPLOYED.removeprefix("HKLM\\") in values


def test_the_version_resource_is_what_pyinstaller_evaluates() -> None:
    text = version_resource(__version__)
    (call,) = ast.parse(text).body
    assert isinstance(call, ast.Expr)
    assert f'StringStruct("ProductVersion", "{__version__}")' in text
    assert "filevers=(0, 1, 0, 0)" in version_resource("0.1.0")

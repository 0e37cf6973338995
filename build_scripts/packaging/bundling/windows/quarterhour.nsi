; The installer for one user: it asks for no administrator. makensis is given VERSION, BUNDLE
; (the folder of the program), ICON, LICENSE, KILOBYTES and OUTPUT; /S installs silently, /D=FOLDER
; at the end chooses the folder.

Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
SetCompressorDictSize 64

!include "MUI2.nsh"
!include "FileFunc.nsh"

!define NAME "Quarterhour"
!define CLASS "Quarterhour.Visit"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"

Name "${NAME}"
OutFile "${OUTPUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "Software\${NAME}\Installer" "Folder"
BrandingText "${NAME} ${VERSION}"
ManifestDPIAware true
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${NAME}"
VIAddVersionKey "ProductVersion" "${VERSION}"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "FileDescription" "${NAME} installer"
VIAddVersionKey "LegalCopyright" "MIT license"
VIAddVersionKey "CompanyName" "The Quarterhour developers"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\Quarterhour.exe"
!insertmacro MUI_PAGE_LICENSE "${LICENSE}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

; Removes the program and nothing else from its folder: someone may have put files of theirs there.
!macro RemoveProgram
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\Quarterhour.exe"
  Delete "$INSTDIR\quarterhour-cli.exe"
  Delete "$INSTDIR\Uninstall.exe"
!macroend

; A program that runs holds its file: refuse rather than leave half of it.
!macro StopIfRunning SAYING
  IfFileExists "$INSTDIR\Quarterhour.exe" 0 +7
  ClearErrors
  FileOpen $0 "$INSTDIR\Quarterhour.exe" a
  FileClose $0
  IfErrors 0 +3
    MessageBox MB_OK|MB_ICONEXCLAMATION "Quarterhour is running. Close it, then ${SAYING} again." /SD IDOK
    Abort
!macroend

Section
  !insertmacro StopIfRunning "install"
  ; An upgrade replaces the program. Settings and imported fee schedules lie elsewhere and stay.
  !insertmacro RemoveProgram
  SetOutPath "$INSTDIR"
  File /r "${BUNDLE}\*.*"
  WriteUninstaller "$INSTDIR\Uninstall.exe"
  CreateShortCut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\Quarterhour.exe"

  WriteRegStr HKCU "Software\${NAME}\Installer" "Folder" "$INSTDIR"
  WriteRegStr HKCU "Software\Classes\.quarterhour" "" "${CLASS}"
  WriteRegStr HKCU "Software\Classes\${CLASS}" "" "Quarterhour visit"
  WriteRegStr HKCU "Software\Classes\${CLASS}\DefaultIcon" "" "$INSTDIR\Quarterhour.exe,0"
  WriteRegStr HKCU "Software\Classes\${CLASS}\shell\open\command" "" '"$INSTDIR\Quarterhour.exe" "%1"'

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\Quarterhour.exe,0"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "The Quarterhour developers"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\Uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\Uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${KILOBYTES}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${RefreshShellIcons}
SectionEnd

Section "Uninstall"
  !insertmacro StopIfRunning "uninstall"
  !insertmacro RemoveProgram
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\Classes\${CLASS}"
  ReadRegStr $0 HKCU "Software\Classes\.quarterhour" ""
  StrCmp $0 "${CLASS}" 0 +2
    DeleteRegKey HKCU "Software\Classes\.quarterhour"
  DeleteRegKey HKCU "Software\${NAME}\Installer"

  ; The user's own data go only if the user says so; /S keeps them, /S /REMOVEDATA does not.
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/REMOVEDATA" $1
  IfErrors 0 remove_data
  MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "Remove the settings and the imported fee schedules too? Saved visits stay where you saved them." /SD IDNO IDNO keep_data
  remove_data:
    RMDir /r "$LOCALAPPDATA\${NAME}"
    DeleteRegKey HKCU "Software\${NAME}"
  keep_data:
  DeleteRegKey /ifempty HKCU "Software\${NAME}"
  ${RefreshShellIcons}
SectionEnd

; The Windows installer, for one person, without administrator rights and without network.
; cargo xtask package windows calls:
;   makensis -INPUTCHARSET UTF8 -DVERSION=1.2.3 -DSRC=folder -DUNLIST=list.nsh -DOUT=setup.exe
;            -DICON=icon.ico -DSIDE=side.bmp -DKILOBYTES=number [-DSIGN="command"] installer.nsi
; SRC holds everything that is installed; UNLIST the Delete and RMDir lines for exactly that.
; What the command SIGN does to the file named after it makes a signed uninstaller and installer.
Unicode true
; A 64-bit installer: 32-bit Windows refuses to start it and says so itself.
Target amd64-unicode
SetCompressor /SOLID lzma
SetCompressorDictSize 64
RequestExecutionLevel user
ManifestDPIAware true
ManifestSupportedOS Win10

!define NAME "政务公开"
!define DESK "gongkai-desk.exe"
!define ENDING ".gkpkg"
!define PROGID "Gongkai.Package"
!define CLASSES "Software\Classes"
!define UNINST "Software\Microsoft\Windows\CurrentVersion\Uninstall\Gongkai"
; WebView2's own place in the registry, as its documentation gives it.
!define WV2 "Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}"
; Where a fixed WebView2 is copied to; the program looks for it there.
!define FIXED "webview2"

!ifdef SIGN
  !uninstfinalize '${SIGN} "%1"' = 0
  !finalize '${SIGN} "%1"' = 0
!endif

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include WinMessages.nsh

Name "${NAME}"
BrandingText "${NAME} ${VERSION}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${UNINST}" "InstallLocation"
VIProductVersion "${VERSION}.0"
VIFileVersion "${VERSION}.0"
VIAddVersionKey /LANG=2052 ProductName "${NAME}"
VIAddVersionKey /LANG=2052 FileDescription "${NAME} 安装程序"
VIAddVersionKey /LANG=2052 FileVersion "${VERSION}"
VIAddVersionKey /LANG=2052 ProductVersion "${VERSION}"
VIAddVersionKey /LANG=2052 CompanyName "${NAME}"
VIAddVersionKey /LANG=2052 LegalCopyright "木兰宽松许可证第2版，或 Apache 许可证 2.0"

; What became of WebView2, said on the last page; and something, if there is one now.
Var View
Var Drawn
; Where an older one stands, in this folder or another.
Var Older

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "安装 ${NAME} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "只装给现在登录的人用，不需要管理员，不需要上网。$\r$\n$\r$\n已经装过旧的，直接装上去就是升级：登记库、备份和您的设置都不动。$\r$\n$\r$\n正开着“${NAME}”的，请先关掉它。$\r$\n$\r$\n点“下一步”继续。"
!insertmacro MUI_PAGE_WELCOME
!define MUI_DIRECTORYPAGE_TEXT_TOP "一般不用改，直接点“安装”。要装到别的地方（比如 D 盘），点“浏览”。$\r$\n$\r$\n这里只放程序。登记库放在哪里，第一次打开时再选。"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "装好了"
!define MUI_FINISHPAGE_TEXT "开始菜单和桌面上都有“${NAME}”。$\r$\n$\r$\n$View"
!define MUI_FINISHPAGE_TEXT_LARGE
!define MUI_FINISHPAGE_RUN "$INSTDIR\${DESK}"
!define MUI_FINISHPAGE_RUN_TEXT "现在打开${NAME}"
!define MUI_PAGE_CUSTOMFUNCTION_SHOW OfferToOpen
!insertmacro MUI_PAGE_FINISH

!define MUI_UNCONFIRMPAGE_TEXT_TOP "只删除程序。登记库、备份和设置一样也不删，以后再装，打开就接着用。"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "程序已经删除，登记库还在"
!define MUI_FINISHPAGE_TEXT "登记库一般在：$\r$\n$DOCUMENTS\${NAME}$\r$\n$\r$\n（建立时选了别的文件夹的，就在那个文件夹里。）$\r$\n$\r$\n这台电脑的设置在：$\r$\n$APPDATA\gongkai"
!insertmacro MUI_UNPAGE_FINISH
!insertmacro MUI_LANGUAGE "SimpChinese"

; A window that cannot be drawn is not offered.
Function OfferToOpen
  ${If} $Drawn == ""
    SendMessage $mui.FinishPage.Run ${BM_SETCHECK} ${BST_UNCHECKED} 0
    ShowWindow $mui.FinishPage.Run ${SW_HIDE}
  ${EndIf}
FunctionEnd

Function .onInit
  ${IfNot} ${AtLeastWin10}
    MessageBox MB_ICONSTOP|MB_OK "${NAME}要 Windows 10 或更新的系统。这台电脑的系统太旧，装不了，什么也没有改动。$\n$\n请换一台 Windows 10、Windows 11 的电脑，或者请管电脑的人升级系统。" /SD IDOK
    SetErrorLevel 4
    Quit
  ${EndIf}
  SetRegView 64
  ReadRegStr $Older HKCU "${UNINST}" "InstallLocation"
FunctionEnd

; Stops while one of the programs in FOLDER runs: Windows lets nobody write a program that runs. Nothing
; has been changed then.
!macro MustBeClosed FOLDER
  ${Do}
    StrCpy $1 ""
    ${If} ${FileExists} "${FOLDER}\${DESK}"
      ClearErrors
      FileOpen $0 "${FOLDER}\${DESK}" a
      ${If} ${Errors}
        StrCpy $1 "running"
      ${Else}
        FileClose $0
      ${EndIf}
    ${EndIf}
    ${If} ${FileExists} "${FOLDER}\gongkai.exe"
      ClearErrors
      FileOpen $0 "${FOLDER}\gongkai.exe" a
      ${If} ${Errors}
        StrCpy $1 "running"
      ${Else}
        FileClose $0
      ${EndIf}
    ${EndIf}
    ${If} $1 == ""
      ${Break}
    ${EndIf}
    ${If} ${Cmd} `MessageBox MB_ICONEXCLAMATION|MB_RETRYCANCEL "“${NAME}”正开着，现在不能动它的文件。什么也没有改动。$\n$\n请把“${NAME}”的窗口关掉，再点“重试”。" /SD IDCANCEL IDCANCEL`
      SetErrorLevel 3
      Quit
    ${EndIf}
  ${Loop}
  ClearErrors
!macroend

; Takes away the files of an older version, so that nothing of it stays that the new one lacks.
Function TakeOlderAway
  ${If} $Older != ""
  ${AndIf} ${FileExists} "$Older\uninstall.exe"
    DetailPrint "正在换下旧版本……"
    ExecWait '"$Older\uninstall.exe" /S /UPGRADE _?=$Older' $0
    ${If} $0 <> 0
      MessageBox MB_ICONSTOP|MB_OK "旧版本的文件换不下来。请关掉“${NAME}”和打开着它的文件夹，再装一次。" /SD IDOK
      SetErrorLevel 3
      Quit
    ${EndIf}
    Delete "$Older\uninstall.exe"
    ${If} $Older != $INSTDIR
      RMDir /r "$Older\${FIXED}"
    ${EndIf}
    RMDir "$Older"
  ${EndIf}
FunctionEnd

; $0: version of the WebView2 that is there, or nothing.
Function FindWebView2
  StrCpy $0 ""
  SetRegView 32
  ReadRegStr $0 HKLM "SOFTWARE\${WV2}" "pv"
  SetRegView 64
  ${If} $0 == ""
  ${OrIf} $0 == "0.0.0.0"
    ReadRegStr $0 HKCU "Software\${WV2}" "pv"
  ${EndIf}
  ${If} $0 == "0.0.0.0"
    StrCpy $0 ""
  ${EndIf}
FunctionEnd

; Copies a fixed WebView2 that lies beside the installer. $0: something, if there was one.
Function CopyFixedWebView2
  StrCpy $0 ""
  FindFirst $1 $2 "$EXEDIR\Microsoft.WebView2.FixedVersionRuntime.*"
  FindClose $1
  ${If} $2 != ""
  ${AndIf} ${FileExists} "$EXEDIR\$2\msedgewebview2.exe"
    DetailPrint "正在拷贝U盘上的 WebView2（$2），要一两分钟……"
    RMDir /r "$INSTDIR\${FIXED}"
    CreateDirectory "$INSTDIR\${FIXED}"
    CopyFiles /SILENT "$EXEDIR\$2\*.*" "$INSTDIR\${FIXED}"
    ; From version 120 on its own processes may read it on Windows 10 only after these two words.
    nsExec::Exec '"$SYSDIR\icacls.exe" "$INSTDIR\${FIXED}" /grant *S-1-15-2-2:(OI)(CI)(RX)'
    Pop $1
    nsExec::Exec '"$SYSDIR\icacls.exe" "$INSTDIR\${FIXED}" /grant *S-1-15-2-1:(OI)(CI)(RX)'
    Pop $1
    ${If} ${FileExists} "$INSTDIR\${FIXED}\msedgewebview2.exe"
      StrCpy $0 $2
    ${EndIf}
  ${EndIf}
FunctionEnd

; Sees to it that the window can be drawn, and says in $View what became of it.
Function SeeToWebView2
  StrCpy $Drawn "yes"
  Call FindWebView2
  ${If} $0 != ""
    StrCpy $View "画窗口用的 WebView2 电脑里已经有了（$0）。"
    Return
  ${EndIf}
  ${If} ${FileExists} "$EXEDIR\MicrosoftEdgeWebView2RuntimeInstallerX64.exe"
    DetailPrint "正在安装U盘上的 WebView2，要一两分钟……"
    ExecWait '"$EXEDIR\MicrosoftEdgeWebView2RuntimeInstallerX64.exe" /silent /install' $1
    Call FindWebView2
    ${If} $0 != ""
      StrCpy $View "画窗口用的 WebView2 已经从U盘装好（$0）。"
      Return
    ${EndIf}
  ${EndIf}
  Call CopyFixedWebView2
  ${If} $0 != ""
    StrCpy $View "画窗口用的 WebView2 已经从U盘拷到程序旁边。"
    Return
  ${EndIf}
  ${If} ${FileExists} "$EXEDIR\MicrosoftEdgeWebview2Setup.exe"
    DetailPrint "正在运行U盘上的 WebView2 安装程序（它要上网）……"
    ExecWait '"$EXEDIR\MicrosoftEdgeWebview2Setup.exe" /silent /install' $1
    Call FindWebView2
    ${If} $0 != ""
      StrCpy $View "画窗口用的 WebView2 已经装好（$0）。"
      Return
    ${EndIf}
  ${EndIf}
  StrCpy $Drawn ""
  StrCpy $View "还缺一样：这台电脑没有 WebView2，窗口打不开。把 MicrosoftEdgeWebView2RuntimeInstallerX64.exe 和本安装程序放在同一个文件夹里，再装一遍。"
  MessageBox MB_ICONEXCLAMATION|MB_OK "程序装好了，还缺一样：这台电脑没有“Microsoft Edge WebView2 运行时”，窗口打不开。$\n$\n请在能上网的电脑上打开$\nhttps://developer.microsoft.com/microsoft-edge/webview2/$\n下载“常青版独立安装程序”的 x64 版，拷到U盘上和本安装程序放在一起，再装一遍。" /SD IDOK
FunctionEnd

Section "Install"
  SetRegView 64
  ; One folder has one spelling, or an update would not know its own place.
  StrCpy $0 $INSTDIR 1 -1
  ${If} $0 == "\"
    StrCpy $INSTDIR $INSTDIR -1
  ${EndIf}
  StrCpy $0 $Older 1 -1
  ${If} $0 == "\"
    StrCpy $Older $Older -1
  ${EndIf}
  !insertmacro MustBeClosed "$INSTDIR"
  ${If} $Older != ""
  ${AndIf} $Older != $INSTDIR
    !insertmacro MustBeClosed "$Older"
  ${EndIf}
  Call TakeOlderAway
  SetOutPath "$INSTDIR"
  ClearErrors
  File /r "${SRC}/*"
  ${If} ${Errors}
    MessageBox MB_ICONSTOP|MB_OK "文件没有写全，程序还不能用。登记库没有受影响。$\n$\n可能是硬盘满了，也可能是杀毒软件拦住了：腾出地方，或者在杀毒软件里选“允许”，再装一遍。" /SD IDOK
    SetErrorLevel 5
    Quit
  ${EndIf}
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${DESK}"
  ; Whoever has put the picture off his desk does not get it again by an update.
  ${If} $Older == ""
  ${OrIf} ${FileExists} "$DESKTOP\${NAME}.lnk"
    CreateShortcut "$DESKTOP\${NAME}.lnk" "$INSTDIR\${DESK}"
  ${EndIf}

  WriteRegStr HKCU "${CLASSES}\${ENDING}" "" "${PROGID}"
  WriteRegNone HKCU "${CLASSES}\${ENDING}\OpenWithProgids" "${PROGID}"
  WriteRegStr HKCU "${CLASSES}\${PROGID}" "" "${NAME}交换包"
  WriteRegStr HKCU "${CLASSES}\${PROGID}\DefaultIcon" "" "$INSTDIR\${DESK},0"
  WriteRegStr HKCU "${CLASSES}\${PROGID}\shell\open\command" "" '"$INSTDIR\${DESK}" "%1"'

  WriteRegStr HKCU "${UNINST}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINST}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINST}" "Publisher" "${NAME}"
  WriteRegStr HKCU "${UNINST}" "DisplayIcon" "$INSTDIR\${DESK}"
  WriteRegStr HKCU "${UNINST}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINST}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINST}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINST}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINST}" "NoRepair" 1
  WriteRegDWORD HKCU "${UNINST}" "EstimatedSize" ${KILOBYTES}
  ; Explorer shows the new kind of file at once.
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'

  Call SeeToWebView2
SectionEnd

Section "Uninstall"
  SetRegView 64
  !insertmacro MustBeClosed "$INSTDIR"
  ; Only what was installed is removed: the folder may be one that the person shares with other things.
  !include "${UNLIST}"
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/UPGRADE" $1
  ${If} ${Errors}
    ClearErrors
    ; Nobody but the installer has written into this folder.
    RMDir /r "$INSTDIR\${FIXED}"
    ; Versions that update files brought; the program itself has laid them there.
    RMDir /r "$INSTDIR\版本"
    Delete "$SMPROGRAMS\${NAME}.lnk"
    Delete "$DESKTOP\${NAME}.lnk"
    ReadRegStr $0 HKCU "${CLASSES}\${ENDING}" ""
    ${If} $0 == "${PROGID}"
      DeleteRegValue HKCU "${CLASSES}\${ENDING}" ""
    ${EndIf}
    DeleteRegValue HKCU "${CLASSES}\${ENDING}\OpenWithProgids" "${PROGID}"
    DeleteRegKey /ifempty HKCU "${CLASSES}\${ENDING}\OpenWithProgids"
    DeleteRegKey /ifempty HKCU "${CLASSES}\${ENDING}"
    DeleteRegKey HKCU "${CLASSES}\${PROGID}"
    DeleteRegKey HKCU "${UNINST}"
    System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
    Delete "$INSTDIR\uninstall.exe"
    RMDir "$INSTDIR"
  ${EndIf}
SectionEnd

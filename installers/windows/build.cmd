@echo off
rem Makes the .msi into installers\target. Needs a JDK 25 (JAVA_HOME or DSPEX_JAVA_HOME), Maven, Python 3.11 to 3.14 and WiX.
setlocal enableextensions
set "here=%~dp0.."
set "home=%here%\.."
set "out=%here%\target"
set "stage=%out%\stage"
set "version=1.0.0"
if defined DSPEX_JAVA_HOME set "JAVA_HOME=%DSPEX_JAVA_HOME%"
if not exist "%JAVA_HOME%\bin\jpackage.exe" (
  echo installers\windows\build: no JDK 25 was found. Name one with DSPEX_JAVA_HOME. 1>&2
  exit /b 3
)
if exist "%out%" rmdir /s /q "%out%"
mkdir "%stage%\home\python" "%stage%\home\assets"
pushd "%home%"
call mvn -B -q -DskipTests -Dquick -P !format-check -pl bridge,app package || (popd & exit /b 3)
popd
copy /y "%home%\app\target\lib\*.jar" "%stage%" >nul
copy /y "%home%\app\target\dspex-app-%version%.jar" "%stage%" >nul
copy /y "%home%\python\environment.py" "%stage%\home\python" >nul
copy /y "%home%\python\find*" "%stage%\home\python" >nul
robocopy "%home%\python\lock" "%stage%\home\python\lock" /e >nul
robocopy "%home%\python\src" "%stage%\home\python\src" /e /xd __pycache__ *.egg-info >nul
robocopy "%home%\assets\samples" "%stage%\home\assets\samples" /e /xd .dspex __pycache__ >nul
copy /y "%home%\LICENSE" "%stage%\home" >nul
copy /y "%home%\NOTICE" "%stage%\home" >nul

rem The JavaFX jars of the build are the ones of the system it runs on.
"%JAVA_HOME%\bin\jpackage.exe" --type msi --name "DSPex Workbench" --app-version %version% --vendor "DSPex Workbench" ^
  --description "Workbench for DSPy programs" --icon "%here%\icon\dspex.ico" --license-file "%home%\LICENSE" ^
  --file-associations "%here%\program.properties" --win-menu --win-shortcut-prompt --win-per-user-install ^
  --win-upgrade-uuid 5f0a3f0e-9d1b-4f6f-8f0d-3a3b8f6d2c11 ^
  --input "%stage%" --main-jar dspex-app-%version%.jar --main-class dev.dspex.app.Launcher ^
  --add-modules java.se,jdk.unsupported,jdk.httpserver,jdk.zipfs,jdk.localedata,jdk.net,jdk.management,jdk.crypto.ec,jdk.crypto.mscapi ^
  --java-options "-Ddspex.home=$APPDIR\home" --java-options "--enable-native-access=ALL-UNNAMED" ^
  --java-options "--sun-misc-unsafe-memory-access=allow" --java-options "-XX:+UseSerialGC" --dest "%out%"
exit /b %errorlevel%

@echo off
rem DSPex Workbench: "dspex PROJECT" opens it, "dspex --help" lists the commands.
rem Finds a JDK 25, builds what is missing, makes the Python environment, and starts.
setlocal enabledelayedexpansion
set "here=%~dp0"
set "dist=%here%app\target"
set "jdk="
for %%h in ("%DSPEX_JAVA_HOME%" "%JAVA_HOME%") do if not defined jdk call :try %%h
for /d %%h in ("%ProgramFiles%\Java\*" "%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Microsoft\jdk*" "%ProgramFiles%\Zulu\*" "%USERPROFILE%\.jdks\*") do if not defined jdk call :try "%%h"
if not defined jdk (
  echo dspex: No JDK 25 was found. Install one, or name one with DSPEX_JAVA_HOME. 1>&2
  exit /b 3
)
powershell -NoProfile -Command "$s='%dist%\built'; if (!(Test-Path $s)) { exit 1 }; $t=(Get-Item $s).LastWriteTime; $n=Get-ChildItem -Recurse -File '%here%pom.xml','%here%bridge\pom.xml','%here%app\pom.xml','%here%bridge\src\main','%here%app\src\main' | Where-Object { $_.LastWriteTime -gt $t } | Select-Object -First 1; if ($n) { exit 1 }"
if errorlevel 1 (
  echo Building the workbench ^(once^) ... 1>&2
  where mvn >nul 2>&1 || ( echo dspex: Maven was not found. Install Maven 3.8 or newer. 1>&2 & exit /b 3 )
  if not exist "%dist%" mkdir "%dist%"
  set "JAVA_HOME=!jdk!"
  pushd "%here%"
  call mvn -B -DskipTests -Dquick -P "!format-check" -pl bridge,app package > "%dist%\build.log" 2>&1
  if errorlevel 1 ( popd & echo dspex: The build failed. The log is in %dist%\build.log. 1>&2 & exit /b 3 )
  popd
  echo. > "%dist%\built"
)
rem What only reads the run store, and every --help, does without DSPy.
set "python=yes"
for %%c in (runs show report compare new help --help -h --version -V) do if "%~1"=="%%c" set "python="
for %%c in (--help -h) do if "%~2"=="%%c" set "python="
if not defined DSPEX_PYTHON if defined python (
  call "%here%python\find.cmd" "%here%python\environment.py" ensure > nul || exit /b 3
)
rem A command has ended before the JVM's second compiler would pay off; the window has not.
set "quick="
if not "%~1"=="" if not exist "%~1" set "quick=-XX:TieredStopAtLevel=1"
"%jdk%\bin\java" %quick% --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Ddspex.home="%here%." -cp "%dist%\classes;%dist%\lib\*" dev.dspex.app.Launcher %*
exit /b %errorlevel%

:try
if exist "%~1\bin\javac.exe" findstr /r /c:"JAVA_VERSION=.2[5-9]" "%~1\release" >nul 2>&1 && set "jdk=%~1"
exit /b 0

@echo off
rem Runs the given script with the first Python 3.11 to 3.14 of this machine.
for %%v in (3.14 3.13 3.12 3.11) do (
  py -%%v -c "" >nul 2>&1 && ( py -%%v %* & exit /b )
)
python -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))" >nul 2>&1 && ( python %* & exit /b )
echo dspex: no Python 3.11 to 3.14 was found. Install one and start again. 1>&2
exit /b 3

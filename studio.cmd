@echo off
rem ResNet Studio, from its sources: builds what is out of date, then starts.
rem
rem   studio                    opens the desktop
rem   studio FOLDER             opens the desktop on a project folder
rem   studio COMMAND ...        runs a command; studio --help lists them
rem
rem Environment: JAVA_HOME (the JDK to use), STUDIO_JAVA_OPTS (more options for the Java virtual machine),
rem STUDIO_MAVEN_ARGS (more arguments for the build, for example -Pcuda).
rem Exit code of its own: 1 something needed is missing or the build failed.
setlocal EnableExtensions DisableDelayedExpansion

for %%I in ("%~dp0.") do set "STUDIO_HOME=%%~fI"
set "STUDIO_STAMP=%STUDIO_HOME%\target\.studio-stamp"
set "STUDIO_LOG=%STUDIO_HOME%\target\build.log"

call :find_java || exit /b 1
call :up_to_date
if errorlevel 1 call :build || exit /b 1

set "STUDIO_MODE=command"
if "%~1"=="" set "STUDIO_MODE=desktop"
for %%C in (train evaluate classify export network import labels runs reproduce doctor bench help) do if /i "%~1"=="%%C" goto start
if "%~2"=="" if exist "%~1\" set "STUDIO_MODE=desktop"

:start
set "STUDIO_NATIVE="
if %STUDIO_JAVA_MAJOR% geq 22 set "STUDIO_NATIVE=--enable-native-access=ALL-UNNAMED"
if "%STUDIO_MODE%"=="desktop" (
    if defined STUDIO_NATIVE set "STUDIO_NATIVE=%STUDIO_NATIVE%,javafx.graphics"
    set "STUDIO_MAIN=org.resnetstudio.app.Launcher"
) else (
    set "STUDIO_MAIN=org.resnetstudio.cli.Main"
)
rem What ends within a second gains nothing from the optimizing compiler and the parallel collector. Two collectors cannot
rem be named, so the choice is left to who gives options.
set "STUDIO_QUICK="
for %%C in (network labels doctor --help -h --version -V) do if /i "%~1"=="%%C" set "STUDIO_QUICK=-XX:TieredStopAtLevel=1"
if /i "%~2"=="--help" set "STUDIO_QUICK=-XX:TieredStopAtLevel=1"
if defined STUDIO_QUICK if not defined STUDIO_JAVA_OPTS set "STUDIO_QUICK=%STUDIO_QUICK% -XX:+UseSerialGC"
"%STUDIO_JAVA%" %STUDIO_NATIVE% "-Dstudio.home=%STUDIO_HOME%" "-Dstudio.launcher=%~f0" -Dfile.encoding=UTF-8 ^
    @"%STUDIO_HOME%\target\%STUDIO_MODE%.args" %STUDIO_QUICK% %STUDIO_JAVA_OPTS% %STUDIO_MAIN% %*
exit /b %ERRORLEVEL%

rem Sets STUDIO_JAVA, STUDIO_JDK and STUDIO_JAVA_MAJOR.
:find_java
set "STUDIO_JAVA="
set "STUDIO_JDK=%JAVA_HOME%"
if defined STUDIO_JDK set "STUDIO_JAVA=%STUDIO_JDK%\bin\java.exe"
if not defined STUDIO_JDK for %%I in (java.exe) do set "STUDIO_JAVA=%%~$PATH:I"
if not defined STUDIO_JAVA call :fail "No Java was found: install a JDK 17 or newer from https://adoptium.net or set JAVA_HOME to one."
if not defined STUDIO_JAVA exit /b 1
if not exist "%STUDIO_JAVA%" call :fail "JAVA_HOME names %STUDIO_JDK%, which holds no Java: set it to a JDK 17 or newer, or unset it."
if not exist "%STUDIO_JAVA%" exit /b 1
set "STUDIO_JAVA_MAJOR=0"
for /f "tokens=1* delims==" %%V in ('call "%STUDIO_JAVA%" -XshowSettings:properties -version 2^>^&1 ^| findstr /r /c:"java\.specification\.version =" /c:"java\.home ="') do for /f "tokens=*" %%H in ("%%W") do call :java_property %%V "%%H"
if %STUDIO_JAVA_MAJOR% geq 17 exit /b 0
call :fail "ResNet Studio needs a JDK 17 or newer, but %STUDIO_JAVA% is older: install one from https://adoptium.net or set JAVA_HOME to one."
exit /b 1

:java_property
if "%~1"=="java.home" set "STUDIO_JDK=%~2"
if "%~1"=="java.specification.version" for /f "tokens=1 delims=." %%M in ("%~2") do set "STUDIO_JAVA_MAJOR=%%M"
exit /b 0

rem Prints one sentence on standard error and leaves with exit code 1.
:fail
echo studio: %~1 1>&2
exit /b 1

rem Exit code 0 when no source is newer than the build and the build's arguments are the same.
:up_to_date
powershell -NoProfile -NonInteractive -Command ^
    "$stamp = Get-Item -Force -LiteralPath $env:STUDIO_STAMP -ErrorAction SilentlyContinue;" ^
    "if (-not $stamp -or (Get-Content -LiteralPath $stamp.FullName) -ne ('args: ' + $env:STUDIO_MAVEN_ARGS)) { exit 1 }" ^
    "if (-not (Test-Path -LiteralPath ($env:STUDIO_HOME + '\target\desktop.args'))) { exit 1 }" ^
    "$sources = 'pom.xml', '.mvn', 'src\main', 'fxml', 'styles' | ForEach-Object { Join-Path $env:STUDIO_HOME $_ } | Where-Object { Test-Path -LiteralPath $_ };" ^
    "$newer = $sources | ForEach-Object { Get-Item -Force -LiteralPath $_; Get-ChildItem -Force -Recurse -LiteralPath $_ } | Where-Object { $_.LastWriteTimeUtc -gt $stamp.LastWriteTimeUtc } | Select-Object -First 1;" ^
    "if ($newer) { exit 1 } else { exit 0 }"
exit /b %ERRORLEVEL%

:build
if exist "%STUDIO_JDK%\bin\javac.exe" goto has_compiler
call :fail "Building needs a JDK, but %STUDIO_JDK% only runs Java: install a JDK 17 or newer from https://adoptium.net or set JAVA_HOME to one."
exit /b 1
:has_compiler
where /q mvn
if not errorlevel 1 goto has_maven
call :fail "Building needs Maven 3.8 or newer, and no mvn was found: install it from https://maven.apache.org."
exit /b 1
:has_maven
if not exist "%STUDIO_HOME%\target" mkdir "%STUDIO_HOME%\target" || exit /b 1
set "STUDIO_WAITING="
:lock
rem A file that one process holds open for writing cannot be opened for writing by another, and is released whenever
rem that process ends.
set "STUDIO_RESULT="
3>&2 2>nul (9>"%STUDIO_HOME%\target\.studio-lock" call :build_locked)
if defined STUDIO_RESULT exit /b %STUDIO_RESULT%
if not defined STUDIO_WAITING echo Waiting for another build of ResNet Studio to end ... 1>&2
set "STUDIO_WAITING=yes"
ping -n 2 127.0.0.1 >nul
goto lock

:build_locked
set "STUDIO_RESULT=0"
call :up_to_date
if not errorlevel 1 exit /b 0
echo Building ResNet Studio (the first time it downloads about 440 MB) ... 1>&3
rem Dated before the build, so that what is edited meanwhile counts as newer.
>"%STUDIO_STAMP%.new" echo args: %STUDIO_MAVEN_ARGS%
pushd "%STUDIO_HOME%"
set "STUDIO_OLD_JAVA_HOME=%JAVA_HOME%"
set "JAVA_HOME=%STUDIO_JDK%"
call mvn -B -ntp -Dstyle.color=never -Dspotless.check.skip=true "-P!checks" %STUDIO_MAVEN_ARGS% process-classes >"%STUDIO_LOG%" 2>&1 <nul
set "STUDIO_RESULT=%ERRORLEVEL%"
set "JAVA_HOME=%STUDIO_OLD_JAVA_HOME%"
popd
if "%STUDIO_RESULT%"=="0" call :write_arguments
if "%STUDIO_RESULT%"=="0" goto built
echo studio: The build failed: Maven's output is in %STUDIO_LOG%. 1>&3
set "STUDIO_RESULT=1"
exit /b 1
:built
move /y "%STUDIO_STAMP%.new" "%STUDIO_STAMP%" >nul
exit /b 0

rem A class path is longer than a command line may be: Java reads it from a file.
:write_arguments
powershell -NoProfile -NonInteractive -Command ^
    "$ErrorActionPreference = 'Stop'; $target = Join-Path $env:STUDIO_HOME 'target';" ^
    "$jars = (Get-Content -LiteralPath ($target + '\class-path.txt') -Encoding UTF8).Trim() -split ';';" ^
    "$isFx = { (Split-Path -Leaf $_) -like 'javafx-*' };" ^
    "$fx = $jars | Where-Object { (& $isFx) -and $_ -like '*-win*.jar' };" ^
    "$other = @($target + '\classes') + ($jars | Where-Object { -not (& $isFx) });" ^
    "function Quote($paths) { [char]34 + (($paths -join ';') -replace '\\', '/') + [char]34 };" ^
    "$report = '-XX:ErrorFile=' + [char]34 + ($target -replace '\\', '/') + '/crash-%%p.log' + [char]34;" ^
    "$desktop = '-XX:-CreateCoredumpOnCrash', '-XX:+DisplayVMOutputToStderr', $report, '-Xmx2g', '--module-path', (Quote $fx), '--add-modules', 'javafx.controls,javafx.fxml,javafx.swing', '--add-opens', 'javafx.graphics/javafx.scene=ALL-UNNAMED', '--add-opens', 'javafx.controls/javafx.scene.control.skin=ALL-UNNAMED', '--add-exports', 'javafx.base/com.sun.javafx.event=ALL-UNNAMED', '-cp', (Quote $other);" ^
    "$command = '-XX:-CreateCoredumpOnCrash', '-XX:+DisplayVMOutputToStderr', $report, '-XX:MaxRAMPercentage=25', '-Dorg.eclipse.deeplearning4j.helpers.disable=false', '-cp', (Quote (@($target + '\classes') + $jars));" ^
    "Set-Content -LiteralPath ($target + '\desktop.args') -Value $desktop -Encoding Default;" ^
    "Set-Content -LiteralPath ($target + '\command.args') -Value $command -Encoding Default"
if errorlevel 1 set "STUDIO_RESULT=1"
exit /b 0

@echo off
rem Runs the leasehold program; builds it first when there is no jar yet, or when a source is newer than the jar.
rem Uses JAVA_HOME's java if set, else the one on the PATH. The exit status is the program's.
setlocal
set "root=%~dp0"
set "jar=%root%cli\target\leasehold.jar"

set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
"%java%" -version >nul 2>&1
if errorlevel 1 goto nojava
set "version=0"
for /f "tokens=3" %%v in ('^""%java%" -version 2^>^&1 ^| findstr /i /c:" version "^"') do for /f "tokens=1,2 delims=." %%a in ("%%~v") do if "%%a"=="1" (set "version=%%b") else (set "version=%%a")
if %version% lss 17 goto oldjava

set "stale=1"
if not exist "%jar%" goto build
for /f %%n in ('powershell -NoProfile -Command "$t=(Get-Item '%jar%').LastWriteTime; $m='core','codegen','jdbc','thrift','testkit','session','integrations\mybatis','integrations\micrometer','gateway','drills','cli'; @($m | ForEach-Object { Get-ChildItem -Recurse -File -ErrorAction SilentlyContinue ('%root%'+$_+'\src\main'),('%root%'+$_+'\pom.xml') }; Get-Item '%root%pom.xml') | Where-Object LastWriteTime -gt $t | Measure-Object | ForEach-Object Count"') do set "stale=%%n"
if "%stale%"=="0" goto run

:build
for /f %%t in ('powershell -NoProfile -Command "(Get-Date).Ticks"') do set "begun=%%t"
echo leasehold: building (the first time takes a minute and downloads what the build needs) ... 1>&2
pushd "%root%"
call mvnw.cmd -q -B -DskipTests package -pl cli -am 1>&2 <nul
set "rc=%errorlevel%"
popd
if not "%rc%"=="0" goto unbuilt
rem Maven leaves a jar alone that would come out the same: without a new date it would be stale for ever.
powershell -NoProfile -Command "(Get-Item '%jar%').LastWriteTime = [DateTime]::new([long]%begun%)"

:run
"%java%" -jar "%jar%" %*
exit /b %errorlevel%

rem Not in blocks: a parenthesis in the path, as in "Program Files (x86)", would end them.
:nojava
if defined JAVA_HOME echo leasehold: JAVA_HOME is "%JAVA_HOME%", but there is no bin\java.exe in it that runs: set it to a JDK 17 or newer. 1>&2
if not defined JAVA_HOME echo leasehold: no java was found: install a JDK 17 or newer, or set JAVA_HOME to one. 1>&2
exit /b 2

:oldjava
echo leasehold: "%java%" is Java %version%: install a JDK 17 or newer, or set JAVA_HOME to one. 1>&2
exit /b 2

:unbuilt
echo leasehold: the build failed; "mvnw -DskipTests package -pl cli -am" shows all of it. 1>&2
exit /b 2

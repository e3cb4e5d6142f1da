"""LibreOffice turns files into others: no window, no network, no macros, nobody's profile.

One LibreOffice keeps one processor busy, so every process has a profile of its own.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from regulations.machine import private_folder

_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
)
_START_SECONDS, _FILE_SECONDS = 60, 20
_OPTIONS = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo")
_KNOWN = ("PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TEMP", "TMP")  # of the environment; no more
_SETTINGS = {  # of LibreOffice: path, name, value
    ("Common/Security/Scripting", "MacroSecurityLevel"): "3",
    ("Common/Security/Scripting", "DisableMacrosExecution"): "true",
    ("Common/Security/Scripting", "BlockUntrustedRefererLinks"): "true",
    ("Common/Security/Scripting", "DisableActiveContent"): "true",
    ("Writer/Content/Update", "Link"): "0",
    ("Common/Misc", "FirstRun"): "false",
}
_PROXY = {  # at which nobody listens
    "ooInetProxyType": "2",
    "ooInetHTTPProxyName": "127.0.0.1",
    "ooInetHTTPProxyPort": "9",
    "ooInetHTTPSProxyName": "127.0.0.1",
    "ooInetHTTPSProxyPort": "9",
    "ooInetNoProxy": "",
}


@cache
def libre_office() -> Path | None:
    """Return where LibreOffice is; ``None``: it is not installed."""
    for found in (*map(shutil.which, _NAMES), *_PLACES):
        if found and Path(found).is_file():
            return Path(found)
    return None


def convert(files: Sequence[Path], room: Path, target: str) -> dict[Path, bytes]:
    """Return each file as *target*, such as ``docx`` or ``pdf:writer_pdf_Export``.

    One that LibreOffice can't read, all of them where it is not installed, are left out. *room*
    is a private folder of this process alone, and keeps its profile from call to call.
    """
    program = libre_office()
    if program is None:
        return {}
    made = private_folder(room / "made")
    profile = _profile(room)
    words = [*_cut_off(), str(program), f"-env:UserInstallation={profile.as_uri()}", *_OPTIONS]
    words += ["--convert-to", target, "--outdir", str(made.resolve())]
    words += [str(file.resolve()) for file in files]
    surroundings = {name: os.environ[name] for name in _KNOWN if name in os.environ}
    surroundings |= {"HOME": str(room), "SAL_USE_VCLPLUGIN": "svp"}
    _run(words, surroundings, _START_SECONDS + _FILE_SECONDS * len(files))
    found: dict[Path, bytes] = {}
    ending = target.partition(":")[0]
    for file in files:
        result = made / f"{file.stem}.{ending}"
        if result.is_file():
            found[file] = result.read_bytes()
            result.unlink()
    return found


def _run(words: Sequence[str], surroundings: dict[str, str], seconds: int) -> None:
    """Run LibreOffice and all that it starts, and end them when the time is up."""
    with subprocess.Popen(
        words,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as running:
        try:
            running.wait(seconds)
        except BaseException as error:
            _end(running)
            if not isinstance(error, subprocess.TimeoutExpired):
                raise


def _end(running: subprocess.Popen[bytes]) -> None:
    if sys.platform == "win32":
        running.kill()
        return
    import signal

    os.killpg(running.pid, signal.SIGKILL)


@cache
def _cut_off() -> tuple[str, ...]:
    """Return what runs a program without any network, where the system can; else nothing."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    words = (unshare, "--map-current-user", "--net")
    tried = subprocess.run([*words, "true"], capture_output=True, check=False)
    return words if tried.returncode == 0 else ()


def _profile(room: Path) -> Path:
    """Return a profile that runs no macro, follows no link and reaches no network."""
    user = room / "profile" / "user"
    if not user.is_dir():
        user.mkdir(parents=True)
        items = [_item(f"org.openoffice.Office.{path}", name, value)
                 for (path, name), value in _SETTINGS.items()]  # fmt: skip
        items += [_item("org.openoffice.Inet/Settings", *pair) for pair in _PROXY.items()]
        (user / "registrymodifications.xcu").write_text(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
            f"{''.join(items)}</oor:items>\n",
            encoding="utf-8",
        )
    return user.parent.resolve()


def _item(path: str, name: str, value: str) -> str:
    return (
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
    )

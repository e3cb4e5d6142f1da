"""Papers become PDF files in LibreOffice: no window, no network, no macros, nobody's profile.

One LibreOffice keeps one processor busy, so every process that prints has a profile of its own.
It takes some six hundred times as long as the paper itself.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from regulations.errors import VanthuError
from regulations.machine import private_folder
from regulations.sentences import say

_NAMES = ("soffice", "libreoffice")
_PLACES = (
    "C:/Program Files/LibreOffice/program/soffice.com",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "/usr/lib/libreoffice/program/soffice",
)
_START_SECONDS, _PAPER_SECONDS = 60, 20
_ENOUGH = 3  # papers that came to nothing, each by itself: the next ones would too
_OPTIONS = ("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo",
            "--convert-to", "pdf:writer_pdf_Export", "--outdir")  # fmt: skip
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


class NoLibreOfficeError(VanthuError):
    """LibreOffice is not installed."""

    code = "not_installed"

    def __init__(self) -> None:
        super().__init__(
            say("PDF files need LibreOffice, which is not installed on this machine."),
            hint=say("Install LibreOffice Writer, or leave --pdf out and print from Word."),
        )


class LibreOfficeFailsError(VanthuError):
    """LibreOffice is there, and makes nothing of any paper."""

    code = "libreoffice_fails"

    def __init__(self) -> None:
        super().__init__(
            say("LibreOffice was started and made no PDF of any paper."),
            hint=say("The papers stand. Open one in LibreOffice to see what it lacks, then run the "
                     "same command again: it goes on from here."),
        )  # fmt: skip


@cache
def libre_office() -> Path:
    """Return where LibreOffice is.

    Raises:
        NoLibreOfficeError: it is nowhere.
    """
    for found in (*map(shutil.which, _NAMES), *_PLACES):
        if found and Path(found).is_file():
            return Path(found)
    raise NoLibreOfficeError


def make_pdfs(papers: Sequence[Path], room: Path) -> dict[Path, bytes]:
    """Return the PDF of each paper; one that LibreOffice can't read has none.

    *room* is a private folder of this process alone, and keeps its profile from call to call.

    Raises:
        NoLibreOfficeError: there is none.
        LibreOfficeFailsError: it makes nothing of several papers.
    """
    found = _attempt(papers, room)
    left = [paper for paper in papers if paper not in found] if len(papers) > 1 else []
    for tries, paper in enumerate(left, start=1):  # a bad one may have taken the others down
        found |= _attempt([paper], room)
        if tries == _ENOUGH and not found:
            raise LibreOfficeFailsError
    return found


def _attempt(papers: Sequence[Path], room: Path) -> dict[Path, bytes]:
    made = private_folder(room / "made")
    profile = _profile(room)
    words = [*_cut_off(), str(libre_office()), f"-env:UserInstallation={profile.as_uri()}"]
    words += [*_OPTIONS, str(made.resolve()), *(str(paper.resolve()) for paper in papers)]
    surroundings = {name: os.environ[name] for name in _KNOWN if name in os.environ}
    surroundings |= {"HOME": str(room), "SAL_USE_VCLPLUGIN": "svp"}
    _run(words, surroundings, _START_SECONDS + _PAPER_SECONDS * len(papers))
    found: dict[Path, bytes] = {}
    for paper in papers:
        pdf = made / f"{paper.stem}.pdf"
        if pdf.is_file():
            content = pdf.read_bytes()
            pdf.unlink()
            if content.rstrip().endswith(b"%%EOF"):
                found[paper] = content
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

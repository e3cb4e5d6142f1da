"""A process that may not do much: what a child that parses foreign files binds itself to.

Called in the child, before it reads anything. What differs on Windows is here: a job object holds
the memory there; time is kept by the parent on every system.
"""

from __future__ import annotations

import sys
from typing import Final

_REFUSED: Final = (  # beginnings of the names of audit events
    "socket.", "subprocess.", "os.system", "os.exec", "os.spawn", "os.posix_spawn", "os.fork",
    "os.startfile", "ftplib.", "smtplib.", "urllib.", "http.", "ctypes.dlopen", "os.remove",
    "os.rename", "os.rmdir", "os.mkdir", "os.chmod", "os.chown", "os.link", "os.symlink",
    "os.truncate", "shutil.", "winreg.", "webbrowser.",
)  # fmt: skip
_WRITING: Final = frozenset("wax+")


class RefusedActionError(PermissionError):
    """The code that parses a file tried what no parser needs."""


def confine(memory_bytes: int, cpu_seconds: int) -> None:
    """Bind this process, for good: memory, time, no network, no programs, no writing of files.

    Load what the parser needs before: a library may only be opened until then.
    """
    _limit(memory_bytes, cpu_seconds)
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_REFUSED):
        raise RefusedActionError(f"refused: {event}")
    if event == "open" and isinstance(mode := arguments[1], str) and _WRITING & set(mode):
        raise RefusedActionError(f"refused: writing {arguments[0]!r}")


if sys.platform == "win32":

    def _limit(memory_bytes: int, cpu_seconds: int) -> None:
        """Put this process into a job that ends it when it takes too much."""
        import ctypes
        from ctypes import wintypes

        class Basic(ctypes.Structure):
            _fields_ = [("process_time", ctypes.c_int64), ("job_time", ctypes.c_int64),
                        ("flags", wintypes.DWORD), ("least", ctypes.c_size_t),
                        ("most", ctypes.c_size_t), ("processes", wintypes.DWORD),
                        ("affinity", ctypes.c_size_t), ("priority", wintypes.DWORD),
                        ("scheduling", wintypes.DWORD)]  # fmt: skip

        class Extended(ctypes.Structure):
            _fields_ = [("basic", Basic), ("io", ctypes.c_uint64 * 6),
                        ("process_memory", ctypes.c_size_t), ("job_memory", ctypes.c_size_t),
                        ("peak_process", ctypes.c_size_t),
                        ("peak_job", ctypes.c_size_t)]  # fmt: skip

        process_time, one_process, process_memory = 0x2, 0x8, 0x100
        limits = Extended()
        limits.basic.flags = process_time | one_process | process_memory
        limits.basic.process_time = cpu_seconds * 10_000_000  # of 100 nanoseconds
        limits.basic.processes = 1
        limits.process_memory = memory_bytes
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        job = wintypes.HANDLE(kernel.CreateJobObjectW(None, None))
        extended = 9
        kernel.SetInformationJobObject(job, extended, ctypes.byref(limits), ctypes.sizeof(limits))
        kernel.AssignProcessToJobObject(job, wintypes.HANDLE(kernel.GetCurrentProcess()))

else:

    def _limit(memory_bytes: int, cpu_seconds: int) -> None:
        import resource

        limits = {
            resource.RLIMIT_AS: memory_bytes,
            resource.RLIMIT_CPU: cpu_seconds,
            resource.RLIMIT_FSIZE: 0,
            resource.RLIMIT_CORE: 0,
        }
        for kind, wanted in limits.items():
            _, hard = resource.getrlimit(kind)
            most = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
            resource.setrlimit(kind, (most, most))

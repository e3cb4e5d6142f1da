"""One job for each batch: here one after the other, or by several processes of this machine.

The port is :class:`Each`; many machines stand behind it next door, in ``cluster``.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Protocol, TypeVar

from regulations.errors import VanthuError
from regulations.sentences import say

Shared = TypeVar("Shared")
Item = TypeVar("Item")
Answer = TypeVar("Answer")
Job = Callable[[Shared, Item], Answer]


class WorkerLostError(VanthuError):
    """A process that was printing ended before its time."""

    code = "worker_lost"

    def __init__(self) -> None:
        super().__init__(
            say("A process that was printing was ended from outside."),
            hint=say("Free some memory and run the same command again: it goes on from here."),
        )


class Each(Protocol):
    """Do a job for each item, with *shared* at hand; answers come in the order of the items.

    *job* is a function at the top of a module. Items are taken only as fast as they are done.
    """

    def __call__(
        self, job: Job[Shared, Item, Answer], shared: Shared, items: Iterable[Item]
    ) -> Iterator[Answer]:
        """Yield the answer to each item."""
        ...


def serial(
    job: Job[Shared, Item, Answer], shared: Shared, items: Iterable[Item]
) -> Iterator[Answer]:
    """Do one item after the other, here."""
    for item in items:
        yield job(shared, item)


class Pool:
    """So many processes on this machine. They end with the one that started them, however it ends.

    Raises:
        WorkerLostError: one was ended from outside.
    """

    def __init__(self, processes: int) -> None:
        self._processes = processes

    def __call__(
        self, job: Job[Shared, Item, Answer], shared: Shared, items: Iterable[Item]
    ) -> Iterator[Answer]:
        """Yield the answer to each item."""
        from concurrent.futures.process import BrokenProcessPool, ProcessPoolExecutor
        from multiprocessing import get_context

        pool = ProcessPoolExecutor(
            self._processes,
            mp_context=get_context(
                "spawn"
            ),  # the same on every system; forking threads is not safe
            initializer=_begin,
            initargs=(job, shared),
        )
        try:
            yield from in_order(lambda item: pool.submit(_do, item), items, self._processes)
        except BrokenProcessPool as error:
            raise WorkerLostError from error
        finally:
            pool.shutdown(cancel_futures=True)


class Promise(Protocol):
    """An answer that is under way."""

    def result(self) -> Any:
        """Wait for it."""
        ...


def in_order(start: Callable[[Item], Promise], items: Iterable[Item], ahead: int) -> Iterator[Any]:
    """Start at most *ahead* items at once; yield their answers in order."""
    waiting: deque[Promise] = deque()
    for item in items:
        waiting.append(start(item))
        if len(waiting) > ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


_at_hand: list[Any] = []


def _begin(job: Callable[..., Any], shared: object) -> None:
    """Make ready a process: what is shared stays here, and nothing outlives the parent."""
    import signal
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who takes the answers
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _at_hand[:] = [job, shared]


def _end_with_parent() -> None:
    import os
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _do(item: object) -> Any:
    job, shared = _at_hand
    return job(shared, item)

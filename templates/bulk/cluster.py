"""Many machines print one order. The one room that knows Dask distributed, which is an extra.

Rows go out to the workers; the papers never travel: each worker writes what it printed. So the
folder of the papers, and of photos, must be one that all machines share under one name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from regulations.errors import VanthuError
from regulations.sentences import say
from templates.bulk.each import Answer, Item, Job, Shared, in_order

_WAIT_SECONDS = 10
_AHEAD = 2  # batches that wait at each worker, so that none stands idle


class NoClusterError(VanthuError):
    """No scheduler answers, or it has no workers."""

    code = "no_cluster"

    def __init__(self, address: str) -> None:
        super().__init__(
            say("No cluster with workers answers at {address}.", address=address),
            hint=say("Start one as docs/scale.md says, or leave --scheduler out."),
        )


class NoDaskError(VanthuError):
    """The package for clusters is not installed."""

    code = "not_installed"

    def __init__(self) -> None:
        super().__init__(
            say("A cluster needs the package distributed, which is not installed."),
            hint=say("Install it with: pip install distributed. Or leave --scheduler out."),
        )


class ClusterLostError(VanthuError):
    """The cluster gave a batch up."""

    code = "worker_lost"

    def __init__(self, address: str) -> None:
        super().__init__(
            say("The cluster at {address} lost the workers that were printing.", address=address),
            hint=say("See its log, then run the same command again: it goes on from here."),
        )


class Cluster:
    """The workers behind a Dask scheduler at *address*, such as ``tcp://10.0.0.5:8786``."""

    def __init__(self, address: str) -> None:
        self._address = address

    def __call__(
        self, job: Job[Shared, Item, Answer], shared: Shared, items: Iterable[Item]
    ) -> Iterator[Answer]:
        """Yield the answer to each item.

        Raises:
            NoDaskError, NoClusterError, ClusterLostError.
        """
        try:
            from distributed import CancelledError, Client, KilledWorker
        except ImportError as error:
            raise NoDaskError from error
        try:
            client: Any = Client(self._address, timeout=_WAIT_SECONDS)
            client.wait_for_workers(1, timeout=_WAIT_SECONDS)
        except (OSError, ValueError) as error:
            raise NoClusterError(self._address) from error
        with client:
            at_hand = client.scatter(shared, broadcast=True, hash=False)
            ahead = _AHEAD * len(client.nthreads())
            try:
                yield from in_order(
                    lambda item: client.submit(job, at_hand, item, pure=False), items, ahead
                )
            except (KilledWorker, CancelledError) as error:
                raise ClusterLostError(self._address) from error

"""The same function on many tasks on a Dask cluster: of this machine (``local:N``) or of many (``tcp://host:port``).

It pays when several machines share a disk. On one machine the processes of :mod:`analysis.workers` do the same with
less around them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack

from analysis.schema import InputError
from analysis.workers import WorkerDied, without_interrupts

#: how long an answer of the scheduler is waited for
PATIENCE = "15s"


def each_on(scheduler: str, function: Callable, tasks: Iterable) -> Iterator:
    """Give the result of `function` for every task, in the order in which they are ready.

    Two tasks a worker thread are under way at a time. A task whose worker dies is given to another one by Dask.

    Parameters
    ----------
    scheduler : ``local:N`` starts N processes on this machine, which only it can reach, and ends them; anything else is
        the address of a scheduler whose workers have this package and see the same files under the same names

    Raises
    ------
    InputError
        if Dask is not installed, or the scheduler cannot be reached or is lost
    WorkerDied
        with the task, if several workers have died over it
    """
    try:
        import dask
        from distributed import CancelledError, Client, KilledWorker, as_completed
        from distributed.comm import CommClosedError
    except ImportError:
        raise InputError("--scheduler: Dask is not installed. Install it: pip install 'framing[distributed]'") from None
    here = local_workers(scheduler)
    with ExitStack() as stack:
        stack.enter_context(dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"}))
        try:
            address = stack.enter_context(_local(here)) if here else scheduler
            client = stack.enter_context(Client(address, timeout=PATIENCE, set_as_default=False))
        except (OSError, ValueError, TimeoutError) as error:
            why = (str(error).splitlines() or [type(error).__name__])[0][:120]
            raise InputError(f"--scheduler {scheduler}: cannot be reached ({why}). Check the address.") from None
        done, under_way = as_completed(loop=client.loop, raise_errors=False), {}
        most = 2 * max(1, sum(client.nthreads().values()))
        try:
            for task in tasks:
                future = client.submit(function, task, pure=False)
                under_way[future] = task
                done.add(future)
                while len(under_way) >= most:
                    yield _result(next(done), under_way, KilledWorker)
            while under_way:
                yield _result(next(done), under_way, KilledWorker)
        except (CommClosedError, CancelledError):
            raise InputError(f"--scheduler {scheduler}: it was lost. Give the same command again to go on.") from None
        finally:
            client.cancel(list(under_way))


def _result(future: object, under_way: dict, killed: type[Exception]) -> object:
    task = under_way.pop(future)
    try:
        return future.result()
    except killed:
        raise WorkerDied(task) from None


def local_workers(scheduler: str) -> int:
    """Give N of ``local:N``, and 0 for an address.

    Raises
    ------
    InputError
        if it is neither
    """
    if re.fullmatch(r"local:[1-9]\d{0,3}", scheduler):
        return int(scheduler[6:])
    if re.fullmatch(r"\w+://\S+", scheduler):
        return 0
    raise InputError(f"--scheduler {scheduler}: give local:N (N processes here) or an address such as tcp://host:8786.")


def _local(workers: int) -> object:
    """Start a cluster that listens on the loopback only, without pages to look at."""
    from distributed import LocalCluster

    with without_interrupts():
        return LocalCluster(
            n_workers=workers,
            threads_per_worker=1,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
            scheduler_kwargs={"dashboard": False},
            silence_logs=50,
        )

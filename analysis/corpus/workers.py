"""The same function on many tasks, in several processes or on a Dask cluster: in any order, a few at a time.

:func:`each` works in processes of this machine, and does a task again if the process that had it dies. They are forked
from one that does nothing but get ready (:mod:`corpus.processes`), or started afresh where that is not to be had; never
from the one who asks. They leave Ctrl-C to the one who started them, and end when it is gone. The executors of
``concurrent.futures`` are not used: their processes outlive a parent that is killed, and they tell neither which task
a process died over nor who is given what.

:func:`each_on` works on a cluster: of this machine (``local:N``) or of many (``tcp://host:port``). It pays when several
machines share a disk.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, suppress
from itertools import islice
from multiprocessing.connection import Connection, wait

from analysis.corpus.processes import get_ready, without_interrupts
from analysis.schema import InputError

#: so many processes may die over one task
TRIES = 3
#: so many tasks are held, so that one that is near to the last can be found among them
_AHEAD = 16
#: how long an answer of the scheduler is waited for
PATIENCE = "15s"


class WorkerDied(RuntimeError):
    """The process that worked on a task died, each time. The task is the argument."""


def each(function: Callable, tasks: Iterable, *, workers: int, near: Callable | None = None) -> Iterator:
    """Return the result of `function` for every task, in the order in which they are ready.

    With `near`, an idle process is given a task whose ``near(task)`` is that of its last one, where there is one.
    """
    if workers == 1:
        yield from map(function, tasks)
        return
    idle: list[_Worker] = []
    busy: dict[Connection, _Worker] = {}
    todo = ((task, 1) for task in tasks)
    ahead = _AHEAD if near else 1
    in_order = False
    try:
        upcoming = list(islice(todo, ahead))
        while upcoming or busy:
            while upcoming and len(busy) < workers:
                worker = idle.pop() if idle else _Worker(function)
                chosen = _nearest([task for task, _ in upcoming], worker, list(busy.values()), near) if near else 0
                busy[worker.connection] = worker
                worker.give(*upcoming.pop(chosen))
                upcoming += islice(todo, max(0, ahead - len(upcoming)))
            for connection in wait(list(busy)):
                worker = busy.pop(connection)
                try:
                    good, result = connection.recv()
                except (EOFError, OSError):
                    worker.end()
                    if worker.turn == TRIES:
                        raise WorkerDied(worker.task) from None
                    upcoming.insert(0, (worker.task, worker.turn + 1))
                    continue
                idle.append(worker)
                if not good:
                    raise result
                yield result
        in_order = True
    finally:
        for worker in [*idle, *busy.values()]:
            worker.end(in_order)


def _nearest(upcoming: list, worker: _Worker, busy: list[_Worker], near: Callable) -> int:
    """Choose what a worker does next: what is near to what it did; else what no other is at; else the first."""
    last = near(worker.task) if worker.task is not None else None
    others = {near(other.task) for other in busy}
    places = list(map(near, upcoming))
    apart = [i for i, place in enumerate(places) if place not in others]
    return places.index(last) if last in places else next(iter(apart), 0)


class _Worker:
    """A process with a pipe to it, and the task that it is at."""

    def __init__(self, function: Callable) -> None:
        self.task: object = None
        context = get_ready()
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, function), daemon=True)
        with without_interrupts():
            self.process.start()
        theirs.close()

    def give(self, task: object, turn: int) -> None:
        self.task, self.turn = task, turn
        with suppress(OSError):  # a dead one is noticed when its result is waited for
            self.connection.send(task)

    def end(self, in_order: bool = False) -> None:
        self.connection.close()
        if not in_order:
            self.process.terminate()
        self.process.join(10)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


def _serve(connection: Connection, function: Callable) -> None:
    """Work on what comes down the pipe until its other end is closed."""
    with suppress(EOFError, OSError):
        while True:
            task = connection.recv()
            try:
                answer = (True, function(task))
            except Exception as error:
                error.add_note(traceback.format_exc())
                answer = (False, error)
            connection.send(answer)


def each_on(scheduler: str, function: Callable, tasks: Iterable) -> Iterator:
    """Return the result of `function` for every task on a cluster, in the order in which they are ready."""
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
    """Return N of ``local:N``, and 0 for an address."""
    if re.fullmatch(r"local:[1-9]\d{0,3}", scheduler):
        return int(scheduler[6:])
    if re.fullmatch(r"\w+://\S+", scheduler):
        return 0
    raise InputError(f"--scheduler {scheduler}: give local:N (N processes here) or an address such as tcp://host:8786.")


def _local(workers: int) -> object:
    """Start a cluster that listens on the loopback only, without pages to look at."""
    from distributed import LocalCluster

    quiet = {"dashboard_address": "127.0.0.1:0", "scheduler_kwargs": {"dashboard": False}, "silence_logs": 50}
    with without_interrupts():
        return LocalCluster(n_workers=workers, threads_per_worker=1, host="127.0.0.1", **quiet)

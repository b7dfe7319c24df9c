"""The same function on many tasks in several processes: in any order, a few at a time, and again if a process dies.

The processes are started afresh (not forked). They leave Ctrl-C to the one who started them, and end when it is gone.
"""

from __future__ import annotations

import multiprocessing
import signal
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection, wait

#: so many processes may die over one task
TRIES = 3


class WorkerDied(RuntimeError):
    """The process that worked on a task died, each time. The task is the argument."""


def each(function: Callable, tasks: Iterable, *, workers: int) -> Iterator:
    """Give the result of `function` for every task, in the order in which they are ready.

    Parameters
    ----------
    function : a function of a module, of one argument
    tasks : taken one by one, as they are needed: nobody holds more than one a worker and one to come
    workers : how many processes; with 1 it is done here

    Raises
    ------
    WorkerDied
        with the task, if three processes have died over it
    Exception
        what `function` raises
    """
    if workers == 1:
        yield from map(function, tasks)
        return
    idle: list[_Worker] = []
    busy: dict[Connection, _Worker] = {}
    again: list[tuple] = []
    todo = ((task, 1) for task in tasks)
    in_order = False
    try:
        upcoming = next(todo, None)
        while upcoming or busy:
            while upcoming and len(busy) < workers:
                worker = idle.pop() if idle else _Worker(function)
                busy[worker.connection] = worker
                worker.give(*upcoming)
                upcoming = again.pop() if again else next(todo, None)
            for connection in wait(list(busy)):
                worker = busy.pop(connection)
                try:
                    good, result = connection.recv()
                except (EOFError, OSError):
                    worker.end()
                    if worker.turn == TRIES:
                        raise WorkerDied(worker.task) from None
                    again.append((worker.task, worker.turn + 1))
                    continue
                idle.append(worker)
                if not good:
                    raise result
                yield result
            upcoming = upcoming or (again.pop() if again else None)
        in_order = True
    finally:
        for worker in [*idle, *busy.values()]:
            worker.end(in_order)


class _Worker:
    """A process with a pipe to it, and the task that it is at."""

    def __init__(self, function: Callable) -> None:
        context = multiprocessing.get_context("spawn")
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


@contextmanager
def without_interrupts() -> Iterator[None]:
    """Put Ctrl-C off; processes and threads that are started meanwhile never get it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

"""The process that workers are forked from. To import this module takes no time: it is started before all else."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import forkserver, resource_tracker
from multiprocessing.context import BaseContext


def get_ready() -> BaseContext:
    """Start the process that the others are forked from; it imports :mod:`corpus.prepared`, while the caller goes on.

    Where processes cannot be forked, nothing is started.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["analysis.corpus.prepared"])
    resource_tracker.ensure_running()  # it lets Ctrl-C through again
    with without_interrupts():
        forkserver.ensure_running()
    return context


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

"""Kernels for notebooks that are forked from one process, which has imported what a notebook needs.

To import it takes longer than most notebooks run. A forked kernel is a process of its own all the same, with a
namespace of its own: nothing that one notebook does is seen by another. Where processes cannot be forked, a kernel is
started as Jupyter does it.
"""

from __future__ import annotations

import atexit
import multiprocessing
import os
import signal
import sys
from functools import cache
from importlib import import_module
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from traitlets import default

_LAUNCHER = ["-m", "ipykernel_launcher"]

# where this package is installed, jsonschema has it build a grammar of addresses, which takes as long as all other
# imports together, and no notebook has an address to check: so nbformat is imported as if it were not
if "jsonschema" not in sys.modules and "rfc3987_syntax" not in sys.modules:
    sys.modules["rfc3987_syntax"] = None
    try:
        import_module("nbformat")
    finally:
        del sys.modules["rfc3987_syntax"]


@cache
def get_ready() -> ForkServerContext | None:
    """Start the process that kernels are forked from; None where there is no such. It gets ready while one goes on."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return None
    context = multiprocessing.get_context("forkserver")
    # each forked process runs the main script once more, by another name: what it imports had better be there
    main = [name for name in ("analysis.cli.commands",) if name in sys.modules]
    context.set_forkserver_preload(["analysis.report.prepared", *main])
    forkserver.ensure_running()
    return context


class KernelManager(AsyncKernelManager):
    """Finds one kernel only, 'python3', and that is the interpreter that asks for it."""

    @default("kernel_spec_manager")
    def _only_the_native_kernel(self) -> KernelSpecManager:
        return KernelSpecManager(kernel_dirs=[], data_dir=self.data_dir)

    async def _async_launch_kernel(self, kernel_cmd: list[str], **kw: object) -> None:
        python, *arguments = kernel_cmd
        place = arguments.index(_LAUNCHER[0]) if _LAUNCHER[0] in arguments else 0
        context = get_ready()
        if context is None or python != sys.executable or arguments[place : place + 2] != _LAUNCHER:
            await super()._async_launch_kernel(kernel_cmd, **kw)
            return
        process = context.Process(
            target=_run, args=(arguments[place + 2 :], kw.get("cwd"), kw.get("env")), name="kernel"
        )
        process.start()
        self.provisioner.process = _Started(process)
        self.provisioner.pid = self.provisioner.pgid = process.pid
        self._reconcile_connection_info(self.provisioner.connection_info)


class _Started:
    """A forked kernel as :class:`subprocess.Popen` would show it."""

    stdin = stdout = stderr = None

    def __init__(self, process: multiprocessing.Process) -> None:
        self._process, self.pid = process, process.pid
        # at its end Python waits for each process that it started
        atexit.register(self.kill)

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self, timeout: float | None = None) -> int | None:
        self._process.join(timeout)
        atexit.unregister(self.kill)
        return self._process.exitcode

    def send_signal(self, signum: int) -> None:
        if self._process.is_alive():
            os.kill(self.pid, signum)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def _run(arguments: list[str], cwd: str | None, env: dict[str, str] | None) -> None:
    """Be a kernel: what ``python -m ipykernel_launcher`` does, in a process that was forked."""
    os.setsid()
    if env is not None:
        os.environ.clear()
        os.environ.update(env)
    if cwd:
        os.chdir(cwd)
    from ipykernel.kernelapp import IPKernelApp

    # it ends when the process that it was forked from does, which ends with the one that asked for it
    IPKernelApp.launch_instance([*arguments, f"--IPKernelApp.parent_handle={os.getppid()}"])

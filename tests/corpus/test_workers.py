"""Tasks in several processes or on a cluster: each gets its result, whatever dies."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analysis.corpus import workers
from analysis.corpus.workers import WorkerDied, each, each_on, local_workers
from analysis.schema import InputError

ROOT = Path(__file__).parents[2]
#: functions that a fresh process can import, and what they need from there
HELPERS = """
import os, signal, time
from pathlib import Path

def where(n):
    time.sleep(0.01)
    return n, os.getpid()

def square(n):
    return n * n

def die_once(folder):
    mark = Path(folder) / "died"
    if mark.exists():
        return "done"
    mark.touch()
    os.kill(os.getpid(), signal.SIGKILL)

def die(task):
    if task == "bad":
        os.kill(os.getpid(), signal.SIGKILL)
    return task

def fail(task):
    raise ValueError(task)
"""


@pytest.fixture
def helpers(tmp_path, monkeypatch):
    (tmp_path / "helpers_of_workers.py").write_text(HELPERS, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield __import__("helpers_of_workers")
    sys.modules.pop("helpers_of_workers")
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("count", [1, 2])
def test_every_task_gets_its_result_and_few_are_taken_ahead(helpers, count):
    taken = itertools.count()
    tasks = (n for n in range(20) if next(taken) >= 0)
    results = each(helpers.square, tasks, workers=count)
    first = next(results)
    assert next(taken) <= count + 2
    assert sorted([first, *results]) == [n * n for n in range(20)]


def test_tasks_that_are_near_are_done_by_one_process(helpers):
    done = list(each(helpers.where, range(40), workers=2, near=lambda n: n // 5))
    assert sorted(n for n, _ in done) == list(range(40))
    kept = sum(len({pid for n, pid in done if n // 5 == group}) == 1 for group in range(8))
    # a process without work takes what is left of another's, the more the later it began; chance keeps half a group
    assert kept >= 3
    assert sorted(each(helpers.square, range(40), workers=3, near=lambda n: 0)) == [n * n for n in range(40)]


def test_no_task_no_process(helpers):
    assert list(each(helpers.square, [], workers=2)) == []


def test_a_task_whose_process_is_killed_is_done_again(helpers, tmp_path):
    assert list(each(helpers.die_once, [str(tmp_path)], workers=2)) == ["done"]


def test_a_task_that_kills_every_process_is_given_up(helpers, monkeypatch):
    assert workers.TRIES == 3
    monkeypatch.setattr(workers, "TRIES", 2)
    with pytest.raises(WorkerDied) as stop:
        list(each(helpers.die, ["good", "bad"], workers=2))
    assert stop.value.args == ("bad",)


def test_an_error_comes_back_with_its_place(helpers):
    with pytest.raises(ValueError, match="x") as stop:
        list(each(helpers.fail, ["x"], workers=2))
    assert "in fail" in "".join(stop.value.__notes__)


@pytest.mark.skipif("forkserver" not in multiprocessing.get_all_start_methods(), reason="processes cannot be forked")
def test_processes_are_ready_before_the_caller_has_imported_anything(tmp_path):
    (tmp_path / "run.py").write_text(
        "import sys\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        "from analysis.corpus import get_ready\n"
        "def held(_):\n    return 'analysis.corpus.prepared' in sys.modules\n"
        "if __name__ == '__main__':\n"
        "    get_ready()\n"
        "    assert 'pandas' not in sys.modules\n"
        "    from analysis.corpus.workers import each\n"
        "    assert list(each(held, range(2), workers=2)) == [True, True]\n",
        encoding="utf-8",
    )
    subprocess.run([sys.executable, tmp_path / "run.py"], check=True, env=os.environ | {"PYTHONPATH": str(ROOT)})


def test_the_processes_end_when_their_parent_is_killed(tmp_path):
    (tmp_path / "run.py").write_text(
        "import os, sys, time\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        "from analysis.corpus.workers import each\n"
        "def pid(n):\n    return os.getpid()\n"
        "if __name__ == '__main__':\n"
        "    for found in each(pid, range(10**9), workers=2):\n"
        "        print(found, flush=True)\n",
        encoding="utf-8",
    )
    with subprocess.Popen([sys.executable, tmp_path / "run.py"], stdout=subprocess.PIPE, text=True) as parent:
        pids = {int(parent.stdout.readline()) for _ in range(50)}
        parent.kill()
    deadline = time.monotonic() + 20
    while alive := [pid for pid in pids if _runs(pid)]:
        assert time.monotonic() < deadline, f"still there: {alive}"
        time.sleep(0.05)


def _runs(pid):
    try:
        os.kill(pid, 0)
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")  # not waited for, but ended
    except (ProcessLookupError, FileNotFoundError):
        return False


distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def address():
    """A scheduler with one worker of two threads, in this process, on the loopback."""
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, processes=False, protocol="tcp://", host="127.0.0.1",
        dashboard_address="127.0.0.1:0", scheduler_kwargs={"dashboard": False}, silence_logs=50,
    ) as here:  # fmt: skip
        yield here.scheduler_address


def test_a_cluster_gives_every_task_its_result_and_takes_few_ahead(address):
    taken = itertools.count()
    tasks = (n for n in range(30) if next(taken) >= 0)
    results = each_on(address, float, tasks)
    first = next(results)
    assert next(taken) <= 2 * 2 + 1
    assert sorted([first, *results]) == [float(n) for n in range(30)]


def test_an_error_on_a_cluster_comes_back_and_the_rest_is_taken_back(address):
    with pytest.raises(ValueError, match="could not convert"):
        list(each_on(address, float, ["1", "x", "2"]))
    assert list(each_on(address, float, ["1"])) == [1.0]


def test_what_names_a_cluster():
    assert (local_workers("local:2"), local_workers("tcp://10.0.0.1:8786"), local_workers("tls://head:1")) == (2, 0, 0)
    for odd in ("local:0", "local:", "local:-1", "head:8786", ""):
        with pytest.raises(InputError, match="give local:N"):
            local_workers(odd)


def test_a_scheduler_that_is_not_there_is_told(monkeypatch):
    monkeypatch.setattr(workers, "PATIENCE", "1s")
    with pytest.raises(InputError, match="tcp://127.0.0.1:1: cannot be reached"):
        list(each_on("tcp://127.0.0.1:1", float, ["1"]))


def test_without_dask_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InputError, match=r"pip install 'framing\[distributed\]'"):
        list(each_on("local:1", float, ["1"]))

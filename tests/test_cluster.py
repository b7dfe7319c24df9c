from __future__ import annotations

import itertools
import sys

import pytest

from analysis import cluster
from analysis.cluster import each_on, local_workers
from analysis.schema import InputError

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def address():
    """A scheduler with one worker of two threads, in this process, on the loopback."""
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=2, processes=False, protocol="tcp://", host="127.0.0.1",
        dashboard_address="127.0.0.1:0", scheduler_kwargs={"dashboard": False}, silence_logs=50,
    ) as here:  # fmt: skip
        yield here.scheduler_address


def test_every_task_gets_its_result_and_few_are_taken_ahead(address):
    taken = itertools.count()
    tasks = (n for n in range(30) if next(taken) >= 0)
    results = each_on(address, float, tasks)
    first = next(results)
    assert next(taken) <= 2 * 2 + 1
    assert sorted([first, *results]) == [float(n) for n in range(30)]


def test_an_error_comes_back_and_the_rest_is_taken_back(address):
    with pytest.raises(ValueError, match="could not convert"):
        list(each_on(address, float, ["1", "x", "2"]))
    assert list(each_on(address, float, ["1"])) == [1.0]


def test_what_names_a_cluster():
    assert (local_workers("local:2"), local_workers("tcp://10.0.0.1:8786"), local_workers("tls://head:1")) == (2, 0, 0)
    for odd in ("local:0", "local:", "local:-1", "head:8786", ""):
        with pytest.raises(InputError, match="give local:N"):
            local_workers(odd)


def test_a_scheduler_that_is_not_there_is_told(monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", "1s")
    with pytest.raises(InputError, match="tcp://127.0.0.1:1: cannot be reached"):
        list(each_on("tcp://127.0.0.1:1", float, ["1"]))


def test_without_dask_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(InputError, match=r"pip install 'framing\[distributed\]'"):
        list(each_on("local:1", float, ["1"]))

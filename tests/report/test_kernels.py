import multiprocessing
import os
import subprocess
import sys
import textwrap
from ast import literal_eval

import nbformat
import pytest

from analysis.report import kernels
from analysis.report.site import execute

FORKED = "forkserver" in multiprocessing.get_all_start_methods()


@pytest.fixture
def put(tmp_path):
    def write(*sources: str, name: str = "own.ipynb"):
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])
        book.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
        nbformat.write(book, tmp_path / name)
        return tmp_path / name

    return write


def said(book) -> list[str]:
    return [output["data"]["text/plain"] for cell in book.cells for output in cell.outputs if "data" in output]


def test_a_kernel_is_a_process_of_its_own_and_sees_nothing_of_another(put):
    first = put("import analysis, os", "analysis.left = 1", "[os.getpid(), os.getcwd()]", "os.environ['LEFT'] = '1'")
    second = put(
        "import analysis, os", "hasattr(analysis, 'left'), 'LEFT' in os.environ, os.getpid()", name="two.ipynb"
    )
    (one,), (two,) = said(execute(first)), said(execute(second))
    (pid, folder), (*left, other) = literal_eval(one), literal_eval(two)
    assert (folder, left) == (str(first.parent), [False, False])
    assert len({pid, other, os.getpid()}) == 3


@pytest.mark.skipif(not FORKED, reason="kernels cannot be forked here")
def test_what_notebooks_import_is_there_before_the_first_cell(put):
    (found,) = said(execute(put("import sys; [name in sys.modules for name in ('pandas', 'matplotlib', 'analysis')]")))
    assert found == "[True, True, True]"


def test_a_kernel_that_dies_is_told_in_one_line(put):
    with pytest.raises(ValueError, match=r"own.ipynb, code cell 1: the kernel died"):
        execute(put("import os; os._exit(3)"))


def test_where_kernels_cannot_be_forked_they_are_started_as_jupyter_does(put, monkeypatch):
    monkeypatch.setattr(kernels, "get_ready", lambda: None)
    assert said(execute(put("1 + 1"))) == ["2"]


@pytest.mark.skipif(not FORKED, reason="kernels cannot be forked here")
def test_no_process_outlives_the_one_that_asked_for_kernels(put, tmp_path):
    path = put("import os; os.getpid(), os.getppid()")
    script = tmp_path / "ask.py"
    script.write_text(
        textwrap.dedent(
            f"""
            if __name__ == "__main__":
                from pathlib import Path
                from analysis.report.site import execute
                print(execute(Path({str(path)!r})).cells[0].outputs[0]["data"]["text/plain"])
            """
        ),
        encoding="utf-8",
    )
    asked = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=120)
    pids = [int(number) for number in asked.stdout.strip("()\n").split(", ")]
    assert len(pids) == 2
    for pid in pids:
        _gone(pid)


def _gone(pid: int) -> None:
    """Wait until a process has ended."""
    import time

    for _ in range(600):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return
        with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
            if stat.read().rpartition(")")[2].split()[0] == "Z":
                return
        time.sleep(0.1)
    raise AssertionError(f"{pid} is still there")

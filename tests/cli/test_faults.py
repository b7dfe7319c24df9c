"""What ends a command: refused inputs, a full disk, a folder that is read only, Ctrl-C, a killed process."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import files
from analysis.cli import commands as cli
from analysis.cli import console

TEXT = "The bridge\n\nThe council closed it on Monday after the brutal storm, and nobody was asked.\n"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def called(*arguments):
        monkeypatch.setattr(sys, "argv", ["framing", *arguments])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        return stop.value.code or 0, capsys.readouterr().err

    return called


def names(folder):
    return sorted(path.name for path in Path(folder).iterdir())


def test_a_folder_with_a_bad_file_is_measured_and_ends_with_one(run, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "in" / "b.pdf").write_bytes(b"%PDF-1.4")
    status, err = run("measure", "in", "-o", "m.csv")
    assert status == 1 and "not read: in/b.pdf: not a PDF that can be read" in err and (tmp_path / "m.csv").exists()
    assert run("measure", "a.txt", "-o", "n.csv")[0] == 0
    status, err = run("measure", "in/b.pdf", "-o", "o.csv")
    assert status == 2 and err.count("\n") == 1 and not (tmp_path / "o.csv").exists()


def test_options_of_reading_reach_every_command_and_the_page_says_them(run, tmp_path):
    (tmp_path / "b.txt").write_text(TEXT.replace("Monday", "Sunday").replace("closed", "shut"), encoding="utf-8")
    status, _ = run(
        "report", "a.txt", "b.txt", "--outlet", "The Post", "--outlet", "Wire", "--max-mb", "3", "-o", "p.html"
    )
    page = (tmp_path / "p.html").read_text(encoding="utf-8")
    assert status == 0 and "The Post" in page
    assert "--outlet &#39;The Post&#39; --outlet Wire --max-mb 3 -o p.html" in page
    status, err = run("measure", "a.txt", "--max-mb", "0.00001", "-o", "m.csv")
    assert status == 2 and "larger than 1e-05 MB" in err
    assert run("measure", "a.txt", "--max-seconds", "0", "-o", "m.csv")[0] == 2


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO, errno.EDQUOT])
def test_a_disk_that_fails_leaves_what_was_there(run, tmp_path, monkeypatch, number):
    (tmp_path / "m.csv").write_text("before", encoding="utf-8")
    before = names(tmp_path)

    def fail(*_, **__):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(files, "safe_cells", fail)
    status, err = run("measure", "a.txt", "-o", "m.csv")
    assert status == 2 and os.strerror(number) in err and err.count("\n") == 1
    assert (tmp_path / "m.csv").read_text(encoding="utf-8") == "before" and names(tmp_path) == before


def test_ctrl_c_leaves_nothing_half_written(run, tmp_path, monkeypatch):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(files, "safe_cells", stop)
    before = names(tmp_path)
    status, err = run("measure", "a.txt", "-o", "m.csv")
    assert status == 130 and names(tmp_path) == before and "Traceback" not in err


def test_a_killed_process_leaves_no_file_under_its_final_name(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    slow = "import sys, time; from analysis import files; from pathlib import Path\n"
    slow += "def write(place):\n place.write_text('half'); print('begun', flush=True); time.sleep(30)\n"
    slow += "files.write_all({Path('m.csv'): write})"
    process = subprocess.Popen([sys.executable, "-c", slow], cwd=tmp_path, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "begun\n"
    process.send_signal(signal.SIGKILL)
    process.wait(timeout=10)
    assert not (tmp_path / "m.csv").exists()


def test_nothing_is_counted_as_refused_from_one_command_to_the_next(run):
    console.Refused.count = 3
    assert run("measure", "a.txt", "-o", "m.csv")[0] == 0

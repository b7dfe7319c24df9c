"""Prepared forms are kept beside the install: taken while they are true and whole, and made anew where they are not."""

import json
import subprocess
import sys

import pytest

from analysis import files


@pytest.fixture
def source(tmp_path, monkeypatch):
    """A file to prepare something of; what is prepared is kept in a folder beside it."""
    monkeypatch.setattr(files, "KEPT", tmp_path / "kept")
    (tmp_path / "words.csv").write_text("one\n", encoding="utf-8")
    return tmp_path / "words.csv"


def prepared(source, made):
    """Prepare the words of the file; `made` tells how often they were read."""

    def make():
        made.append(1)
        return {"words": tuple(source.read_text(encoding="utf-8").split()), "weight": 0.1}

    return files.kept("words", make, outside=[source])


def test_what_is_kept_is_taken_and_is_the_same_the_first_time(source):
    made = []
    first, second = prepared(source, made), prepared(source, made)
    assert first == second == {"words": ["one"], "weight": 0.1} and len(made) == 1


def test_a_source_that_changes_is_prepared_anew(source):
    made = []
    prepared(source, made)
    source.write_text("two\n", encoding="utf-8")
    assert prepared(source, made)["words"] == ["two"] and len(made) == 2
    assert len(list(files.KEPT.iterdir())) == 1, "nothing is left of what is no longer true"


def test_another_version_of_python_prepares_its_own(source, monkeypatch):
    made = []
    prepared(source, made)
    monkeypatch.setattr(sys, "version", "another")
    files._package.cache_clear()
    prepared(source, made)
    files._package.cache_clear()
    assert len(made) == 2


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: b"",
        lambda raw: raw[:-1],
        lambda raw: raw.replace(b"one", b"two"),
        lambda raw: raw.replace(b"\n", b"", 1),
        lambda raw: b"\xff" * len(raw),
        lambda raw: raw + b" ",
    ],
    ids=["empty", "cut short", "changed", "without its head", "no text", "longer"],
)
def test_what_is_spoilt_is_not_trusted_but_mended(source, spoil):
    made = []
    prepared(source, made)
    (place,) = files.KEPT.iterdir()
    whole = place.read_bytes()
    place.write_bytes(spoil(whole))
    assert prepared(source, made)["words"] == ["one"] and len(made) == 2
    assert place.read_bytes() == whole


def test_where_nothing_can_be_written_it_is_made_each_time(source):
    made = []
    files.KEPT.write_text("a file, and no folder", encoding="utf-8")  # a folder's rights do not bind root
    assert prepared(source, made) == prepared(source, made) and len(made) == 2
    files.KEPT.unlink()
    (files.KEPT / "words.kept").mkdir(parents=True)
    assert prepared(source, made)["words"] == ["one"] and len(made) == 3
    assert [path.name for path in files.KEPT.iterdir()] == ["words.kept"]


def test_two_processes_keep_one_whole_file(source, tmp_path):
    program = (
        "import json, sys\nfrom pathlib import Path\nfrom analysis import files\n"
        "files.KEPT = Path(sys.argv[1])\nsource = Path(sys.argv[2])\n"
        "for turn in range(200):\n"
        "    of = Path(sys.argv[3]) if turn % 2 else source\n"
        "    source_is = files.kept('words', lambda: ['x' * 100_000], outside=[of])\n"
        "    assert source_is == ['x' * 100_000]\n"
        "print(json.dumps(source_is)[:5])\n"
    )
    other = tmp_path / "other.csv"
    other.write_text("other\n", encoding="utf-8")
    command = [sys.executable, "-c", program, str(files.KEPT), str(source), str(other)]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    for process in running:
        out, err = process.communicate()
        assert (process.returncode, out, err) == (0, '["xxx\n', "")
    (place,) = files.KEPT.iterdir()
    assert json.loads(place.read_bytes().split(b"\n", 2)[2]) == ["x" * 100_000]

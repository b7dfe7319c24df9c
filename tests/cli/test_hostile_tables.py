"""Tables that nobody meant to write: every command reads them or refuses them in the same one line."""

from __future__ import annotations

import json
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis import cli

SAID = "The council voted to close the brutal bridge, and nobody was asked."
TEXTS = pa.array([SAID, SAID + " It rained.", None])


def arrow(**columns):
    return pa.table(columns)


def twice(name):
    names = [name, name, "text"] if name != "text" else ["text", "text", "id"]
    return pa.Table.from_arrays([TEXTS, TEXTS, TEXTS], names=names)


PARQUET = {
    "text-twice": twice("text"),
    "id-twice": twice("id"),
    "other-twice": twice("x"),
    "view": arrow(text=TEXTS.cast(pa.string_view()), id=pa.array(["a", "b", "c"]).cast(pa.string_view())),
    "dictionary": arrow(text=TEXTS.dictionary_encode(), id=pa.array(["a", "b", "a"]).dictionary_encode()),
    "nested-text": arrow(text=pa.array([[SAID], [SAID], None])),
    "struct-text": arrow(text=pa.array([{"a": SAID}, None, None])),
    "nested-beside": arrow(text=TEXTS, x=pa.array([[1], [2, 3], None]), y=pa.array([{"a": 1}, None, {"a": 2}])),
    "numbers": arrow(text=pa.array([1, 2, 3])),
    "bytes": arrow(text=pa.array([SAID.encode(), b"\xff\xfe", None])),
    "nulls": arrow(text=pa.nulls(3)),
    "empty": arrow(text=pa.array([], pa.string())),
    "no-columns": pa.table({}),
    "no-text": arrow(body=TEXTS),
    "id-nested": arrow(id=pa.array([[1], [2], [3]]), text=TEXTS),
    "times": arrow(
        text=TEXTS, when=pa.array([1, 2, None], pa.timestamp("ns")), d=pa.array([1, 2, 3], pa.decimal128(5, 1))
    ),
}
LINES = {
    "text-twice.csv": f'text,text\n"{SAID}",b\n'.encode(),
    "id-twice.csv": f'id,id,text\n1,2,"{SAID}"\n'.encode(),
    "other-twice.csv": f'x,x,text\n1,2,"{SAID}"\n'.encode(),
    "half.csv": b"text\n+2AE- is brutal and it is the end of the bridge here.\n",
    "half.jsonl": b'{"text": "lone \\ud83d here"}\n{"text": "\\udc00"}\n',
    "nested.jsonl": json.dumps({"text": [SAID]}).encode() + b"\n" + json.dumps({"text": {"a": 1}}).encode() + b"\n",
    "mixed.jsonl": b'{"text": 1}\n{"text": "a b"}\n{"text": null}\n{"x": 1}\n{"text": true}\n',
    "deep.jsonl": b'{"text": ' + b"[" * 20_000 + b"\n",
    "nan.jsonl": b'{"text": NaN, "id": Infinity}\n{"text": "It rained.", "id": 1e400}\n',
    "large.jsonl": b'{"id": 123456789012345678901234567890, "text": "It rained."}\n',
    "array.jsonl": b"[1, 2]\n",
    "open.csv": b'text\n"never closed\n',
    "nul.csv": b"text\na\0b\n",
    "shifted.csv": b"id,text\n1,a,b\n",
    "header.csv": b"text\n",
    "nothing.csv": b"",
    "blank.jsonl": b"\n\n",
    "bytes.csv": b"text\n\xff\xfe\x00\n",
    "utf16.csv": f"text\n{SAID}\n".encode("utf-16"),
    "noname.csv": f',text,\n1,"{SAID}",2\n'.encode(),
}
NAMES = [*LINES, *(f"{name}.parquet" for name in PARQUET)]
COMMANDS = {
    "measure": ["measure", "{}", "-o", "{out}.csv"],
    "texts": ["measure", "{}", "--unit", "text", "-o", "{out}.parquet"],
    "corpus": ["corpus", "{}", "-o", "{out}"],
    "attributions": ["attributions", "{}", "-o", "{out}.jsonl"],
    "validate": ["validate", "babe", "{}"],
}


def made(name, folder):
    path = folder / name
    if name in LINES:
        path.write_bytes(LINES[name])
    else:
        pq.write_table(PARQUET[name.removesuffix(".parquet")], path)
    return path


def run(command, path, folder, monkeypatch, capsys):
    """Return the exit status and what is written to standard error."""
    out = folder / f"out-{command}"
    options = ["--encoding", "utf-7"] if path.name == "half.csv" and command != "validate" else []
    words = [word.format(path, out=out) for word in COMMANDS[command]] + options
    monkeypatch.setattr(sys, "argv", ["framing", *words])
    try:
        cli.main()
        status = 0
    except SystemExit as ended:
        status = ended.code or 0
    return status, capsys.readouterr().err


@pytest.mark.parametrize("name", NAMES)
def test_every_command_reads_a_hostile_table_or_refuses_it_in_one_line(name, tmp_path, monkeypatch, capsys):
    path = made(name, tmp_path)
    for command in COMMANDS:
        status, told = run(command, path, tmp_path, monkeypatch, capsys)
        assert status in (0, 2), (command, told)
        if status == 2:
            (line,) = [line for line in told.splitlines() if not line.startswith("note: ")]
            assert line.startswith(f"framing: {path}"), (command, line)


@pytest.mark.parametrize("name", [name for name in NAMES if "twice" in name])
def test_a_column_that_is_there_twice_gets_the_same_words_from_every_command(name, tmp_path, monkeypatch, capsys):
    path = made(name, tmp_path)
    lines = {run(command, path, tmp_path, monkeypatch, capsys)[1] for command in COMMANDS}
    assert lines == {f"framing: {path}: two columns are called {name.split('-')[0].replace('other', 'x')!r}. "
                     "Give each column its own name.\n"}  # fmt: skip

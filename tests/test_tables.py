from __future__ import annotations

import pandas as pd
import pytest

from analysis.schema import InputError
from analysis.tables import read_table


@pytest.fixture
def write(tmp_path):
    def put(name, content):
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    return put


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("t.csv", b"id,body\n1,x\n", "there is no column 'text'; it has id, body"),
        ("t.csv", b"text\n", "the table has no rows"),
        ("t.jsonl", b"{not json", "not a table that can be read"),
        ("t.parquet", b"PAR1 but broken", "not a table that can be read"),
        ("t.csv", b"", "the file is empty"),
    ],
)
def test_tables_that_cannot_be_used_are_named(tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=said) as caught:
        read_table(tmp_path / name)
    assert "\n" not in str(caught.value)


def test_every_row_of_a_csv_stays_and_a_shifted_one_is_named(write):
    assert read_table(write("a.csv", b"text\nA\n\nB\n"))["text"].tolist() == ["A", "", "B"]
    assert read_table(write("b.csv", b'id,text\n1,"a\rb"\n\n2,c\n'))["text"].tolist() == ["a\rb", "c"]
    with pytest.raises(InputError, match="line 2: 3 cells under 2 columns"):
        read_table(write("c.csv", b"id,text\n1,Hello brutal, world\n2,Bye brutal, world\n"))


def test_whole_numbers_stay_whole_and_half_surrogates_are_replaced(write):
    path = write("a.jsonl", b'{"id": 1234567890123456789, "text": "a"}\n{"text": "lone \\ud800 x"}\n')
    frame = read_table(path)
    assert frame["id"].tolist() == [1234567890123456789, None]
    assert frame["text"][1] == "lone \ufffd x"
    with pytest.raises(InputError, match="line 2: not a table"):
        read_table(write("b.jsonl", b'{"text": "a"}\n{"text": \n'))
    with pytest.raises(InputError, match="line 1: not an object"):
        read_table(write("c.jsonl", b"[1]\n"))


def test_endings_in_capitals_and_dictionary_columns_are_read(tmp_path, write):
    assert read_table(write("a.JSONL", b'{"text": "a"}'))["text"].tolist() == ["a"]
    pd.DataFrame({"id": pd.Categorical(["x", "y"]), "text": ["a", None]}).to_parquet(tmp_path / "a.parquet")
    frame = read_table(tmp_path / "a.parquet")
    assert frame["id"].tolist() == ["x", "y"]
    assert frame["text"].isna().tolist() == [False, True]

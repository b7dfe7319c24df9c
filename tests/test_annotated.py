from __future__ import annotations

import json

import pandas as pd
import pytest

from analysis.annotated import read_annotated
from analysis.schema import InputError

ROWS = [
    {"id": "01", "text": "A dire day.", "label": 1, "outlet": "a", "topic": "", "spans": [[2, 6]]},
    {"id": "02", "text": "It is Monday.", "label": 0, "outlet": "b", "topic": "x", "spans": []},
]


def csv(tmp_path, rows):
    path = tmp_path / "given.csv"
    pd.DataFrame([row | {"spans": json.dumps(row["spans"])} for row in rows]).to_csv(path, index=False)
    return path


def test_csv_json_lines_and_parquet_give_the_same(tmp_path):
    lines, parquet = tmp_path / "given.jsonl", tmp_path / "given.parquet"
    lines.write_text("\n".join(map(json.dumps, ROWS)), encoding="utf-8")
    pd.DataFrame(ROWS).to_parquet(parquet)
    first = read_annotated(csv(tmp_path, ROWS), needs=("label", "spans"))
    assert first["text"].tolist() == [row["text"] for row in ROWS]
    assert first["label"].tolist() == [1, 0] and first["spans"].tolist() == [[(2, 6)], []]
    assert first["id"].tolist() == ["01", "02"] and first["topic"].tolist() == ["", "x"]
    for path in (lines, parquet):
        pd.testing.assert_frame_equal(read_annotated(path), first)


def test_only_what_is_asked_for_has_to_be_there(tmp_path):
    path = tmp_path / "given.csv"
    path.write_text("text,label\nIt rained.,0\n", encoding="utf-8")
    assert read_annotated(path).columns.tolist() == ["text", "label"]
    with pytest.raises(InputError, match=r"given\.csv: there is no column 'spans'"):
        read_annotated(path, needs=("spans",))
    with pytest.raises(InputError, match="absent.csv"):
        read_annotated(tmp_path / "absent.csv")


@pytest.mark.parametrize("label", ["2", "-1", "", "yes", "0.5"])
def test_a_label_is_nought_or_one(tmp_path, label):
    path = csv(tmp_path, [ROWS[0], ROWS[1] | {"label": label}])
    with pytest.raises(InputError, match=rf"given\.csv, line 3: the label is .*{label}"):
        read_annotated(path)


@pytest.mark.parametrize(
    ("spans", "said"),
    [
        ([[2, 90]], r"the span \[2, 90\] is no stretch of a text of 13 characters"),
        ([[4, 4]], "no stretch"),
        ([[-1, 4]], "no stretch"),
        ([[1.5, 4]], "no stretch"),
        ([[True, 4]], "no stretch"),
        ([[1, 4, 5]], "no stretch"),
        ([3, 4], "cannot be read"),
        (7, "cannot be read"),
    ],
)
def test_a_broken_span_is_named_with_its_line(tmp_path, spans, said):
    path = csv(tmp_path, [ROWS[0], ROWS[1] | {"spans": spans}])
    with pytest.raises(InputError, match=rf"given\.csv, line 3: .*{said}"):
        read_annotated(path)


def test_spans_that_are_no_json_and_long_ones_get_one_short_line(tmp_path):
    path = tmp_path / "given.csv"
    path.write_text('text,spans\nIt rained.,"' + "[1, 2" * 500 + '"\n', encoding="utf-8")
    with pytest.raises(InputError, match="line 2: the spans .* cannot be read") as caught:
        read_annotated(path, needs=("spans",))
    assert len(str(caught.value)) < len(str(path)) + 250


def test_line_ends_inside_cells_are_counted(tmp_path):
    path = tmp_path / "given.csv"
    path.write_text('text,label\n"One.\nTwo.\r\nThree.",0\nFour.,9\n', encoding="utf-8", newline="")
    with pytest.raises(InputError, match="line 5: the label is '9'"):
        read_annotated(path)


def test_rows_of_other_tables_are_named_too(tmp_path):
    lines, parquet = tmp_path / "given.jsonl", tmp_path / "given.parquet"
    broken = [ROWS[0], ROWS[1] | {"text": None}]
    lines.write_text("\n".join(map(json.dumps, broken)), encoding="utf-8")
    pd.DataFrame(broken).to_parquet(parquet)
    with pytest.raises(InputError, match=r"given\.jsonl, line 2: there is no text"):
        read_annotated(lines)
    with pytest.raises(InputError, match=r"given\.parquet, row 2: there is no text"):
        read_annotated(parquet)


def test_spans_that_nest_without_end_and_an_outlet_that_is_a_list_are_survived(tmp_path):
    path = tmp_path / "deep.jsonl"
    path.write_text('{"text": "x", "label": 1, "outlet": [], "spans": []}\n', encoding="utf-8")
    assert read_annotated(path)["outlet"].tolist() == ["[]"]
    path = tmp_path / "deep.csv"
    path.write_text("text,label,spans\nx,1," + "[" * 20_000 + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2"):
        read_annotated(path)

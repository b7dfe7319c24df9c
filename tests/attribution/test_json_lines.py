"""Attributions as JSON lines, and what a model file says of its training."""

from __future__ import annotations

import json

import pytest

from analysis.attribution.json_lines import ROLE_SPANS as SPANS
from analysis.attribution.json_lines import (
    ROLES,
    read_documents,
    read_measured_figures,
    read_predictions,
    read_training_documents,
)
from analysis.attribution.json_lines import attribution_lines as as_lines
from analysis.attribution.json_lines import batch_texts as batches
from analysis.attribution.json_lines import find_in_documents as found_in
from analysis.attribution.json_lines import text_fingerprint as fingerprint
from analysis.schema import InputError
from tests.spoken import find

SAID = {"source": [[0, 3]], "cue": [[4, 8]], "content": [[14, 23], [25, 30]]}
NONE = {"source": [], "cue": [], "content": []}
LINE = {"id": "a", "publisher": "gazette", "text": "Ada says that rain came, truly.", "attributions": [SAID, NONE]}


def written(tmp_path, *lines, name="given.jsonl"):
    path = tmp_path / name
    text = "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    path.write_text(text + "\n", encoding="utf-8")
    return path


def test_documents_come_as_two_tables(tmp_path):
    second = LINE | {"id": 7, "text": "Ada says\u2028that \u0085rain came, 😀.", "attributions": []}
    third = LINE | {"id": "7", "attributions": [NONE, SAID]}
    documents, spans = read_documents(written(tmp_path, LINE, "", second, third))
    assert documents["id"].tolist() == ["a", 7, "7"]
    assert documents["text"].tolist() == [LINE["text"], second["text"], third["text"]]
    assert list(spans) == list(SPANS)
    expected = [("source", 0, 3), ("cue", 4, 8), ("content", 14, 23), ("content", 25, 30)]
    assert list(spans.itertuples(index=False, name=None)) == [
        (row, number, *at) for row, number in ((0, 0), (2, 1)) for at in expected
    ]


def test_a_mark_and_other_line_ends_are_no_matter(tmp_path):
    path = tmp_path / "marked.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(LINE).encode() + b"\r\n\r\n")
    assert len(read_documents(path)[0]) == 1


@pytest.mark.parametrize(
    ("second", "said"),
    [
        ('{"id": "b"', "line 2: cannot be read as JSON"),
        ("[" * 10**5, "line 2: cannot be read as JSON"),
        ("[1]", r"line 2: \[1\] is no object"),
        (LINE, 'line 2: the id "a" is there twice'),
        (LINE | {"id": 1.5}, "line 2: the id is 1.5"),
        (LINE | {"id": True}, "line 2: the id is true"),
        ({k: v for k, v in LINE.items() if k != "publisher"}, "line 2: there is no 'publisher'; it has id, text"),
        ({k: v for k, v in LINE.items() if k != "attributions"}, "line 2: there is no 'attributions'"),
        (LINE | {"id": "b", "text": None}, "line 2: 'text' is null"),
        (LINE | {"id": "b", "attributions": {}}, "line 2: the attributions are {}"),
        (LINE | {"id": "b", "attributions": [SAID, []]}, r"line 2, attribution 2: \[\] is no object"),
        (LINE | {"id": "b", "attributions": [{"source": [], "cue": []}]}, "attribution 1: 'content' is missing"),
        (LINE | {"id": "b", "attributions": [SAID | {"cue": 4}]}, "attribution 1: 'cue' is 4"),
        (LINE | {"id": "b", "attributions": [SAID | {"cue": [4, 8]}]}, "attribution 1, cue: 4 is no stretch"),
        (LINE | {"id": "b", "attributions": [SAID | {"cue": [[4, 8.0]]}]}, r"cue: \[4, 8.0\] is no stretch"),
        (LINE | {"id": "b", "attributions": [SAID | {"cue": [[4, 32]]}]}, r"\[4, 32\] .* of a text of 31 characters"),
        (LINE | {"id": "b", "attributions": [SAID | {"cue": [[4, 4]]}]}, r"\[4, 4\] is no stretch of"),
        (LINE | {"id": "b", "attributions": [SAID | {"cue": [[-1, 4]]}]}, r"\[-1, 4\] is no stretch of"),
    ],
)
def test_what_is_broken_is_told_in_one_line_with_its_place(tmp_path, second, said):
    with pytest.raises(InputError, match=said) as error:
        read_documents(written(tmp_path, LINE, second))
    assert "\n" not in str(error.value) and "given.jsonl, line 2" in str(error.value) and len(str(error.value)) < 400


@pytest.mark.parametrize("raw", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_an_empty_file_and_other_bytes_are_refused(tmp_path, raw):
    path = tmp_path / "given.jsonl"
    path.write_bytes(raw)
    with pytest.raises(InputError, match="line 1: the file is empty"):
        read_documents(path)
    path.write_bytes(json.dumps(LINE).encode() + b"\n\xff\n")
    with pytest.raises(InputError, match="line 2: the bytes are not UTF-8"):
        read_documents(path)
    with pytest.raises(InputError, match="there is no such file"):
        read_documents(tmp_path / "none.jsonl")


def test_predictions_are_put_to_their_documents_by_id_and_type(tmp_path):
    lines = [LINE | {"id": given} for given in ("a", 7, "7", "d")]
    documents, _ = read_documents(written(tmp_path, *lines))
    given = [{"id": "other", "attributions": []}, {"id": "7", "attributions": [SAID]}, {"id": "a", "attributions": []}]
    spans, without = read_predictions(written(tmp_path, *given, name="said.jsonl"), documents)
    assert spans["row"].unique().tolist() == [2] and without == 2
    given[1]["attributions"] = [SAID | {"content": [[14, 99]]}]
    with pytest.raises(InputError, match=r"said.jsonl, line 2, attribution 1, content: \[14, 99\]"):
        read_predictions(written(tmp_path, *given, name="said.jsonl"), documents)
    with pytest.raises(InputError, match="no line is of one of the documents"):
        read_predictions(written(tmp_path, given[0], name="said.jsonl"), documents)


def test_batches_hold_everything_in_order_and_no_more_than_they_may(monkeypatch):
    monkeypatch.setattr("analysis.attribution.json_lines.BATCH_TEXTS", 3)
    monkeypatch.setattr("analysis.attribution.json_lines.BATCH_CHARACTERS", 10)
    pairs = [(k, "x" * size) for k, size in enumerate((1, 1, 1, 1, 12, 0, 4))] + [(7, None)]
    found = list(batches(iter(pairs)))
    assert [names for names, _ in found] == [[0, 1, 2], [3, 4], [5, 6, 7]]
    assert [pair for batch in found for pair in zip(*batch, strict=True)] == pairs
    assert list(batches([])) == []


def test_what_is_found_in_batches_is_what_is_found_at_once(monkeypatch):
    texts = ["Ada says that it rains.", "", "Bob says that it does not. Eve says that it may."] * 3
    whole, seen = find(texts), []
    monkeypatch.setattr("analysis.attribution.json_lines.BATCH_TEXTS", 2)
    assert found_in(texts, find, lambda *at: seen.append(at)).to_numpy().tolist() == whole.to_numpy().tolist()
    assert seen[-1] == (9, 9, "documents") and found_in([], find, print).empty


def test_lines_are_read_back_as_they_were(tmp_path):
    documents, spans = read_documents(written(tmp_path, LINE, LINE | {"id": 2, "attributions": []}))
    lines = as_lines(["a", 2], spans.sample(frac=1, random_state=1))
    assert json.loads(lines[0]) == {"id": "a", "attributions": [SAID]}
    assert json.loads(lines[1]) == {"id": 2, "attributions": []}
    again, without = read_predictions(written(tmp_path, *lines, name="said.jsonl"), documents)
    assert without == 0 and sorted(map(tuple, again.to_numpy().tolist())) == sorted(
        map(tuple, spans.to_numpy().tolist())
    )
    odd = "a\u2028b\ud83d"
    (line,) = as_lines([odd], spans[:0])
    assert line.isascii() and json.loads(line)["id"] == odd


def test_a_model_says_which_documents_it_has_seen(tmp_path):
    model = tmp_path / "model.tsv"
    seen = [fingerprint("Rain came."), fingerprint("Snow \ud800came.")]
    other = fingerprint("Fog came.")
    model.write_text(f"# trained on\n# {seen[0]} {seen[1]}\n# {'0' * 64}\nfeature\t{other}\n", encoding="utf-8")
    assert read_training_documents(model) == set(seen) and len(seen[0]) == 12


def test_figures_that_were_measured_are_read_or_not_there(tmp_path):
    path = tmp_path / "figures.csv"
    assert read_measured_figures(path) is None
    path.write_text('"split","documents","value"\n"x","NA",\n"x","all",0.5\n', encoding="utf-8")
    figures = read_measured_figures(path)
    assert figures["documents"].tolist() == ["NA", "all"] and figures["value"].isna().tolist() == [True, False]
    assert ROLES == ("source", "cue", "content")

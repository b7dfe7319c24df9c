from __future__ import annotations

import json

import pandas as pd
import pytest
import typer

from analysis.attribution import attribution_lines, read_measured_figures, read_training_documents, text_fingerprint
from analysis.cli import validate
from analysis.evaluation import VALIDATED_MEASURES, agreement
from analysis.evaluation.validation import COLUMNS
from analysis.schema import InputError
from tests.judged import sentences
from tests.spoken import find


@pytest.fixture
def file(tmp_path):
    texts, labels, spans = sentences()
    path = tmp_path / "judged.csv"
    table = pd.DataFrame({"text": texts, "label": labels, "spans": list(map(json.dumps, spans))})
    table.iloc[[0, 1, 2, 30, 31, 32]].to_csv(path, index=False)
    return path


def run(*arguments) -> None:
    typer.main.get_command(validate.app)(list(map(str, arguments)), standalone_mode=False)


def test_babe_prints_the_figures_with_where_the_weights_come_from(file, capsys):
    run("babe", file)
    said = " ".join(capsys.readouterr().out.split())
    for part in ("this project", "weights by hand", "VADER", "AUC", "word F1", "6 sentences"):
        assert part in said
    assert "estimated from BABE's development sentences" in said


def test_words_needs_no_label_and_prints_no_auc(file, capsys):
    pd.read_csv(file).drop(columns="label").to_csv(file, index=False)
    run("words", file)
    said = capsys.readouterr().out
    assert "word F1" in said and "AUC" not in said
    with pytest.raises(InputError, match="no column 'label'"):
        run("babe", file)


def test_figures_are_written_as_a_table_and_drawn(file, tmp_path, capsys):
    table, drawing, picture = (tmp_path / name for name in ("out.csv", "out.svg", "out.png"))
    run("babe", file, "-o", table, "--figure", drawing)
    figures = pd.read_csv(table)
    assert figures.columns.tolist() == list(COLUMNS) and set(figures["measure"]) < set(VALIDATED_MEASURES)
    assert drawing.read_text(encoding="utf-8").startswith("<svg role=") and "out.svg written" in capsys.readouterr().err
    run("words", file, "--figure", picture)
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_peer_that_is_missing_is_said(file, capsys, monkeypatch):
    monkeypatch.setattr("analysis.evaluation.validation.find_spec", lambda name: None)
    run("babe", file)
    assert "note: afinn is not installed" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "{file}"), "one of the inputs"),
        (("-o", "{folder}/x.txt"), r"written as \.csv or \.parquet"),
        (("--figure", "{folder}/x.pdf"), r"figures are \.svg or \.png"),
        (("-o", "{folder}/x.csv", "--figure", "{folder}/x.csv"), "the same file"),
        (("-o", "{folder}/absent/x.csv"), "there is no folder"),
    ],
)
def test_places_that_cannot_be_written_are_refused_before_the_work(file, tmp_path, arguments, said):
    given = [part.format(file=file, folder=tmp_path) for part in arguments]
    with pytest.raises(InputError, match=said):
        run("babe", file, *given)
    assert sorted(path.name for path in tmp_path.iterdir()) == [file.name]


RAIN = ["Ada says that it rains. “It may snow,” Bob adds.", "Eve says that it is dry.", "Nobody spoke of rain."]


@pytest.fixture
def documents(tmp_path, monkeypatch, spoken):  # noqa: F811
    """Annotated documents of two publishers; the model was trained on the first two."""
    said = {"source": [[39, 42]], "cue": [[43, 47]], "content": [[24, 38]]}
    lines = attribution_lines(["a", "b", "c"], find(RAIN))
    rows = [json.loads(line) | {"publisher": p, "text": t} for line, p, t in zip(lines, "xxy", RAIN, strict=True)]
    rows[0]["attributions"].append(said)
    path, model = tmp_path / "given.jsonl", tmp_path / "model.tsv"
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    model.write_text(f"# {' '.join(map(text_fingerprint, RAIN[:2]))}\n", encoding="utf-8")
    monkeypatch.setattr(read_training_documents, "__defaults__", (model,))
    monkeypatch.setattr(read_measured_figures, "__defaults__", (tmp_path / "before.csv",))
    return path


def test_polnear_prints_figures_by_role_and_what_the_model_has_seen(documents, tmp_path, capsys):
    run("polnear", documents, "-o", tmp_path / "out.csv")
    said = " ".join(capsys.readouterr().out.split())
    for part in ("token F1", "exact F1", "IoU F1", "direct quotations", "source and", "unseen"):
        assert part in said
    assert "3 documents, 3 attributions" in said
    assert "The model was trained on 2 of these 3 documents, so that figures on them are flattered" in said
    figures = pd.read_csv(tmp_path / "out.csv")
    assert figures.columns.tolist() == list(agreement.COLUMNS) and set(figures["split"]) == {"shipped model"}
    assert figures["documents"].drop_duplicates().tolist() == ["all", "unseen", "x", "y"]
    value = figures.set_index(["documents", "of", "measure"])["value"]
    assert value["all", "cue", "exact_recall"] == value["x", "source and content", "recall"] == 2 / 3
    assert value["all", "cue", "exact_precision"] == 1 and value["all", "direct quotations", "recall"] == 0


def test_polnear_measures_the_predictions_of_others(documents, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("analysis.attribution.find_attributions", None)
    other = tmp_path / "other.jsonl"
    other.write_text("\n".join(documents.read_text(encoding="utf-8").splitlines()[:2]), encoding="utf-8")
    run("polnear", documents, "--predictions", other, "-o", tmp_path / "out.csv")
    said = capsys.readouterr()
    assert "has no line for 1 of 3 documents" in said.err and "trained on" not in said.out
    figures = pd.read_csv(tmp_path / "out.csv")
    assert set(figures["split"]) == {"predictions"} and (figures["value"].dropna() == 1).all()


def test_polnear_shows_what_was_measured_with_publishers_left_out(documents, tmp_path, capsys):
    with pytest.raises(InputError, match="make calibrate-attribution"):
        run("polnear", documents, "--left-out")
    run("polnear", documents, "-o", tmp_path / "before.csv")
    before = pd.read_csv(tmp_path / "before.csv").assign(split="publishers left out")
    before.to_csv(tmp_path / "before.csv", index=False)
    capsys.readouterr()
    run("polnear", documents, "--left-out", "-o", tmp_path / "out.csv")
    said = " ".join(capsys.readouterr().out.split())
    assert "token F1 is 0.800 for source" in said and "(benchmarks/ATTRIBUTION.md)" in said
    assert set(pd.read_csv(tmp_path / "out.csv")["split"]) == {"shipped model", "publishers left out"}


def test_polnear_refuses_broken_lines_and_places(documents, tmp_path):
    with pytest.raises(InputError, match="one of the inputs"):
        run("polnear", documents, "-o", documents)
    with pytest.raises(InputError, match=r"written as \.csv or \.parquet"):
        run("polnear", documents, "-o", tmp_path / "out.txt")
    with documents.open("a", encoding="utf-8") as file:
        file.write('\n{"id": "d"}\n')
    with pytest.raises(InputError, match="given.jsonl, line 4: there is no 'publisher'"):
        run("polnear", documents)

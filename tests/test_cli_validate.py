from __future__ import annotations

import json

import pandas as pd
import pytest
import typer

from analysis import cli_validate
from analysis.schema import InputError
from analysis.validate import COLUMNS, MEASURES
from tests.judged import sentences


@pytest.fixture
def file(tmp_path):
    texts, labels, spans = sentences()
    path = tmp_path / "judged.csv"
    table = pd.DataFrame({"text": texts, "label": labels, "spans": list(map(json.dumps, spans))})
    table.iloc[[0, 1, 2, 30, 31, 32]].to_csv(path, index=False)
    return path


def run(*arguments) -> None:
    typer.main.get_command(cli_validate.app)(list(map(str, arguments)), standalone_mode=False)


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
    assert figures.columns.tolist() == list(COLUMNS) and set(figures["measure"]) < set(MEASURES)
    assert drawing.read_text(encoding="utf-8").startswith("<svg role=") and "out.svg written" in capsys.readouterr().err
    run("words", file, "--figure", picture)
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_peer_that_is_missing_is_said(file, capsys, monkeypatch):
    monkeypatch.setattr("analysis.peers.find_spec", lambda name: None)
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

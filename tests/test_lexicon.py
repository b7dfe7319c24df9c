from __future__ import annotations

import pandas as pd
import pytest

from analysis.lexicon import COLUMNS, FOLDER, LOADED, categories, load, read
from analysis.schema import InputError
from analysis.terms import find
from analysis.words import split


def test_a_bad_lexicon_is_named_with_its_line(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("term,category,weight\nawful,emotive,0.5\ndire,emotive,much\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"mine\.csv, line 3: the weight 'much'"):
        read(path)
    path.write_text("word,category\nawful,emotive\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column 'term'"):
        read(path)


def test_the_projects_lexicons_are_well_formed():
    table = pd.concat([pd.DataFrame(load(name).table).assign(file=name) for name in LOADED], ignore_index=True)
    assert list(table.columns) == [*COLUMNS, "hand", "marked", "seen", "file"]
    forms = [
        f
        for term, more in zip(table["term"], table["forms"], strict=True)
        for f in [term, *filter(None, more.split("|"))]
    ]
    assert sorted(f for f in set(forms) if forms.count(f) > 1) == []
    assert set(table["category"]) <= set(categories().index)
    assert table["weight"].between(0, 1).all()
    assert len(table) >= 400
    sources = set(pd.read_csv(str(FOLDER / "SOURCES.csv"))["key"])
    assert set(table["source"]) <= sources
    assert set(categories()["source"].str.split("|").explode()) <= sources


def test_words_for_the_events_are_not_loaded():
    facts = "killed died dead injured wounded attack attacks attacked explosion bombing arrested detained prisoners war"
    assert len(find(split([facts]), load()).row) == 0

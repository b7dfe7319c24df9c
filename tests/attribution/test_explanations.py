"""Why a token got its label."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.attribution.explanations import MEANINGS, REASONS, _best_through, reasons
from analysis.attribution.labels import LABELS
from analysis.attribution.spans import find_attributions as find
from analysis.schema import InputError

SAID = "“The bridge is safe for all of us,” Ana Ruiz said on Monday."


def test_every_token_has_its_reading_and_what_speaks_for_it():
    table = reasons(SAID)
    assert {name: str(kind) for name, kind in table.dtypes.items()} == REASONS
    assert [SAID[s:e] for s, e in table[["start", "end"]].values] == table["surface"].tolist()
    assert "".join(table["surface"]) == SAID.replace(" ", "")
    by = table.set_index("surface")
    assert by.loc["said", "label"][0] == "C" and by.loc["Ruiz", "label"][0] == "S" and by.loc["safe", "label"][0] == "T"
    assert (table["label"] != table["next_best"]).all()
    assert (table.loc[~table["rule"], "margin"] >= 0).all()
    assert table["because"].str.contains(r"\+\d").mean() > 0.8 and not table["because"].str.contains("-[0-9.]+$").any()


def test_the_reading_is_the_one_that_is_used():
    spans = find([SAID])
    (cue,) = spans.loc[spans["role"] == "cue", ["start", "end"]].values.tolist()
    cued = reasons(SAID).query("label.str[0] == 'C'")
    assert [cued["start"].min(), cued["end"].max()] == cue


def test_so_many_reasons_as_are_asked_for():
    assert reasons(SAID, most=1)["because"].str.count(r", ").max() == 0
    assert reasons(SAID, most=5)["because"].str.count(r" [+]\d").max() == 5


def test_every_label_has_a_meaning():
    assert set(MEANINGS) == set(LABELS)


@pytest.mark.parametrize("text", ["", " \n "])
def test_no_word_no_reason(text):
    assert list(reasons(text)) == list(REASONS) and not len(reasons(text))


def test_two_paragraphs_do_not_look_at_one_another():
    both, second = reasons(f"{SAID}\nRain fell."), reasons("Rain fell.")
    assert both.tail(3)["label"].tolist() == second["label"].tolist()
    assert both.tail(3)["margin"].to_numpy() == pytest.approx(second["margin"].to_numpy(), abs=1e-3)


def test_the_best_reading_through_a_label_is_found_by_trying_all():
    random = np.random.default_rng(3)
    scores, steps = random.normal(size=(4, 3)), random.normal(size=(3, 3))
    found = _best_through(scores, steps, np.array([0, 0, 0, 0]))
    for place in range(4):
        for label in range(3):
            best = max(
                sum(scores[k, path[k]] for k in range(4)) + sum(steps[path[k], path[k + 1]] for k in range(3))
                for path in np.ndindex(3, 3, 3, 3)
                if path[place] == label
            )
            assert found[place, label] == pytest.approx(best)


def test_a_file_that_is_no_model_is_refused(tmp_path):
    (tmp_path / "m.tsv").write_bytes(b"\x80\x04\x95")
    with pytest.raises(InputError, match=r"m\.tsv"):
        reasons(SAID, model=tmp_path / "m.tsv")

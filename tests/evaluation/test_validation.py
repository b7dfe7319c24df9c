"""The agreement figures; and floors on sixty sentences of our own, which only an explicit edit lowers."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis import evidence, measure
from analysis.evaluation import validation
from analysis.evaluation.validation import (
    BY_HAND,
    LOADED_AT,
    OPTIONAL,
    OURS,
    RULE,
    SHIPPED,
    SPLITS,
    WORD_LOADED_AT,
    Scored,
    counts,
    left_out,
    missing_peers,
    occurrences,
    on_sentences,
    on_words,
    overlaps,
    peers,
    read_annotated,
    scored,
    scores,
    vader_words,
)
from analysis.schema import InputError
from analysis.text.lexicon import load_lexicon, read_hand_weights
from tests.judged import sentences

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
    path.write_text('{"text": "x", "label": 1, "outlet": null, "id": 7}\n', encoding="utf-8")
    assert read_annotated(path)[["outlet", "id"]].to_numpy().tolist() == [["", "7"]]
    path = tmp_path / "deep.csv"
    path.write_text("text,label,spans\nx,1," + "[" * 20_000 + "\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2"):
        read_annotated(path)


ROOT = Path(__file__).parents[2]
TERMS = pd.DataFrame(
    {
        "term": ["dreadful", "sheer madness", "madness", "plainly wrong", "moaned", "said"],
        "category": ["emotive", "emotive", "emotive", "emotive", "cue", "cue"],
        "weight": [0.6, 0.9, 0.3, 0.0, 0.6, 0.0],
        "neutral": "",
        "note": "",
        "source": "framing",
        "forms": ["dreadfully", "", "", "", "", ""],
        "class": ["", "", "", "", "emotion", "neutral"],
        "where": "",
    }
)
TABLE = pd.DataFrame(
    {
        "text": [
            "A dreadful day of sheer madness, he moaned.",
            "It went dreadfully, she said, a madness.",
            "The dreadful bridge is open.",
            "Nothing happened.",
        ],
        "spans": [[(18, 23)], [(8, 18)], [], []],
        "outlet": ["a", "a", "b", "b"],
    }
)
LOADED = pd.Series({"emotive": 1, "cue": 1})


def test_a_term_is_counted_where_it_is_marked_and_a_phrase_once():
    found = occurrences(TABLE, TERMS)
    cut = [TABLE["text"][row][a:b] for row, a, b in found[["row", "start", "end"]].itertuples(index=False)]
    assert cut == ["dreadful", "sheer madness", "moaned", "dreadfully", "madness", "dreadful"]
    assert found["term"].tolist() == [0, 1, 4, 0, 2, 0]
    # of the phrase experts marked one word of two
    assert found["marked"].tolist() == [False, True, False, True, False, False]
    assert found["weight"].tolist() == [0.6, 0.9, 0.6, 0.6, 0.3, 0.6]


def test_counts_by_term():
    table = counts(occurrences(TABLE, TERMS), TERMS)
    assert table["term"].tolist() == TERMS["term"].tolist()
    assert table["seen"].tolist() == [3, 1, 1, 0, 1, 0]
    assert table["marked"].tolist() == [1, 1, 0, 0, 0, 0]


def test_names_exceptions_and_headline_terms_are_left_out_as_they_are_in_the_measure():
    text = "Only the Alliance Defending Freedom met free radicals in this brutal winter."
    found = occurrences(pd.DataFrame({"text": [text]}), read_hand_weights())
    assert [text[a:b] for a, b in zip(found["start"], found["end"], strict=True)] == ["brutal"]


def test_capitals_and_scare_quotes_are_there_by_rule():
    found = occurrences(pd.DataFrame({"text": ["THANK YOU! The “reform” failed in most towns."]}), TERMS)
    assert found["term"].tolist() == [RULE, RULE] and (found["weight"] > 0).all()
    assert counts(found, TERMS)["seen"].sum() == 0
    assert left_out(found, TERMS, groups=np.array(["a"]), loaded=LOADED).tolist() == found["weight"].tolist()


def test_a_group_has_no_part_in_its_own_weights():
    found = occurrences(TABLE, TERMS)
    weight = left_out(found, TERMS, groups=TABLE["outlet"].to_numpy(object), loaded=LOADED)
    # outlet b saw "dreadful" once, unmarked; outlet a saw it twice, and marked it once
    of_a, of_b = 6 * 0.6 / 7, (6 * 0.6 + 1) / 8
    assert weight.tolist() == pytest.approx([of_a, 0.9, 0.6, of_a, 0.3, of_b])
    none = left_out(found.assign(marked=True), TERMS, groups=np.zeros(4), loaded=LOADED)
    assert none.tolist() == found["weight"].tolist(), "with one group nothing is left to learn from"


def test_scores_add_up_what_is_left_of_the_weights_and_allow_for_length():
    found = pd.DataFrame({"row": [0, 2, 0], "factor": [1.0, 0.5, 0.4]})
    words = np.array([16, 9, 4, 0])
    assert scores(found, np.array([0.6, 0.8, 0.5]), words=words).tolist() == pytest.approx([0.2, 0, 0.2, 0])


def test_the_scores_are_those_of_the_measure():
    table = pd.DataFrame({"text": ["THANK YOU! A brutal, hasty “plan” of a huge regime, he lamented.", "It is so."]})
    found = occurrences(table, load_lexicon().table)
    expected = measure(table)["loaded_score"].to_numpy()
    assert scores(found, found["weight"].to_numpy(), words=np.array([12, 3])) == pytest.approx(expected)


def test_marks_that_touch_do_not_overlap():
    places = pd.DataFrame({"row": [0, 0, 1], "start": [0, 5, 0], "end": [4, 9, 4]})
    assert overlaps(places, [[(4, 5)], []]).tolist() == [False, False, False]
    assert overlaps(places, [[(3, 6)], [(0, 1)]]).tolist() == [True, True, True]
    assert overlaps(places.iloc[:0], []).tolist() == []


def test_overlaps_of_many_marks_are_those_of_each():
    random = np.random.default_rng(0)
    row, start = random.integers(0, 4, 200), random.integers(0, 30, 200)
    places = pd.DataFrame({"row": row, "start": start, "end": start + random.integers(1, 6, 200)})
    marks = [[(int(a), int(a + random.integers(1, 6))) for a in random.integers(0, 30, size)] for size in (0, 1, 3, 9)]
    expected = [any(s < b and e > a for a, b in marks[r]) for r, s, e in places.itertuples(index=False)]
    assert overlaps(places, marks).tolist() == expected and 0 < sum(expected) < 200


def test_the_script_counts_and_lays_out_its_file():
    script = ROOT / "analysis" / "lexicons" / "make_marked_words.py"
    spec = importlib.util.spec_from_file_location("make_marked_words", script)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    table = module.marked_words(TABLE, TERMS)
    assert table.to_numpy().tolist() == [
        ["dreadful", 1, 3],
        ["madness", 0, 1],
        ["moaned", 0, 1],
        ["sheer madness", 1, 1],
    ]
    text = module.content(table, 4)
    head, _, rows = text.partition("term,marked,seen\n")
    assert all(line.startswith("# ") for line in head.splitlines()) and "BABE" in head
    assert rows.splitlines() == ["dreadful,1,3", "madness,0,1", "moaned,0,1", "sheer madness,1,1"]
    shipped = (script.parent / "marked_words.csv").read_text(encoding="utf-8")
    assert shipped.partition("term,marked,seen\n")[0].splitlines()[0] == head.splitlines()[0]


TEXTS = ["A terrible, brutal winter.", "The council met on Monday.", "We love it!"]


def test_vader_is_the_packages_compound_without_its_sign():
    analyser = SentimentIntensityAnalyzer()
    assert peers(TEXTS)["VADER"].tolist() == [abs(analyser.polarity_scores(text)["compound"]) for text in TEXTS]


def test_the_words_that_vader_weighs():
    places = vader_words(TEXTS)
    cut = [TEXTS[row][a:b] for row, a, b in places[["row", "start", "end"]].itertuples(index=False)]
    assert cut == ["terrible", "brutal", "love"]


def test_afinn_is_the_packages_score_without_its_sign():
    afinn = pytest.importorskip("afinn")
    assert peers(TEXTS)["AFINN"].tolist() == [abs(afinn.Afinn().score(text)) for text in TEXTS]
    assert peers(TEXTS)["AFINN"][1] == 0


def test_textblob_is_the_packages_subjectivity():
    textblob = pytest.importorskip("textblob")
    assert peers(TEXTS)["TextBlob"].tolist() == [textblob.TextBlob(text).sentiment.subjectivity for text in TEXTS]


def test_what_is_not_installed_is_left_out_and_named(monkeypatch):
    monkeypatch.setattr(validation, "find_spec", lambda name: None)
    assert missing_peers() == list(OPTIONAL.values())
    assert list(peers(TEXTS)) == ["VADER"]


#: what the shipped weights reach on the sentences of tests/judged.py, and a little below. Lower them by hand only.
FLOORS = {"auc": 0.97, "average_precision": 0.97, "macro_f1": 0.93, "word_precision": 0.6, "word_f1": 0.65}
#: so far ahead of VADER, which counts the grim facts
AHEAD_OF_VADER = {"auc": 0.2, "word_f1": 0.2}


@pytest.fixture(scope="module")
def judged():
    texts, labels, spans = sentences()
    halves = ["north", "south"] * 30
    return pd.DataFrame({"text": texts, "label": labels, "spans": spans, "outlet": halves, "topic": "one"})


@pytest.fixture(scope="module")
def figures(judged):
    given = scored(judged)
    both = [on_sentences(judged, given, draws=50), on_words(judged, given, draws=50)]
    return pd.concat(both).set_index(["scorer", "split", "measure"])


@pytest.mark.parametrize("name", FLOORS)
def test_floors(figures, name):
    assert figures.loc[(OURS, SHIPPED, name), "value"] >= FLOORS[name]


@pytest.mark.parametrize("name", AHEAD_OF_VADER)
def test_grim_facts_are_not_loading(figures, name):
    ours, theirs = (figures.loc[key, "value"] for key in ((OURS, SHIPPED, name), ("VADER", "", name)))
    assert ours - theirs >= AHEAD_OF_VADER[name]


def by_pairs(labels, scores):
    """The AUC as it is defined: the share of pairs that stand in the right order, a tie counts half."""
    pairs = [
        (a, b) for a, x in zip(scores, labels, strict=True) if x for b, y in zip(scores, labels, strict=True) if not y
    ]
    return sum((a > b) + (a == b) / 2 for a, b in pairs) / len(pairs)


def by_thresholds(labels, scores):
    """The average precision as it is defined: the precision at each threshold, times the recall that it adds."""
    total, before = 0.0, 0.0
    for threshold in sorted(set(scores), reverse=True):
        found = scores >= threshold
        recall = labels[found].sum() / labels.sum()
        total, before = total + (recall - before) * labels[found].mean(), recall
    return total


def by_counts(labels, predicted):
    """The mean of the F1 of both labels."""
    f1 = []
    for label in (0, 1):
        hits = sum((labels == label) & (predicted == label))
        f1.append(2 * hits / (sum(labels == label) + sum(predicted == label)))
    return sum(f1) / 2


def test_the_rows_are_the_scorers_and_the_splits_that_the_columns_allow(figures):
    splits = figures.loc[OURS].index.get_level_values("split").unique().tolist()
    assert splits == [SHIPPED, BY_HAND, SPLITS["outlet"]], "there is one topic: nothing to leave out"
    assert (figures["low"] <= figures["value"]).all() and (figures["value"] <= figures["high"]).all()
    sizes = figures["n"].groupby("measure").unique().str[0]
    assert sizes["auc"] == sizes["auc_within_outlet"] == 60
    assert sizes["word_f1"] > 600


def test_the_shipped_scores_and_marks_are_those_of_the_measure(judged):
    shipped = scored(judged)[0]
    assert shipped.scores == pytest.approx(measure(judged)["loaded_score"].to_numpy())
    spans = evidence(judged)
    spans = spans[spans["label"].isin(["loaded", "cue"]) & (spans["weight"] >= WORD_LOADED_AT)]
    heavy = shipped.places[shipped.places["weight"] >= WORD_LOADED_AT]
    assert sorted(map(tuple, heavy[["row", "start", "end"]].to_numpy().tolist())) == sorted(
        map(tuple, spans[["row", "start", "end"]].to_numpy().tolist())
    )


def test_sentence_figures_are_what_their_definitions_say():
    rng = np.random.default_rng(5)
    labels, scores = rng.integers(0, 2, 80), rng.integers(0, 8, 80) / 5
    table = pd.DataFrame({"label": labels})
    found = on_sentences(table, [Scored(OURS, SHIPPED, scores, None)], draws=20).set_index("measure")["value"]
    assert found["auc"] == pytest.approx(by_pairs(labels, scores))
    assert found["average_precision"] == pytest.approx(by_thresholds(labels, scores))
    assert found["macro_f1"] == pytest.approx(by_counts(labels, scores >= LOADED_AT[OURS]))
    assert "auc_within_outlet" not in found


def test_word_figures_by_hand():
    texts = ["A dire, ill-timed day.", "It's so."]
    table = pd.DataFrame({"text": texts, "spans": [[(2, 6), (8, 11)], []]})
    places = pd.DataFrame({"row": [0, 1], "start": [2, 0], "end": [6, 4]})
    found = on_words(table, [Scored(OURS, SHIPPED, None, places), Scored("AFINN", "", None, None)], draws=20)
    # words: A, dire, ill-timed, day, It's, so; experts marked two, the measure two, both one
    assert found["value"].tolist() == [0.5, 0.5, 0.5]
    assert found["n"].unique().tolist() == [6] and found["scorer"].unique().tolist() == [OURS]


def test_one_label_alone_leaves_auc_undefined():
    table = pd.DataFrame({"label": [1, 1]})
    found = on_sentences(table, [Scored(OURS, SHIPPED, np.array([0.0, 1.0]), None)], draws=20).set_index("measure")
    assert np.isnan(found.loc["auc", ["value", "low", "high"]].to_numpy(float)).all()


def test_the_two_names_of_one_topic_are_left_out_together(judged):
    text = "A dreadful winter."
    rows = {"text": [text] * 3, "spans": [[(2, 10)], [(2, 10)], []], "topic": ["blm", "black lives matter", "taxes"]}
    left = {of.split: of for of in scored(pd.DataFrame(rows), sentences=False)}[SPLITS["topic"]]
    # the first two learn from the third alone, in which nobody marked the word
    assert left.scores[0] == left.scores[1] < left.scores[2]


def test_without_sentences_the_peers_that_mark_no_words_are_not_asked(judged):
    given = scored(judged, sentences=False)
    assert [of.scorer for of in given if of.scorer != OURS] == ["VADER"]


def test_limits_page_and_teachers_words_tell_what_was_measured():
    root = Path(validation.__file__).parents[2]
    figures = pd.read_csv(root / "benchmarks" / "agreement.csv", keep_default_na=False).set_index(["split", "measure"])
    rounded = (100 * figures["value"]).round().astype(int)
    every, weighty = "outlets left out: every mark", "outlets left out"
    limits, report = (
        (root / name).read_text(encoding="utf-8") for name in ("benchmarks/LIMITS.md", "benchmarks/AGREEMENT.md")
    )
    page, teacher = (
        (root / "analysis" / "templates" / name).read_text(encoding="utf-8")
        for name in ("parts/trust.html.j2", "lesson/teacher.html.j2")
    )
    drawn = re.search(r"outlets left out is\s+[\d.]+ \[([\d.]+), ([\d.]+)\]", report).groups()
    low, high = (round(100 * float(end)) for end in drawn)
    assert f"the interval of the AUC is [.{low}, .{high}]" in " ".join(limits.split())
    said = f"in {rounded[weighty, 'auc']} of 100 pairs, each outlet left out in turn"
    assert said in page and f"{low} to {high}" in page
    marked, held = rounded[every, "word_precision"], rounded[every, "word_recall"]
    assert f"experts had marked {marked} in 100; these hold {held} in 100" in page
    assert f"marked {marked} in 100; of the weighty ones {rounded[weighty, 'word_precision']} in 100" in teacher
    assert f"AUC falls to .{round(100 * float(re.search(r'[|] 30 [|] ([0-9.]+)', report)[1]))}" in limits

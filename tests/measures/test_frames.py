"""Frames: each point is a marked term, the longest term wins, and a frame that is not reliable leads nowhere."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.files import LEXICONS
from analysis.measures import (
    ISSUE_FRAMES,
    NEWS_FRAMES,
    OTHER,
    find_frames,
    frame_profile,
    frame_spans,
    load_reliability,
    measure,
    read_own_frames,
)
from analysis.measures.frame_terms import compile_frames
from analysis.schema import OUTLET, QUOTED, InputError

SENTENCES = {
    "economic": "Wages fell and prices rose, and the budget deficit grew to nine billion dollars.",
    "morality": "The bishop called the plan immoral, a sin against God and human dignity.",
    "fairness": "It is discrimination: they want equal rights and fair treatment, whatever their race.",
    "legality": "A judge sentenced the man to prison after the jury found him guilty of robbery.",
    "politics": "Senators of both parties voted for the bill, and the governor signed the legislation.",
    "security": "Troops guard the border against terrorists since the bombing of the military base.",
    "health": "Doctors at the hospital treated patients with cancer and lung disease.",
    "culture": "The museum shows the poetry, the music and the folklore of their ancestors.",
}
WORDS = [
    "court",
    "wages",
    "no",
    "not",
    "the",
    "“",
    "”",
    "cancer",
    "in any case",
    "case",
    "Senate",
    "mother",
    "said",
    ".",
]


@pytest.mark.parametrize("frame", SENTENCES)
def test_a_plain_sentence_leads_with_its_frame(frame):
    assert find_frames(SENTENCES[frame])["label"].tolist() == [frame]


def test_a_sentence_of_none_is_other():
    found = find_frames("They walked along the lane until it was late.")
    assert found["label"].tolist() == [OTHER]
    assert (found[list(ISSUE_FRAMES)].iloc[0] == 0).all()


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=30).map(" ".join), min_size=1, max_size=5))
def test_every_score_is_the_sum_of_the_marked_words(texts):
    scores, spans = find_frames(texts), frame_spans(texts)
    sums = spans[spans["label"] == "frame"].groupby(["row", "category"])["weight"].sum()
    for row, text in enumerate(texts):
        of = spans[spans["row"] == row]
        assert [text[a:b] for a, b in zip(of["start"], of["end"], strict=True)] == of["surface"].tolist()
        for frame in ISSUE_FRAMES:
            assert text.split() == [] or scores[frame].iloc[row] == pytest.approx(sums.get((row, frame), 0))


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join), min_size=1, max_size=4))
def test_a_text_is_scored_as_if_it_were_alone(texts):
    together = find_frames(texts)
    alone = pd.concat([find_frames(text) for text in texts], ignore_index=True)
    pd.testing.assert_frame_equal(together, alone, check_dtype=False)


def test_no_words_and_no_text_are_not_zero():
    found = find_frames(pd.DataFrame({"text": ["", None, "The court ruled."]}, index=[7, 8, 9]))
    assert found.index.tolist() == [7, 8, 9]
    assert found["label"].isna().tolist() == [True, True, False]
    assert np.isnan(found.loc[[7, 8], [*ISSUE_FRAMES, *NEWS_FRAMES]].to_numpy(float)).all()
    assert len(find_frames([])) == 0 and len(frame_spans([])) == 0


def test_the_voices_add_up():
    text = 'The court heard the case. "Wages and prices ruin us," said the baker.'
    whole, own, quoted = (find_frames(text, voice=voice) for voice in (None, OUTLET, QUOTED))
    names = list(ISSUE_FRAMES)
    assert (own[names] + quoted[names]).iloc[0].tolist() == pytest.approx(whole[names].iloc[0].tolist())
    assert quoted["economic"].item() > 0 and own["economic"].item() == 0
    assert quoted["legality"].item() == 0 and own["legality"].item() > 0
    spans = frame_spans(text)
    assert set(spans.loc[spans["category"] == "economic", "voice"]) == {QUOTED}
    with pytest.raises(InputError, match="outlet, quoted"):
        find_frames(text, voice="theirs")


def test_a_denied_term_counts_half_and_says_so():
    plain, denied = find_frames("It was a lawsuit."), find_frames("There was no lawsuit.")
    assert denied["legality"].item() == pytest.approx(plain["legality"].item() / 2) and plain["legality"].item() > 0
    assert frame_spans("There was no lawsuit.")["note"].str.contains("denied").all()


def test_a_set_phrase_keeps_its_words_from_counting():
    assert find_frames("They came in any case.")["legality"].item() == 0
    assert find_frames("They spoke of the case.")["legality"].item() > 0


def test_a_news_frame_counts_a_term_once():
    once, thrice = find_frames("a clash"), find_frames("a clash, a clash and a clash")
    assert once["conflict"].item() == thrice["conflict"].item() > 0


def test_a_level_text_leads_with_no_frame():
    table = pd.DataFrame(
        {"term": ["wet", "dry"], "category": ["a", "b"], "weight": [0.6, 0.6], "note": "", "forms": ""}
    )
    own = compile_frames(table, ("a", "b"))
    assert find_frames(["wet", "dry", "wet and dry", "wet, wet and dry"], own=own)["label"].tolist() == [
        "a",
        "b",
        OTHER,
        "a",
    ]


def test_each_frame_has_its_reliability_and_a_tier_that_follows_from_it():
    table = load_reliability()
    assert set(table.index) == {*ISSUE_FRAMES, *NEWS_FRAMES, OTHER}
    of = table.drop(index=OTHER)
    place = np.select([of["f1"] >= 0.7, of["f1"] >= 0.4], [0, 1], 2) + (of["low"] <= of["blind"])
    tier = np.array(["A", "B", "C", "C"])[place]
    assert of["tier"].tolist() == tier.tolist()
    assert (of["low"] <= of["f1"] + 0.05).all() and (of["f1"] <= of["high"] + 0.05).all()


def test_the_lexicon_is_in_order():
    table = pd.read_csv(LEXICONS / "frames.csv", keep_default_na=False)
    assert set(table["category"]) == {*ISSUE_FRAMES, *NEWS_FRAMES, "exception"}
    assert (table["note"] != "").all() and table["weight"].between(0, 0.9).all()
    assert ((table["weight"] == 0) == (table["category"] == "exception")).all()
    assert table["category"].value_counts().drop("exception").min() >= 300
    forms = table.assign(form=(table["term"] + "|" + table["forms"]).str.strip("|").str.split("|")).explode("form")
    assert not forms.duplicated(["category", "form"]).any()
    framed = set(forms.loc[forms["category"] != "exception", "form"])
    assert not framed & set(table.loc[table["category"] == "exception", "term"])
    moved = pd.read_csv(LEXICONS / "frame_weights.csv", keep_default_na=False)
    assert len(moved.merge(table, on=["term", "category"])) == len(moved) and (moved["weight"] >= 0).all()


MINE = """frame,kind,text,weight,forms,note
blame_rain,definition,The rain is said to have caused it.,,,
blame_rain,term,cloudburst,0.9,cloudbursts,weather
blame_rain,term,heavy rain,,,weather
blame_dam,term,neglected dam,0.9,,upkeep
blame_dam,term,dam,0,,an exception: the dam alone blames nobody
blame_rain,example,The cloudburst swept the road away.,,,
blame_dam,counter-example,The dam stands above the town.,,,
blame_dam,example,Nobody looked after the weir.,,,
"""


def test_frames_of_ones_own_take_the_place_of_the_projects(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text(MINE, encoding="utf-8")
    mine = read_own_frames(path)
    found = find_frames(["Cloudbursts broke the neglected dam, and heavy rain fell.", "The dam held."], own=mine.terms)
    assert list(found) == ["label", "blame_rain", "blame_dam"]
    assert found["label"].tolist() == ["blame_rain", OTHER]
    assert found["blame_rain"].tolist() == pytest.approx([1.5, 0]) and found["blame_dam"].tolist() == [0.9, 0]
    assert mine.definitions == {"blame_rain": "The rain is said to have caused it."}
    assert [line.split(": ")[1] for line in mine.notices] == ["blame_dam is not found in this example."]


@pytest.mark.parametrize(
    "line, told",
    [
        ("a b,term,x,,,", "no plain name"),
        ("other,term,x,,,", "no plain name"),
        ("rain,word,x,,,", "the kind is 'word'"),
        ("rain,term,,,,", "there is no text"),
        ("rain,term,...,,,", "no letter or figure"),
        ("rain,term,x,2,,", "not a number from 0 to 1"),
        ("rain,term,x,nan,,", "not a number from 0 to 1"),
        ("blame_rain,term,Cloudburst,,,", "is there twice"),
    ],
)
def test_a_broken_row_is_told_in_one_line(tmp_path, line, told):
    path = tmp_path / "mine.csv"
    path.write_text(f"{MINE}{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match=told) as caught:
        read_own_frames(path)
    assert "row 9" in str(caught.value) and "\n" not in str(caught.value)


def test_a_codebook_needs_its_columns_and_a_term(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("frame,text\nrain,x\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column 'kind'"):
        read_own_frames(path)
    path.write_text("frame,kind,text\nrain,definition,x\n", encoding="utf-8")
    with pytest.raises(InputError, match="no row has the kind 'term'"):
        read_own_frames(path)


def test_a_profile_has_shares_that_add_up_and_tells_headline_and_voice_apart():
    blocks = pd.DataFrame({
        "article": ["one", "one", "one", "two"],
        "kind": ["headline", "body", "body", "body"],
        "paragraph": [np.nan, 1, 2, 1],
        "text": ["Wages fall", "They walked.", 'A judge spoke. "The court heard the jury," she said.', "They walked."],
    })  # fmt: skip
    table = frame_profile(blocks).set_index(["article", "frame"])
    issue = table[table["kind"] == "issue"]
    assert issue.loc["one", "share"].sum() == pytest.approx(1) and issue.loc["two", "share"].isna().all()
    assert table.loc[("one", "economic"), ["opening", "own"]].tolist() == [1, 1]
    assert 0 < table.loc[("one", "legality"), "own"] < 1 and table.loc[("one", "legality"), "opening"] == 0
    assert table.index[table["leads"]].tolist() == [("one", "legality")]


def test_the_page_of_limits_tells_the_figures_that_were_measured():
    root = LEXICONS.parents[1]
    limits = " ".join((root / "benchmarks" / "LIMITS.md").read_text(encoding="utf-8").split())
    page = (root / "benchmarks" / "FRAMES.md").read_text(encoding="utf-8")
    of = {name: f"{value:.2f}".removeprefix("0") for name, value in load_reliability()["f1"].items()}
    assert f"The best frame is economic (F1 {of['economic']}), the worst opinion ({of['opinion']} [" in limits
    assert f"human interest (F1 {of['human_interest']})" in limits
    ways = {line.split(" | ")[0]: line.split(" | ")[1:3] for line in page.splitlines() if line.startswith("| ")}
    shipped = {
        "| weights moved, held to the hand's (shipped)": "macro-F1 is",
        "| different terms (shipped): no article used": "news frames is",
    }
    for way, told in shipped.items():
        value, (low, high) = float(ways[way][0]), map(float, ways[way][1].split("–"))
        stated = re.search(rf"{told} (\.\d\d) \[(\.\d\d), (\.\d\d)\]", limits)
        assert [float(given) for given in stated.groups()] == pytest.approx([value, low, high], abs=0.0051)


def test_measured_with_the_other_measures_the_scores_are_the_same():
    texts = pd.DataFrame({"text": [*SENTENCES.values(), None, "", "– –"]}, index=range(5, 16))
    alone, beside = find_frames(texts), measure(texts, frames=True)
    beside = beside.rename(columns={"frame": "label"})[alone.columns]
    pd.testing.assert_frame_equal(alone.astype(beside.dtypes), beside)
    pd.testing.assert_frame_equal(measure(texts), measure(texts, frames=True)[measure(texts).columns])


def test_a_text_in_another_language_has_no_frame():
    german = "Der Rat der Stadt beschloss am Montag, die alte Brücke nach einem Sturm für immer zu schließen."
    found = find_frames([german, "The council voted to close the bridge."])
    assert found.iloc[0].isna().all() and found.iloc[1].notna().all()

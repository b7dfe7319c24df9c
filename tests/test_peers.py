from __future__ import annotations

import pytest
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from analysis import peers as module
from analysis.peers import OPTIONAL, missing, peers, vader_words

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
    monkeypatch.setattr(module, "find_spec", lambda name: None)
    assert missing() == list(OPTIONAL.values())
    assert list(peers(TEXTS)) == ["VADER"]

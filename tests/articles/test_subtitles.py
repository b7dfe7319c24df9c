from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.articles import read_articles
from analysis.articles.subtitles import are_subtitles, read_subtitles
from analysis.schema import InputError

SRT = (
    "1\n00:01:02,000 --> 00:01:05,000\nWe will <i>repair</i> the old bridge\n\n"
    "2\n00:01:05,000 --> 00:01:08,000\nin May, and then we will go home.\n\n"
    "3\n00:01:20,500 --> 00:01:22,000\n{\\an8}Nobody asked us.\n"
)
WORDS = "We will repair the old bridge in May, and then we will go home.\n\nNobody asked us."
VTT = (
    "WEBVTT - a talk\n\nNOTE made by hand\n\nSTYLE\n::cue { color: red }\n\n"
    "one\n01:02.000 --> 01:05.000 align:start\n<v Rosa Lind>We will repair the old bridge\n\n"
    "01:05.000 --> 01:06.000\nWe will repair the old bridge\nin <00:01:05.500><c>May.</c>\n\n"
    "01:06.500 --> 01:08.000\n- When?\n"
)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_the_words_of_subtitles_are_read_in_paragraphs(end):
    assert are_subtitles(SRT.replace("\n", end))
    assert read_subtitles(SRT.replace("\n", end)) == WORDS


def test_what_rolls_up_is_taken_once_and_who_speaks_begins_a_paragraph():
    assert are_subtitles(VTT)
    assert read_subtitles(VTT.replace("<v Rosa Lind>", "")) == "We will repair the old bridge in May.\n\n- When?"
    assert read_subtitles(VTT).startswith("Rosa Lind: We will repair the old bridge")


@pytest.mark.parametrize("text", ["1\nThe bridge fell.", "", "At 00:01:02,000 --> it fell.", "2024\n10:45 --> 11:00\n"])
def test_other_texts_are_none(text):
    assert not are_subtitles(text)


@pytest.mark.parametrize("name", ["talk.srt", "talk.txt"])
def test_a_file_of_subtitles_is_an_article_and_says_so(tmp_path, name):
    (tmp_path / name).write_text(SRT, encoding="utf-8")
    (article,) = read_articles(tmp_path / name)
    assert article.text == WORDS
    assert [notice for notice in article.notices if "read as subtitles" in notice]
    (tmp_path / name).write_text("1\n00:01:02,000 --> 00:01:05,000\n\n", encoding="utf-8")
    with pytest.raises(InputError, match="no words in the subtitles"):
        read_articles(tmp_path / name)


@given(st.text(st.sampled_from(list("01:,.->\n aB<>{}\\WEBVTT")), max_size=120))
def test_no_file_breaks_the_reader(text):
    words = read_subtitles(SRT + "\n" + text)
    assert words.startswith("We will repair")

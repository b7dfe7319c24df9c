"""Sentiment equals vaderSentiment in every digit, in time that grows in line with a text's length."""

from __future__ import annotations

import math
import random
import sys
import warnings
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from vaderSentiment import vaderSentiment as vader

from analysis.measures.sentiment import (
    ACTS,
    BOOSTS,
    EMOJI,
    ID,
    KNOWN,
    MANY,
    NEGATES,
    NOTES,
    SEEN,
    UPPER,
    _but_in_turn,
    _confused,
    _reached,
    cut_token,
    emoji_part,
    facts_of,
    hits_of,
    masked,
    phrases_of,
    sentiment,
    sentiment_spans,
    spell_out,
    stream_of,
)
from analysis.measures.sentiment import vader_package as package
from analysis.text import words
from analysis.text.words import Vocabulary, split
from tests.odd_words import odd_words


def test_the_definition_is_the_installed_package():
    assert package().lexicon == vader.SentimentIntensityAnalyzer().lexicon
    assert package().capitals == vader.C_INCR and package().turn == vader.N_SCALAR


def test_every_named_word_has_a_place_in_a_code():
    assert max(package().ids.values()) <= ID
    assert not ID & (SEEN | ACTS | KNOWN | BOOSTS | NEGATES)


def test_a_word_that_changes_others_says_so():
    # what no rule acts by must not be marked: the time of all texts hangs on it
    for word in (*vader.BOOSTER_DICT, *vader.NEGATE, "no", "this", "least", "kind"):
        assert " " in word or facts_of([word])["code"][0] & ACTS, word
    for phrase in (*vader.SPECIAL_CASES, *vader.BOOSTER_DICT):
        assert any(facts_of(phrase.split())["code"] & ACTS), phrase
    assert not any(facts_of(["the", "of", "to", "for", "good", "table"])["code"] & ACTS)


def test_set_phrases_by_the_places_of_their_words():
    ids = package().ids
    bus, stop, the, kiss, of, death = (np.array([ids[word]]) for word in ("bus", "stop", "the", "kiss", "of", "death"))
    found = phrases_of(package().idioms, bus, stop)
    assert package().idioms.values[found] == vader.SPECIAL_CASES["bus stop"] and found[0] > 0
    assert phrases_of(package().idioms, the, stop).tolist() == [0]
    assert package().idioms.values[phrases_of(package().idioms, kiss, of, death)] == -1.5


def test_a_token_loses_ascii_punctuation_unless_two_characters_or_fewer_are_left():
    for surface in ("(great)!", ":)", "so.", "“great”", "...", "a", "don't,"):
        lead, token = cut_token(surface)
        assert token == vader.SentiText._strip_punc_if_word(surface)
        assert surface[lead : lead + len(token)] == token


def test_facts_of_words_by_hand():
    facts = facts_of(["GREAT!", "very", "isn't", "table"])
    flags = facts["code"]
    assert [bool(flags[0] & f) for f in (KNOWN, UPPER, BOOSTS, NEGATES)] == [True, True, False, False]
    assert [bool(flags[1] & f) for f in (KNOWN, UPPER, BOOSTS, NEGATES)] == [False, False, True, False]
    assert bool(flags[2] & NEGATES) and not flags[3] & (KNOWN | BOOSTS | NEGATES)
    assert facts["valence"][0] == package().lexicon["great"]
    assert facts["!"].tolist() == [1, 0, 0, 0]


def test_emoji_are_written_out_as_the_package_does_and_know_where_they_come_from():
    text, source = spell_out("so😁ok")
    assert text == "so " + package().emojis["😁"] + "ok"
    assert len(source) == len(text) and source[0] == 0 and source[-1] == 4
    words = split(["a 😁 b", "c"], vocabulary=Vocabulary())
    stream = stream_of(words.types, words.bounds, words.vocabulary)
    assert stream.bounds.tolist() == [0, 2 + len(package().emojis["😁"].split()), len(stream.types)]
    words_at, parts = stream.words_at(np.arange(len(stream.types)))
    assert words_at.tolist() == [0, *[1] * (len(stream.types) - 3), 2, 3]
    assert parts.tolist() == [0, *range(len(stream.types) - 3), 0, 0]


def test_an_emoji_part_points_at_the_emoji():
    assert emoji_part("so😁ok", 0) == (0, 2, "")
    assert emoji_part("so😁ok", 1) == (2, 1, package().emojis["😁"].split()[0])


def test_words_that_count_are_seen_and_known_by_text():
    words = split(["a good 😁 day", "", "GOOD! but bad"], vocabulary=Vocabulary())
    stream = stream_of(words.types, words.bounds, words.vocabulary)
    seen = [k for k, code in enumerate(stream.codes) if code & SEEN]
    assert stream.seen.tolist() == seen
    assert all(stream.bounds[t] <= k < stream.bounds[t + 1] for k, t in zip(seen, stream.seen_texts, strict=True))
    places, texts = stream.places(UPPER)
    assert texts.tolist() == [2] and places.tolist() == [stream.bounds[2]]


def test_all_words_at_once_are_what_vader_says_of_each():
    words = [*odd_words(), *list(vader.NEGATE), "😀", "x😀!", "GREAT", "isn’t"]
    facts, v = facts_of(words), package()
    for i, word in enumerate(words):
        lead, token = cut_token(word)
        lower, code = token.lower(), facts["code"][i]
        known, boosts = lower in v.lexicon, lower in v.single_boosters
        assert (facts["lead"][i], facts["size"][i]) == (lead, len(token)), word
        assert (facts["!"][i], facts["?"][i]) == (word.count("!"), word.count("?"))
        assert facts["valence"][i] == v.lexicon.get(lower, 0.0)
        assert facts["booster"][i] == v.single_boosters.get(lower, 0.0)
        assert bool(code & KNOWN) == known and bool(code & UPPER) == token.isupper()
        assert bool(code & BOOSTS) == (boosts and not known)
        assert bool(code & NEGATES) == (not known and vader.negated([lower])), word
        assert bool(code & EMOJI) == (not word.isascii() and any(c in v.emojis for c in word))


def values(text):
    words = split([text])
    hits = hits_of(stream_of(words.types, words.bounds, words.vocabulary))
    return {words.vocabulary.surfaces[words.types[at]]: v for at, v in zip(hits.at, hits.value, strict=True)}


def test_a_plain_word_keeps_the_lexicons_value():
    assert values("the good table") == {"good": package().lexicon["good"]}


def test_rules_by_hand():
    good, bad = package().lexicon["good"], package().lexicon["bad"]
    assert values("very good")["good"] == pytest.approx(good + 0.293)
    assert values("not good")["good"] == pytest.approx(good * -0.74)
    assert values("so very bad")["bad"] == pytest.approx(bad - 0.293 - 0.293 * 0.95)
    assert values("a GOOD table")["GOOD"] == pytest.approx(good + 0.733)
    assert values("good but bad") == {"good": pytest.approx(good * 0.5), "bad": pytest.approx(bad * 1.5)}


def test_no_hits_in_no_words():
    assert values("") == {} == values("the table")


def test_every_rule_has_a_note():
    assert all(NOTES.values()) and len(set(NOTES)) == len(NOTES)


def test_equal_values_are_found_where_but_changes_them():
    old, new = np.array([2.0, 1.0, 1.0, 2.0, 3.0, 4.0]), np.array([1.0, 0.5, 0.5, 1.0, 4.5, 6.0])
    assert _confused(old, new, np.array([0, 2, 4, 6])) == [0]
    assert _confused(old, new, np.array([0, 1, 2, 6])) == []
    long = np.arange(1.0, MANY + 2)
    assert _confused(long, long * 1.25 + 1000, np.array([0, len(long)])) == [0]


def in_turn(values, factors):
    """The package's own way: each value is looked for with index() in the list that is being changed."""
    values = list(values)
    for i in range(len(values)):
        first = values.index(values[i])
        values[first] *= factors[first]
    return values


@pytest.mark.parametrize("step", [0.1, 0.3, 0.5, 1.0])
def test_equal_values_are_changed_in_turn(step):
    random = np.random.default_rng(0)
    for size in range(1, 60):
        values = random.choice(np.round(np.arange(step, 4, step), 1), size)
        factors = np.where(np.arange(size) < random.integers(0, size + 1), 0.5, 1.5)
        out = _but_in_turn(values, factors, _reached(values, values * factors))
        assert out == in_turn(values.tolist(), factors.tolist())
    assert in_turn([2.0, 1.0, 3.0], [0.5, 0.5, 1.5]) == [0.5, 1.0, 4.5]


SEEDS = Path(__file__).parents[2] / "seeds"
REFERENCE = vader.SentimentIntensityAnalyzer()
COLUMNS = ("compound", "positive", "neutral", "negative")

# what the package's README prints for its examples
PUBLISHED = {
    "VADER is smart, handsome, and funny.": 0.8316,
    "VADER is smart, handsome, and funny!": 0.8439,
    "VADER is very smart, handsome, and funny.": 0.8545,
    "VADER is VERY SMART, handsome, and FUNNY.": 0.9227,
    "VADER is VERY SMART, handsome, and FUNNY!!!": 0.9342,
    "VADER is not smart, handsome, nor funny.": -0.7424,
    "The book was good.": 0.4404,
    "At least it isn't a horrible book.": 0.431,
    "The book was only kind of good.": 0.3832,
    "The plot was good, but the characters are uncompelling and the dialog is not great.": -0.7042,
    "Today SUX!": -0.5461,
    "Not bad at all": 0.431,
}

TRAPS = [
    "It was great.",
    "It was “great”.",
    "It was great’ and 'great' and (great).",
    "No, it was good.",
    "no good no",
    "NO good here",
    "no trust or good",
    "no plan nor hope",
    "no no no no good",
    "kind of good and kind, of course",
    "She is kind of a good friend of mine",
    "this was sort of very nice",
    "just enough good will to go on",
    "that is kind of the shit",
    "the bomb went off",
    "yeah right, the bus stop",
    "so yeah right then, happy one",
    "a bad ass and a badass to die for",
    "that was to die for and a kiss of death for my beating heart",
    "he did yeah right the bomb happy sad",
    "never so good, never this good, never good",
    "never been so good and never seen this great",
    "we walk so on happy days",
    "so table house happy",
    "this table house sad",
    "never so table happy",
    "without doubt good, without a doubt good, without any doubt good",
    "least good, at least good, very least good, the least good",
    "least happy",
    "At the VERY least GOOD",
    "EXTREMELY good, extremely GOOD, EXTREMELY BAD house",
    "EXTREMELY GOOD",
    "very very very good but not very bad",
    "good hope very happy",
    "not hardly good, isn't good, wasn’t good, shouldn'tve good",
    "barely bad, hardly bad, SCARCELY bad",
    "good but bad but good",
    "BUT it was good",
    "but",
    "good,but bad",
    "great good but great good great good",
    "love hate love but love hate love hate",
    ":) :( :D ;) XD <3 </3 (-: =) :-/",
    "good! bad? good?? bad!!! good!!!!!! sad???? ?!?!?!",
    "? good",
    "?? good",
    "??? good",
    "???? good",
    "good 😀 bad😢good 😀😀 💔! but😍",
    "😂",
    "a\n😍\tb\u00a0😍\u2003good",
    "🙅 no 🆙 🔛 good ‼ © ® ™ ☺️",
    "👍🏽 👩‍🚀 good",
    "a\x1cgood\x1fbad\x85sad\u3000joy\u200bjoy",
    "İstanbul good ſad ﬁne Ⅷ",
    "UN U.S. I A BBC good GOOD",
    "... !!! ???",
    "“",
    "never",
    "happy" * 3,
]


def expected(text: str) -> tuple:
    scores = REFERENCE.polarity_scores(text)
    return tuple(scores[key] for key in ("compound", "pos", "neu", "neg"))


def measured(texts: list[str], vocabulary: words.Vocabulary | None = None) -> list[tuple]:
    table = sentiment(words.split(texts, vocabulary=vocabulary))
    return list(zip(*(table[column].tolist() for column in COLUMNS), strict=True))


def assert_equal(texts: list[str]) -> None:
    for text, got in zip(texts, measured(texts), strict=True):
        if text.split():
            assert got == expected(text), text
        else:
            assert all(map(math.isnan, got)), text


def some_texts(count: int, seed: int) -> list[str]:
    dice = random.Random(seed)
    return [
        "".join(dice.choice(CHOICES)(dice) + dice.choice(GAPS) for _ in range(dice.choice((1, 3, 6, 12, 40))))
        for _ in range(count)
    ]


LEXICON = sorted(REFERENCE.lexicon)
ROUND = [word for word in LEXICON if abs(REFERENCE.lexicon[word]) in (0.5, 1.0, 1.5, 2.0, 3.0)]
RULE_WORDS = """no or nor kind of never so this without doubt least at very but the shit bomb bad ass bus stop yeah
    right kiss of death to die for beating heart just enough sort kind but so this no at least not isn't"""
PLAIN_WORDS = "table house reported A UN I Monday “walk” it’s € é"
EMOJI_SENTIMENT = sorted(emoji for emoji in REFERENCE.emojis if len(emoji) == 1)
RULES, PLAIN = RULE_WORDS.split(), PLAIN_WORDS.split()
BOOSTERS, NEGATIONS, PHRASES = sorted(vader.BOOSTER_DICT), sorted(vader.NEGATE), sorted(vader.SPECIAL_CASES)
SETS = [LEXICON, ROUND, BOOSTERS, NEGATIONS, RULES, RULES, PHRASES, PLAIN, EMOJI_SENTIMENT]
CHOICES = [
    lambda dice, group=group, case=case: case(dice.choice(group)) for group in SETS for case in (str, str, str.upper)
]
GAPS = [" "] * 12
GAPS += ["", "! ", "? ", "?? ", "!!!!! ", ", ", ".”", "’ ", "n't ", "\n", "\u00a0", "\u2003", "\x1c", " (", "…"]


A_WORD = st.one_of(*(st.sampled_from(group) for group in SETS))
A_PIECE = st.tuples(A_WORD, st.sampled_from((str, str, str.upper, str.title)), st.sampled_from(GAPS))
A_TEXT = st.lists(A_PIECE, max_size=12).map(lambda pieces: "".join(case(word) + gap for word, case, gap in pieces))


def test_published_values():
    assert [row[0] for row in measured(list(PUBLISHED))] == list(PUBLISHED.values())


@pytest.mark.parametrize("text", TRAPS)
def test_traps_equal_the_package(text):
    assert_equal([text])


@pytest.mark.parametrize("name", ["aggregator.txt", "wire.txt"])
def test_seeds_equal_the_package(name):
    content = (SEEDS / name).read_text(encoding="utf-8")
    blocks = [block for block in content.split("\n\n") if block.strip()]
    assert len(blocks) > 5
    assert_equal(blocks)
    assert_equal([content])


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(A_TEXT, min_size=1, max_size=12))
def test_generated_texts_equal_the_package(texts):
    assert_equal(texts)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=("Cs",))), max_size=8))
def test_arbitrary_characters_equal_the_package(texts):
    assert_equal(texts)


def test_many_texts_at_once_equal_the_package():
    texts = some_texts(10_000, seed=1)
    assert sum("but" in text.lower().split() for text in texts) > 300
    assert_equal(texts)


def test_sums_next_to_nothing_and_rounding_at_a_half_equal_the_package():
    # these add up to 0 or to some 1e-16, as the sum() of this Python has it, and the sign decides what "!!!!" does;
    # "the bomb" is the whole number 3 in the package, which sum() treats in another way than 3.0 from Python 3.12 on
    word = {value: word for word, value in REFERENCE.lexicon.items() if len(word) > 4 and word.isalpha()}
    for values in ([-2.2, 0.1, -1.2, 3.3], [0.5, 0.9, -0.6, -0.8], [-0.8, -1.4, -1.2, 3.4], [-0.8, -3.5, 1.5, 2.8]):
        assert_equal([" table ".join(word[x] for x in values) + " !!!!"])
    bomb = "table table the bomb table table table"
    for values in (
        [3, 0.7, 3.4, -3.6, -3.5],
        [1.2, 3, -1.1, -1.8, -1.3],
        [2.9, -2.4, 0.3, 3, -3.8],
        [1.9, -0.3, 3, -3.8, -0.8],
    ):
        assert_equal([" ".join(bomb if x == 3 else word[x] for x in values) + " !!!!"])
    # 0.5375 is a little less in binary: Python rounds it down, NumPy to the even digit
    assert_equal(["hearts agonizing", "hearts aboard agonizing", "abducted abuser aboard", "rotgl sapfu table table"])


def test_long_texts_equal_the_package():
    dice = random.Random(2)
    for share in ("good bad", "good bad but the bomb yeah right so table table"):
        assert_equal(
            [" ".join(dice.choices([*share.split(), *ROUND[:40], "table"], k=400)) + " but good" for _ in range(3)]
        )


def test_what_is_remembered_of_words_changes_nothing():
    texts = some_texts(300, seed=3)
    vocabulary = words.Vocabulary()
    one_by_one = [measured([text], vocabulary)[0] for text in texts]
    np.testing.assert_array_equal(one_by_one, measured(texts, words.Vocabulary()))


def test_undefined_is_nan():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        table = sentiment(words.split(["", " \n\u00a0", "The book was good.", ""]))
        assert table.isna().all(axis=1).tolist() == [True, True, False, True]
        nothing = sentiment(words.split([]))
        assert nothing.shape == (0, 5)
        assert sentiment_spans(words.split([])).empty
        assert sentiment_spans(words.split(["", "a table"])).empty


def test_by_hand():
    # good is +1.9 in the lexicon; four words, one of them positive: (1.9 + 1) / (1.9 + 1 + 3)
    row = sentiment(words.split(["The book was good."])).iloc[0]
    assert row["compound"] == round(1.9 / math.sqrt(1.9**2 + 15), 4)
    assert row["positive"] == round(2.9 / 5.9, 3)
    assert row["neutral"] == round(3 / 5.9, 3)
    assert math.copysign(1, row["negative"]) == 1
    assert row["negative"] == 0


def test_work_grows_in_line_with_length():
    def calls(count: int) -> int:
        dice = random.Random(4)
        text = " ".join(dice.choices([*ROUND[:50], "but", "table", "the", "bomb", "not", "very", "😀"], k=count))
        split = words.split([text])
        sentiment(split)
        seen = 0

        def note(frame, event, argument):
            nonlocal seen
            seen += 1

        sys.setprofile(note)
        try:
            sentiment(split)
        finally:
            sys.setprofile(None)
        return seen

    small, large, huge = calls(500), calls(5_000), calls(50_000)
    assert huge - large < 11 * (large - small)


def test_names_masked_equals_the_package_on_the_replaced_text():
    texts = [*some_texts(400, seed=5), "", *TRAPS, "The “United Nations’ (Security) Council! met; ..."]
    dice = np.random.default_rng(6)
    split = words.split(texts)
    for share in (0.02, 0.3, 1.0):
        names = dice.random(len(split.types)) < share
        before = split.types.copy()
        table = sentiment(split, names=names)
        assert (split.types == before).all()
        for i, text in enumerate(texts):
            here = names[split.bounds[i] : split.bounds[i + 1]]
            replaced = " ".join(masked(w) if hit else w for w, hit in zip(text.split(), here, strict=True))
            got = table["compound_names_masked"][i]
            assert math.isnan(got) if not replaced else got == expected(replaced)[0]
        np.testing.assert_array_equal(table["compound"], sentiment(split)["compound"])


def test_marks_that_go_with_a_name_are_gone():
    # the “!” stands inside of a quotation mark, which is not ASCII punctuation, so it is part of what is masked
    texts = ["We love “Canada!” and Jeopardy!-style games, good luck, Canada!", "A GOOD UN", "A good UN", "GOOD UN 😀"]
    names = np.array([word.strip("“”!") in ("Canada", "Jeopardy!-style", "UN") for t in texts for word in t.split()])
    replaced = ["We love name and name games, good luck, name!", "A GOOD name", "A good name", "GOOD name 😀"]
    assert names.sum() == 6
    table = sentiment(words.split(texts), names=names)
    assert table["compound_names_masked"].tolist() == [expected(text)[0] for text in replaced]
    assert table["compound"].tolist() == [expected(text)[0] for text in texts]


def test_a_name_is_not_praise():
    split = words.split(["The United Nations Security Council met on Monday.", "It was good."])
    names = np.array([False, True, True, True, True, False, False, False, False, False, False])
    table = sentiment(split, names=names)
    assert table["compound"].tolist() == [expected("The United Nations Security Council met on Monday.")[0], 0.4404]
    assert table["compound"][0] > 0.6
    assert table["compound_names_masked"].tolist() == [0.0, 0.4404]
    assert sentiment(split)["compound_names_masked"].tolist() == table["compound"].tolist()
    with pytest.raises(ValueError, match="2 values for 11 words"):
        sentiment(split, names=names[:2])


@pytest.mark.parametrize(
    ("word", "shown"),
    [
        ("(Security)", "(name)"),
        ("Nations’", "name"),
        ("U.N.,", "name.,"),
        ("“Council”!", "name!"),
        ("...", "..."),
        ("", ""),
    ],
)
def test_masked_keeps_the_punctuation_around(word, shown):
    assert masked(word) == shown


def test_spans_point_at_words_and_add_up():
    texts = [*some_texts(600, seed=7), *TRAPS]
    split = words.split(texts)
    spans = sentiment_spans(split)
    assert len(spans) > 1000
    assert (spans["weight"] != 0).all()
    assert ((spans["weight"] > 0) == (spans["category"] == "positive")).all()
    assert set(spans["source"]) == {"vaderSentiment 3.3.2"}
    assert set(spans["label"]) == {"sentiment"}
    for span in spans.itertuples():
        assert texts[span.row][span.start : span.end] == span.surface != ""
    sums = spans.groupby("row")["weight"].sum().reindex(range(len(texts)), fill_value=0.0)
    for i, compound in enumerate(sentiment(split)["compound"]):
        text = " ".join(REFERENCE.emojis.get(character, character) for character in texts[i])
        total = sums[i]
        if abs(total) > 1e-9:
            total += math.copysign(REFERENCE._punctuation_emphasis(text), total)
        assert total / math.sqrt(total**2 + 15) == pytest.approx(compound, abs=6e-5) or not texts[i].split()


def test_spans_by_hand():
    texts = ["é “Well”, he is not (GOOD), but very happy :) and good😍!"]
    spans = sentiment_spans(words.split(texts))
    assert spans["surface"].tolist() == ["GOOD", "happy", ":)", "good", "😍"]
    assert spans["start"].tolist() == [21, 37, 43, 50, 54]
    assert spans["row"].tolist() == [0] * 5
    weights = [(1.9 + 0.733) * -0.74 * 0.5, (2.7 + 0.293) * 1.5, (2.0 + 0.293 * 0.95) * 1.5, 1.9 * 1.5, 2.0 * 1.5]
    assert spans["weight"].tolist() == pytest.approx(weights)
    assert spans["note"].tolist() == [
        "+1.9 in the lexicon; in capitals: stronger; turned round by a negation before it; “but” in the text: × 0.5",
        "+2.7 in the lexicon; a booster before it: stronger; “but” in the text: × 1.5",
        "+2 in the lexicon; a booster before it: stronger; “but” in the text: × 1.5",
        "+1.9 in the lexicon; “but” in the text: × 1.5",
        "the emoji is read as “smiling”; +2 in the lexicon; “but” in the text: × 1.5",
    ]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("a table by the bomb", "-2.2 in the lexicon; part of a set phrase that has its own value"),
        ("barely good", "+1.9 in the lexicon; a dampener before it: weaker"),
        ("no good", "+1.9 in the lexicon; turned round by “no” before it"),
        ("the least good", "+1.9 in the lexicon; turned round by “least” before it"),
        ("never so good", "+1.9 in the lexicon; a booster before it: stronger; “so” or “this” before it: × 1.25"),
        (
            "very no good",
            "-1.2 in the lexicon; “no” before a word of the lexicon: counts 0 at first; a booster before it: stronger",
        ),
    ],
)
def test_a_note_names_the_rule(text, note):
    assert note in sentiment_spans(words.split([text]))["note"].tolist()


def test_but_can_halve_the_same_word_twice():
    # VADER looks up each value's place with index(): 2 is halved to 1, and the 1 that follows finds that place again
    two, one = (
        next(w for w in LEXICON if w.isalpha() and len(w) > 5 and REFERENCE.lexicon[w] == x) for x in (2.0, 1.0)
    )
    spans = sentiment_spans(words.split([f"{two} table table table {one} table but table"]))
    assert spans["weight"].tolist() == [0.5, 1.0]
    assert spans["note"].tolist() == ["+2 in the lexicon; “but” in the text: × 0.25", "+1 in the lexicon"]

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis import attribution_spans
from analysis.attribution_labels import LABELS
from analysis.attribution_spans import SPANS, Extractor, extractor, find, find_with, number_of, shown_value
from analysis.crf import HEADER
from analysis.schema import InputError
from analysis.token_features import CLASSES, FOLDER
from tests.attributed import ODD

MODEL = Path(str(FOLDER)) / "attribution.tsv"
#: own sentences, in every form that attributions have
TEXTS = (
    "“We will rebuild the bridge,” Ana Ruiz said. “It will take a year.” It rained on Monday.",
    "Officials said that nobody was hurt. The ministry denied that the road was shut, according to a spokesman.",
    'Ben Okoro told reporters: "I did not sign the paper."\nHe left at noon.\n\nThe court will sit again in May.',
    "Critics called the plan “a gift to the rich” and warned of higher rents.\r\n‘No,’ she added, ‘not this year.’",
    "“The first goal was luck.\n“The second was work,” the coach said after the match.",
)


def told(text, spans=None):
    """Give role and surface of each span."""
    spans = find([text]) if spans is None else spans
    return [(role, text[a:b]) for role, a, b in spans[["role", "start", "end"]].itertuples(index=False)]


@pytest.mark.parametrize("marks", ["“”", '""', "‘’", "''", "«»", ("''", "''"), ("``", "''")])
def test_a_quotation_in_any_marks(marks):
    quotation = f"{marks[0]}We will rebuild the bridge,{marks[1]}"
    assert told(f"{quotation} Ana Ruiz said.") == [("content", quotation), ("source", "Ana Ruiz"), ("cue", "said")]


def test_a_cue_between_two_parts_of_a_quotation():
    assert told("“We will rebuild,” Ana Ruiz said, “and we will pay for it.”") == [
        *(("content", "“We will rebuild,”"), ("source", "Ana Ruiz"), ("cue", "said")),
        ("content", "“and we will pay for it.”"),
    ]


def test_a_quotation_in_a_quotation_is_part_of_it():
    text = "“He told me ‘no, not ever’ and left the room,” Ana Ruiz said."
    assert told(text) == [("content", text[:-15]), ("source", "Ana Ruiz"), ("cue", "said")]


def test_a_mark_that_is_missing():
    assert told("We will rebuild the bridge,” Ana Ruiz said.") == [
        *(("content", "We will rebuild the bridge,”"), ("source", "Ana Ruiz"), ("cue", "said"))
    ]
    assert told("“We will rebuild the bridge. It is ours.\nIt rained.")[0] == (
        *("content", "“We will rebuild the bridge. It is ours."),
    )


def test_apostrophes_are_no_marks():
    text = "The mayor’s office told reporters that the dogs’ owners weren't ’90s kids."
    assert told(text) == [
        *(("source", "The mayor’s office"), ("cue", "told")),
        ("content", "that the dogs’ owners weren't ’90s kids"),
    ]


def test_a_quotation_over_paragraphs_opens_in_each_and_is_closed_once():
    text = "Ana Ruiz said:\n“We have no time to lose.\n“We have no money either.\n“So we start on Monday,” she said."
    contents = [surface for role, surface in told(text) if role == "content"]
    assert contents == ["“We have no time to lose.", "“We have no money either.", "“So we start on Monday,”"]


def test_words_without_marks():
    assert told("Ana Ruiz said that the bridge would be closed.") == [
        *(("source", "Ana Ruiz"), ("cue", "said"), ("content", "that the bridge would be closed"))
    ]
    assert told("It rained on Monday. The bridge is 40 metres long.") == []


def test_the_table():
    spans = find(["", TEXTS[0], "It rained.", TEXTS[2]])
    assert spans.dtypes.astype(str).to_dict() == find([]).dtypes.astype(str).to_dict()
    assert list(spans) == list(SPANS) and set(spans["row"]) == {1, 3}
    assert set(spans["role"]) == {"source", "cue", "content"}
    for _, own in spans.groupby("row"):
        # from 0, in the order of the text
        assert sorted(set(own["attribution"])) == list(range(own["attribution"].max() + 1))
        assert own["attribution"].is_monotonic_increasing
        assert own.groupby("attribution")["start"].min().is_monotonic_increasing


@pytest.mark.parametrize(
    "texts", [[], [""], ["", "  ", "\n\r\n"], ["\u00a0"], ["\ufeff"], ["’"], ["_"], ["\0"], ["😀"]]
)
def test_nothing_says_nothing(texts):
    spans = find(texts)
    assert len(spans) == 0 and spans.dtypes.astype(str).to_dict() == {
        name: "str" if name == "role" else kind for name, kind in SPANS.items()
    }


@pytest.mark.parametrize(
    ("before", "between"),
    [
        *(("😀👩🏽 ", " "), ("\u200b", "\u00a0"), ("\r\n\r\n", " "), ("\ufeff", "\u2009")),
        *(("\ud800 ", " "), ("\ud83d\ude00\n", " "), ("x" * 100_000 + "\n", " "), ("\0\n", "  ")),
    ],
)
def test_offsets_are_of_the_text_as_it_was_given(before, between):
    text = f"{before}It rained.\r\n“We will{between}rebuild the bridge,” Ana{between}Ruiz said.\r\nSo it was."
    assert told(text)[-3:] == [
        *(("content", f"“We will{between}rebuild the bridge,”"), ("source", f"Ana{between}Ruiz"), ("cue", "said"))
    ]


@pytest.mark.parametrize("sign", ["a", "a.", "“a", "’", '"', "!", "\u200b", "(“a ", "a ” ", "said that ", "\n", "A. "])
def test_time_grows_with_the_length_only(sign):
    # 120,000 characters in a second or so; what is quadratic takes minutes
    begin = time.process_time()
    text = sign * (120_000 // len(sign))
    spans = find([f"{text}\nAna Ruiz said that it rained."])
    assert spans["end"].max() == len(text) + 29
    assert time.process_time() - begin < 8


def check(texts, spans):
    for row, start, end in spans[["row", "start", "end"]].itertuples(index=False):
        assert 0 <= start < end <= len(texts[row])
        assert texts[row][start:end] == texts[row][start:end].strip()


@settings(deadline=None)
@given(st.lists(st.text(st.sampled_from(ODD), max_size=60) | st.sampled_from(TEXTS), min_size=1, max_size=4))
def test_a_text_is_read_as_if_it_were_alone(texts):
    spans = find(texts)
    check(texts, spans)
    alone = [find([text]).assign(row=row) for row, text in enumerate(texts)]
    pd.testing.assert_frame_equal(spans, pd.concat(alone, ignore_index=True))


@settings(deadline=None)
@given(st.lists(st.sampled_from([*TEXTS[0].split(" "), *TEXTS[2].split(" "), *TEXTS[3].split(" "), "\n"]), max_size=60))
def test_spans_of_words_in_any_order_lie_in_the_text(words):
    text = " ".join(words)
    check([text], find([text]))


def test_what_was_read_before_changes_nothing(monkeypatch):
    model = extractor().model
    first = find(list(TEXTS))
    find(["Zorbin Quaxl claimed that glimmering was over.", *reversed(TEXTS)])
    fresh = find_with(Extractor(model), list(TEXTS))
    # a text a batch, and everything forgotten between them
    monkeypatch.setattr(attribution_spans, "_BATCH", 1)
    monkeypatch.setattr(attribution_spans, "_MOST_SURFACES", 0)
    ready = Extractor(model)
    one_by_one = find_with(ready, ["", *TEXTS]).eval("row = row - 1")
    for again in (find(list(TEXTS)), fresh, one_by_one):
        pd.testing.assert_frame_equal(again, first)
    # only the words of the last text are left
    assert len(ready.pieces.surfaces) < 40


def test_points_are_the_sum_of_what_the_model_says():
    ready = extractor()
    text = "“So,” Ana said"
    tokens, classes = ready.tokens([text])
    points = ready.model.points
    last = len(tokens) - 1  # said
    expected = {"word+0": "said", "word-1": "", "ending+0": "aid", "shape+0": "x", "class+0": "SAY", "class-1": "NAME"}
    expected |= {"word-2": "”", "word+1": "PAD", "class+3": "PAD", "shape+2": "PAD"}
    assert "ana" not in points["word-1"] and all(value in points[name] for name, value in expected.items() if value)
    blank = Extractor(type(ready.model)(LABELS, {}, ready.model.transitions, {}))
    assert not blank.scores(*blank.tokens([text])).any()
    for name, value in expected.items():
        only = {name: {value: points[name].get(value, np.zeros(len(LABELS), np.float32))}}
        one = Extractor(type(ready.model)(LABELS, only, ready.model.transitions, {}))
        assert one.scores(*one.tokens([text]))[last].tolist() == only[name][value].tolist()
    assert ready.scores(tokens, classes).dtype == np.float32


def test_the_numbers_of_contexts_are_shown_and_read():
    sizes = (2, len(CLASSES), 7)
    assert shown_value((1 * len(CLASSES) + CLASSES.index("SAY")) * 7 + 6, sizes) == "1|SAY|6"
    for number in range(2 * len(CLASSES) * 7):
        assert number_of(shown_value(number, sizes), sizes) == number


@pytest.mark.parametrize("value", ["", "1|SAY", "2|SAY|6", "1|SO|6", "1|SAY|7", "1|SAY|-1", "1|SAY|x", "1|SAY|6|0"])
def test_what_shows_no_number_is_refused(value):
    with pytest.raises(ValueError):
        number_of(value, (2, len(CLASSES), 7))


def test_the_model_is_small_and_can_be_read():
    assert MODEL.stat().st_size < 2e6
    model = extractor().model
    assert model.labels == LABELS and np.isfinite(model.transitions).all()
    # "said" speaks for a cue, more than for anything else
    points = model.points["word+0"]["said"]
    assert LABELS[int(points.argmax())].startswith("C")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (HEADER, "# something else", "1: not a model of this program"),
        ("# labels: O S> ", "# labels: S> O ", "a model for other labels"),
        ("class-1.class\t", "class-1.claps\t", "of 'class-1.claps' in this version"),
        ("class+0\t", "class+9\t", "of 'class+9' in this version"),
        ("say left\tSAY|", "say left\tSAYS|", "there is no 'SAYS|"),
        ("say left\tSAY|", "say left\t9|SAY|", "there is no '9|SAY|"),
        ("# end\n", "", "the file is cut short"),
        ("word+0\tsaid\t", "word+0\tsaid\tO:none ", "not 'template, value, label:points'"),
    ],
)
def test_a_model_file_that_is_none_is_told_with_its_line(tmp_path, old, new, told):
    text = MODEL.read_text(encoding="utf-8")
    assert old in text
    place = tmp_path / "own.tsv"
    place.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        find(["Ana said so."], model=place)
    message = str(caught.value)
    assert message.startswith(f"{place}, line ") and told in message and "\n" not in message


def test_another_model_may_be_named(tmp_path):
    place = tmp_path / "own.tsv"
    rows = ["word+0\tsays\tC>:9", "word+1\tsays\tS>:5", "word-1\tsays\tT<:5", "quote.class\t2|OTHER\tT<:1"]
    place.write_text("\n".join([HEADER, f"# labels: {' '.join(LABELS)}", *rows, "# end\n"]), encoding="utf-8")
    text = "Yesterday Zorb says so again."
    assert told(text, find([text], model=place)) == [("source", "Zorb"), ("cue", "says"), ("content", "so")]


def test_speed():
    # a megabyte a second is asked for; a tenth of it is a fault and not a slow machine
    texts = [" ".join(TEXTS) + f" “It is {k},” Ana{k} Ruiz said." for k in range(700)]
    find(texts)
    begin = time.process_time()
    find(texts)
    megabytes = sum(len(text.encode()) for text in texts) / 1e6
    assert megabytes / (time.process_time() - begin) > 0.1

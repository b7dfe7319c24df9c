"""What the model looks at, and the spans that it finds."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.attribution import spans as attribution_spans
from analysis.attribution.crf import HEADER, Model
from analysis.attribution.labels import LABELS
from analysis.attribution.spans import (
    CLASSES,
    SPANS,
    Extractor,
    adjust_classes,
    class_of,
    contexts,
    find_with,
    parse_value,
    shape_of,
    show_value,
    word_classes,
    word_values,
)
from analysis.attribution.spans import extractor as load_extractor
from analysis.attribution.spans import find_attributions as find
from analysis.attribution.tokens import CLOSES, INSIDE, OPENS
from analysis.files import MODELS
from analysis.schema import InputError
from tests.attributed import ODD

TEXTS = ("“We go,” Ana Ruiz said. “So be it.”", "He claimed that she said so. It rained", 'It is "so')


def extractor():
    return Extractor(Model(LABELS, {}, np.zeros((len(LABELS),) * 2, np.float32), {}))


def shown(text, *names):
    """Give the values of templates at each token of a text, as text."""
    found = contexts(*extractor().tokens([text]))
    return [[show_value(number, found[name][1]) for number in found[name][0].tolist()] for name in names]


@pytest.mark.parametrize(
    ("surfaces", "name"),
    [
        ("said says SAID", "SAY"),
        ("denied claims", "CUE"),
        ("according According", "ACCORDING"),
        ("he She", "HEPRON"),
        ("officials critics", "PERSON"),
        (". ! ?", "STOP"),
        (": ;", "COLON"),
        ("– — -", "DASH"),
        ("“ ‘ ``", "OPEN"),
        ("” \" ''", "CLOSE"),
        ("’s 's", "S"),
        ("( ] )", "PAREN"),
        ("… « _ _x 😀 \ufffd \u200b", "PUNCT"),
        ("7 1,200 3rd ٣", "NUM"),
        ("Zorbin Él Mx-y", "NAME"),
        ("NASSO ÉÀ I.O", "CAPS"),
        ("zorbed", "ED"),
        ("zorbing", "ING"),
        ("zorbly", "LY"),
        ("zorbation zorbment", "NOUN"),
        ("zorbs", "PLURAL"),
        ("zorb zs zorbss 漢字", "OTHER"),
    ],
)
def test_the_class_of_a_token(surfaces, name):
    assert {surface: class_of(surface) for surface in surfaces.split(" ")} == dict.fromkeys(surfaces.split(" "), name)


def test_the_listed_words_are_small_letters_with_a_class_each():
    listed = word_classes()
    assert len(listed) > 1000 and set(listed.values()) < set(CLASSES)
    assert not [word for word in listed if word != word.lower() or not word.strip()]
    assert len(set(CLASSES)) == len(CLASSES) and CLASSES[0] == "PAD"


def test_shapes():
    shapes = {"Ana": "Xx", "ANA": "X", "McKay": "XxXx", "A-1b": "X-9x", "’90s": "’9x", "漢": "x", "a.b.c.d": "x.x.x."}
    assert {surface: shape_of(surface) for surface in shapes} == shapes
    assert shape_of("a" * 100_000) == "x"


def test_what_a_word_tells():
    assert word_values("Zorbing") == {"word": "zorbing", "ending": "ing", "shape": "Xx", "class": "NAME"}
    # of a short word, or of one with a sign in it, the ending tells no more than the word
    assert word_values("the")["ending"] == word_values("co-op")["ending"] == ""


def test_a_straight_mark_is_what_it_does_here():
    close, name = CLASSES.index("CLOSE"), CLASSES.index("NAME")
    found = adjust_classes(np.array([close, name, close, close]), np.array([OPENS, INSIDE, INSIDE, CLOSES]))
    assert [CLASSES[k] for k in found.tolist()] == ["OPEN", "NAME", "CLOSE", "CLOSE"]


def test_neighbours_and_marks():
    # “ We go , ” Zorb said .
    pairs, marks, near = shown('"We go," Zorb said.', "class-1.class", "quote-1.quote.quote+1", "say right")
    assert pairs == [
        *("PAD|OPEN", "OPEN|IPRON", "IPRON|OTHER", "OTHER|COMMA"),
        *("COMMA|CLOSE", "CLOSE|NAME", "NAME|SAY", "SAY|STOP"),
    ]
    assert marks == ["0|1|2", "1|2|2", "2|2|2", "2|2|3", "2|3|0", "3|0|0", "0|0|0", "0|0|0"]
    # the verb is 6 tokens from the first, and no verb is behind itself
    assert near == ["SAY|4", "SAY|4", "SAY|3", "SAY|3", "SAY|2", "SAY|1", "PAD|0", "PAD|0"]


def test_a_verb_within_marks_is_someone_elses():
    (left,) = shown("“He said so,” it reads", "say left")
    assert left == ["PAD|0"] * 8
    (left,) = shown("He said so", "say left")
    assert left == ["PAD|0", "PAD|0", "SAY|1"]


def test_what_surrounds_a_quotation():
    before, behind = shown("Zorb said: “We go.” He left", "before the quotation", "behind the quotation")
    # a colon stands before it, a stop ends it, it has 5 tokens; he and left follow
    inside = slice(3, 8)
    assert set(before[inside]) == {"COLON|1|2"} and set(before[:3] + before[8:]) == {"PAD|0|0"}
    assert set(behind[inside]) == {"1|HEPRON|" + class_of("left")} and set(behind[:3] + behind[8:]) == {"0|PAD|PAD"}


def test_that_behind_a_verb():
    linked, other = (
        shown(text, "a verb and that before")[0] for text in ("Zorb said that he left. He ran", "The dog that he had")
    )
    # Zorb said that | he left . | He ran
    assert [value[0] for value in linked] == list("00011100") and {value[0] for value in other} == {"0"}


def test_nothing_has_no_context_but_sizes():
    found = contexts(*extractor().tokens([""]))
    assert len(found) > 20 and all(len(column) == 0 for column, _ in found.values())
    assert found["class-1.class"][1] == (len(CLASSES),) * 2


@given(st.lists(st.text(st.sampled_from(ODD), max_size=30) | st.sampled_from(TEXTS), max_size=3))
def test_the_context_of_a_text_is_its_own(texts):
    ready = extractor()
    tokens, classes = ready.tokens(texts)
    together = contexts(tokens, classes)
    for column, sizes in together.values():
        assert ((column >= 0) & (column < np.prod(sizes))).all()
    for row, text in enumerate(texts):
        alone = contexts(*ready.tokens([text]))
        assert all(np.array_equal(together[name][0][tokens.row == row], alone[name][0]) for name in together)


MODEL = MODELS / "attribution.tsv"
#: own sentences, in every form that attributions have
SENTENCES = (
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
    spans = find(["", SENTENCES[0], "It rained.", SENTENCES[2]])
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
def test_a_long_text_of_one_sign_is_read_to_its_end(sign):
    # what is quadratic would take minutes
    text = sign * (120_000 // len(sign))
    assert find([f"{text}\nAna Ruiz said that it rained."])["end"].max() == len(text) + 29


def check(texts, spans):
    for row, start, end in spans[["row", "start", "end"]].itertuples(index=False):
        assert 0 <= start < end <= len(texts[row])
        assert texts[row][start:end] == texts[row][start:end].strip()


@settings(deadline=None)
@given(st.lists(st.text(st.sampled_from(ODD), max_size=60) | st.sampled_from(SENTENCES), min_size=1, max_size=4))
def test_a_text_is_read_as_if_it_were_alone(texts):
    spans = find(texts)
    check(texts, spans)
    alone = [find([text]).assign(row=row) for row, text in enumerate(texts)]
    pd.testing.assert_frame_equal(spans, pd.concat(alone, ignore_index=True))


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([*" ".join((SENTENCES[0], *SENTENCES[2:4])).split(" "), "\n"]),
        max_size=60,
    )
)
def test_spans_of_words_in_any_order_lie_in_the_text(words):
    text = " ".join(words)
    check([text], find([text]))


def test_what_was_read_before_changes_nothing(monkeypatch):
    model = load_extractor().model
    first = find(list(SENTENCES))
    find(["Zorbin Quaxl claimed that glimmering was over.", *reversed(SENTENCES)])
    fresh = find_with(Extractor(model), list(SENTENCES))
    # a text a batch, and everything forgotten between them
    monkeypatch.setattr("analysis.attribution.json_lines.BATCH_TEXTS", 1)
    monkeypatch.setattr(attribution_spans, "_MOST_SURFACES", 0)
    ready = Extractor(model)
    one_by_one = find_with(ready, ["", *SENTENCES]).eval("row = row - 1")
    for again in (find(list(SENTENCES)), fresh, one_by_one):
        pd.testing.assert_frame_equal(again, first)
    # only the words of the last text are left
    assert len(ready.pieces.surfaces) < 40


def test_points_are_the_sum_of_what_the_model_says():
    ready = load_extractor()
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
    assert show_value((1 * len(CLASSES) + CLASSES.index("SAY")) * 7 + 6, sizes) == "1|SAY|6"
    for number in range(2 * len(CLASSES) * 7):
        assert parse_value(show_value(number, sizes), sizes) == number


@pytest.mark.parametrize("value", ["", "1|SAY", "2|SAY|6", "1|SO|6", "1|SAY|7", "1|SAY|-1", "1|SAY|x", "1|SAY|6|0"])
def test_what_shows_no_number_is_refused(value):
    with pytest.raises(ValueError):
        parse_value(value, (2, len(CLASSES), 7))


def test_the_model_is_small_and_can_be_read():
    assert MODEL.stat().st_size < 2e6
    model = load_extractor().model
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

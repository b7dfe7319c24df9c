"""The model file, and the labels with most points."""

from __future__ import annotations

import itertools
import pickle
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from analysis.attribution.crf import HEADER, Model, best_labels, model_text, read_model
from analysis.schema import InputError

LABELS = ("O", "S>", "T")
WHOLE = f"""{HEADER}
# labels: O S> T
# made by: hand: twice
->\tS>\tT:1.5 O:-0.25
word+0\tsaid\tS>:2 O:-1
word+0\t\tO:0.5
a shape\tX.X\tT:-12.34
# end
"""


def points(scores, transitions, sequence, labels):
    """Add up the points of a reading, token by token."""
    total = 0
    for k, label in enumerate(labels):
        total += scores[k][label]
        if k and sequence[k] == sequence[k - 1]:
            total += transitions[labels[k - 1]][label]
    return total


def test_what_follows_can_outweigh_what_is_likely_now():
    # by itself the first token is 0 (3 points to 2); but 0 is never followed by 1, which gives 5
    scores, steps = np.array([[3, 2], [0, 5]], np.float32), np.array([[0, -9], [0, 0]], np.float32)
    assert best_labels(scores, steps, np.array([0, 0])).tolist() == [1, 1]
    # in two sequences nothing follows anything
    assert best_labels(scores, steps, np.array([0, 1])).tolist() == [0, 1]


def test_of_equals_the_first_label_is_taken():
    assert best_labels(np.zeros((3, 3), np.float32), np.zeros((3, 3), np.float32), np.zeros(3)).tolist() == [0, 0, 0]


def test_nothing_has_no_labels():
    assert best_labels(np.zeros((0, 3), np.float32), np.zeros((3, 3), np.float32), np.zeros(0, int)).tolist() == []


@st.composite
def chains(draw, most=6):
    n, count = draw(st.integers(1, most)), draw(st.integers(1, 3))
    whole = st.integers(-9, 9).map(float)
    sequence = np.cumsum(draw(arrays(bool, n))).astype(int)
    return (
        draw(arrays(np.float32, (n, count), elements=whole)),
        draw(arrays(np.float32, (count, count), elements=whole)),
        sequence,
    )


@given(chains())
def test_no_reading_has_more_points_than_the_best(chain):
    scores, steps, sequence = chain
    every = itertools.product(range(scores.shape[1]), repeat=len(scores))
    most = max(points(scores, steps, sequence, labels) for labels in every)
    found = best_labels(scores, steps, sequence)
    assert found.dtype == np.int8
    assert points(scores, steps, sequence, found.tolist()) == most


def test_sequences_of_all_lengths_are_labelled_as_if_each_were_alone():
    random = np.random.default_rng(5)
    sizes = np.append(random.integers(1, 90, 200), [1, 700, 2])
    sequence = np.repeat(np.arange(len(sizes)), sizes)
    scores = random.integers(-9, 9, (len(sequence), 4)).astype(np.float32)
    steps = random.integers(-9, 9, (4, 4)).astype(np.float32)
    together = best_labels(scores, steps, sequence)
    alone = [best_labels(scores[sequence == k], steps, np.zeros(size, int)) for k, size in enumerate(sizes.tolist())]
    assert np.array_equal(together, np.concatenate(alone))


def test_more_sequences_than_go_side_by_side():
    scores = np.random.default_rng(6).normal(size=(120_000, 3)).astype(np.float32)
    assert np.array_equal(best_labels(scores, np.ones((3, 3), np.float32), np.arange(120_000)), scores.argmax(axis=1))


@pytest.fixture
def place(tmp_path):
    return tmp_path / "model.tsv"


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_model_is_read_as_it_is_written(place, ends):
    place.write_text(WHOLE, encoding="utf-8", newline=ends)
    model = read_model(place, LABELS)
    assert model.labels == LABELS and model.notes == {"made by": "hand: twice"}
    assert model.transitions.tolist() == [[0, 0, 0], [-0.25, 0, 1.5], [0, 0, 0]]
    told = {(name, value): row.tolist() for name, values in model.points.items() for value, row in values.items()}
    thousandth = np.float32(-12.34).item()
    assert told == {
        ("word+0", "said"): [-1, 2, 0],
        ("word+0", ""): [0.5, 0, 0],
        ("a shape", "X.X"): [0, 0, thousandth],
    }
    assert model_text(model) == WHOLE


@given(st.dictionaries(st.text("aé“#:|->= ", max_size=4), st.lists(st.integers(-999, 999), min_size=3, max_size=3)))
def test_what_is_written_is_read_back(tmp_path_factory, values):
    place = tmp_path_factory.mktemp("model") / "m.tsv"
    columns = {value: np.array(column, np.float32) / 100 for value, column in values.items() if any(column)}
    model = Model(LABELS, {"word+0": columns} if columns else {}, np.eye(3, dtype=np.float32), {"by": "hand"})
    place.write_text(model_text(model), encoding="utf-8")
    again = read_model(place, LABELS)
    assert model_text(again) == model_text(model)
    assert {name: column.tolist() for name, column in again.points.get("word+0", {}).items()} == {
        name: column.tolist() for name, column in columns.items()
    }


class Trap:
    """What a pickle would do if it were loaded."""

    def __init__(self, place):
        self.place = place

    def __reduce__(self):
        return Path.touch, (self.place,)


def refused(place, raw, labels=LABELS, **options):
    place.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    with pytest.raises(InputError) as caught:
        read_model(place, labels, **options)
    message = str(caught.value)
    assert message.startswith(f"{place}, line ") and "\n" not in message
    return message.removeprefix(f"{place}, line ")


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_pickle_is_refused_and_never_loaded(place, tmp_path, protocol):
    trap = tmp_path / "loaded"
    message = refused(place, pickle.dumps(Trap(trap), protocol=protocol))
    assert message.startswith("1: not a model of this program")
    # nor is one that hides behind the right first line
    refused(place, f"{HEADER}\n".encode() + pickle.dumps(Trap(trap), protocol=protocol))
    assert not trap.exists()


def test_bytes_are_told_with_their_line(place):
    assert refused(place, WHOLE.encode().replace(b"said", b"s\xffid")).startswith("5: not a model of this program but")
    assert refused(place, b"\x80\x04\x95\x00").startswith("1: not a model of this program but bytes (a pickle")
    assert refused(place, WHOLE.encode("utf-16")).startswith("1: not a model")


@pytest.mark.parametrize(
    "raw", ["", "\n", "word+0\tsaid\tO:1\n", WHOLE.replace("format 1", "format 2"), "\ufeff" + WHOLE]
)
def test_another_format_is_refused(place, raw):
    message = refused(place, raw)
    assert message.startswith("1: not a model of this program; it would begin with" if raw else "1: the file is cut")


@pytest.mark.parametrize("size", range(len(HEADER), len(WHOLE) - 1, 7))
def test_a_file_that_is_cut_short_is_refused(place, size):
    refused(place, WHOLE[:size])


def test_the_last_line_tells_that_the_file_is_whole(place):
    assert refused(place, WHOLE.replace("# end\n", "")).startswith("7: the file is cut short")
    assert refused(place, WHOLE + "word+0\tso\tO:1\n").startswith("9: the file goes on behind '# end'")
    place.write_text(WHOLE.removesuffix("\n"), encoding="utf-8")
    assert model_text(read_model(place, LABELS)) == WHOLE


@pytest.mark.parametrize("labels", ["O S>", "O T S>", "O S> T T<", "O S>  T", ""])
def test_a_model_for_other_labels_is_refused(place, labels):
    assert refused(place, WHOLE.replace("labels: O S> T", f"labels: {labels}")).startswith(
        "4: a model for other labels"
    )
    assert refused(place, f"{HEADER}\n# labels: {labels}\n# end\n").startswith("3: a model for other labels")
    assert refused(place, f"{HEADER}\n# end\n").startswith("2: a model for other labels")


@pytest.mark.parametrize(
    "row",
    [
        *("word+0", "word+0\tsaid", "word+0\tsaid\tO:1\tT:1", "", "word+0\tsaid\t", "word+0\tsaid\tO:1  T:2"),
        *(f"word+0\tsaid\tO:{number}" for number in ("", "one", "nan", "inf", "1e9", "9" * 50, "1,5", "٣", "+1", " 1")),
        *("word+0\tsaid\tX:1", "word+0\tsaid\tO 1", "word+0\tsaid\tO:1 O:2"),
    ],
)
def test_a_line_that_is_no_line_of_a_model_is_told(place, row):
    message = refused(place, WHOLE.replace("word+0\tsaid\tS>:2 O:-1", row))
    assert message.startswith("5: not 'template, value, label:points' with the labels O S> T, each once.")


def test_what_is_there_twice_is_refused(place):
    twice = "word+0\tsaid\tO:1\n# end"
    assert refused(place, WHOLE.replace("# end", twice)) == (
        "8: 'word+0' has 'said' a second time. Put the right file there."
    )
    assert refused(place, WHOLE.replace("# end", "->\tS>\tO:1\n# end")).startswith("8: '->' has 'S>' a second time")


def test_what_this_version_does_not_look_at_is_refused(place):
    message = refused(place, WHOLE, known=lambda template, value: (template, value) != ("a shape", "X.X"))
    assert message.startswith("7: there is no 'X.X' of 'a shape' in this version")
    assert refused(place, WHOLE.replace("->\tS>", "->\tB")).startswith("4: there is no 'B' of '->'")


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(InputError, match=r"none\.tsv: cannot be read \(No such file or directory\)\. Put"):
        read_model(tmp_path / "none.tsv", LABELS)
    with pytest.raises(InputError, match=r"cannot be read \(Is a directory\)"):
        read_model(tmp_path, LABELS)

import pytest

from analysis.attribution import attribute
from analysis.drift_source import against_source
from analysis.schema import InputError
from tests.measure_drift import blocks_of

SOURCE = """MS. RUIZ: Thank you. We will not close the harbour before the spring, and nobody asked us to. (Applause.)
Q: And the ferries?
MS. RUIZ: The ferries run, the ferries are late, and I am sorry for that. We're looking at the timetable."""


def checked(text):
    blocks = blocks_of("a", [[text]])
    table, steps = against_source(blocks, attribute(blocks), SOURCE)
    return table, steps


@pytest.mark.parametrize(
    ("quotation", "result"),
    [
        ("We will not close the harbor before the spring", "verbatim"),
        ("[w]e will not close the harbour before the spring … and nobody asked us to", "verbatim"),
        ("nobody asked us to. The ferries run", "altered"),
        ("The [boats] run, the ferries are late", "verbatim"),
        ("We will … close the harbour before the spring", "altered"),
        ("We will close the harbour before the spring", "altered"),
        ("We won’t close the harbour before the spring", "altered"),
        ("We will not close the airport before the spring", "altered"),
        ("The trams are empty and the drivers are angry", "not found"),
    ],
)
def test_a_quotation_is_verbatim_altered_or_not_found(quotation, result):
    table, _ = checked(f"“{quotation},” Ana Ruiz said.")
    assert table["result"].tolist() == [result]


def test_the_place_in_the_source_and_the_share_are_given():
    table, steps = checked("“The ferries run, the boats are late,” Ana Ruiz said.")
    (row,) = table.to_dict("records")
    assert SOURCE[row["source_start"] : row["source_end"]] == "The ferries run, the ferries are late"
    # one word for another: 2 of 14
    assert (row["altered_words"], row["share"], row["words"]) == (2, 2 / 14, 7)
    change = steps[steps["sort"] == "replace"].iloc[0]
    assert (change["surface_a"], change["surface_b"]) == ("ferries", "boats")
    assert SOURCE[change["start_a"] : change["end_a"]] == "ferries"


def test_what_an_ellipsis_leaves_out_is_shown():
    table, _ = checked("“The ferries run … and I am sorry for that,” Ana Ruiz said.")
    assert table["left_out"].tolist() == ["the ferries are late"]
    assert "leaves out" in table["observation"][0]


def test_what_is_not_found_has_no_place_and_no_share():
    table, steps = checked("“The trams are empty and the drivers are angry,” Ana Ruiz said.")
    assert table[["source_start", "share", "altered_words"]].isna().all(axis=None)
    assert len(steps) == 0


def test_scare_quotes_are_listed_only_if_the_source_has_them():
    assert checked("The so-called “revolution” failed.")[0].empty


def test_a_source_without_words_is_refused():
    blocks = blocks_of("a", [["“We stay,” she said."]])
    with pytest.raises(InputError, match="there is no word in it"):
        against_source(blocks, attribute(blocks), " … ")

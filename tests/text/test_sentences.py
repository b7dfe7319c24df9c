from __future__ import annotations

import pysbd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.text.sentences import SENTENCES, sentences


def cut(text):
    return [text[start:end] for start, end in sentences([text])[["start", "end"]].itertuples(index=False)]


def test_abbreviations_figures_and_quotations_end_no_sentence():
    text = "“The U.S. Senate,” said Dr. Ana Ruiz, “voted 3.5 to 1.” It did. Did it?  Yes!"
    assert cut(text) == ["“The U.S. Senate,” said Dr. Ana Ruiz, “voted 3.5 to 1.”", "It did.", "Did it?", "Yes!"]


@pytest.mark.parametrize(
    "expected",
    [
        ["The mill went to a buyer in the U.S.A.", "Nobody was asked.", "Some U.S. firms bid."],
        ["Sailors had no vitamin C.", "Doctors knew.", "They had plan B.", "Captains had none."],
        ["“Why now?” he said.", "“Stop!” shouted the clerk.", "It ended."],
        ["He met George W. Bush in the U.S. Senate.", "“Is it over?”", "No one knew."],
        ["They left at 5 p.m. on Monday.", "He works for Acme Inc. in Tarn."],
    ],
)
def test_a_stop_of_an_abbreviation_may_end_a_sentence_and_a_question_in_marks_may_not(expected):
    assert cut(" ".join(expected)) == expected


#: sentences with hard ends, a bar between two
HARD = """\
The mill went to a buyer in the U.S.A. | Nobody was asked.
The dam will open in May. | Nobody believes it.
Sailors had no vitamin C. | Doctors knew.
“Who sold it?” Orla Finch asked. | Nobody spoke.
“Why now?” he said. | He got no answer.
“Stop!” shouted the clerk. | The door was shut.
Mr. Roe met Mrs. Lund and Dr. Ade. | They spoke of Prof. Imrie.
Gen. Odo Falk will retire. | Lt. Col. Ines Bray takes over.
Sen. J. B. Harrow voted no. | Rep. Una Kell voted yes.
The firm, Acme Inc., sold the yard. | It made $3.5 million.
The buyer is Norrland Ltd. | It was founded in 1902.
She works for Tarn Bros. in Oban. | He does not.
The train left at 7 a.m. | The next one left at 9 p.m. on Friday.
He was born on Jan. 4, 1961. | He died on Dec. 12.
The U.S. Senate met. | The U.K. Parliament did not.
Prices rose 4.2 percent. | Wages rose 1.1 percent.
They bought bread, milk, etc. | Then they went home.
The road (see Fig. 2) is closed. | A bus runs instead.
Roe v. Lund was heard on Monday. | The court will rule in June.
The mayor said no. | “No,” she said again.
He lives at 12 St. Ann St. in Leith. | She lives next door.
“We lost,” he said. | “We will try again.” | The crowd clapped.
Was it an accident? | The police do not know. | Nobody was hurt!
It cost £1.2m in all. | The town paid half.
The report, No. 7 of its kind, is out. | No one has read it.
She got a B. | He got a C.
They had plan B. | Captains had none.
George W. Bush came. | Laura did too.
J. K. Moor wrote it. | E. T. Vane drew it.
“Is it over?” she asked. | It was.
“Go home!” the guard yelled. | We went.
He asked: “Who pays?” | The room was quiet.
Gov. Ada Pike signed the bill. | Opponents sued.
The vote was 5 to 4. | The rest is known.
Wait... there is more. | The end came late.
They met on Sept. 3. | It rained.
The army has approx. 900 men. | It had 2,000.
She moved to Washington, D.C. | There she found work.
She moved to Washington, D.C., in 2003. | He stayed.
He met the envoy of the U.N. | Neither spoke.
“Did he know?” asked Ms. Bell. | Her brother nodded.
“What a mess!” the plumber said. | Water ran down the stairs.
Ana Ruiz Jr. won. | Her father lost.
The heir is Tom Roe Sr. | His sons were left out.
Visit www.tarn.example for more. | The office is shut.
The ship sank off St. Kilda. | All were saved.
The storm passed in March. | It came back in April.
He paid $5. | She paid $6.
“I saw it.” | “So did I.”
“It fell,” said Capt. A. Moe, “and broke.” | It was old.
The court sat in Nos. 4 and 5. | It rose at noon.
Mt. Orn is high. | Ft. Dell is low.
He said (and meant it) that he would go. | He went.
The paper asked, “Can it last?” | It did not last.
About 3.5 in. of rain fell. | The river rose.
Police found 2 oz. of it. | Two men were held.
The men of Co. B were lost. | No one found them.
The act passed in 1999. | In 2004 it was repealed.
""".splitlines()
#: how the lines begin that pysbd cuts otherwise
PYSBD_ERRS = """\
The mill went to a buyer in the U.S.A.
Sailors had no vitamin C.
“Who sold it?” Orla Finch asked.
She got a B.
They had plan B.
The army has approx. 900 men.
She moved to Washington, D.C.
He met the envoy of the U.N.
“I saw it.”
Mt. Orn is high.
About 3.5 in. of rain fell.
Police found 2 oz. of it.
The men of Co. B were lost.
""".splitlines()


def test_every_hard_end_is_right_and_where_a_second_splitter_differs_is_named():
    segmenter = pysbd.Segmenter(language="en", clean=False)
    expected = [line.split(" | ") for line in HARD]
    assert [cut(" ".join(one)) for one in expected] == expected
    theirs = [[piece.strip() for piece in segmenter.segment(" ".join(one))] for one in expected]
    assert [one[0] for one, their in zip(expected, theirs, strict=True) if their != one] == PYSBD_ERRS


def test_rows_and_numbers_begin_at_nought():
    table = sentences(["One. Two.", "", "  ", "Three\u00a0😀. Four — five."])
    assert list(table) == list(SENTENCES)
    assert table["row"].tolist() == [0, 0, 3, 3]
    assert table["sentence"].tolist() == [0, 1, 0, 1]


def test_no_text_has_no_sentence():
    assert sentences([]).dtypes.astype(str).to_dict() == SENTENCES


@given(st.text(st.sampled_from("ab A.!?”“\n\t\u00a0\u2029😀é1:;-"), max_size=80))
def test_every_character_that_is_no_blank_is_in_one_sentence(text):
    table = sentences([text])
    inside = [k for start, end in table[["start", "end"]].itertuples(index=False) for k in range(start, end)]
    assert inside == sorted(set(inside))
    assert set(inside) >= {k for k, sign in enumerate(text) if not sign.isspace()}
    assert all(text[s:e] == text[s:e].strip() for s, e in table[["start", "end"]].itertuples(index=False))


def test_a_sentence_does_not_begin_inside_of_an_abbreviation():
    for text in ("Golf-U.S. champion Lena Tarn won.", "The non-U.S. firm left.", "He met the ex-U.N. envoy."):
        assert sentences([text])["end"].tolist() == [len(text)]
    assert len(sentences(["He left.She came."])) == 2

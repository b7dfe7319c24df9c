"""Headlines held against their bodies: certainty, names, and all rules together."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.articles.read import read_articles
from analysis.articles.segment import paragraphs
from analysis.attribution.attribution import attribute
from analysis.facts.headline import FINDINGS, KINDS, headline
from analysis.facts.headline_claims import actors, candidates, certainty, is_title_case
from analysis.facts.headline_figures import numbers
from analysis.facts.headline_words import body_sentences, words_of
from tests import headline_cases, heldout_headlines
from tests.measure_headline import findings, table_of


def claims_of(rule, head, *body):
    blocks = pd.DataFrame({"article": "a", "block": range(len(body)), "kind": "body", "text": list(body)})
    marks = pd.DataFrame(columns=["article", "block", "start", "end"])
    return rule(words_of(head), head, body_sentences(blocks, marks)["a"])


@pytest.mark.parametrize(
    ("head", "body", "told"),
    [
        ("Study proves tea lowers fever", "Tea lowers fever, a small study suggests.", "suggests"),
        ("Tea will lower fever", "Tea might lower fever in some.", "might lower"),
        (
            "Clerk stole harbour dues",
            "The clerk is alleged to have stolen dues of the harbour.",
            "alleged to have stolen",
        ),
    ],
)
def test_a_headline_surer_than_its_body_is_told(head, body, told):
    assert [one.found for one in claims_of(certainty, head, body)] == [told]


@pytest.mark.parametrize(
    ("head", "body", "told"),
    [
        ("Old dairy burns down", "The old dairy was nearly destroyed by a fire.", ["nearly destroyed"]),
        ("Fire destroys old dairy", "The old dairy was partly destroyed.", ["partly destroyed"]),
        ("Fire destroys old dairy", "The old dairy was nearly destroyed. It burned down to the ground.", []),
        ("Fire destroys old dairy", "The old dairy was nearly destroyed, and is a total loss.", []),
        ("Fire nearly destroys old dairy", "The old dairy was nearly destroyed.", []),
        ("Fire destroys old dairy", "The old dairy burned for a day.", []),
    ],
)
def test_what_is_told_as_destroyed_and_was_so_nearly(head, body, told):
    assert [one.found for one in claims_of(certainty, head, body)] == told


@pytest.mark.parametrize(
    ("head", "body", "told"),
    [
        ("Ten dead in Orsund quake", "At least 10 people died in the Orsund quake.", ["At least 10 people"]),
        ("300 ships wait at Orsund", "As many as 300 ships waited off Orsund.", ["As many as 300 ships"]),
        ("At least ten dead in Orsund quake", "At least 10 people died in the Orsund quake.", []),
        ("Ten dead in Orsund quake", "At least 10 people died at Orsund. The quake killed ten, police said.", []),
    ],
)
def test_a_figure_that_the_body_has_only_with_a_bound_is_told(head, body, told):
    assert [one.found for one in claims_of(numbers, head, body)] == told


def test_a_first_sentence_without_a_full_stop_is_no_headline():
    head = "The owner of the mill at Orvel has been asked to lead the Harbour Guild through a hard winter"
    rows = [("headline", head), ("body", "She will lead it from May, the owner of the mill said.")]
    blocks = pd.DataFrame(
        [{"article": "a", "block": k, "kind": kind, "voice": "outlet", "text": text} for k, (kind, text) in
         enumerate(rows)]
    )  # fmt: skip
    assert headline(blocks, attribute(blocks)).empty
    short = blocks.assign(text=["Owner of Orvel mill to lead Harbour Guild of Zadarny", rows[1][1]])
    assert len(headline(short, attribute(short)))


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (
            "Study proves tea lowers fever",
            "Tea lowers fever, and the study is proof of it, and may help.",
        ),
        ("Tea will lower fever", "Tea may lower fever, and it will lower fever in most."),
        ("Clerk allegedly stole dues", "The clerk is alleged to have stolen harbour dues."),
        ("Did clerk steal harbour dues?", "The clerk is alleged to have stolen dues of the harbour."),
        ("‘Clerk stole harbour dues’", "The clerk is alleged to have stolen dues of the harbour."),
        (
            "Clerk stole harbour dues",
            "The clerk is alleged to have stolen harbour dues. He stole it, a court found.",
        ),
        ("Clerk to leave harbour", "The clerk may leave the harbour."),
    ],
)
def test_a_headline_as_sure_as_its_body_is_left_alone(head, body):
    assert claims_of(certainty, head, body) == []


@pytest.mark.parametrize(
    ("head", "names"),
    [
        ("Storm Brings Down Power Lines Across Region", []),
        ("Maria Petrov Quits Energy Board", ["Maria Petrov"]),
        ("NATO and the EPA meet", ["NATO", "EPA"]),
        ("Minister meets Zhukovsky on Friday", ["Zhukovsky"]),
        ("World War II Bomb Found", []),
        ("#FeelTheRain Tops the Charts", []),
        ("HARBOUR SHUT AFTER STORM", []),
    ],
)
def test_only_sure_names_are_looked_for(head, names):
    runs = candidates(words_of(head), head)
    assert [head[run[0].start : run[-1].end] for run in runs] == names


def test_a_name_that_the_body_does_not_have_is_told():
    head = "NATO condemns shelling of market"
    (one,) = claims_of(actors, head, "Governments condemned the shelling of the market.")
    assert head[one.start : one.end] == "NATO"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("U.N. condemns shelling of market", "The United Nations condemned the shelling of the market."),
        ("Russia condemns shelling of market", "A Russian envoy condemned the shelling of the market."),
        ("UK condemns shelling of market", "Britain condemned the shelling of the market."),
        ("Zhukovsky condemns shelling of market", "Mr. Zhukovskiy condemned the shelling of the market."),
        ("Bob Carter condemns shelling of market", "Robert Carter condemned the shelling of the market."),
        ("ABC condemns shelling of market", "The Alder Bridge Club condemned the shelling of the market."),
        ("ABL condemns shelling of market", "The Alder Bridge league condemned the shelling of the market."),
    ],
)
def test_other_names_for_the_same_are_known(head, body):
    assert claims_of(actors, head, body) == []


def test_title_case_is_seen():
    assert is_title_case(words_of("Storm Brings Down Power Lines"))
    assert not is_title_case(words_of("Storm brings down power lines in Norland"))


SEEDS = Path(__file__).parents[2] / "seeds"


def test_the_seeds_every_is_held_against_the_source_and_nearly_all_is_left_alone():
    blocks = paragraphs(read_articles([SEEDS / "aggregator.txt", SEEDS / "wire.txt"]))
    found = headline(blocks, attribute(blocks))
    assert found[["article", "kind", "stated", "found", "nearest_block"]].values.tolist() == [
        ["wire", "quantifier", "Every Province", "nearly all provinces", 8],
        ["wire", "quantifier", "Only 3 Months", "three months", 2],
    ]
    assert found["observation"][0].startswith(
        "The headline says “Every Province”; the source it quotes says “nearly all"
    )
    texts = {(a, b): t for a, b, t in blocks[["article", "block", "text"]].itertuples(index=False)}
    for row in found.itertuples():
        assert texts[row.article, row.block][row.start : row.end] == row.surface
        assert texts[row.article, row.nearest_block][row.nearest_start : row.nearest_end] == row.nearest


@pytest.mark.parametrize("module", [headline_cases, heldout_headlines], ids=["known", "held_out"])
def test_what_the_body_does_not_bear_out_is_found(module):
    found = findings(module.UNSUPPORTED)
    assert found == [expected for *_, expected in module.UNSUPPORTED]
    kinds = {kind for *_, expected in module.UNSUPPORTED for kind, _ in expected}
    assert kinds == set(KINDS)


@pytest.mark.parametrize("module", [headline_cases, heldout_headlines], ids=["known", "held_out"])
def test_what_the_body_bears_out_is_left_alone(module):
    found = findings(module.SUPPORTED)
    assert [(case[0], one) for case, one in zip(module.SUPPORTED, found, strict=True) if one] == []


def test_no_observation_accuses():
    blocks = table_of(headline_cases.UNSUPPORTED + heldout_headlines.UNSUPPORTED)
    told = headline(blocks, attribute(blocks))
    assert told["observation"].str.startswith("The headline ").all()
    accusing = r"\b(?:false|lie|lies|mislead\w*|exaggerat\w*|wrong|untrue|distort\w*)\b"
    assert not told["observation"].str.contains(accusing).any()


def test_no_headline_or_no_body_gives_no_row():
    for case in (("", ["Nobody came."]), ("Every Dam Broke", [])):
        blocks = table_of([case])
        found = headline(blocks, attribute(blocks))
        assert list(found) == list(FINDINGS) and len(found) == 0


def test_curly_marks_and_hard_blanks_are_survived():
    found = findings(
        [("All\u00a0Clinics “Shut”", ["Most\u00a0clinics were shut on Monday.", "“They will open,” she said."])]
    )
    assert found == [[("quantifier", "All\u00a0Clinics")]]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("Jags beat Colts in Pell", "The Jaguars beat the Colts in Pell on Sunday."),
        ("New York woman dies in Pell crash", "A woman died in a crash in Pell, police said."),
        ("Hansen breaks UNC scoring mark", "Hansen broke the scoring mark of North Carolina."),
        ("Mat-Valley dairy burns in Pell", "The dairy of Matan Valley burned in Pell."),
        ("Tigers WR Hansen fined in Pell", "Hansen, the wide receiver of the Tigers, was fined in Pell."),
        ("Rioters attack bank in Pell", "Rioting youths attacked a bank in Pell on Sunday."),
    ],
)
def test_short_names_and_forms_are_there(head, body):
    rows = [("a", 0, "headline", "outlet", head), ("a", 1, "body", "outlet", body)]
    blocks = pd.DataFrame(rows, columns=["article", "block", "kind", "voice", "text"])
    assert headline(blocks, attribute(blocks)).empty


def test_a_name_that_the_body_has_not_is_still_found():
    rows = [
        ("a", 0, "headline", "outlet", "Jags and Orvel beat Colts"),
        ("a", 1, "body", "outlet", "The Colts were beaten by the Jaguars."),
    ]
    blocks = pd.DataFrame(rows, columns=["article", "block", "kind", "voice", "text"])
    assert headline(blocks, attribute(blocks))["surface"].tolist() == ["Orvel"]


@pytest.mark.parametrize(
    ("body", "kinds"), [("sailor-turned-heroic baker Mara Lund", []), ("baker Mara Lund", ["loaded"])]
)
def test_a_part_of_a_joined_word_of_the_body_is_a_word(body, kinds):
    text = f"The {body} of Pell has died. She was the owner of nine mills in the town of Pell."
    rows = [("a", 0, "headline", "Heroic baker Mara Lund of Pell dies"), ("a", 1, "body", text)]
    blocks = pd.DataFrame(rows, columns=["article", "block", "kind", "text"]).assign(voice="outlet")
    assert headline(blocks, attribute(blocks))["kind"].tolist() == kinds

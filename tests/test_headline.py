from pathlib import Path

import pytest

from analysis.attribution import attribute
from analysis.headline import FINDINGS, KINDS, headline
from analysis.read import read_articles
from analysis.segment import paragraphs
from tests import headline_cases, heldout_headlines
from tests.measure_headline import findings, table_of

SEEDS = Path(__file__).parents[1] / "seeds"


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

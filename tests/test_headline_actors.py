import pandas as pd
import pytest

from analysis.headline_actors import actors, candidates, is_title_case
from analysis.headline_text import body_sentences, words_of


def found(head, *body):
    blocks = pd.DataFrame({"article": "a", "block": range(len(body)), "kind": "body", "text": list(body)})
    marks = pd.DataFrame(columns=["article", "block", "start", "end"])
    return [head[one.start : one.end] for one in actors(words_of(head), head, body_sentences(blocks, marks)["a"])]


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
    assert found("NATO condemns shelling of market", "Governments condemned the shelling of the market.") == ["NATO"]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("U.N. condemns shelling of market", "The United Nations condemned the shelling of the market."),
        ("Russia condemns shelling of market", "A Russian envoy condemned the shelling of the market."),
        ("UK condemns shelling of market", "Britain condemned the shelling of the market."),
        ("Zhukovsky condemns shelling of market", "Mr. Zhukovskiy condemned the shelling of the market."),
        ("Bob Carter condemns shelling of market", "Robert Carter condemned the shelling of the market."),
        ("ABC condemns shelling of market", "The Alder Bridge Club condemned the shelling of the market."),
    ],
)
def test_other_names_for_the_same_are_known(head, body):
    assert found(head, body) == []


def test_title_case_is_seen():
    assert is_title_case(words_of("Storm Brings Down Power Lines"))
    assert not is_title_case(words_of("Storm brings down power lines in Norland"))

import pandas as pd
import pytest

from analysis.headline_certainty import certainty
from analysis.headline_text import body_sentences, words_of


def found(head, *body):
    blocks = pd.DataFrame({"article": "a", "block": range(len(body)), "kind": "body", "text": list(body)})
    marks = pd.DataFrame(columns=["article", "block", "start", "end"])
    return [one.found for one in certainty(words_of(head), head, body_sentences(blocks, marks)["a"])]


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
    assert found(head, body) == [told]


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
    assert found(head, body) == []

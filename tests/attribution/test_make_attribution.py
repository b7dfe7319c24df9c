"""The script that makes the model of attributions: a small model, from sentences of our own."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.attribution.crf import model_text, read_model
from analysis.attribution.labels import LABELS
from analysis.attribution.spans import Extractor, extractor, find_with
from analysis.attribution.spans import find_attributions as find
from analysis.models.make_attribution import FEWEST_ARTICLES, grouped, train
from tests.attributed import attributed

WHO = ("Ana Ruiz", "Ben Okoro", "The mayor", "Officials", "A spokeswoman", "Carla Lindt")
WHAT = ("the bridge is closed", "nobody was hurt", "rents will rise", "the match was fair", "a storm is near")


def records():
    """Thirty articles with two attributions each, in three forms."""
    made = []
    for k in range(30):
        who, other, what, more = WHO[k % 6], WHO[(k + 1) % 6], WHAT[k % 5], WHAT[(k + 2) % 5]
        said, also = f"{{t1:that {what}}}", f"{{s2:{other}}}"
        forms = (
            f"{{s1:{who}}} {{c1:said}} {said}. It rained.\n{{t2:“Yes, {more},”}} {also} {{c2:said}}.",
            f"{{t1:“I know that {what},”}} {{s1:{who}}} {{c1:said}}. {also} {{c2:denied}} {{t2:that {more}}}.",
            f"The day was long.\n{{s1:{who}}} {{c1:claimed}} {said}. {{t2:“No,”}} {{c2:said}} {also}.",
        )
        text, found = attributed(forms[k % 3])
        made.append({"id": str(k), "text": text, "attributions": found})
    return made


@pytest.fixture(scope="module")
def model():
    return train(records())


def test_it_finds_attributions_in_new_sentences(model):
    text = "Dora Blum said that taxes will fall. It rained.\n“We know that taxes will fall,” Emil Strand said."
    spans = find_with(Extractor(model), [text])
    assert [(role, text[a:b]) for role, a, b in spans[["role", "start", "end"]].itertuples(index=False)] == [
        *(("source", "Dora Blum"), ("cue", "said"), ("content", "that taxes will fall")),
        *(("content", "“We know that taxes will fall,”"), ("source", "Emil Strand"), ("cue", "said")),
    ]


def test_it_finds_what_it_has_learned(model):
    own = records()
    spans = find_with(Extractor(model), [record["text"] for record in own])
    found = [grouped(spans[spans["row"] == row]) for row in range(len(own))]
    assert sum(a == b["attributions"] for a, b in zip(found, own, strict=True)) >= 28


def test_the_same_articles_give_the_same_file_and_the_file_the_same_model(model, tmp_path):
    assert model_text(train(records())) == model_text(model)
    place = tmp_path / "small.tsv"
    place.write_text(model_text(model), encoding="utf-8")
    again = read_model(place, LABELS)
    assert model_text(again) == model_text(model)
    texts = [record["text"] for record in records()]
    assert find(texts, model=place).equals(find_with(Extractor(model), texts))
    assert extractor(place).model.transitions.tolist() == model.transitions.tolist()


def test_words_of_few_articles_are_not_in_it(model):
    kept = {value for name, values in model.points.items() if name.startswith("word") for value in values}
    assert {"said", "that", "PAD"} <= kept
    texts = [record["text"].lower() for record in records()]
    rare = [value for value in kept - {"PAD", ""} if sum(value in text for text in texts) < FEWEST_ARTICLES]
    once = records()
    once[0]["text"] = once[0]["text"].replace("It rained", "It zorbed")
    values = {value for values in train(once).points.values() for value in values}
    assert rare == [] and "zorbed" not in values


def test_attributions_of_a_text_are_grouped():
    text = "“We will rebuild,” Ana Ruiz said, “and we will pay for it.” Ben Okoro said that it rained."
    assert grouped(find([text])) == [
        {"source": [[19, 27]], "cue": [[28, 32]], "content": [[0, 18], [34, 59]]},
        {"source": [[60, 69]], "cue": [[70, 74]], "content": [[75, 89]]},
    ]
    assert grouped(find([""])) == []


def test_no_attribution_at_all_can_be_learned_from():
    plain = train([{"text": text, "attributions": []} for text in ("It rained.\nIt poured.", "", "Snow fell.")])
    assert np.isfinite(plain.transitions).all()
    assert find_with(Extractor(plain), ["Ana said that it rained."]).empty

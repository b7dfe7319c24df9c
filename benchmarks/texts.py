"""Texts to measure with: made from the two seeds, or the documents of a file that is at hand."""

from __future__ import annotations

import json
import random
from pathlib import Path

from analysis import read_articles
from analysis.text.syllables import known_words

ROOT = Path(__file__).resolve().parent.parent


def generated(count: int, *, seed: int = 0) -> list[str]:
    """Make `count` paragraphs from the seeds' sentences, a third of their words drawn anew with Zipf's frequencies.

    The words come from CMUdict, so that new ones keep turning up as they do in news.
    """
    draw = random.Random(seed)
    blocks = [block for article in read_articles(sorted((ROOT / "seeds").glob("*.txt"))) for block in article.blocks]
    sentences = [s.split() for block in blocks for s in block.replace("\n", " ").split(". ") if len(s.split()) > 4]
    vocabulary = sorted(known_words())
    draw.shuffle(vocabulary)
    paragraphs = []
    for _ in range(count):
        words = [word for _ in range(draw.choice((1, 2, 2, 3))) for word in draw.choice(sentences)]
        for k in range(len(words)):
            if draw.random() < 1 / 3 and words[k].isalpha():
                rank = int(len(vocabulary) ** draw.random()) - 1
                words[k] = vocabulary[rank]
        paragraphs.append(" ".join(words) + ".")
    return paragraphs


def documents(path: Path) -> list[str]:
    """Give the paragraphs of the documents in a JSON-lines file with a field ``text``, cut at line ends."""
    with path.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    return [part for text in texts for part in text.split("\n") if part.strip()]


def repeated(paragraphs: list[str], count: int) -> list[str]:
    """Give `count` paragraphs, in turn from the start as often as it takes."""
    return (paragraphs * (count // len(paragraphs) + 1))[:count]

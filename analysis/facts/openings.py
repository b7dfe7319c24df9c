"""How the openings of articles differ: each begins with something else, by the words of its first paragraph.

The first paragraph as a rule tells what an article holds for the news. Two articles are said to open differently only
where the first paragraphs share next to nothing, and the first paragraph of one is told by the other further down: then
one puts first what the other puts later. Where it is told in wholly different words, nothing is said.
"""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from analysis.facts.align import SURE
from analysis.facts.similarity import LEAST_RARITY, find_keys, rarity
from analysis.schema import HEADLINE, TEXT, TEXT_KINDS, require
from analysis.text.sentences import sentences

_SIDE = {"article": TEXT, "block": "int64", "sentence": TEXT, "later": "Int64"}
OPENINGS = {f"{name}_{side}": kind for side in "ab" for name, kind in _SIDE.items()}
#: a first sentence of fewer words is a date, a place or a label
_FEWEST_WORDS = 8
#: a point is told further down where so many paragraphs stand before it
_FURTHER = 2
#: so many words, names and numbers may two openings share
_MOST_SHARED = 2


def openings(blocks: pd.DataFrame, matches: pd.DataFrame) -> pd.DataFrame:
    """Find articles that open with different points.

    Parameters
    ----------
    blocks : the paragraph table (``article``, ``block``, ``kind``, ``text``) of two articles or more
    matches : which paragraphs report the same point, :func:`facts.align.match_paragraphs`

    Returns
    -------
    DataFrame, at most one row a pair of articles: ``article_a``, ``block_a``, ``sentence_a``, the first sentence of the
    first paragraph of one; ``later_a``, the paragraph (counted from 1, without headlines) in which the other tells the
    same, missing where none is found; the same of the other with ``_b``.
    """
    require(blocks, ("article", "block", "kind", "text"), "openings")
    body = blocks[blocks["kind"].isin(TEXT_KINDS) & (blocks["kind"] != HEADLINE)]
    first, number = {}, {}
    for article, own in body.groupby("article", sort=False):
        for place, block in enumerate(own["block"], start=1):
            number[article, block] = place
        cut = sentences([own["text"].iloc[0]])
        if len(cut):
            sentence = own["text"].iloc[0][cut["start"].iloc[0] : cut["end"].iloc[0]]
            if len(sentence.split()) >= _FEWEST_WORDS:
                first[article] = (own["block"].iloc[0], sentence)
    sure = matches[matches["basis"] == SURE]
    pairs = matches[["article_a", "block_a", "article_b", "block_b"]].itertuples(index=False, name=None)
    met = {*pairs}
    later: dict[tuple, int] = {}
    for a, i, b, j in sure[["article_a", "block_a", "article_b", "block_b"]].itertuples(index=False, name=None):
        for one, block, other, there in ((a, i, b, j), (b, j, a, i)):
            if (other, there) in number:
                key = (one, block, other)
                later[key] = min(later.get(key, number[other, there]), number[other, there])
    rows = []
    for a, b in combinations(first, 2):
        (i, said), (j, answered) = first[a], first[b]
        shared = _rare(said) & _rare(answered)
        if (a, i, b, j) in met or (b, j, a, i) in met or len(shared) > _MOST_SHARED:
            continue
        told = later.get((a, i, b)), later.get((b, j, a))
        if any(place is not None and place > _FURTHER for place in told):
            rows.append((a, i, said, told[0], b, j, answered, told[1]))
    return pd.DataFrame(rows, columns=list(OPENINGS)).astype(OPENINGS)


def _rare(sentence: str) -> set[str]:
    return {word for _, _, word in find_keys(sentence) if word and rarity(word) >= LEAST_RARITY}

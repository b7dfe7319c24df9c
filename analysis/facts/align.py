"""Which paragraphs, and which sentences, of several articles report the same point.

A match rests on shared words alone, and each is given with the words that made it. Where a paragraph stands does not
matter, save for two places: headlines are compared with headlines, and two first paragraphs, which as a rule tell the
event, need less evidence than others. A paragraph may match several of the other article. What is told in wholly
different words is not found.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
import pandas as pd

from analysis.facts.similarity import Columns, columns_of, content_words, likeness, names_among, spelled, weights
from analysis.schema import HEADLINE, TEXT, TEXT_KINDS, InputError, require
from analysis.text.sentences import sentences

LEAD, BODY = "lead", "body"
#: what a match rests on
ALIKE, BEST_PAIR, BY_PLACE = "clear", "best pair", "place"
PAIR = {"article_a": TEXT, "block_a": "int64", "article_b": TEXT, "block_b": "int64"}
SPOTS = {"start_a": "int64", "end_a": "int64", "start_b": "int64", "end_b": "int64"}
PARAGRAPHS = {
    **PAIR,
    "score": "float64",
    "basis": TEXT,
    "place": TEXT,
    "shared": TEXT,
    "sentence_score": "float64",
    **SPOTS,
}
SENTENCES = {**PAIR, **SPOTS, "score": "float64", "shared": TEXT}
#: the least likeness of a match; of one that is the best for both of its sides; of two headlines or two leads
CLEAR, BEST, FIRST = 0.18, 0.13, 0.04
#: the fewest words, names and numbers that a match shares; one more for a best pair among many pairs
FEWEST, MANY_PAIRS = 2, 300


@dataclass(frozen=True, eq=False)
class Side:
    """One article, ready to be compared: its blocks, their sentences, and what each of them holds.

    ``words`` are (start, end, surface, key) by block, ``cuts`` are (place of the block, start, end) by sentence.
    """

    article: str
    blocks: list[int]
    kinds: list[str]
    words: list[list[tuple]]
    held: np.ndarray
    cuts: list[tuple[int, int, int]]
    sentence_held: np.ndarray
    spelled: np.ndarray

    @property
    def headline(self) -> np.ndarray:
        """Test for each block whether it is a headline."""
        return np.array([kind == HEADLINE for kind in self.kinds], bool)

    @property
    def lead(self) -> np.ndarray:
        """Test for each block whether it is the first of the running text."""
        body = np.flatnonzero(~self.headline)
        return np.isin(np.arange(len(self.blocks)), body[:1])


def match_paragraphs(blocks: pd.DataFrame) -> pd.DataFrame:
    """Find the paragraphs of each two articles that report the same point.

    Parameters
    ----------
    blocks : the paragraph table (``article``, ``block``, ``kind``, ``text``) of two articles or more; what is no text
        of the article (bylines, page furniture) is passed over

    Returns
    -------
    DataFrame, one row a match, in the order of the articles and of the first one's blocks: ``article_a``, ``block_a``,
    ``article_b``, ``block_b``; ``score``, the mean likeness of the paragraphs and of their most alike sentences, 0 to
    1; ``basis``, 'clear' for a score of 0.18 and more, else 'best pair' where neither has a better counterpart (in long
    articles half of these are chance), else 'place' for headlines and leads; ``place`` ('headline', 'lead' for the two
    first paragraphs, 'body'); ``shared``, the words that made the match, the weightiest first, with ~ between two
    wordings of one thing; ``start_a`` to ``end_b``, where the two most alike sentences stand, and their
    ``sentence_score``. Two articles' matches do not depend on what other articles are there.

    Raises
    ------
    InputError
        if there are fewer than two articles, or a column is missing
    """
    columns, sides = _sides(blocks, "match_paragraphs")
    found = [row for a, b in combinations(sides, 2) for row in _matches(a, b, columns)]
    return pd.DataFrame(found, columns=list(PARAGRAPHS)).astype(PARAGRAPHS)


def match_sentences(blocks: pd.DataFrame) -> pd.DataFrame:
    """Find the sentences that make the matches of paragraphs: the best pair of each, and further pairs that are
    clear."""
    columns, sides = _sides(blocks, "match_sentences")
    found = [row for a, b in combinations(sides, 2) for row in _sentence_matches(a, b, columns)]
    return pd.DataFrame(found, columns=list(SENTENCES)).astype(SENTENCES)


def _sides(blocks: pd.DataFrame, where: str) -> tuple[Columns, list[Side]]:
    require(blocks, ("article", "block", "kind", "text"), where)
    text = blocks[blocks["kind"].isin(TEXT_KINDS)]
    parts = [(str(name), own.reset_index(drop=True)) for name, own in text.groupby("article", sort=False)]
    if len(parts) < 2:
        raise InputError(f"{where}: {len(parts)} article with text in the table. Give two or more to compare.")
    words = [content_words(own["text"].tolist()) for _, own in parts]
    columns = columns_of(pd.concat(words, ignore_index=True))
    return columns, [_side(name, own, its, columns) for (name, own), its in zip(parts, words, strict=True)]


def _side(article: str, own: pd.DataFrame, words: pd.DataFrame, columns: Columns) -> Side:
    texts, kinds = own["text"].tolist(), own["kind"].tolist()
    cuts = list(sentences(texts)[["row", "start", "end"]].itertuples(index=False, name=None))
    listed: list[list[tuple]] = [[] for _ in texts]
    # a word is in the last sentence that begins before it
    begins, inside = [cut[:2] for cut in cuts], []
    for row, *word in words.itertuples(index=False, name=None):
        listed[row].append(tuple(word))
        inside.append(bisect_right(begins, (row, word[0])) - 1)
    running = words[np.array([kind != HEADLINE for kind in kinds], bool)[words["row"].to_numpy()]]
    return Side(
        article,
        own["block"].tolist(),
        kinds,
        listed,
        columns.held(words, len(own)),
        cuts,
        columns.held(words.assign(row=inside), len(cuts)),
        spelled(running, texts, columns),
    )


@dataclass(frozen=True, eq=False)
class _Compared:
    """The likeness of all blocks and all sentences of two articles, and the blocks that match."""

    weight: np.ndarray
    score: np.ndarray
    sentences: np.ndarray
    both: np.ndarray
    matched: np.ndarray


def _compared(a: Side, b: Side, columns: Columns) -> _Compared:
    named = names_among(columns, a.spelled + b.spelled)
    weight = weights(columns, np.concatenate([a.held, b.held]))
    whole = likeness(a.held, b.held, weight, named=named)
    parts = likeness(a.sentence_held, b.sentence_held, weight, named=named)
    best = np.zeros(whole.shape)
    rows, others = (np.array([cut[0] for cut in side.cuts], np.int64) for side in (a, b))
    np.maximum.at(best, (rows[:, None], others[None, :]), parts)
    score = (whole + best) / 2
    alike = a.headline[:, None] == b.headline[None, :]
    score = np.where(alike, score, 0)
    both = (score > 0) & (score == score.max(axis=0, keepdims=True)) & (score == score.max(axis=1, keepdims=True))
    first = (a.headline[:, None] & b.headline[None, :]) | (a.lead[:, None] & b.lead[None, :])
    things = columns.things(a.held, b.held)
    both &= things >= FEWEST + (score.size > MANY_PAIRS)
    matched = (score >= CLEAR) | (both & (score >= BEST)) | (first & (score >= FIRST))
    matched &= things >= FEWEST
    return _Compared(weight, score, parts, both & (score >= BEST), matched)


def _matches(a: Side, b: Side, columns: Columns) -> Iterator[tuple]:
    found = _compared(a, b, columns)
    for i, j in np.argwhere(found.matched).tolist():
        s, t = _best_sentences(a, b, found, i, j)
        place = HEADLINE if a.headline[i] else LEAD if a.lead[i] and b.lead[j] else BODY
        basis = ALIKE if found.score[i, j] >= CLEAR else BEST_PAIR if found.both[i, j] else BY_PLACE
        shared = _shared(a.words[i], b.words[j], columns, found.weight)
        spots = (*a.cuts[s][1:], *b.cuts[t][1:])
        yield (*_pair(a, b, i, j), found.score[i, j], basis, place, shared, found.sentences[s, t], *spots)


def _sentence_matches(a: Side, b: Side, columns: Columns) -> Iterator[tuple]:
    found = _compared(a, b, columns)
    for i, j in np.argwhere(found.matched).tolist():
        best = _best_sentences(a, b, found, i, j)
        for s, t in product(_sentences_of(a, i), _sentences_of(b, j)):
            if (s, t) == best or found.sentences[s, t] >= CLEAR:
                spots = (*a.cuts[s][1:], *b.cuts[t][1:])
                words = _between(a.words[i], *spots[:2]), _between(b.words[j], *spots[2:])
                yield (*_pair(a, b, i, j), *spots, found.sentences[s, t], _shared(*words, columns, found.weight))


def _pair(a: Side, b: Side, i: int, j: int) -> tuple:
    return a.article, a.blocks[i], b.article, b.blocks[j]


def _sentences_of(side: Side, i: int) -> range:
    return range(bisect_left(side.cuts, (i,)), bisect_left(side.cuts, (i + 1,)))


def _best_sentences(a: Side, b: Side, found: _Compared, i: int, j: int) -> tuple[int, int]:
    return max(product(_sentences_of(a, i), _sentences_of(b, j)), key=lambda pair: found.sentences[pair])


def _between(words: list[tuple], start: int, end: int) -> list[tuple]:
    return [word for word in words if start <= word[0] and word[1] <= end]


def _shared(a: list[tuple], b: list[tuple], columns: Columns, weight: np.ndarray) -> str:
    """Tell what two texts share, the weightiest first: one wording, or both with ~ between."""
    first, second = ({key: surface for _, _, surface, key in reversed(own) if key in columns.place} for own in (a, b))
    told = []
    for key in first.keys() & second.keys():
        one, other = first[key], second[key]
        worth = weight[columns.place[key]] + sum(weight[group] for group in columns.groups_of.get(key, ()))
        told.append((-worth, one if one.lower() == other.lower() else f"{one} ~ {other}"))
    senses: dict[int, list[str]] = {}
    for key in second.keys() - first.keys():
        for group in columns.groups_of.get(key, ()):
            senses.setdefault(group, []).append(second[key])
    for key in first.keys() - second.keys():
        for group in columns.groups_of.get(key, ()):
            told += [(-weight[group], f"{first[key]} ~ {other}") for other in senses.get(group, ())]
    return "; ".join(dict.fromkeys(words for worth, words in sorted(told) if worth < 0))

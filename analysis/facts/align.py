"""Which paragraphs of several articles report the same point.

A match rests on shared words alone: on how much of what both tell they share (its score), and on how many words of
substance and senses their most alike sentences have in common, names left out (:data:`PER_WORD`).
:func:`match_paragraphs` lists each with the words that made it. Where a paragraph stands does not matter, save for
three places, which need less evidence than others: headlines, which are compared with headlines; two first paragraphs;
and the first four sentences, which as a rule tell the event. Two of these match for few words if they share a word that
tells an event (*arrest*, *earthquake*: ``event_words.csv``), the first three for fewer yet, if they share much of the
shorter one and tell what both openings tell. A paragraph may match several of the other article. What is told in wholly
different words is not found.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from analysis.facts.similarity import (
    SMOOTHING,
    Columns,
    Held,
    content_words,
    count_spellings,
    find_names,
    make_columns,
    similarity,
    similarity_of,
    split_weight,
    sum_shared,
    weigh,
)
from analysis.schema import HEADLINE, TEXT, TEXT_KINDS, InputError, require, tuples
from analysis.text.sentences import sentences

LEAD, BODY = "lead", "body"
#: what a match rests on
ALIKE, BEST_PAIR, BY_PLACE = "clear", "best pair", "place"
#: matches of this kind are right in 92 of 100 annotated pairs of sentences (ECB+)
SURE = ALIKE
PARAGRAPHS = {"article_a": TEXT, "block_a": "int64", "article_b": TEXT, "block_b": "int64", "score": "float64"}
PARAGRAPHS |= {"basis": TEXT, "place": TEXT, "shared": TEXT, "sentence_score": "float64"}
PARAGRAPHS |= {"start_a": "int64", "end_a": "int64", "start_b": "int64", "end_b": "int64"}
#: the evidence for a match: its score, and so much for each word and each sense that its most alike sentences share,
#: names left out. Both are rounded from a logistic regression with a level for each topic (33 topics of ECB+)
PER_WORD, PER_SENSE = 0.06, 0.12
#: the least evidence of a clear match, of one that is the best for both of its sides, of two headlines or two leads
CLEAR, BEST, FIRST = 0.34, 0.2, 0.105
#: and the least score of each
CLEAR_SCORE, BEST_SCORE, FIRST_SCORE = 0.12, 0.14, 0.04
#: a first paragraph of fewer words is a title or a date line, and tells too little to be matched by its place
LEAD_WORDS = 18
#: so much more than the second best of its row and column is the score of a best pair
MARGIN = 0.07
#: the first sentences, which tell the event: of two of them that share a word for an event, the evidence is the score
#: and so much for each such word and each sense; the least of it, and the least score
OPENING, PER_EVENT, OPENING_EVENT, OPENING_SCORE = 4, 0.06, 0.19, 0.07
#: of two among the first of these that share such a word, the least share of the shorter one's weight in news at large
#: (names left out) that both have, and the least share of either one's weight that is in both openings, which is what
#: tells the main event; and the least score. There all is alike, and to be the best pair tells nothing
EARLY, EARLY_SHARE, EARLY_MAIN, EARLY_SCORE = 3, 0.15, 0.2, 0.03
#: the fewest words, names and numbers that a match shares; one more for a best pair among many pairs
FEWEST, MANY_PAIRS = 2, 300
#: the same words are a match from so many on
FEWEST_SAME = 3
#: so many pairs of sentences are compared at a time
_CELLS = 1 << 18


@dataclass(frozen=True, eq=False)
class _Side:
    """One article, ready to be compared: its n blocks, their s sentences, and which of c columns each holds.

    By block: ``told`` are its words in a row, where there are enough of them, ``surfaces`` how each word first stands
    there, by key; ``headline``, ``lead`` and ``long`` (no title or date line) are bool. ``cuts`` are (place of the
    block, start, end) by sentence. ``opening`` is what the first sentences under the headline hold, and the place of
    the block of each.
    """

    article: str
    blocks: list[int]
    told: list[str]
    surfaces: list[dict[str, str]]
    held: Held
    cuts: list[tuple[int, int, int]]
    sentence_held: Held
    spellings: np.ndarray
    headline: np.ndarray
    lead: np.ndarray
    long: np.ndarray
    opening: tuple[Held, np.ndarray]


def match_paragraphs(blocks: pd.DataFrame) -> pd.DataFrame:
    """Find the paragraphs of each two articles that report the same point.

    Parameters
    ----------
    blocks : the paragraph table (``article``, ``block``, ``kind``, ``text``) of two articles or more; what is no text
        of the article (bylines, page furniture) is passed over

    Returns
    -------
    DataFrame, one row a match, in the order of the articles and of the first one's blocks: ``article_a``, ``block_a``,
    ``article_b``, ``block_b``; ``score``, the mean similarity of the paragraphs and of their most alike sentences, 0 to
    1; ``basis``, 'clear' for much evidence (:data:`CLEAR`) or the same words, else 'best pair' where neither has a
    better counterpart, nor one nearly as good, else 'place' for headlines, leads and openings; ``place`` ('headline',
    'lead' for the two first paragraphs, 'body'); ``shared``, the words that made the match, the weightiest first, with
    ~ between two wordings of one thing;
    ``start_a`` to ``end_b``, where the two most alike sentences stand, and their ``sentence_score``. Two articles'
    matches do not depend on what other articles are there.

    Raises
    ------
    InputError
        if there are fewer than two articles, or a column is missing
    """
    require(blocks, ("article", "block", "kind", "text"), "match_paragraphs")
    text = blocks[blocks["kind"].isin(TEXT_KINDS)]
    parts = [(str(name), own) for name, own in text.groupby("article", sort=False)]
    if len(parts) < 2:
        raise InputError(f"match_paragraphs: {len(parts)} article with text in the table. Give two or more to compare.")
    words = [content_words(own["text"].tolist()) for _, own in parts]
    columns = make_columns(pd.concat(words, ignore_index=True))
    sides = [_side(name, own, its, columns) for (name, own), its in zip(parts, words, strict=True)]
    found = [row for a, b in combinations(sides, 2) for row in _matches(a, b, columns)]
    return pd.DataFrame(found, columns=list(PARAGRAPHS)).astype(PARAGRAPHS)


def _side(article: str, own: pd.DataFrame, words: pd.DataFrame, columns: Columns) -> _Side:
    texts, headline = own["text"].tolist(), (own["kind"] == HEADLINE).to_numpy(bool)
    cuts = tuples(sentences(texts)[["row", "start", "end"]])
    listed: list[list[tuple]] = [[] for _ in texts]
    # a word is in the last sentence that begins before it
    begins, inside = [cut[:2] for cut in cuts], []
    for row, *word in tuples(words):
        listed[row].append(tuple(word))
        inside.append(bisect_right(begins, (row, word[0])) - 1)
    sentence_held = columns.held(words.assign(row=inside), len(cuts))
    body = next((k for k, cut in enumerate(cuts) if not headline[cut[0]]), len(cuts))
    last = min(body + OPENING, len(cuts))
    return _Side(
        article,
        own["block"].tolist(),
        [" ".join(key for *_, key in its) if len(its) >= FEWEST_SAME else "" for its in listed],
        [{key: surface for _, _, surface, key in reversed(its) if key in columns.place} for its in listed],
        columns.held(words, len(own)),
        cuts,
        sentence_held,
        count_spellings(words[~headline[words["row"].to_numpy()]], texts, columns),
        headline,
        np.isin(np.arange(len(own)), np.flatnonzero(~headline)[:1]),
        np.array([len(text.split()) >= LEAD_WORDS for text in texts], bool),
        (sentence_held.part(body, last), np.array([cut[0] for cut in cuts[body:last]], np.int64)),
    )


def _matches(a: _Side, b: _Side, columns: Columns) -> Iterator[tuple]:
    named = find_names(columns, a.spellings + b.spellings)
    weight = weigh(columns, (a.held, b.held))
    each = np.where(np.arange(len(weight)) < len(columns.keys), PER_WORD, PER_SENSE)
    each[named] = 0
    whole = similarity(a.held, b.held, weight, named)
    best, many, sentence_by_sentence = _most_alike(a, b, weight, named, each)
    events, early = _shared_events(a, b, columns, named)
    score = np.where(a.headline[:, None] == b.headline[None, :], (whole + best) / 2, 0)
    evidence = np.where(score > 0, score + many, 0)
    clear = (evidence >= CLEAR) & (score >= CLEAR_SCORE)
    both = _lead_over_others(score) >= MARGIN
    both &= (evidence >= BEST) & (score >= BEST_SCORE)
    both[np.ix_(*(side.opening[1][:EARLY] for side in (a, b)))] = False
    first = (a.headline[:, None] & b.headline) | ((a.lead & a.long)[:, None] & (b.lead & b.long))
    first &= (evidence >= FIRST) & (score >= FIRST_SCORE)
    first |= (events > 0) & (score + PER_EVENT * events >= OPENING_EVENT) & (score >= OPENING_SCORE)
    first |= early & (score >= EARLY_SCORE)
    same = _same_words(a, b)
    held = [np.split(side.held.columns, np.searchsorted(side.held.rows, range(1, side.held.texts))) for side in (a, b)]
    rows, others = (np.array([cut[0] for cut in side.cuts], np.int64) for side in (a, b))
    for i, j in np.argwhere(clear | both | first | same).tolist():
        shared = columns.count_shared(held[0][i].tolist(), held[1][j].tolist())
        best_pair = both[i, j] and shared >= FEWEST + (score.size > MANY_PAIRS)
        if not same[i, j] and (shared < FEWEST or not (clear[i, j] or best_pair or first[i, j])):
            continue
        (s, after), (t, behind) = (np.searchsorted(of, (k, k + 1)) for of, k in ((rows, i), (others, j)))
        if sentence_by_sentence is None:
            inside = similarity(a.sentence_held.part(s, after), b.sentence_held.part(t, behind), weight, named)
        else:
            inside = sentence_by_sentence[s:after, t:behind]
        one, other = np.unravel_index(inside.argmax(), inside.shape)
        s, t = int(s + one), int(t + other)
        place = HEADLINE if a.headline[i] else LEAD if a.lead[i] and b.lead[j] else BODY
        basis = ALIKE if clear[i, j] or same[i, j] else BEST_PAIR if best_pair else BY_PLACE
        words = _shared_words(a.surfaces[i], b.surfaces[j], columns, weight)
        where = (a.article, a.blocks[i], b.article, b.blocks[j])
        yield (*where, score[i, j], basis, place, words, inside[one, other], *a.cuts[s][1:], *b.cuts[t][1:])


def _shared_events(a: _Side, b: _Side, columns: Columns, named: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Count the words for events and senses that two opening sentences of each two paragraphs share.

    The count is 0 where they share no word for an event, or no other word, name or number. The second of what is
    returned is whether two of the first :data:`EARLY` sentences share both, and enough of what they tell.
    """
    found = np.zeros((2, len(a.blocks), len(b.blocks)))
    (one, rows), (other, others) = a.opening, b.opening
    word = np.arange(len(named)) < len(columns.keys)
    event, worth = columns.events & ~named, np.where(named, 0, columns.worth)
    counted = (word.astype(float), event.astype(float), (event | ~word).astype(float), worth)
    words, events, both, told = sum_shared(one, other, counted)
    share = (events > 0) & (words >= FEWEST)
    early = share & (told >= EARLY_SHARE * (np.minimum.outer(one.sums(worth), other.sums(worth)) + SMOOTHING))
    in_both = np.where(np.isin(np.arange(len(named)), np.intersect1d(one.columns, other.columns)), columns.worth, 0)
    main = [own.sums(in_both) >= EARLY_MAIN * (own.sums(columns.worth) + SMOOTHING) for own in (one, other)]
    early &= np.logical_and.outer(*main)
    early[EARLY:] = early[:, EARLY:] = False
    for most, of in zip(found, (np.where(share, both, 0), early), strict=True):
        np.maximum.at(most, (rows[:, None], others[None, :]), of)
    return found[0], found[1] > 0


def _lead_over_others(score: np.ndarray) -> np.ndarray:
    """Compute by how much each score is above the best other one of its row and column."""
    lead = np.full(score.shape, np.inf)
    for axis in (0, 1):
        if score.shape[axis] > 1:
            second, most = np.split(np.partition(score, -2, axis=axis), [-1], axis=axis)
            second = second.take([-1], axis=axis)
            lead = np.minimum(lead, score - np.where(score == most, second, most))
    return lead


def _same_words(a: _Side, b: _Side) -> np.ndarray:
    """Find which paragraphs are the same words, however few: "She was 85." in both."""
    there: dict[str, list[int]] = {}
    for place, words in enumerate(b.told):
        there.setdefault(words, []).append(place)
    found = np.zeros((len(a.told), len(b.told)), bool)
    for place, words in enumerate(a.told):
        if words:
            found[place, there.get(words, [])] = True
    return found


def _most_alike(
    a: _Side, b: _Side, weight: np.ndarray, named: np.ndarray, each: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray | None]:
    """Find how similar the most alike sentences of each two paragraphs are, and the most evidence that two share.

    The third of what is returned is how similar each two sentences are, or None where there are many.
    """
    rows, others = (np.array([cut[0] for cut in side.cuts], np.int64) for side in (a, b))
    found = np.zeros((2, len(a.blocks), len(b.blocks)))
    step, alike = max(1, _CELLS // max(1, len(others))), None
    for first in range(0, len(rows), step):
        own = a.sentence_held.part(first, min(first + step, len(rows)))
        *parts, counted = sum_shared(own, b.sentence_held, (*split_weight(weight, named), each))
        alike = similarity_of(own, b.sentence_held, weight, *parts)
        for most, of in zip(found, (alike, counted), strict=True):
            to = np.zeros((len(b.blocks), own.texts))
            np.maximum.at(to, others, of.T)
            np.maximum.at(most, rows[first : first + own.texts], to.T)
    return found[0], found[1], alike if len(rows) <= step else None


def _shared_words(first: dict[str, str], second: dict[str, str], columns: Columns, weight: np.ndarray) -> str:
    """List what two texts share, the weightiest first: one wording, or both with ~ between."""
    listed = []
    for key in first.keys() & second.keys():
        one, other = first[key], second[key]
        worth = weight[columns.place[key]] + sum(weight[group] for group in columns.groups_of.get(key, ()))
        listed.append((-worth, one if one.lower() == other.lower() else f"{one} ~ {other}"))
    senses: dict[int, list[str]] = {}
    for key in second.keys() - first.keys():
        for group in columns.groups_of.get(key, ()):
            senses.setdefault(group, []).append(second[key])
    for key in first.keys() - second.keys():
        for group in columns.groups_of.get(key, ()):
            listed += [(-weight[group], f"{first[key]} ~ {other}") for other in senses.get(group, ())]
    return "; ".join(dict.fromkeys(words for worth, words in sorted(listed) if worth < 0))

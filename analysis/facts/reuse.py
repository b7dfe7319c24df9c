"""Passages that stand in several articles word for word, or lightly reworded.

Words are compared in lower case and without punctuation. A passage begins with four words in a row that two articles
share, and goes on over runs of two shared words and more as long as few words lie between them. What is shared inside
quotation marks is marked: two reporters who heard one speaker share her words without copying each other.
:func:`reused_passages` lists the passages, :func:`reuse_matrix` adds up how much of an article they are.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, islice
from typing import NamedTuple

import numpy as np
import pandas as pd
from rapidfuzz.distance import LCSseq

from analysis.attribution import find_quoted_places
from analysis.facts.similarity import LEAST_RARITY, rarity
from analysis.schema import OUTLET, QUOTED, TEXT, TEXT_KINDS, InputError, require, tuples
from analysis.text.patterns import pattern
from analysis.text.word_forms import key

MIXED = "mixed"
PASSAGES = {"article_a": TEXT, "block_a": "int64", "start_a": "int64", "end_a": "int64"}
PASSAGES |= {"article_b": TEXT, "block_b": "int64", "start_b": "int64", "end_b": "int64"}
PASSAGES |= {"words_a": "int64", "words_b": "int64", "same_words": "int64", "agreement": "float64"}
PASSAGES |= {"quoted_a": "float64", "quoted_b": "float64", "voice": TEXT}
#: words in a row that begin a passage, and that let it go on; words between two runs at most
SEED, RUN, GAP = 4, 2, 5
#: two words in a row that stand in more places than these begin runs in so many
MOST_PLACES = 40
#: of a passage: the fewest words that agree, the fewest of them that are not everyday words, the least agreement
FEWEST, FEWEST_RARE, LEAST = 7, 2, 0.6
_WORD = pattern(r"[^\W_]+(?:[’'.,][^\W_]+)*")


class _Block(NamedTuple):
    """A block's number, its words as they are compared, their places, and which of them are quoted."""

    block: int
    words: list[str]
    starts: list[int]
    ends: list[int]
    quoted: np.ndarray


def reused_passages(blocks: pd.DataFrame) -> pd.DataFrame:
    """Find the passages that two articles share.

    Parameters
    ----------
    blocks : the paragraph table (``article``, ``block``, ``kind``, ``text``) of two articles or more

    Returns
    -------
    DataFrame, one row a passage of two blocks, in the order of the articles and blocks: ``article_a``, ``block_a``,
    ``start_a``, ``end_a`` (half-open, in characters) and the same for ``_b``; ``words_a``, ``words_b``, how long it is;
    ``same_words``, how many agree in order; ``agreement``, twice these over the words of both (1: word for word);
    ``quoted_a``, ``quoted_b``, the share of its words in someone else's wording (0 to 1); ``voice``: 'quoted' where at
    least half of it is on both sides, 'outlet' where it is on neither, 'mixed' where it is on one

    Raises
    ------
    InputError
        if there are fewer than two articles, or a column is missing
    """
    rows = [
        _row(a, one, b, two, spans)
        for (a, own), (b, other) in combinations(_articles(blocks).items(), 2)
        for one, two in _candidates(own, other)
        for spans in find_passages(one.words, two.words)
    ]
    return pd.DataFrame(rows, columns=list(PASSAGES)).astype(PASSAGES)


def _running(blocks: pd.DataFrame, what: str) -> pd.DataFrame:
    require(blocks, ("article", "block", "kind", "text"), what)
    text = blocks[blocks["kind"].isin(TEXT_KINDS)].reset_index(drop=True)
    if (count := text["article"].nunique()) < 2:
        raise InputError(f"{what}: {count} article with text in the table. Give two or more to compare.")
    return text


def _articles(blocks: pd.DataFrame) -> dict[str, list[_Block]]:
    text = _running(blocks, "reused_passages")
    marked: dict[tuple, list[tuple[int, int]]] = {}
    for article, block, start, end in find_quoted_places(text)[["article", "block", "start", "end"]].itertuples(
        index=False
    ):
        marked.setdefault((article, block), []).append((start, end))
    found: dict[str, list[_Block]] = {}
    for article, block, text_of in tuples(text[["article", "block", "text"]]):
        words = list(_WORD.finditer(text_of))
        places = marked.get((article, block), ())
        folded = [word[0].lower().replace("’", "'") for word in words]
        starts, ends = [word.start() for word in words], [word.end() for word in words]
        inside = np.zeros(len(words), bool)
        for start, end in places:
            inside[bisect_left(starts, start) : bisect_left(starts, end)] = True
        found.setdefault(article, []).append(_Block(block, folded, starts, ends, inside))
    return found


def _grams(words: Sequence[str], size: int) -> list[tuple[str, ...]]:
    return list(zip(*(words[k:] for k in range(size)), strict=False))


def _candidates(own: list[_Block], other: list[_Block]) -> Iterator[tuple[_Block, _Block]]:
    """Find the blocks of two articles that share SEED words in a row."""
    held: dict[tuple, set[int]] = {}
    for place, block in enumerate(other):
        for gram in _grams(block.words, SEED):
            held.setdefault(gram, set()).add(place)
    for block in own:
        for place in sorted({place for gram in _grams(block.words, SEED) for place in held.get(gram, ())}):
            yield block, other[place]


# a block is held against many others
@lru_cache(maxsize=1 << 10)
def _places(words: tuple[str, ...]) -> tuple[dict[tuple, list[int]], dict[tuple, set[int]]]:
    """Return where each RUN words in a row begin, and those again that begin in more than MOST_PLACES."""
    places: dict[tuple, list[int]] = {}
    for place, gram in enumerate(_grams(words, RUN)):
        places.setdefault(gram, []).append(place)
    return places, {gram: set(here) for gram, here in places.items() if len(here) > MOST_PLACES}


def _runs(a: list[str], b: list[str]) -> list[tuple[int, int, int]]:
    """Find the longest runs of RUN words and more that stand in both: place in each, and length; in order of `a`.

    Of words in a row that stand in many places of `b`, the first MOST_PLACES begin a run.
    """
    places, many = _places(tuple(b))
    runs, going = [], {}
    for i, gram in enumerate(_grams(a, RUN)):
        here, listed = {}, places.get(gram, ())
        if gram in many:
            listed = sorted({*listed[:MOST_PLACES], *(j + 1 for j in going if j + 1 in many[gram])})
        for j in listed:
            run = going.get(j - 1)
            if run is None:
                run = [i, j, RUN - 1]
                runs.append(run)
            run[2] += 1
            here[j] = run
        going = here
    return [tuple(run) for run in runs]


def find_passages(a: list[str], b: list[str]) -> list[tuple[int, int, int, int]]:
    """Join runs to passages: first and last-plus-one word in `a` and in `b`. No word of `a` is in two of them."""
    forward = sorted(_runs(a, b), key=lambda run: (run[0], -run[2]))
    backward = sorted(forward, key=lambda run: (-(run[0] + run[2]), -run[2]))
    begins, ends = [run[0] for run in forward], [-(run[0] + run[2]) for run in backward]
    longest = max((run[2] for run in forward), default=0)
    taken, found = np.zeros(len(a), bool), []
    for seed in sorted((run for run in forward if run[2] >= SEED), key=lambda run: (-run[2], run[0], run[1])):
        first, second, length = seed
        if taken[first : first + length].any():
            continue
        spans = [first, first + length, second, second + length]
        for i, j, size in islice(backward, bisect_left(ends, -(first + longest)), None):
            if i + size < spans[0] - GAP:
                break
            if i >= first or j >= second:
                continue
            size = min(size, spans[0] - i, spans[2] - j)
            if size >= RUN and max(spans[0] - i - size, spans[2] - j - size) <= GAP and not taken[i : i + size].any():
                spans[0], spans[2] = i, j
        for i, j, size in islice(forward, bisect_left(begins, first - longest), None):
            if i > spans[1] + GAP:
                break
            cut = max(spans[1] - i, spans[3] - j, 0)
            i, j, size = i + cut, j + cut, size - cut
            if size >= RUN and max(i - spans[1], j - spans[3]) <= GAP and not taken[i : i + size].any():
                spans[1], spans[3] = i + size, j + size
        if _is_passage(a[spans[0] : spans[1]], b[spans[2] : spans[3]]):
            taken[spans[0] : spans[1]] = True
            found.append(tuple(spans))
    return sorted(found)


def _is_passage(a: list[str], b: list[str]) -> bool:
    same = LCSseq.similarity(a, b)
    if same < FEWEST or 2 * same < LEAST * (len(a) + len(b)):
        return False
    return sum(map(_is_rare, set(a) & set(b))) >= FEWEST_RARE


@lru_cache(maxsize=1 << 14)
def _is_rare(word: str) -> bool:
    return rarity(key(word)) >= LEAST_RARITY


def _row(a: str, one: _Block, b: str, two: _Block, spans: tuple[int, int, int, int]) -> tuple:
    i, k, j, m = spans
    same = LCSseq.similarity(one.words[i:k], two.words[j:m])
    quoted = float(one.quoted[i:k].mean()), float(two.quoted[j:m].mean())
    voice = {0: OUTLET, 1: MIXED, 2: QUOTED}[sum(share >= 0.5 for share in quoted)]
    where = (a, one.block, one.starts[i], one.ends[k - 1], b, two.block, two.starts[j], two.ends[m - 1])
    return (*where, k - i, m - j, same, 2 * same / (k - i + m - j), *quoted, voice)


def reuse_matrix(blocks: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """Compute the share (0 to 1) of each article's words (row) in a passage that another article (column) has too."""
    text = _running(blocks, "reuse_matrix")
    articles = list(dict.fromkeys(text["article"].tolist()))
    matrix = pd.DataFrame(0.0, index=pd.Index(articles, name="article"), columns=articles)
    begins = {
        (article, block): [word.start() for word in _WORD.finditer(text_of)]
        for article, block, text_of in tuples(text[["article", "block", "text"]])
    }
    words_of = Counter(article for (article, _), starts in begins.items() for _ in starts)
    inside: dict[tuple, set] = {}
    for side, other in ("ab", "ba"):
        columns = [f"article_{side}", f"block_{side}", f"start_{side}", f"end_{side}", f"article_{other}"]
        for article, block, start, end, of in passages[columns].itertuples(index=False):
            starts = begins[article, block]
            at = range(bisect_left(starts, start), bisect_left(starts, end))
            inside.setdefault((article, of), set()).update((block, place) for place in at)
    for (article, of), words in inside.items():
        matrix.loc[article, of] = len(words) / words_of[article]
    for name in articles:
        matrix.loc[name, name] = np.nan
    return matrix

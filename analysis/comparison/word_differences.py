"""The words that set two articles apart: log-odds with an informative Dirichlet prior.

A word that one article has twice and the other not at all is no finding; a word that it has twelve times is. The
log-odds of each word are drawn towards how often news has it (the prior), and divided by what their standard error
would be if each word were chosen anew. They are not: one paragraph repeats a word, as names are. So this is a score and
no z. What it could be by luck, shuffling tells: the paragraphs of both are dealt out anew, and each word's score is
divided by its spread over the shuffles. The band of a word is so many of these spreads that in 95 of 100 shuffles no
word at all is outside its band. Words outside it set the articles apart; an article against itself has such a word in
5 of 100 cases or fewer.

References
----------
Monroe, B. L., Colaresi, M. P. and Quinn, K. M. (2008). Fightin' Words: Lexical Feature Selection and Evaluation for
Identifying the Content of Political Conflict. Political Analysis 16(4), 372-403.

Which words make the difference of two articles, and by how much: parts that add up to the difference exactly.

In the manner of a word shift (Gallagher et al. 2021): each marked word has a share in its own article's value, and its
part in the difference is the first article's share minus the second's.

``loaded_per_100_words`` is a sum already: a word's share is its marks in a hundred words of the article (or of the
voice).

``compound`` is not. VADER adds up a paragraph's valences to a sum x and squeezes it to ``x / sqrt(x * x + 15)``; the
article's value is the mean over its paragraphs. Here each valence v of a paragraph gets ``v / sqrt(x * x + 15)``, its
part of the sum at the slope that all words of the paragraph share, divided by the number of paragraphs. So two words
of equal valence in one paragraph have equal shares, and words that cancel each other have shares that do too; in a
paragraph full of strong words a single one counts less. What exclamation and question marks add is a row of its own.
VADER rounds the compound to four digits: what that moves (below 0.0001 a paragraph) is spread over the paragraph's
words by the size of their valences. This is a choice, as any division of a value that is no sum must be.

References
----------
Gallagher, R. J. and others (2021). Generalized word shift graphs: a method for visualizing and explaining pairwise
comparisons between texts. EPJ Data Science 10, 4.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.comparison.aggregate import ALL, PER
from analysis.comparison.permutation import ALPHA, shuffles
from analysis.files import LEXICONS
from analysis.measures import vader_package
from analysis.schema import BLOCKQUOTE, BODY, OUTLET, RUNNING_TEXT, TEXT, VOICES, InputError, require
from analysis.text.word_shapes import keys, pieces
from analysis.text.words import split

Numbers = pd.Series | np.ndarray
#: the prior counts as so many words: about as many as a short article has
STRENGTH = 500.0
_COLUMNS = ["word", "count_a", "count_b", "per_1000_a", "per_1000_b", "log_odds", "score", "band", "apart"]
#: so many shuffles, and how many scores are held at a time
_SHUFFLES, _AT_ONCE = 999, 2_000_000
_ROUNDING = 1e-9
#: with fewer paragraphs together there are too few ways to shuffle them
_FEWEST_PARAGRAPHS = 8


@lru_cache(maxsize=1)
def _news() -> pd.Series:
    path = LEXICONS / "word_frequencies.csv"
    return pd.read_csv(path, keep_default_na=False).set_index("word")["count"]


def news_frequencies() -> pd.Series:
    """Return how often news has each word: a count by word, of the words found in four articles or more of PolNeAR."""
    return _news().copy()


def count_words(texts: pd.Series) -> pd.Series:
    """Count the words of texts, in lower case, without punctuation and possessive endings; figures are left out."""
    words, held = _words_by_paragraph(texts)
    return pd.Series(held.sum(axis=0), dtype="int64", index=words)


def _words_by_paragraph(texts: pd.Series) -> tuple[pd.Index, np.ndarray]:
    """Return the words in their order, and how often each text has each of them: texts x words."""
    cut = split(texts, fold=True)
    types, first, number = np.unique(cut.types, return_index=True, return_inverse=True)
    found: dict[str, list[int]] = {}
    for k in np.argsort(first).tolist():
        surface = cut.vocabulary.surfaces[types[k]]
        for start, end in pieces(surface):
            word = keys(surface[start:end])[1]
            if any(letter.isalpha() for letter in word):
                found.setdefault(word, []).append(k)
    counts = np.zeros((len(texts), len(types)), dtype="int64")
    np.add.at(counts, (np.repeat(np.arange(len(texts)), cut.counts), number), 1)
    held = np.zeros((len(texts), len(found)), dtype="int64")
    for place, columns in enumerate(found.values()):
        held[:, place] = counts[:, columns].sum(axis=1)
    return pd.Index(list(found), dtype=object), held


def log_odds(paragraphs: pd.DataFrame, *, prior: pd.Series | None = None, strength: float = STRENGTH) -> pd.DataFrame:
    """Weigh each word of two articles by how far it sets them apart.

    Parameters
    ----------
    paragraphs : the paragraphs of exactly two articles: ``article``, ``kind``, ``text``; the running text counts
    prior : a count by word, lower case; a word that it lacks is taken to be half as frequent as its rarest. If not
        given, the mean of two: :func:`news_frequencies`, and the words of both articles together. By news alone a
        rare word would have next to no prior count, and the standard error of a word that one article never uses
        would be so large that no number of repetitions in the other could make up for it.
    strength : how many words the prior counts as, above 0; the higher, the more a word has to be repeated

    Returns
    -------
    DataFrame
        word; count_a, count_b; per_1000_a, per_1000_b (NaN for an article without words); log_odds: above 0 where the
        first article (in order of appearance) has the word more; score: the same, divided by its standard error if each
        word were chosen anew; band: how far from 0 shuffling the paragraphs puts it, all words looked at together (NaN
        with fewer than 8 paragraphs, or one article without any); apart: whether the score is outside the band. Sorted
        by score, the first article's words first. Of two articles dealt at random from the same paragraphs, 95 of 100
        have no word apart.

    Raises
    ------
    InputError
        if there are not exactly two articles, a column is missing, or the prior is empty or not above 0
    """
    require(paragraphs, ("article", "kind", "text"), "log_odds")
    articles = pd.unique(paragraphs["article"].dropna()).tolist()
    if len(articles) != 2:
        raise InputError(f"log_odds: two articles are needed, and the table has {len(articles)}. Give exactly two.")
    given = _news() if prior is None else prior
    if not (strength > 0 and len(given) and (given > 0).all()):
        raise InputError("log_odds: the prior needs a strength above 0, and words with counts above 0.")
    text = paragraphs[paragraphs["kind"].isin((BODY, BLOCKQUOTE)) & paragraphs["text"].notna()]
    side, (words, held) = (text["article"] == articles[0]).to_numpy(), _words_by_paragraph(text["text"])
    counts = pd.DataFrame({"count_a": held[side].sum(axis=0), "count_b": held[~side].sum(axis=0)}, index=words)
    shares, totals = given.reindex(counts.index).fillna(given.min() / 2) / given.sum(), counts.sum()
    if prior is None:
        shares = (shares + counts.sum(axis=1) / max(totals.sum(), 1)) / 2
    alpha = strength * shares
    made = counts.assign(**odds(counts["count_a"], counts["count_b"], alpha, totals=tuple(totals), strength=strength))
    made["band"] = _band(held, side, alpha.to_numpy(), strength)
    made["apart"] = made["score"].abs() > made["band"]
    for side in "ab":
        made[f"per_1000_{side}"] = 1000 * counts[f"count_{side}"] / (totals[f"count_{side}"] or np.nan)
    made = made.rename_axis("word").reset_index().sort_values(["score", "word"], ascending=[False, True], kind="stable")
    return made.reset_index(drop=True)[_COLUMNS].astype({"word": TEXT})


def _band(held: np.ndarray, side: np.ndarray, alpha: np.ndarray, strength: float) -> np.ndarray:
    """Return how far shuffling the paragraphs puts each word's score: in 95 of 100 shuffles no word is further."""
    n_a, n = int(side.sum()), len(side)
    if n < _FEWEST_PARAGRAPHS or n_a in (0, n):
        return np.full(len(alpha), np.nan)
    ways, _ = shuffles(n_a, n - n_a, resamples=_SHUFFLES, seed=0)
    all_words, at_once = held.sum(axis=0), max(_AT_ONCE // max(len(ways), 1), 1)
    totals, furthest, spreads = ways @ held.sum(axis=1), np.zeros(len(ways)), []
    both = totals[:, None], all_words.sum() - totals[:, None]
    for k in range(0, len(alpha), at_once):
        own = slice(k, k + at_once)
        first = ways @ held[:, own]
        scores = odds(first, all_words[own] - first, alpha[own], totals=both, strength=strength)["score"]
        spreads.append(np.sqrt((scores**2).mean(axis=0)) + _ROUNDING)
        furthest = np.maximum(furthest, (np.abs(scores) / spreads[-1]).max(axis=1, initial=0.0))
    # the observed pair is one of the ways to deal, so the place is that of so many and one
    place = int(np.ceil((1 - ALPHA) * (len(ways) + 1))) - 1
    return np.sort(furthest)[min(place, len(ways) - 1)] * np.concatenate([*spreads, []])


def odds(
    count_a: Numbers, count_b: Numbers, alpha: Numbers, *, totals: tuple[Numbers, Numbers], strength: float
) -> dict[str, Numbers]:
    """Return the difference of the log-odds of each word, and that in standard errors of words chosen one by one."""
    sides = [count + alpha for count in (count_a, count_b)]
    logs = [np.log(side / (total + strength - side)) for side, total in zip(sides, totals, strict=True)]
    delta = logs[0] - logs[1]
    return {"log_odds": delta, "score": delta / np.sqrt(1 / sides[0] + 1 / sides[1])}


LOADED, COMPOUND = "loaded_per_100_words", "compound"
_MARKS = "! and ?"
_KEYS = ["word", "category", "voice"]
COLUMNS = [*_KEYS, "count_a", "count_b", "share_a", "share_b", "contribution"]


def word_shift(spans: pd.DataFrame, measured: pd.DataFrame, *, measure: str = LOADED, voice: str = ALL) -> pd.DataFrame:
    """Divide the difference of two articles among their words.

    Parameters
    ----------
    spans : what :func:`measures.features.evidence` gives
    measured : the measured paragraphs of exactly two articles, with ``article``, ``block``, ``kind``, ``voice``,
        ``text`` and the measures
    measure : ``loaded_per_100_words`` or ``compound``
    voice : ``all``, ``outlet`` or ``quoted``, as in :func:`compare_articles`: for loaded words whose words they
        are; for the compound which paragraphs, with the quotations inside them

    Returns
    -------
    DataFrame
        A row a word (lower case, without a possessive ending), category and voice of the word; count_a, count_b;
        share_a, share_b: its part of the article's value, and contribution, ``share_a - share_b``, in the measure's
        unit; above 0 where the word makes the first article's value the higher one. The largest contribution first. The
        shares add up to the articles' values, the contributions to the difference that ``compare`` gives. The shares
        of an article whose value is not defined are NaN, and so are the contributions.

    Raises
    ------
    InputError
        if there are not exactly two articles, a column is missing, or the measure or the voice is another
    """
    if measure not in (LOADED, COMPOUND):
        raise InputError(f"word_shift: {measure!r} cannot be divided among words; give {LOADED!r} or {COMPOUND!r}.")
    if voice not in (ALL, *VOICES):
        raise InputError(f"word_shift: there is no voice {voice!r}; give {ALL!r}, {' or '.join(map(repr, VOICES))}.")
    require(spans, ("article", "block", "surface", "label", "category", "weight", "voice"), "word_shift, spans")
    needs = ("words_outlet", "words_quoted") if measure == LOADED else ("voice", "text", "compound")
    require(measured, ("article", "block", "kind", *needs), "word_shift, paragraphs")
    articles = pd.unique(measured["article"].dropna()).tolist()
    if len(articles) != 2:
        raise InputError(f"word_shift: two articles are needed, and the table has {len(articles)}. Give exactly two.")
    text = measured[measured["kind"].isin(RUNNING_TEXT)]
    parts = (_loaded if measure == LOADED else _compound)(spans, text, voice)
    return _side_by_side(parts, articles)


def shift_by_category(shift: pd.DataFrame) -> pd.DataFrame:
    """Add up a word shift by category and voice: what :func:`word_shift` gives, without ``word``, in the same order."""
    added = shift.groupby(["category", "voice"], as_index=False)[COLUMNS[3:]].sum(min_count=1)
    return _largest_first(added)


def _loaded(spans: pd.DataFrame, text: pd.DataFrame, voice: str) -> pd.DataFrame:
    """Return each mark that counts as loaded its share: a hundredth part of the article's words."""
    counts = spans[spans["counts"]]
    voices = VOICES if voice == ALL else (voice,)
    words = text[[f"words_{own}" for own in voices]].sum(axis=1)
    # a mark in a paragraph without a word in that voice is in no rate, so neither here
    inside = counts[counts["voice"].isin(voices)].merge(text.loc[words > 0, ["article", "block"]])
    words = words.groupby(text["article"]).sum()
    return _with_defined(inside.assign(share=PER / inside["article"].map(words).astype(float)), words)


def _compound(spans: pd.DataFrame, text: pd.DataFrame, voice: str) -> pd.DataFrame:
    """Return each word that VADER values its share of the mean compound."""
    chosen = text[text["compound"].notna()]
    if voice != ALL:
        chosen = chosen[chosen["voice"].eq(voice).fillna(False).to_numpy(dtype=bool)]
    place = ["article", "block"]
    inside = spans[spans["label"] == "sentiment"].merge(chosen[place], on=place)
    emphasis = chosen[place].assign(
        surface=_MARKS, category="emphasis", voice=chosen["voice"].fillna(OUTLET), weight=_emphasis(chosen["text"])
    )
    own = inside.groupby(place)["weight"].sum().rename("own").reset_index()
    emphasis = emphasis.merge(own, on=place, how="left")
    emphasis["weight"] *= np.sign(emphasis["own"].fillna(0.0))
    rows = pd.concat([inside, emphasis[emphasis["weight"] != 0]], ignore_index=True)
    total = rows.groupby(place)["weight"].transform("sum")
    size = rows["weight"].abs().groupby([rows[name] for name in place]).transform("sum")
    share = rows["weight"] / np.sqrt(total**2 + 15)
    told = rows.merge(chosen[[*place, "compound"]], on=place, how="left")["compound"]
    rest = told - share.groupby([rows[name] for name in place]).transform("sum")
    count = chosen.groupby("article").size()
    return _with_defined(
        rows.assign(share=(share + rest * rows["weight"].abs() / size) / rows["article"].map(count).astype(float)),
        count,
    )


def _emphasis(texts: pd.Series) -> np.ndarray:
    v = vader_package()
    tables = (("!", v.exclamation), ("?", v.question))
    return sum(table[np.minimum(texts.str.count(rf"\{mark}").to_numpy(int), 4)] for mark, table in tables)


def _with_defined(parts: pd.DataFrame, sizes: pd.Series) -> pd.DataFrame:
    parts.attrs["defined"] = set(sizes.index[sizes > 0])
    return parts


def _side_by_side(parts: pd.DataFrame, articles: list[str]) -> pd.DataFrame:
    defined = parts.attrs["defined"]
    word = [surface if surface == _MARKS else keys(surface)[1] for surface in parts["surface"]]
    keyed = parts.assign(word=word).groupby(["article", *_KEYS])["share"].agg(["size", "sum"])
    made = pd.DataFrame(index=pd.MultiIndex.from_frame(parts.assign(word=word)[_KEYS].drop_duplicates()))
    for side, article in zip("ab", articles, strict=True):
        own = keyed[keyed.index.get_level_values("article") == article].droplevel("article").reindex(made.index)
        made[f"count_{side}"] = own["size"].fillna(0).astype("int64")
        made[f"share_{side}"] = own["sum"].fillna(0.0) if article in defined else np.nan
    made["contribution"] = made["share_a"] - made["share_b"]
    return _largest_first(made.reset_index())[COLUMNS]


def _largest_first(table: pd.DataFrame) -> pd.DataFrame:
    names = [name for name in _KEYS if name in table]
    order = table.assign(size=-table["contribution"].abs()).sort_values(["size", *names], kind="stable")
    return order.drop(columns="size").reset_index(drop=True)

"""Which words make the difference of two articles, and by how much: parts that add up to the difference exactly.

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

import numpy as np
import pandas as pd

from analysis.aggregate import ALL, PER
from analysis.schema import OUTLET, RUNNING_TEXT, VOICES, InputError, require
from analysis.vader import package
from analysis.word_keys import keys

LOADED, COMPOUND = "loaded_per_100_words", "compound"
_MARKS = "! and ?"
_KEYS = ["word", "category", "voice"]
COLUMNS = [*_KEYS, "count_a", "count_b", "share_a", "share_b", "contribution"]


def word_shift(spans: pd.DataFrame, measured: pd.DataFrame, *, measure: str = LOADED, voice: str = ALL) -> pd.DataFrame:
    """Divide the difference of two articles among their words.

    Parameters
    ----------
    spans : what :func:`analysis.features.evidence` gives
    measured : the measured paragraphs of exactly two articles, with ``article``, ``block``, ``kind``, ``voice``,
        ``text`` and the measures
    measure : ``loaded_per_100_words`` or ``compound``
    voice : ``all``, ``outlet`` or ``quoted``, as in :func:`analysis.compare.compare`: for loaded words whose words they
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


def by_category(shift: pd.DataFrame) -> pd.DataFrame:
    """Add up a word shift by category and voice: what :func:`word_shift` gives, without ``word``, in the same order."""
    added = shift.groupby(["category", "voice"], as_index=False)[COLUMNS[3:]].sum(min_count=1)
    return _largest_first(added)


def _loaded(spans: pd.DataFrame, text: pd.DataFrame, voice: str) -> pd.DataFrame:
    """Give each mark that counts as loaded its share: a hundredth part of the article's words."""
    counts = spans[spans["label"].isin(("loaded", "cue")) & (spans["weight"] > 0)]
    voices = VOICES if voice == ALL else (voice,)
    inside = counts[counts["voice"].isin(voices)].merge(text[["article", "block"]], on=["article", "block"])
    words = text[[f"words_{own}" for own in voices]].sum(axis=1).groupby(text["article"]).sum()
    return _with_defined(inside.assign(share=PER / inside["article"].map(words).astype(float)), words)


def _compound(spans: pd.DataFrame, text: pd.DataFrame, voice: str) -> pd.DataFrame:
    """Give each word that VADER values its share of the mean compound."""
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
    """Give what the marks of each text add to the size of its sum of valences."""
    v = package()
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

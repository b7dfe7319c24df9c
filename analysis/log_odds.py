"""The words that set two articles apart: log-odds with an informative Dirichlet prior.

A word that one article has twice and the other not at all is no finding; a word that it has twelve times is. The
log-odds of each word are drawn towards how often news has it (the prior), and divided by their standard error.

What it does not see: a word that one paragraph repeats counts as often as it stands there, as if each time were
chosen anew. So z is too sure of words that come in clusters, as names do.

References
----------
Monroe, B. L., Colaresi, M. P. and Quinn, K. M. (2008). Fightin' Words: Lexical Feature Selection and Evaluation for
Identifying the Content of Political Conflict. Political Analysis 16(4), 372-403.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.schema import BLOCKQUOTE, BODY, TEXT, InputError, require
from analysis.word_keys import keys, pieces
from analysis.words import split

#: the prior counts as so many words: about as many as a short article has
STRENGTH = 500.0
_COLUMNS = ["word", "count_a", "count_b", "per_1000_a", "per_1000_b", "log_odds", "z"]


@lru_cache(maxsize=1)
def _news() -> pd.Series:
    path = Path(__file__).with_name("lexicons") / "word_frequencies.csv"
    return pd.read_csv(path, keep_default_na=False).set_index("word")["count"]


def news_frequencies() -> pd.Series:
    """Give how often news has each word: a count by word, of the words found in four articles or more of PolNeAR.

    The articles are American, on the election of 2016: names of that year are more frequent here than elsewhere.
    """
    return _news().copy()


def count_words(texts: pd.Series) -> pd.Series:
    """Count the words of texts, in lower case, without punctuation and possessive endings; figures are left out.

    >>> count_words(pd.Series(["The plan, the “Plan”.", "Joe’s 3 plans"])).to_dict()
    {'the': 2, 'plan': 2, 'joe': 1, 'plans': 1}
    """
    words = split(texts)
    numbers, first, counts = np.unique(words.types, return_index=True, return_counts=True)
    found: dict[str, int] = {}
    for k in np.argsort(first).tolist():
        surface = words.vocabulary.surfaces[numbers[k]]
        for start, end in pieces(surface):
            word = keys(surface[start:end])[1]
            if any(letter.isalpha() for letter in word):
                found[word] = found.get(word, 0) + int(counts[k])
    return pd.Series(found, dtype="int64", index=pd.Index(list(found), dtype=object))


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
        first article (in order of appearance) has the word more; z: the same in standard errors. Sorted by z, the
        first article's words first. Of words that both articles use alike, fewer than 5 in 100 have a z beyond 1.96.

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
    a, b = (count_words(text.loc[text["article"] == article, "text"]) for article in articles)
    counts = pd.DataFrame({"count_a": a, "count_b": b}).fillna(0).astype("int64")
    shares, totals = given.reindex(counts.index).fillna(given.min() / 2) / given.sum(), counts.sum()
    if prior is None:
        shares = (shares + counts.sum(axis=1) / max(totals.sum(), 1)) / 2
    alpha = strength * shares
    made = counts.assign(**odds(counts["count_a"], counts["count_b"], alpha, totals=tuple(totals), strength=strength))
    for side in "ab":
        made[f"per_1000_{side}"] = 1000 * counts[f"count_{side}"] / (totals[f"count_{side}"] or np.nan)
    made = made.rename_axis("word").reset_index().sort_values(["z", "word"], ascending=[False, True], kind="stable")
    return made.reset_index(drop=True)[_COLUMNS].astype({"word": TEXT})


def odds(
    count_a: pd.Series, count_b: pd.Series, alpha: pd.Series, *, totals: tuple[int, int], strength: float
) -> dict[str, pd.Series]:
    """Give the difference of the log-odds of each word, and the same in standard errors.

    Parameters
    ----------
    count_a, count_b : how often each of the two articles has each word
    alpha : the prior's count of each word, above 0
    totals : how many words the articles have
    strength : the sum of the prior's counts, over these words and all others

    Returns
    -------
    dict
        ``log_odds``: equation 16 of Monroe and others; ``z``: equations 20 to 22, the variance being the sum of
        ``1 / (count + alpha)``
    """
    sides = [count + alpha for count in (count_a, count_b)]
    logs = [np.log(side / (total + strength - side)) for side, total in zip(sides, totals, strict=True)]
    delta = logs[0] - logs[1]
    return {"log_odds": delta, "z": delta / np.sqrt(1 / sides[0] + 1 / sides[1])}

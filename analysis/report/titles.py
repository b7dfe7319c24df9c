"""What each figure finds, in one short sentence: its title. Each takes what its ``plot_...`` function takes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.comparison import ALL, columns_of, unit_of
from analysis.evaluation import OURS, VALIDATED_MEASURES
from analysis.measures import format_value, glossary_row
from analysis.report.drawing import Names, articles_of, called, shorten
from analysis.report.page import issue_marks, whole_percents
from analysis.schema import OUTLET, QUOTED, REPORTED, RUNNING_TEXT

_ROUNDING = 1e-9
#: so many actors are drawn; shares that differ by less are drawn in no piece's colour
_MOST_ACTORS, EVEN = 5, 0.02
_CATEGORIES = {"cue": "reporting verb", "typographic": "capitals and !", "insinuation": "scare quotes, hints"}


def category_name(category: str) -> str:
    """Return a category of loaded language in words a reader knows."""
    return _CATEGORIES.get(category, category)


def title_profile(measured: pd.DataFrame, *, measure: str = "loaded_per_100_words", names: Names | None = None) -> str:
    """Say in which paragraph of each piece a measure is highest."""
    said = []
    for article in articles_of(measured, "profile"):
        own = measured[(measured["article"] == article) & measured["kind"].isin(RUNNING_TEXT)]
        values = own[measure].to_numpy(dtype=float, na_value=np.nan)
        if np.isfinite(values).any():
            top = int(np.nanargmax(values))
            value = format_value(measure, values[top])
            said.append(f"paragraph {top + 1} of {called(article, names)} ({value})")
    label = capital(glossary_row(measure)["label"])
    return f"{label}: highest in {_listed(said, ' and in ')}" if said else f"{label}: not defined in any paragraph"


def title_differences(comparison: pd.DataFrame, *, names: Names | None = None) -> str:
    """Say how many of the differences are clear."""
    clear, count = comparison.loc[comparison["clear"], "label"].tolist(), int(comparison["low"].notna().sum())
    if not count:
        return "None of the differences could be tested"
    if not clear:
        which = "The one difference" if count == 1 else f"None of the {count} differences"
        return f"{which} that could be tested is {'not ' if count == 1 else ''}clear, all rows looked at together"
    return (
        f"Clear: {_listed(clear)}. The other {count - len(clear)} may be chance"
        if count > len(clear)
        else (f"Clear: {_listed(clear)}")
    )


def title_categories(table: pd.DataFrame, *, names: Names | None = None) -> str:
    """Name the category that each piece uses most in its own voice."""
    said = []
    for article in articles_of(table, "categories"):
        own = table[(table["article"] == article) & (table["voice"] == OUTLET) & (table["count"] > 0)]
        counts = own.groupby("category", sort=True)["count"].sum()
        name = called(article, names)
        told = f"{category_name(counts.idxmax())} ({counts.max()})" if len(counts) else "none"
        said.append(f"{name} {told}")
    return f"Most marked words of its own: {_listed(said)}"


def title_voices(table: pd.DataFrame, *, names: Names | None = None) -> str:
    """Say how much of each piece is quoted, and how much retold."""
    quoted, told = [], []
    for article in articles_of(table, "voices"):
        own = table[table["article"] == article].groupby("voice", sort=False)["share"].sum()
        percents = dict(zip(own.index, whole_percents(own.tolist()), strict=True))
        quoted.append(f"{percents.get(QUOTED, 0)}% of {called(article, names)}")
        told.append(f"{percents.get(REPORTED, 0)}%")
    return f"Quoted: {_listed(quoted, ' and ')}. Retold in the piece’s own words: {_listed(told, ' and ')}"


def title_salience(actors: pd.DataFrame, *, names: Names | None = None) -> str:
    """Name the actor whose shares of the mentions differ most between the pieces."""
    shares = leading_shares(actors)
    if not len(shares):
        return "No actor is named"
    top = (shares.iloc[:, -1] - shares.iloc[:, 0]).abs().idxmax()
    said = [f"{_percent(share)} of {called(article, names)}" for article, share in shares.loc[top].items()]
    return f"{shorten(top, 30)}: {_listed(said, ' and ')}’s mentions"


def leading_shares(actors: pd.DataFrame) -> pd.DataFrame:
    """Return the share of the mentions that the leading actors have: a row an actor, a column an article."""
    articles = articles_of(actors, "salience") if len(actors) else []
    shares = actors.pivot_table("share", "actor", "article", aggfunc="sum", fill_value=0.0)
    shares = shares.reindex(columns=articles, fill_value=0.0)
    return shares.loc[shares.sum(axis=1).sort_values(ascending=False, kind="stable").index[:_MOST_ACTORS]]


def title_sources(table: pd.DataFrame, *, names: Names | None = None) -> str:
    """Name the source with most words in each piece."""
    said = []
    for article in articles_of(table, "sources"):
        known = table[(table["article"] == article) & table["source"].notna()]
        if len(known):
            top = known.loc[known["words"].idxmax()]
            said.append(f"{shorten(top['source'], 30)} in {called(article, names)} ({top['words']})")
    return f"Most words: {_listed(said)}" if said else "No source is told"


def title_frames(table: pd.DataFrame, *, names: Names | None = None) -> str:
    """Name the issue frame that leads in each piece."""
    said = []
    for article in articles_of(table, "frames"):
        own = table[(table["article"] == article) & (table["kind"] == "issue") & (table["share"] > 0)]
        if len(own):
            top = own.loc[own["share"].idxmax()]
            said.append(f"{top['frame']} in {called(article, names)} ({_percent(top['share'])})")
    return f"The leading frame: {_listed(said)}" if said else "No issue frame is marked"


def title_frame_course(spans: pd.DataFrame, *, names: Names | None = None) -> str:
    """Name the issue frame with the most weight in each third of each piece."""
    said = []
    for article in articles_of(spans, "the course of frames"):
        own = issue_marks(spans, [article])
        third = (own["place"] * 3).clip(upper=2).astype(int)
        weight = own.groupby([third, own["category"]])["weight"].sum()
        if len(weight):
            leading = [weight[at].idxmax() for at in weight.index.unique(0).sort_values()]
            told = f"{leading[0]} throughout" if len(set(leading)) == 1 else ", then ".join(leading)
            said.append(f"{called(article, names)}: {told}")
    return f"The heaviest frame by thirds. {'; '.join(said)}" if said else "No issue frame is marked"


def title_shuffles(shuffled: Sequence[float] | np.ndarray | pd.Series, *, seen: float, measure: str) -> str:
    """Say how many shuffles differ as much as the two pieces."""
    values = np.abs(np.asarray(shuffled, dtype=float))
    far = int((values >= abs(seen) * (1 - _ROUNDING)).sum())
    return f"{far:,} of {len(values):,} shuffles differ as much as the two pieces: {what(measure)}"


def title_word_shift(shift: pd.DataFrame, *, measure: str, names: Names | None = None) -> str:
    """Name the word with the largest part in a difference."""
    told = shift[shift["contribution"].abs() > 0]
    if not len(told):
        return f"No word has a part in the difference, {what(measure)}"
    top = told.loc[told["contribution"].abs().idxmax()]
    whole = shift["contribution"].sum()
    word, part = shorten(top["word"], 34), f"{top['contribution']:+.2g} of {whole:+.2g}"
    return f"“{word}” makes {part} of the difference, {what(measure)}"


def title_agreement(figures: pd.DataFrame, *, measure: str = "auc") -> str:
    """Say which scorer agrees best with the experts."""
    rows = figures[(figures["measure"] == measure) & figures["value"].notna()]
    best = rows.groupby("scorer", sort=False)["value"].max()
    order = sorted(best.index, key=lambda name: (name != OURS, -best[name]))
    return f"{VALIDATED_MEASURES[measure]}, at best: {_listed([f'{name} {best[name]:.2f}' for name in order])}"


def title_matches(points: pd.DataFrame, *, matches: pd.DataFrame, names: Names | None = None) -> str:
    """Say how many paragraphs of each piece have no counterpart."""
    said = []
    for article in articles_of(points, "matches"):
        own = points[points["article"] == article]
        said.append(f"{(own['others'] == 0).sum()} of {len(own)} paragraphs of {called(article, names)}")
    return f"Without a counterpart: {_listed(said)}"


def title_sentences(table: pd.DataFrame, *, measure: str = "compound_names_masked") -> str:
    """Name the sentences with the lowest and the highest value."""
    known = table[table[measure].notna()]
    if not len(known):
        return f"{capital(glossary_row(measure)['label'])}: not defined for any sentence"
    low, high = known.loc[known[measure].idxmin()], known.loc[known[measure].idxmax()]
    ends = [f"{format_value(measure, row[measure])} (“{shorten(row['text'], 36)}”)" for row in (low, high)]
    return f"{capital(glossary_row(measure)['label'])}: from {ends[0]} to {ends[1]}"


def what(measure: str) -> str:
    """Return the name of a measure with its unit."""
    of = columns_of(measure, ALL)
    return f"{of['label']} ({unit_of(of)})"


def capital(text: str) -> str:
    """Return a text with its first letter as a capital."""
    return text[0].upper() + text[1:]


def _listed(said: list[str], between: str = ", ") -> str:
    return between.join(said)


def _percent(share: float) -> str:
    return f"{100 * share:.0f}%" if share == share else "no words"

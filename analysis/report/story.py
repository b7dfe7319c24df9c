"""From a report to one HTML page: a file that stands alone, without script and without the network.

:func:`render_page` makes the page of a :class:`Report`, which :class:`analysis.Story` collects: first what the
pieces are and what differs, then the texts with their marks, then the folded parts of :mod:`report.parts`. HTML is in
the templates only, and they escape whatever comes from an article.
"""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

import pandas as pd

from analysis.attribution import Attributions, by_source
from analysis.comparison import by_category, compare_articles, log_odds, with_reference
from analysis.measures import ISSUE_FRAMES, NEWS_FRAMES, find_frames
from analysis.report import charts, plots
from analysis.report.page import Figure, Report, environment, issue_marks, policy, stylesheet
from analysis.report.parts import PARTS, heard
from analysis.report.sentences import findings, observed, untested
from analysis.report.texts import LAYERS, pieces, rows, with_claims
from analysis.report.titles import category_name
from analysis.report.words_in_place import collect, places
from analysis.schema import ARTICLES, OUTLET, PARAGRAPHS, RUNNING_TEXT, SPANS, InputError, require, without_foreign

#: how many sentences open the page
_MOST = 5
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
#: the packages whose version can change a number or a picture
_PACKAGES = ("framing", "vaderSentiment", "textstat", "pandas", "numpy", "scipy", "pyarrow", "matplotlib")
_PROFILES = {
    "loaded_profile": "loaded_per_100_words",
    "tone_profile": "compound_names_masked",
    "readability_profile": "flesch_reading_ease",
}
#: so many words of each article that set it apart, at most
_WORDS = 8


def render_page(report: Report) -> str:
    """Return the page of a report as HTML."""
    require(report.articles, ARTICLES, "articles")
    require(report.measured, PARAGRAPHS, "measured paragraphs")
    require(report.spans, SPANS, "spans")
    if len(report.articles) < 2:
        raise InputError(f"a report needs two articles or more, not {len(report.articles)}; name another file.")
    listed, style, seen = pieces(report), stylesheet(), observed(report)
    chosen = [one for one in findings(report, most=_MOST - len(seen)) if one["clear"]]
    made = {part.__name__: part(report) for part in PARTS}
    first, second, *_ = report.letters.values()
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            pieces=listed,
            letters=report.letters,
            count=_COUNTS[len(listed)] if len(listed) < len(_COUNTS) else str(len(listed)),
            observations=seen,
            findings=chosen,
            rows=rows(report, listed),
            places=places(collect(report.measured, with_claims(report.spans, report.spoken)), report.articles),
            heard=heard(report),
            matched=report.matches is not None,
            rest=len(report.comparison) - len(chosen),
            untested=untested(report),
            lexicon=report.lexicon,
            pairs=report.pairs,
            layers=LAYERS,
            first=first,
            second=second,
            pair_name=f"{first} minus {second}",
            parts={name: data for name, data in made.items() if data is not None},
            style=style,
            policy=policy(style),
        )
    )


def compared(measured: pd.DataFrame, *, effects: bool = True) -> pd.DataFrame:
    """Compare the first article with each of the others, and with pairs of articles of one outlet."""
    return with_reference(compare_articles(measured, effects=effects))


def figures(
    measured: pd.DataFrame,
    spans: pd.DataFrame,
    comparison: pd.DataFrame,
    *,
    names: dict[str, str],
) -> dict[str, Figure]:
    """Draw the measures of the first two articles, each figure with its alt text and its table."""
    measured = _first_two(measured)
    two = pd.unique(measured["article"]).tolist()
    names, drawn = {article: names[article] for article in two}, {}

    def keep(name: str, kind: str, rows: list | dict, alt: str, table: pd.DataFrame) -> None:
        drawn[name] = Figure(charts.draw(kind, rows, alt=alt), alt, table)

    marks = by_category(
        spans[spans["article"].isin(two) & (spans["weight"] > 0)], measured, labels=("loaded", "cue", "hedge")
    )
    marks["category"] = marks["category"].map(category_name)
    if len(marks):
        alt = plots.alt_categories(marks, names=names)
        keep("loaded_categories", "bars", charts.category_bars(marks, names), alt, marks)
    text = measured[measured["kind"].isin(RUNNING_TEXT)]
    for name, column in _PROFILES.items():
        shown = text[["article", "paragraph", "voice", "words", column]]
        alt = plots.alt_profile(measured, measure=column, names=names)
        keep(name, "strips", charts.measure_strips(measured, column, names), alt, shown)
    own = comparison[(comparison["article_b"] == two[1]) & (comparison["voice"] == OUTLET)]
    alt = plots.alt_differences(own, names=names)
    keep("differences", "intervals", charts.difference_intervals(own, names), alt, own)
    return drawn


def frame_figures(
    measured: pd.DataFrame, profile: pd.DataFrame, marks: pd.DataFrame, *, names: dict[str, str]
) -> dict[str, Figure]:
    """Draw the frames of the first two articles, their `profile`, and where in each piece the words of frames stand."""
    measured = _first_two(measured)
    two = pd.unique(measured["article"]).tolist()
    names = {article: names[article] for article in two}
    profile, marks = (table[table["article"].isin(two)] for table in (profile, marks))
    listed = [*ISSUE_FRAMES, *NEWS_FRAMES]
    scored = compare_articles(
        pd.concat([measured, find_frames(measured)[listed]], axis=1), measures=listed, effects=False
    )
    alt = plots.alt_frames(profile, names=names)
    drawn = {"frames_profile": Figure(charts.draw("bars", charts.frame_bars(profile, names), alt=alt), alt, scored)}
    if len(issue_marks(marks, two)):
        alt, thirds = plots.alt_frame_course(marks, names=names), charts.frame_thirds(marks, names)
        course = charts.draw("course", charts.frame_course(marks, names), alt=alt)
        drawn["frames_course"] = Figure(course, alt, thirds)
    return drawn


def source_figures(spoken: Attributions, *, names: dict[str, str]) -> dict[str, Figure]:
    """Draw how many words each source of the first two articles has, if there are any."""
    names = dict(list(names.items())[:2])
    sources = by_source(spoken)
    sources = sources[sources["article"].isin(names)]
    if not len(sources):
        return {}
    shown = sources.rename(columns={"words_quoted": "of them in its own words"})
    alt = plots.alt_sources(sources, names=names)
    return {"voice_sources": Figure(charts.draw("bars", charts.source_bars(sources, names), alt=alt), alt, shown)}


def salience(actors: pd.DataFrame, *, names: dict[str, str]) -> dict[str, Figure]:
    """Draw how large a share of the mentions the actors of the first two articles have, if there are any."""
    two = list(names)[:2]
    own = actors[actors["article"].isin(two)]
    rows = charts.salience_slopes(own, {article: names[article] for article in two})
    if not rows:
        return {}
    alt = plots.alt_salience(own, names=names)
    drawn = [row["label"] for row in rows]
    table = own.loc[own["actor"].isin(drawn), ["actor", "article", "mentions", "share"]]
    return {"actors_salience": Figure(charts.draw("slopes", rows, alt=alt), alt, table)}


def words_apart(measured: pd.DataFrame) -> pd.DataFrame:
    """Choose the words that set the first two articles apart by more than shuffling does: so many for each, at most."""
    odds = log_odds(_first_two(without_foreign(measured)))
    odds = odds[odds["apart"]]
    ranked = odds.sort_values("score", key=abs, ascending=False, kind="stable")
    sides = (ranked["score"] > 0, ranked["score"] < 0)
    return pd.concat([ranked[side].head(_WORDS) for side in sides], ignore_index=True)


def versions() -> dict[str, str]:
    """Return the versions of Python and of the packages that a number or a picture can depend on."""
    found = {"Python": platform.python_version()}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def _first_two(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["article"].isin(pd.unique(table["article"])[:2])]

"""Tables and figures in, one HTML page out: a file that stands alone, without script and without the network.

First what the pieces are and what differs, then the texts with their marks, then the folded parts of
:mod:`report.parts`. HTML is in the templates only, and they escape whatever comes from an article.

The whole way from articles to the page, in the order of its steps.
"""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

import pandas as pd

from analysis.articles import Article, articles_table, paragraphs
from analysis.attribution import Attributions, attribute, by_source, by_voice
from analysis.comparison import by_category, compare_articles, comparison_sentences, log_odds
from analysis.facts import MOST_ARTICLES, compare_facts, figure_marks, observations
from analysis.measures import evidence, load_glossary, measure
from analysis.report.drawing import svg
from analysis.report.page import Figure, Own, Report, environment, letters, pairs, policy, stylesheet
from analysis.report.parts import PARTS
from analysis.report.plots import (
    SAID,
    alt_categories,
    alt_differences,
    alt_profile,
    alt_sources,
    alt_voices,
    plot_categories,
    plot_differences,
    plot_profile,
    plot_sources,
    plot_voices,
)
from analysis.report.sentences import findings, observed
from analysis.report.texts import LAYERS, pieces, rows
from analysis.schema import ARTICLES, HEADLINE, OUTLET, PARAGRAPHS, RUNNING_TEXT, SPANS, InputError, require
from analysis.text.own_lexicon import OwnLexicon

#: how many sentences open the page
_MOST = 5
_COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def render_page(report: Report) -> str:
    """Write the page."""
    require(report.articles, ARTICLES, "articles")
    require(report.measured, PARAGRAPHS, "measured paragraphs")
    require(report.spans, SPANS, "spans")
    if len(report.articles) < 2:
        raise InputError(f"a report needs two articles or more, not {len(report.articles)}; name another file.")
    listed, style, seen = pieces(report), stylesheet(), observed(report)
    chosen = findings(report, most=_MOST - len(seen))
    made = {part.__name__: part(report) for part in PARTS}
    template = environment().get_template("report.html.j2")
    return template.render(
        pieces=listed,
        letters=letters(report.articles),
        count=_COUNTS[len(listed)] if len(listed) < len(_COUNTS) else str(len(listed)),
        observations=seen,
        findings=chosen,
        rows=rows(report, listed),
        matched=report.matches is not None,
        rest=len(report.comparison) - len(chosen),
        lexicon=report.lexicon,
        pairs=pairs(report),
        layers=LAYERS,
        first=listed[0]["letter"],
        second=listed[1]["letter"],
        pair_name=f"{listed[0]['letter']} minus {listed[1]['letter']}",
        parts={name: data for name, data in made.items() if data is not None},
        style=style,
        policy=policy(style),
    )


#: the packages whose version can change a number or a picture
_PACKAGES = ("framing", "vaderSentiment", "textstat", "pandas", "numpy", "scipy", "pyarrow", "matplotlib")
_PROFILES = (
    ("loaded_profile", "loaded_per_100_words"),
    ("tone_profile", "compound_names_masked"),
    ("readability_profile", "flesch_reading_ease"),
)

#: so many words of each article that set it apart, and how far apart they are at least
_WORDS, _FEWEST_Z = 8, 1.0


def make_page(
    articles: list[Article], *, command: str = "", own: OwnLexicon | None = None, source: str | None = None
) -> str:
    """Turn two or more articles into the page.

    Parameters
    ----------
    articles : two or more; of more than two, the first is compared with each of the others
    command : what was typed, to be shown on the page
    own : the reader's lexicon, if there is one; the page says so
    source : the text of a primary source: the quotations are held against it

    Returns
    -------
    str, a whole HTML document; the same articles and the same command give the same text
    """
    blocks = paragraphs(articles)
    lexicon = own and own.lexicon
    spoken = attribute(blocks)
    measured = pd.concat([blocks, measure(blocks, lexicon=lexicon, contents=contents(blocks, spoken))], axis=1)
    spans = evidence(blocks, lexicon=lexicon)
    facts = compare_facts(blocks, spoken, source=source) if len(articles) <= MOST_ARTICLES else None
    listed = _titled(articles_table(articles), blocks)
    names = letters(listed)
    comparison, sentences = compared(measured, names=names)
    return render_page(
        Report(
            articles=listed,
            measured=measured,
            spans=spans if facts is None else marked(spans, figure_marks(facts, blocks, names=names)),
            comparison=comparison,
            sentences=sentences,
            figures=figures(measured, spans, comparison, names=names) | voices(measured, spoken, names=names),
            spoken=spoken,
            facts=facts,
            matches=facts and facts.matches,
            observations=facts and observations(facts, names=names),
            odds=words_apart(measured),
            glossary=load_glossary(),
            versions=versions(),
            command=command,
            lexicon=own and Own(own.file.name, len(own.file.table), own.file.sha256),
        )
    )


def marked(spans: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Put the marks of figures among the others, which have columns besides."""
    return pd.concat([spans, figures.reindex(columns=spans.columns)], ignore_index=True) if len(figures) else spans


def contents(blocks: pd.DataFrame, spoken: Attributions) -> pd.DataFrame:
    """Return what is ascribed to someone as :func:`measures.features.measure` wants it: ``row``, ``start``, ``end``."""
    rows = blocks[["article", "block"]].assign(row=range(len(blocks)))
    found = spoken.places[spoken.places["role"] == "content"]
    return found.merge(rows, on=["article", "block"])[["row", "start", "end"]]


def voices(measured: pd.DataFrame, spoken: Attributions, *, names: dict[str, str]) -> dict[str, Figure]:
    """Draw whose words the first two articles are, and whom they let speak."""
    two = pd.unique(measured["article"]).tolist()[:2]
    names = {article: names[article] for article in two}
    table = by_voice(measured[measured["article"].isin(two)])
    drawn = {"voice_shares": _figure("voice_shares", plot_voices, alt_voices, table, names=names)}
    shares = table.assign(voice=table["voice"].map(SAID)).rename(columns={"voice": "whose words"})
    drawn["voice_shares"] = drawn["voice_shares"]._replace(table=shares)
    listed = by_source(spoken)
    listed = listed[listed["article"].isin(two)]
    if len(listed):
        plot, alt = plot_sources, alt_sources
        told = listed.rename(columns={"words_quoted": "of them in its own words", "first_block": "first in block"})
        drawn["voice_sources"] = _figure("voice_sources", plot, alt, listed, names=names)._replace(table=told)
    return drawn


def words_apart(measured: pd.DataFrame) -> pd.DataFrame:
    """Choose the words that set the first two articles apart most: so many for each, the furthest apart first."""
    two = pd.unique(measured["article"]).tolist()[:2]
    odds = log_odds(measured[measured["article"].isin(two)])
    odds = odds[odds["z"].abs() >= _FEWEST_Z]
    ranked = odds.assign(size=odds["z"].abs()).sort_values("size", ascending=False, kind="stable").drop(columns="size")
    return pd.concat([ranked[ranked["z"] > 0].head(_WORDS), ranked[ranked["z"] < 0].head(_WORDS)], ignore_index=True)


def compared(measured: pd.DataFrame, *, names: dict[str, str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Compare the first article with each of the others; give the table and its plain sentences."""
    first, *others = pd.unique(measured["article"]).tolist()
    pairs = [compare_articles(measured[measured["article"].isin([first, other])]) for other in others]
    table = pd.concat(pairs, ignore_index=True)
    return table, comparison_sentences(table, names=names)


def figures(
    measured: pd.DataFrame, spans: pd.DataFrame, comparison: pd.DataFrame, *, names: dict[str, str]
) -> dict[str, Figure]:
    """Draw the figures of the page for the first two articles, each with its alt text and its table."""
    two = pd.unique(measured["article"]).tolist()[:2]
    names = {article: names[article] for article in two}
    measured = measured[measured["article"].isin(two)]
    comparison = comparison[(comparison["article_b"] == two[1]) & (comparison["voice"] == OUTLET)]
    weighty = spans[spans["article"].isin(two) & (spans["weight"] > 0)]
    table = by_category(weighty, measured, labels=("loaded", "cue", "hedge"))
    table["category"] = table["category"].replace("cue", "reporting verb")
    drawn = {}
    if len(table):
        drawn["loaded_categories"] = _figure("loaded_categories", plot_categories, alt_categories, table, names=names)
    for name, column in _PROFILES:
        figure = _figure(name, plot_profile, alt_profile, measured, names=names, measure=column)
        text = measured[measured["kind"].isin(RUNNING_TEXT)]
        drawn[name] = figure._replace(table=text[["article", "paragraph", "voice", "words", column]])
    differences = _figure("differences", plot_differences, alt_differences, comparison, names=names)
    return drawn | {"differences": differences}


def _figure(name: str, plot, describe, table: pd.DataFrame, **options) -> Figure:
    alt = describe(table, **options)
    return Figure(svg(plot(table, **options), name=name, alt=alt, themed=True), alt, table)


def _titled(listed: pd.DataFrame, blocks: pd.DataFrame) -> pd.DataFrame:
    said = blocks[blocks["kind"] == HEADLINE].drop_duplicates("article").set_index("article")["text"]
    return listed.assign(title=listed["title"].fillna(listed["article"].map(said)))


def versions() -> dict[str, str]:
    """Return the versions of Python and of the packages that a number or a picture can depend on."""
    found = {"Python": platform.python_version()}
    for package in _PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found

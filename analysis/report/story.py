"""From articles to one HTML page: a file that stands alone, without script and without the network.

:func:`make_page` takes the steps in their order and collects what they give in one :class:`Report`; :func:`render_page`
makes the page of it: first what the pieces are and what differs, then the texts with their marks, then the folded parts
of :mod:`report.parts`. HTML is in the templates only, and they escape whatever comes from an article.
"""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pandas as pd

from analysis.articles import Article, articles_table, paragraphs
from analysis.attribution import Attributions, attribute, by_source, by_voice, contents
from analysis.comparison import by_category, compare_articles, comparison_sentences, log_odds
from analysis.facts import MOST_ARTICLES, compare_facts, figure_marks, observations
from analysis.files import write_all
from analysis.measures import ISSUE_FRAMES, NEWS_FRAMES, evidence, find_frames, frame_profile, load_glossary, measure
from analysis.report import plots
from analysis.report.drawing import svg
from analysis.report.page import Figure, Own, Report, environment, letters, policy, stylesheet
from analysis.report.parts import PARTS
from analysis.report.sentences import findings, observed
from analysis.report.texts import LAYERS, pieces, rows
from analysis.schema import ARTICLES, HEADLINE, OUTLET, PARAGRAPHS, RUNNING_TEXT, SPANS, InputError, require
from analysis.text.own_lexicon import OwnLexicon

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
#: so many words of each article that set it apart, and how far apart they are at least
_WORDS, _FEWEST_Z = 8, 1.0


def write_report(
    articles: list[Article],
    path: str | Path,
    *,
    command: str = "",
    own: OwnLexicon | None = None,
    source: str | None = None,
) -> Path:
    """Write the page of two or more articles: one HTML file that needs no other, whole or not at all.

    Parameters
    ----------
    articles : two or more; of more than two, the first is compared with each of the others
    path : the file to write
    command : what was typed, to be shown on the page
    own : the reader's lexicon, if there is one; the page says so
    source : the text of a primary source: the quotations are held against it

    Returns
    -------
    Path, where the page is

    Raises
    ------
    InputError
        if there are fewer than two articles, or the file cannot be written
    """
    path, page = Path(path), make_page(articles, command=command, own=own, source=source)
    write_all({path: lambda place: place.write_text(page, encoding="utf-8", newline="\n")})
    return path


def make_page(
    articles: list[Article], *, command: str = "", own: OwnLexicon | None = None, source: str | None = None
) -> str:
    """Return the page of two or more articles as HTML, with the parameters of :func:`write_report`.

    The same articles and the same command give the same text.
    """
    blocks, lexicon = paragraphs(articles), own and own.lexicon
    spoken = attribute(blocks)
    measured = pd.concat([blocks, measure(blocks, lexicon=lexicon, contents=contents(blocks, spoken))], axis=1)
    spans = evidence(blocks, lexicon=lexicon)
    facts = compare_facts(blocks, spoken, source=source, lexicon=lexicon) if len(articles) <= MOST_ARTICLES else None
    listed = _titled(articles_table(articles), blocks)
    names = letters(listed)
    comparison, sentences = compared(measured, names=names)
    return render_page(
        Report(
            articles=listed,
            measured=measured,
            spans=spans if facts is None else _joined(spans, figure_marks(facts, blocks, names=names)),
            comparison=comparison,
            sentences=sentences,
            figures=figures(measured, spans, comparison, spoken, names=names),
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


def render_page(report: Report) -> str:
    """Return the page of a report as HTML."""
    require(report.articles, ARTICLES, "articles")
    require(report.measured, PARAGRAPHS, "measured paragraphs")
    require(report.spans, SPANS, "spans")
    if len(report.articles) < 2:
        raise InputError(f"a report needs two articles or more, not {len(report.articles)}; name another file.")
    listed, style, seen = pieces(report), stylesheet(), observed(report)
    chosen = findings(report, most=_MOST - len(seen))
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
            matched=report.matches is not None,
            rest=len(report.comparison) - len(chosen),
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


def compared(measured: pd.DataFrame, *, names: dict[str, str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Compare the first article with each of the others; return the table and its plain sentences."""
    first, *others = pd.unique(measured["article"]).tolist()
    pairs = [compare_articles(measured[measured["article"].isin([first, other])]) for other in others]
    table = pd.concat(pairs, ignore_index=True)
    return table, comparison_sentences(table, names=names)


def figures(
    measured: pd.DataFrame,
    spans: pd.DataFrame,
    comparison: pd.DataFrame,
    spoken: Attributions,
    *,
    names: dict[str, str],
) -> dict[str, Figure]:
    """Draw the figures of the page for the first two articles, each with its alt text and its table."""
    measured = _first_two(measured)
    two = pd.unique(measured["article"]).tolist()
    names, drawn = {article: names[article] for article in two}, {}

    def draw(name: str, plot, describe, table: pd.DataFrame, shown: pd.DataFrame | None = None, **options) -> None:
        alt = describe(table, names=names, **options)
        picture = svg(plot(table, names=names, **options), name=name, alt=alt, themed=True)
        drawn[name] = Figure(picture, alt, table if shown is None else shown)

    marks = by_category(
        spans[spans["article"].isin(two) & (spans["weight"] > 0)], measured, labels=("loaded", "cue", "hedge")
    )
    marks["category"] = marks["category"].replace("cue", "reporting verb")
    if len(marks):
        draw("loaded_categories", plots.plot_categories, plots.alt_categories, marks)
    text = measured[measured["kind"].isin(RUNNING_TEXT)]
    for name, column in _PROFILES.items():
        shown = text[["article", "paragraph", "voice", "words", column]]
        draw(name, plots.plot_profile, plots.alt_profile, measured, shown, measure=column)
    own = comparison[(comparison["article_b"] == two[1]) & (comparison["voice"] == OUTLET)]
    draw("differences", plots.plot_differences, plots.alt_differences, own)
    shares = by_voice(measured)
    shown = shares.assign(voice=shares["voice"].map(plots.SAID)).rename(columns={"voice": "whose words"})
    draw("voice_shares", plots.plot_voices, plots.alt_voices, shares, shown)
    profile = frame_profile(measured)
    listed = [*ISSUE_FRAMES, *NEWS_FRAMES]
    scored = pd.concat([measured, find_frames(measured)[listed]], axis=1)
    draw("frames_profile", plots.plot_frames, plots.alt_frames, profile, compare_articles(scored, measures=listed))
    sources = by_source(spoken)
    sources = sources[sources["article"].isin(two)]
    if len(sources):
        shown = sources.rename(columns={"words_quoted": "of them in its own words", "first_block": "first in block"})
        draw("voice_sources", plots.plot_sources, plots.alt_sources, sources, shown)
    return drawn


def words_apart(measured: pd.DataFrame) -> pd.DataFrame:
    """Choose the words that set the first two articles apart most: so many for each, the furthest apart first."""
    odds = log_odds(_first_two(measured))
    odds = odds[odds["z"].abs() >= _FEWEST_Z]
    ranked = odds.sort_values("z", key=abs, ascending=False, kind="stable")
    return pd.concat([ranked[ranked["z"] > 0].head(_WORDS), ranked[ranked["z"] < 0].head(_WORDS)], ignore_index=True)


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


def _joined(spans: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Put the marks of figures among the others, which have columns besides."""
    return pd.concat([spans, figures.reindex(columns=spans.columns)], ignore_index=True) if len(figures) else spans


def _titled(listed: pd.DataFrame, blocks: pd.DataFrame) -> pd.DataFrame:
    said = blocks[blocks["kind"] == HEADLINE].drop_duplicates("article").set_index("article")["text"]
    return listed.assign(title=listed["title"].fillna(listed["article"].map(said)))

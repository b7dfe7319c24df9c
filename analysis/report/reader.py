"""One event as several articles tell it, for a reader in a notebook.

A :class:`Story` holds articles. Each of its tables is worked out when it is first asked for, by the functions that
work on any table; the story keeps what they return.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

import pandas as pd

from analysis.actors import Actors, find_actors, find_same_acts
from analysis.articles import Article, Reading, articles_from, articles_table, paragraphs, read_articles
from analysis.attribution import Attributions, attribute, by_source, by_voice, contents
from analysis.comparison import by_category, compare_aligned, comparison_sentences
from analysis.facts import (
    MOST_ARTICLES,
    SURE,
    SameFacts,
    compare_facts,
    facts_table,
    figure_marks,
    in_english,
    observations,
)
from analysis.files import write_all
from analysis.measures import evidence, frame_profile, frame_spans, measure, shown_glossary
from analysis.report import plots, show
from analysis.report.page import Own, Report, letters, names_of
from analysis.report.sentences import act_observations
from analysis.report.story import (
    compared,
    figures,
    frame_figures,
    render_page,
    salience,
    source_figures,
    versions,
    words_apart,
)
from analysis.report.texts import with_claims
from analysis.report.words_in_place import collect, places
from analysis.schema import HEADLINE, OUTLET, InputError
from analysis.text.own_lexicon import OwnLexicon, load_with

#: the layers whose marks count into a category figure
_CATEGORIES = ("loaded", "cue", "hedge")


class Story:
    """One event as several articles tell it.

    Make one with :meth:`read`, :meth:`from_texts` or :meth:`from_table`. In a notebook it shows itself: the texts
    with their marks.

    Parameters
    ----------
    articles : two articles or more, as :func:`analysis.read_articles` returns them
    lexicon : a CSV file of the reader's own terms, added to the project's, or what ``load_with`` made of one
    source : the text of a primary source, such as a transcript: quotations are held against it
    actors : a CSV file of the reader's own actors (actor, kind, forms), which comes before the project's

    Attributes
    ----------
    articles : DataFrame, a row an article: what is known of it
    names : dict, the letter of each article, by which figures and sentences call it
    paragraphs : DataFrame, a row a block: what it is, whose voice it is in, and its measures
    spans : DataFrame, a row a marked stretch of text: the words behind the numbers
    attributions : DataFrame, a row a statement: who says it, and where
    differences : DataFrame, the first article against each of the others, measure by measure, with interval and p
    sentences : DataFrame, the same in plain words
    aligned : DataFrame, the planned rows for the paragraphs alone that report the same point, compared in pairs
    facts : DataFrame, a row a finding: figures, quotations, headlines, what is left out, shared passages
    frames : DataFrame, a row an article and frame: its share, that of the opening, and how far to trust the frame
    actors : DataFrame, a row an actor and article: mentions, names, labels, what it does and what is done to it, tone
    mentions : DataFrame, a row a mention of an actor: where, by which rule, role, verb, tone and the words behind it
    labels : DataFrame, a row a label: what an actor is called, where, and which of it is loaded
    plot : the figures of this story, each a call, such as ``story.plot.voices()``

    Raises
    ------
    InputError
        if there is only one article
    """

    def __init__(
        self,
        articles: list[Article],
        *,
        lexicon: str | Path | OwnLexicon | None = None,
        source: str | None = None,
        actors: str | Path | None = None,
    ) -> None:
        if len(articles) < 2:
            raise InputError(f"a story needs two articles or more, not {len(articles)}. Name another one.")
        self._articles, self._source = list(articles), source
        self._table = None if actors is None else Path(actors)
        self._own = lexicon if lexicon is None or isinstance(lexicon, OwnLexicon) else load_with(Path(lexicon))
        self.plot = _Plots(self)

    @classmethod
    def read(cls, *inputs: str | Path, encoding: str | None = None, reading: Reading | None = None, **options) -> Story:
        """Read a story of two articles or more from files, folders, archives, tables or addresses.

        `reading` says how they are read, and how far; `options` are those of :class:`Story`.
        """
        return cls(read_articles(inputs, encoding=encoding, reading=reading), **options)

    @classmethod
    def from_texts(cls, texts: Mapping[str, str], **options) -> Story:
        """Make a story of texts by their names, such as ``{"First Post": "...", "Second Post": "..."}``."""
        if not isinstance(texts, Mapping):
            raise InputError('from_texts takes the texts by their names: {"first": "...", "second": "..."}.')
        return cls.from_table(pd.DataFrame({"article": list(texts), "text": list(texts.values())}), **options)

    @classmethod
    def from_table(cls, table: pd.DataFrame, **options) -> Story:
        """Make a story of a table, a row an article: ``text``, and ``title``, ``outlet``, ``date`` where known."""
        return cls(articles_from(table), **options)

    @cached_property
    def articles(self) -> pd.DataFrame:
        return articles_table(self._articles)

    @cached_property
    def names(self) -> dict[str, str]:
        return letters(self.articles)

    @cached_property
    def _blocks(self) -> pd.DataFrame:
        return paragraphs(self._articles)

    @cached_property
    def _said(self) -> Attributions:
        return attribute(self._blocks)

    @cached_property
    def _found(self) -> SameFacts:
        own = {"lexicon": self._lexicon, "spans": self.spans}
        return compare_facts(self._blocks, self._said, source=self._source, **own)

    @cached_property
    def paragraphs(self) -> pd.DataFrame:
        measured = measure(self._blocks, lexicon=self._lexicon, contents=contents(self._blocks, self._said))
        return pd.concat([self._blocks, measured], axis=1)

    @cached_property
    def spans(self) -> pd.DataFrame:
        return evidence(self._blocks, lexicon=self._lexicon)

    @property
    def attributions(self) -> pd.DataFrame:
        return self._said.table

    @cached_property
    def differences(self) -> pd.DataFrame:
        return compared(self.paragraphs)

    @cached_property
    def _shown(self) -> pd.DataFrame:
        """The differences, without the effects if nobody has asked for them: no page shows them."""
        whole = self.__dict__.get("differences")
        return compared(self.paragraphs, effects=False) if whole is None else whole

    @cached_property
    def sentences(self) -> pd.DataFrame:
        return comparison_sentences(self._shown, names=self.names)

    @cached_property
    def aligned(self) -> pd.DataFrame:
        matches = self._found.matches
        return compare_aligned(self.paragraphs, matches[matches["basis"] == SURE])

    @cached_property
    def facts(self) -> pd.DataFrame:
        return facts_table(self._found, self._blocks)

    @cached_property
    def frames(self) -> pd.DataFrame:
        return frame_profile(self._blocks)

    @cached_property
    def _framed(self) -> pd.DataFrame:
        return frame_spans(self._blocks)

    @cached_property
    def _who(self) -> Actors:
        return find_actors(self._blocks, spoken=self._said, actors=self._table)

    @cached_property
    def actors(self) -> pd.DataFrame:
        return self._who.table()

    @property
    def mentions(self) -> pd.DataFrame:
        return self._who.mentions

    @property
    def labels(self) -> pd.DataFrame:
        return self._who.labels

    @cached_property
    def _acts(self) -> pd.DataFrame:
        return find_same_acts(self.mentions, self._blocks)

    @property
    def _lexicon(self):
        return self._own and self._own.lexicon

    def opening(self, *, start: str = "#") -> dict | None:
        """Lay out each loaded word at its place, for a template; `start` is what the links to the words begin with."""
        return places(collect(self.paragraphs, with_claims(self.spans, self._said)), self.articles, start=start)

    def page(self, *, command: str = "") -> str:
        """Return the story's page as HTML. The same articles and the same `command`, which it shows, give the same."""
        return render_page(self._report(command))

    def write(self, path: str | Path, *, command: str = "") -> Path:
        """Write the story's page, one HTML file that needs no other, and return where it is."""
        path, page = Path(path), self.page(command=command)
        write_all({path: lambda place: place.write_text(page, encoding="utf-8", newline="\n")})
        return path

    def _report(self, command: str) -> Report:
        """Collect what the page shows; no facts where articles are too many to compare, or too few are in English."""
        compares = len(self._articles) <= MOST_ARTICLES and in_english(self._blocks)
        found, spans = self._found if compares else None, self.spans
        marks = None if found is None else figure_marks(found, self._blocks, names=self.names)
        if marks is not None and len(marks):
            spans = pd.concat([spans, marks.reindex(columns=spans.columns)], ignore_index=True)
        headlines = self._blocks[self._blocks["kind"] == HEADLINE].drop_duplicates("article")
        titles = (
            self.articles["article"].map(headlines.set_index("article")["text"]).astype(self.articles["title"].dtype)
        )
        framed = self.frames, self._framed
        return Report(
            articles=self.articles.assign(title=self.articles["title"].fillna(titles)),
            measured=self.paragraphs,
            spans=spans,
            comparison=self._shown,
            sentences=self.sentences,
            figures=figures(self.paragraphs, self.spans, self._shown, names=self.names)
            | frame_figures(self.paragraphs, *framed, names=self.names)
            | source_figures(self._said, names=self.names)
            | salience(self.actors, names=self.names),
            spoken=self._said,
            framed=framed,
            facts=found,
            actors=self._who,
            acts=self._acts,
            matches=found and found.matches,
            aligned=None if found is None else self.aligned,
            observations=found and self._observed(found),
            odds=words_apart(self.paragraphs),
            glossary=shown_glossary(self.paragraphs),
            versions=versions(),
            command=command,
            lexicon=self._own and Own(self._own.file.name, len(self._own.file.table), self._own.file.sha256),
        )

    def _observed(self, found: SameFacts) -> pd.DataFrame:
        """Write what differs in the words as sentences: first who is named for the same act."""
        names = names_of(self.articles)
        acts = act_observations(self._acts, names=names)
        return pd.concat([acts, observations(found, names=names)], ignore_index=True)

    def __repr__(self) -> str:
        named = "; ".join(f"{self.names[slug]} {slug}" for slug in self.articles["article"])
        return f"Story of {len(self._articles)} articles ({named})"

    def _repr_html_(self) -> str:
        return show.marked(self.paragraphs, self.spans, articles=self.articles).html


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
    return Story(articles, lexicon=own, source=source).write(path, command=command)


class _Plots:
    """The figures of a story. Each call draws one, with its title and its alt text."""

    def __init__(self, story: Story) -> None:
        self._story = story

    def __dir__(self) -> list[str]:
        return sorted(name for name in vars(type(self)) if not name.startswith("_"))

    def words_in_place(self):
        """Draw each loaded word at its place in its piece, and whose it is."""
        spans = with_claims(self._story.spans, self._story._said)
        return plots.words_in_place(self._story.paragraphs, spans, names=self._named())

    def voices(self):
        """Draw how many words are the outlet's, how many are reported and how many are quoted."""
        return plots.voices(by_voice(self._story.paragraphs), names=self._story.names)

    def sources(self):
        """Draw who is quoted, and with how many words."""
        return plots.sources(by_source(self._story._said), names=self._story.names)

    def salience(self):
        """Draw which share of the mentions the leading actors have, in the first two pieces."""
        actors, two = self._story.actors, list(self._story.names)[:2]
        return plots.salience(actors[actors["article"].isin(two)], names=self._story.names)

    def categories(self):
        """Draw the loaded words by kind."""
        spans = self._story.spans
        weighty = spans[spans["weight"] > 0]
        table = by_category(weighty, self._story.paragraphs, labels=_CATEGORIES)
        return plots.categories(table, names=self._story.names)

    def frames(self):
        """Draw the issue frames side by side."""
        return plots.frames(self._story.frames, names=self._story.names)

    def frame_course(self):
        """Draw where in each piece the words of issue frames stand."""
        return plots.frame_course(self._story._framed, names=self._story.names)

    def profile(self, measure: str = "loaded_per_100_words"):
        """Draw a measure paragraph by paragraph."""
        return plots.profile(self._story.paragraphs, measure=measure, names=self._story.names)

    def _named(self) -> dict[str, str]:
        called = names_of(self._story.articles)
        return {slug: f"{letter} · {called[slug]}" for slug, letter in self._story.names.items()}

    def differences(self):
        """Draw each difference of the first two articles with its interval."""
        rows = self._story.differences
        first = rows[(rows["article_b"] == rows["article_b"].iloc[0]) & (rows["voice"] == OUTLET)]
        return plots.differences(first, names=self._story.names)

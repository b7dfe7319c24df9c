"""The same facts in different words: every comparison of what two or more articles say, in one place.

The door to :mod:`analysis.align` (which paragraphs report the same point), :mod:`analysis.omissions` (what only one
has), :mod:`analysis.drift` (quotations in two wordings), :mod:`analysis.claims` and :mod:`analysis.arithmetic`
(figures), :mod:`analysis.headline` and :mod:`analysis.reuse`. Each finding is an observation about texts, with both in
view.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis import align, omissions, reuse
from analysis.arithmetic import arithmetic
from analysis.attribution import Attributions
from analysis.claims import claims
from analysis.drift import Drift, drift
from analysis.drift_source import against_source
from analysis.headline import headline

#: what is compared at most: the work grows with the square
MOST = 12


@dataclass(frozen=True)
class SameFacts:
    """What is found, a table each; the modules say what their columns mean.

    Attributes
    ----------
    matches : :func:`analysis.align.match_paragraphs`
    points, actors, sources, order, agreement : :mod:`analysis.omissions`
    drift : :func:`analysis.drift.drift`
    checked, steps : quotations against a source text (:mod:`analysis.drift_source`); None without one
    claims, arithmetic : :func:`analysis.claims.claims`, :func:`analysis.arithmetic.arithmetic`
    headline : :func:`analysis.headline.headline`
    passages, reuse : :func:`analysis.reuse.reused_passages`, :func:`analysis.reuse.reuse_matrix`
    """

    matches: pd.DataFrame
    points: pd.DataFrame
    actors: pd.DataFrame
    sources: pd.DataFrame
    order: pd.DataFrame
    agreement: pd.DataFrame
    drift: Drift
    claims: pd.DataFrame
    arithmetic: pd.DataFrame
    headline: pd.DataFrame
    passages: pd.DataFrame
    reuse: pd.DataFrame
    checked: pd.DataFrame | None = None
    steps: pd.DataFrame | None = None


def same_facts(blocks: pd.DataFrame, found: Attributions, *, source: str | None = None) -> SameFacts:
    """Compare what two or more articles say.

    Parameters
    ----------
    blocks : the paragraph table of 2 to 12 articles
    found : who speaks in them, :func:`analysis.attribution.attribute`
    source : the text of a primary source, such as a transcript: the quotations are held against it

    Returns
    -------
    SameFacts

    Raises
    ------
    InputError
        if there are fewer than two articles, a column is missing, or the source has no words
    """
    matches = align.match_paragraphs(blocks)
    order = omissions.shared_order(matches)
    passages = reuse.reused_passages(blocks)
    checked, steps = (None, None) if source is None else against_source(blocks, found, source)
    return SameFacts(
        matches=matches,
        points=omissions.points(blocks, matches),
        actors=omissions.actors(blocks),
        sources=omissions.sources(found.table, blocks),
        order=order,
        agreement=omissions.order_agreement(order),
        drift=drift(blocks, found),
        claims=claims(blocks, matches=matches),
        arithmetic=arithmetic(blocks),
        headline=headline(blocks, found),
        passages=passages,
        reuse=reuse.reuse_matrix(blocks, passages),
        checked=checked,
        steps=steps,
    )

"""What a reader can check in the texts alone, without the comparisons that read every paragraph of both.

It stands apart from :mod:`facts.findings` because a lesson asks for nothing else, and soon.
"""

from __future__ import annotations

import pandas as pd

from analysis.attribution import Attributions
from analysis.facts.arithmetic import arithmetic
from analysis.facts.drift import find_drift
from analysis.facts.headline import headline
from analysis.text.lexicon import Lexicon


def find_checks(
    blocks: pd.DataFrame, found: Attributions, *, lexicon: Lexicon | None = None
) -> dict[str, pd.DataFrame]:
    """Find what a reader can check in the texts alone, a table each.

    Parameters
    ----------
    blocks, found, lexicon : as `analysis.facts.compare_facts` takes them

    Returns
    -------
    dict of DataFrame
        ``drift``: utterances that two articles quote, with ``share``, how much of the wording differs; ``arithmetic``:
        sums that a text states; ``headline``: what a headline says, held against its body
    """
    return {
        "drift": find_drift(blocks, found).pairs,
        "arithmetic": arithmetic(blocks),
        "headline": headline(blocks, found, lexicon=lexicon),
    }

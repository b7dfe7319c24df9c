"""From articles to the paragraph table: one row a block, in the order of the files."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.block_voice import voices
from analysis.clean import clean
from analysis.read import Article
from analysis.schema import BLOCKQUOTE, BODY, PARAGRAPHS, InputError, table


def paragraphs(articles: Iterable[Article]) -> pd.DataFrame:
    """Cut articles into blocks and say of each what it is and whose voice it is in.

    Parameters
    ----------
    articles : as :func:`analysis.read.read_articles` gives them

    Returns
    -------
    DataFrame with the columns of :data:`analysis.schema.PARAGRAPHS`. ``block`` counts all blocks of a file from 0,
    ``paragraph`` the body paragraphs and block quotations from 1. What is cut off a block's end stands in ``removed``:
    ``text + removed`` is the block as it was given. ``id`` is there if any article came with one.

    Raises
    ------
    InputError
        if an article has no paragraph that is its own text
    """
    rows = []
    for article in articles:
        number = 0
        for place, block in enumerate(clean(article)):
            is_text = block.kind in (BODY, BLOCKQUOTE)
            number += is_text
            rows.append(
                {
                    "article": article.article,
                    "block": place,
                    "paragraph": number if is_text else None,
                    "kind": block.kind,
                    "reason": block.reason,
                    "text": block.text,
                    "removed": block.removed,
                    "id": article.identifier,
                }
            )
        if not number:
            where = article.path or article.article
            raise InputError(f"{where}: there is no paragraph of body text in it. Put a blank line between paragraphs.")
    blocks = table(rows, PARAGRAPHS)
    blocks[["voice", "speaker"]] = voices(blocks)
    identifiers = [row["id"] for row in rows]
    if any(identifier is not None for identifier in identifiers):
        blocks.insert(0, "id", identifiers)
    return blocks

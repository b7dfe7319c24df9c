"""A table as a link that holds the file itself: CSV in a ``data:`` address, so that the page needs no other file."""

from __future__ import annotations

import re

import pandas as pd

from analysis.output import safe_cells

#: what may not stand in an address, and what would end an attribute
_UNSAFE = re.compile("[^A-Za-z0-9\\-._~:/?@!$()*+,;=\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def csv_link(table: pd.DataFrame) -> str:
    """Give the ``data:`` address of a table as CSV.

    The file begins with a byte order mark, so that a spreadsheet reads it as UTF-8; no cell begins a formula (see
    :func:`analysis.output.safe_cells`); numbers have six digits that count.

    >>> csv_link(pd.DataFrame({"word": ["=1+1"], "n": [0.25]}))
    'data:text/csv;charset=utf-8,%EF%BB%BFword,n%0A%27=1+1,0.25%0A'
    """
    named = safe_cells(table.set_axis([str(name) for name in table.columns], axis=1))
    headed = safe_cells(pd.DataFrame({"name": named.columns}))["name"]
    text = named.set_axis(list(headed), axis=1).to_csv(index=False, float_format="%.6g", lineterminator="\n")
    return "data:text/csv;charset=utf-8,%EF%BB%BF" + _UNSAFE.sub(_percent, text)


def _percent(found: re.Match) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode())
